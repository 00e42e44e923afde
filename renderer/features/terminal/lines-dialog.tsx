import { Button, Modal, NumberInput, SegmentedControl, Switch, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SendingJob } from '../../../shared/contract/sending.ts'
import { findLookalike, normaliseLookalikes } from '../../../shared/text/suspicious.ts'
import { useText } from '../../ui/local-text.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { draftProblem } from './draft-problem.ts'
import { lastingIn } from './lasting-in.ts'
import { draftBytes } from './send-line.ts'
import { useSettings } from '../settings/settings-store.ts'
import { OldValues } from './old-values.tsx'
import styles from './send-dialogs.module.css'
import { useOldValues } from './use-old-values.ts'
import { setTerminal } from './terminal-store.ts'
import { startSending } from './use-sending.ts'
import { changeSendOptions, useSendOptions } from './use-send-options.ts'
import { wholeNumber } from './whole-number.ts'

type Props = { readonly pasted: string; readonly sessionId: string; readonly path: string; readonly isBlocked: boolean }

const most = { lines: 10_000, shownEffects: 20, questions: 20 } as const

/** Several lines are looked at before the first of them goes out. */
export function LinesDialog({ pasted, sessionId, path, isBlocked }: Props) {
  const { t } = useTranslation('terminal')
  useFocusBack()
  const text = useText()
  const options = useSendOptions(path)
  const [typed, setTyped] = useState(pasted)
  const [wait, setWait] = useState<SendingJob['wait']>('answer')
  const [limitSeconds, setLimit] = useState(10)
  const [stopsAtError, setStops] = useState(true)
  const lines = typed.split(/\r\n?|\n/).map((line, index) => ({ line, number: index + 1 })).filter(({ line }) => line.trim() !== '')
  const wires = lines.map(({ line, number }) => ({ number, wire: draftBytes(line, false, options) }))
  const bad = wires.find(({ wire }) => !wire.ok)
  const effects = lines.flatMap(({ line, number }) => lastingIn(line, false, options).map((effect) => ({ number, line, effect })))
  const asks = useSettings((settings) => settings.confirmCommands)
  const questions = asks ? [...new Set(effects.flatMap(({ effect }) => effect.read ?? []))].slice(0, most.questions) : []
  const { values, isReady } = useOldValues(sessionId, path, questions, !isBlocked)
  const close = (): void => setTerminal({ lines: null })
  const send = async (): Promise<void> => {
    const ready = wires.flatMap(({ wire }) => (wire.ok ? [wire.bytes] : []))
    const { charDelayMs, lineDelayMs } = options
    await startSending(sessionId, { lines: ready, wait, answerTimeoutMs: limitSeconds * 1000, stopsAtError, charDelayMs, lineDelayMs: wait === 'delay' ? lineDelayMs : 0, repeat: null })
    // A failure stands in the terminal, under the dialog.
    close()
  }
  return (
    <Modal opened onClose={close} title={t('lines.title')} size="lg" closeButtonProps={{ 'aria-label': t('lines.cancel') }}>
      <div className={styles['form']} data-testid="lines-dialog">
        <Textarea
          label={t('lines.input', { count: lines.length })}
          classNames={{ input: 'at-mono' }}
          value={typed}
          autosize
          minRows={5}
          maxRows={14}
          spellCheck={false}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {findLookalike(typed) && (
          <p className={styles['warning']}>
            {t('lines.lookalike')}
            <Button size="compact-xs" variant="default" onClick={() => setTyped(normaliseLookalikes(typed))}>
              {t('note.replace')}
            </Button>
          </p>
        )}
        {bad && !bad.wire.ok && <p className={styles['bad']}>{t('lines.bad', { line: bad.number, problem: draftProblem(t, bad.wire, options.charset) })}</p>}
        {effects.length > 0 && (
          <div className={styles['effects']}>
            <strong>{t('lines.effects', { count: effects.length })}</strong>
            {effects.slice(0, most.shownEffects).map(({ number, line, effect }) => (
              <div key={`${number}:${effect.words.en}`}>
                <code>{`${number}  ${line.trim()}`}</code>
                <span>{text(effect.words)}</span>
              </div>
            ))}
            <OldValues questions={questions} values={values} />
          </div>
        )}
        <SegmentedControl
          aria-label={t('lines.wait')}
          value={wait}
          onChange={(value) => setWait(value)}
          data={[
            { value: 'answer', label: t('lines.answer') },
            { value: 'delay', label: t('lines.delay') },
          ]}
        />
        {wait === 'answer' ? (
          <div className={styles['pair']}>
            <NumberInput label={t('lines.limit')} min={1} max={600} allowDecimal={false} suffix=" s" value={limitSeconds} onChange={(value) => setLimit(wholeNumber(value, 1, 600))} />
            <Switch label={t('lines.stops')} checked={stopsAtError} onChange={(event) => setStops(event.currentTarget.checked)} />
          </div>
        ) : (
          <div className={styles['pair']}>
            <NumberInput
              label={t('more.lineDelay')}
              min={0}
              max={60_000}
              allowDecimal={false}
              suffix=" ms"
              value={options.lineDelayMs}
              onChange={(value) => changeSendOptions(path, { lineDelayMs: wholeNumber(value, 0, 60_000) })}
            />
          </div>
        )}
        <div className={styles['buttons']}>
          <Button variant="default" onClick={close}>
            {t('lines.cancel')}
          </Button>
          <Button disabled={isBlocked || !isReady || lines.length === 0 || lines.length > most.lines || bad !== undefined} onClick={() => void send()}>
            {t('lines.send', { count: lines.length })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
