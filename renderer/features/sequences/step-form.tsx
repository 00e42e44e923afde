import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { stepTitle } from '../../../shared/sequence/step-title.ts'
import {
  failureKind,
  onFailureOf,
  sendKind,
  setFailureKind,
  setGoTo,
  setOnFailure,
  setSendKind,
  setWait,
  waitKind,
  waitValue,
  withFields,
  type FailureKind,
  type SendKind,
  type Step,
  type Steps,
  type WaitKind,
} from './step-edit.ts'
import { lineEndChoices, optionalNumber } from './form-parts.ts'
import { changeSteps, useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'

const sendKinds: readonly SendKind[] = ['text', 'hex', 'none']
const waitKinds: readonly WaitKind[] = ['ok', 'final', 'prompt', 'text', 'regex', 'urc', 'nothing']
const failureKinds: readonly FailureKind[] = ['stop', 'continue', 'retry', 'goTo']

type Props = { readonly at: number; readonly step: Step }

const noSteps: Steps = []

/** Everything about one step. */
export function StepForm({ at, step }: Props) {
  const { t } = useTranslation('sequences')
  const steps = useSequences(({ draft }) => draft?.sequence?.steps ?? noSteps)
  const put = (changed: Step): void => changeSteps((now) => now.with(at, changed))
  const set = (change: Parameters<typeof withFields>[1]): void => put(withFields(step, change))
  const sends = sendKind(step)
  const waits = waitKind(step)
  const fails = failureKind(step)
  const { retry, pause, goTo } = onFailureOf(step)
  const accept = typeof step.wait === 'object' && 'urc' in step.wait ? step.wait.accept : undefined
  const target = steps.findIndex(({ name }) => name !== undefined && name === goTo)
  const targets = steps.map((each, index) => ({ value: String(index), label: `${index + 1}  ${stepTitle(each)}`.slice(0, 60) }))
  return (
    <div className={styles.form} data-testid="step-form">
      <div className={styles.fields}>
        <SegmentedControl aria-label={t('send.name')} value={sends} onChange={(kind) => put(setSendKind(step, kind as SendKind))} data={sendKinds.map((value) => ({ value, label: t(`send.${value}`) }))} />
        {sends !== 'none' && (
          <TextInput
            className={styles.wide ?? ''}
            classNames={{ input: 'at-mono' }}
            aria-label={t(sends === 'hex' ? 'send.hexValue' : 'send.value')}
            placeholder={sends === 'hex' ? '41 54 0D' : 'AT+CSQ'}
            value={step.send ?? step.hex ?? ''}
            spellCheck={false}
            autoFocus
            onChange={(event) => set(sends === 'hex' ? { hex: event.currentTarget.value } : { send: event.currentTarget.value })}
          />
        )}
        {sends === 'text' && (
          <Select
            w={140}
            aria-label={t('lineEnd.name')}
            data={[{ value: '', label: t('lineEnd.usual') }, ...lineEndChoices(t)]}
            value={step.lineEnd ?? ''}
            onChange={(value) => set({ lineEnd: (value || undefined) as Step['lineEnd'] })}
          />
        )}
      </div>
      {sends === 'text' && <p className={styles.hint}>{t('send.hint')}</p>}
      <div className={styles.fields}>
        <Select
          w={190}
          label={t('wait.name')}
          data={waitKinds.map((value) => ({ value, label: t(`wait.kind.${value}`) }))}
          value={waits}
          onChange={(kind) => put(setWait(step, kind as WaitKind, waitValue(step)))}
        />
        {(waits === 'text' || waits === 'regex' || waits === 'urc') && (
          <TextInput
            className={styles.wide ?? ''}
            classNames={{ input: 'at-mono' }}
            label={t(`wait.value.${waits}`)}
            placeholder={waits === 'regex' ? '^\\+CSQ: \\d+' : waits === 'urc' ? '+QMTOPEN:' : '+CSQ:'}
            value={waitValue(step)}
            spellCheck={false}
            onChange={(event) => put(setWait(step, waits, event.currentTarget.value))}
          />
        )}
        {waits === 'urc' && (
          <TextInput
            className={styles.wide ?? ''}
            classNames={{ input: 'at-mono' }}
            label={t('wait.accept')}
            placeholder="^\+QMTOPEN: 0,0"
            value={accept ?? ''}
            spellCheck={false}
            onChange={(event) => {
              const value = event.currentTarget.value
              set({ wait: { urc: waitValue(step), ...(value !== '' && { accept: value }) } })
            }}
          />
        )}
        {waits !== 'nothing' && (
          <NumberInput w={110} label={t('within')} placeholder="10000 ms" suffix=" ms" min={1} max={86_400_000} allowDecimal={false} hideControls value={step.within ?? ''} onChange={(value) => set({ within: optionalNumber(value) })} />
        )}
      </div>
      <div className={styles.fields}>
        <Select
          w={190}
          label={t('failure.name')}
          data={failureKinds.map((value) => ({ value, label: t(`failure.${value}`) }))}
          value={fails}
          onChange={(kind) => changeSteps((now) => setFailureKind(now, at, kind as FailureKind))}
        />
        {fails === 'retry' && (
          <NumberInput w={90} label={t('failure.tries')} min={1} max={1000} allowDecimal={false} value={retry ?? 1} onChange={(value) => put(setOnFailure(step, { retry: optionalNumber(value) ?? 1, pause, goTo }))} />
        )}
        {(fails === 'retry' || fails === 'goTo') && (
          <NumberInput w={110} label={t('failure.pause')} suffix=" ms" min={0} max={86_400_000} allowDecimal={false} hideControls value={pause ?? ''} placeholder="0" onChange={(value) => put(setOnFailure(step, { retry, pause: optionalNumber(value), goTo }))} />
        )}
        {(fails === 'retry' || fails === 'goTo') && (
          <Select
            className={styles.wide ?? ''}
            label={t(fails === 'retry' ? 'failure.then' : 'failure.target')}
            data={[...(fails === 'retry' ? [{ value: '', label: t('failure.stop') }] : []), ...targets]}
            value={target < 0 ? '' : String(target)}
            onChange={(value) => changeSteps((now) => setGoTo(now, at, value === '' || value === null ? null : Number(value)))}
          />
        )}
      </div>
      <div className={styles.fields}>
        <NumberInput w={90} label={t('times')} min={1} max={100_000} allowDecimal={false} value={step.times ?? 1} onChange={(value) => set({ times: (optionalNumber(value) ?? 1) > 1 ? optionalNumber(value) : undefined })} />
        <NumberInput w={130} label={t('pauseAfter')} suffix=" ms" min={0} max={86_400_000} allowDecimal={false} hideControls placeholder="0" value={step.pause ?? ''} onChange={(value) => set({ pause: optionalNumber(value) })} />
        <TextInput className={styles.wide ?? ''} label={t('stepTitle')} maxLength={200} value={step.title ?? ''} onChange={(event) => set({ title: event.currentTarget.value || undefined })} />
        <TextInput className={styles.wide ?? ''} label={t('note')} maxLength={2_000} value={step.note ?? ''} onChange={(event) => set({ note: event.currentTarget.value || undefined })} />
      </div>
    </div>
  )
}
