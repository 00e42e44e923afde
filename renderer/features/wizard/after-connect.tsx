import { Autocomplete, Button, SegmentedControl, Select } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { composeSending, type Sending } from '../../../shared/wizard/exchange.ts'
import { promptMark } from '../../../shared/wizard/prompt-mark.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { CodeEditor } from '../../ui/code-editor.tsx'
import { joinSentences } from '../../ui/join-sentences.ts'
import { useLanguage, useText } from '../../ui/local-text.ts'
import { byteLength, visibleControls } from '../../ui/payload-text.ts'
import { exampleFor, firstDraft, topicsFor, type Draft } from './after-connect.ts'
import { sendExtra } from './run-actions.ts'
import { mayWatch, watchRun } from './watch-run.ts'
import styles from './after-connect.module.css'

/** Once the modem is on the broker: send more from it, or listen to more, with the cloud's own topics and examples. */
export function AfterConnect({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  const text = useText()
  const language = useLanguage()
  const [draft, setDraft] = useState<Draft>(() => firstDraft(run))
  const [wasTried, setWasTried] = useState(false)
  const { findModem, findCloud } = useCatalogue()
  const modem = findModem(run.plan.modem)
  const cloud = findCloud(run.plan.cloud)
  if (run.status !== 'done' || run.notice || !modem?.exchange || !cloud) return null

  const { kind, payload } = draft
  const topic = draft.topics[kind]
  const qos = draft.qos[kind]
  const sending: Sending = kind === 'publish' ? { kind, topic, payload, qos } : { kind, topic, qos }
  const { steps, findings } = composeSending(modem, cloud, run.plan.job, sending)
  const offered = topicsFor(run, kind)
  const isBusy = run.extras.some(({ status }) => status === 'running')
  const isSecondClientAllowed = mayWatch(run)
  const problemAt = (...fields: readonly string[]) => {
    const found = findings.find(({ field, code }) => field !== undefined && fields.includes(field) && (wasTried || code !== 'topic.missing'))
    return found ? joinSentences(language, found.what, found.next) : undefined
  }
  const change = (part: Partial<Draft>): void => {
    setWasTried(false)
    setDraft({ ...draft, ...part })
  }
  const chooseTopic = (chosen: string): void => {
    const example = kind === 'publish' ? exampleFor(run, chosen, draft) : undefined
    change({ topics: { ...draft.topics, [kind]: chosen }, ...(example !== undefined && { payload: example }) })
  }
  const send = (): void => {
    setWasTried(true)
    if (steps.length > 0 && !isBusy) void sendExtra(run.id, sending)
  }

  return (
    <section className={styles.after} aria-label={t('after.title')} data-testid="wizard-after">
      <header>
        <h3>{t('after.title')}</h3>
        <SegmentedControl
          size="xs"
          aria-label={t('after.title')}
          data={(['publish', 'subscribe'] as const).map((value) => ({ value, label: t(`after.${value}.name`) }))}
          value={kind}
          onChange={(value) => change({ kind: value === 'subscribe' ? 'subscribe' : 'publish' })}
        />
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <div className={styles.row}>
          <Autocomplete
            className={styles.topic ?? ''}
            aria-label={t(`after.${kind}.topic`)}
            placeholder={t(`after.${kind}.topic`)}
            classNames={{ input: styles.mono ?? '' }}
            data={offered.map((each) => each.topic)}
            filter={({ options }) => options}
            renderOption={({ option }) => (
              <span className={styles.option}>
                <code>{option.value}</code>
                <span>{offered.flatMap((each) => (each.topic === option.value ? [text(each.title)] : []))[0]}</span>
              </span>
            )}
            value={topic}
            onChange={chooseTopic}
            error={problemAt('publishTopic', 'subscribeTopic')}
            maxDropdownHeight={260}
            spellCheck={false}
            data-testid="after-topic"
          />
          <Select
            w={84}
            aria-label={t('after.qos')}
            data={([0, 1, 2] as const).filter((each) => each <= cloud.rules.maxQos).map((each) => ({ value: String(each), label: `QoS ${each}` }))}
            value={String(qos)}
            onChange={(chosen) => change({ qos: { ...draft.qos, [kind]: chosen === '2' ? 2 : chosen === '1' ? 1 : 0 } })}
            comboboxProps={{ withinPortal: true, width: 90 }}
          />
        </div>
        {kind === 'publish' && (
          <>
            <CodeEditor label={t('after.publish.payload')} placeholder={t('after.publish.payload')} value={payload} onChange={(value) => change({ payload: value })} language="json" height="84px" onSubmit={send} />
            <p className={styles.note} data-wrong={problemAt('payload', 'qos') !== undefined}>
              {problemAt('payload', 'qos') ?? t('bytes', { count: byteLength(payload) })}
            </p>
          </>
        )}
        {steps.length > 0 && (
          <p className={styles.commands} title={t('after.commands')}>
            {steps.map((step) => (
              <code key={step.id}>
                {step.send}
                {step.then && ` ${promptMark(step.then.prompt)} ${visibleControls(step.then.label)}`}
              </code>
            ))}
          </p>
        )}
        <div className={styles.row}>
          <Button type="submit" loading={isBusy} leftSection={kind === 'publish' ? <IconArrowUpRight size={14} /> : <IconArrowDownRight size={14} />} data-testid="after-send">
            {t(`after.${kind}.send`)}
          </Button>
          {isSecondClientAllowed ? (
            <Button variant="default" onClick={() => watchRun(run, kind === 'publish' ? { publishTopic: topic } : { subscribeTopic: topic })} title={t('watch.hint')} data-testid="after-pc">
              {t(`after.${kind}.pc`)}
            </Button>
          ) : (
            <span className={styles.note}>{t('after.noSecond', { cloud: text(cloud.name) })}</span>
          )}
        </div>
      </form>
    </section>
  )
}
