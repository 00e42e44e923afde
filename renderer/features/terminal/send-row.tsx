import { Button, Select, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParameterHint } from '../../../shared/at/parameter-hint.ts'
import type { LastingEffect } from '../../../shared/at/lasting-commands.ts'
import type { SendOptions } from '../../../shared/contract/settings.ts'
import { sleepWords } from '../../../shared/at/sleep-watch.ts'
import { useText } from '../../ui/local-text.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import { useSettings } from '../settings/settings-store.ts'
import { findSpeed } from '../line-probe/probe-store.ts'
import { TransferDialog } from '../transfer/transfer-dialog.tsx'
import { TransferStrip } from '../transfer/transfer-strip.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { DraftNoteLine } from './draft-note-line.tsx'
import { lastingIn } from './lasting-in.ts'
import { otherEnding, type LineEnding } from './line-ending.ts'
import { LinesDialog } from './lines-dialog.tsx'
import { ParameterForm } from './parameter-form.tsx'
import { sendBytes } from './send-bytes.ts'
import { SendInput } from './send-input.tsx'
import { draftProblem } from './draft-problem.ts'
import { draftBytes, type Draft } from './send-line.ts'
import { SendMenu } from './send-menu.tsx'
import { SendingStrip } from './sending-strip.tsx'
import { useSessionModem } from './session-modem.ts'
import styles from './send-row.module.css'
import { setTerminal, useTerminal, writeBytes } from './terminal-store.ts'
import { useSleepSign } from './use-sleep-sign.ts'
import { useLineEnding } from './use-line-ending.ts'
import { useSendLine } from './use-send-line.ts'
import { changeSendOptions } from './use-send-options.ts'
import { startSending, useSending } from './use-sending.ts'
import { WirePreview } from './wire-preview.tsx'
import type { Session } from '../../app/session-list.ts'

const endings: readonly SendOptions['ending'][] = ['auto', 'CR', 'LF', 'CRLF', 'none']

const ctrlZ = Uint8Array.of(0x1a)
const escape = Uint8Array.of(0x1b)

/** ms for the answer; a repeated line does not wait for one. */
const unused = 10_000

type Question = { readonly line: string; readonly effects: readonly LastingEffect[]; readonly go: () => void }

export function SendRow({ session }: { readonly session: Session }) {
  const { t } = useTranslation(['terminal', 'line-probe'])
  const path = session.port.path
  const line = useSendLine(path)
  const failure = useTerminal((state) => (state.failureOf === null || state.failureOf === session.id ? state.failure : null))
  const pasted = useTerminal((state) => (state.lines?.path === path ? state.lines.text : null))
  const asks = useSettings((settings) => settings.confirmCommands)
  const text = useText()
  const { sign, dismiss: dismissSign } = useSleepSign(session.id)
  const silent = useLineEnding(session.id, path)
  const { sending, dismiss } = useSending(session.id)
  const [question, setQuestion] = useState<Question | null>(null)
  const [lastSent, setLastSent] = useState<string | null>(null)
  const [form, setForm] = useState<ParameterHint | null>(null)
  const modem = useSessionModem(session)
  const blocked = session.owner !== 'person' ? (`send.${session.owner}Owns` as const) : session.state === 'open' ? null : 'send.notOpen'
  // Lines that wait for their answers would take those of another line for theirs.
  const isPasting = sending?.state === 'running' && sending.lines > 1
  const isBlocked = blocked !== null || isPasting
  const { draft, wire, options, isHex } = line

  const asked = (text: string, go: () => void): void => {
    const effects = asks ? lastingIn(text, isHex, options) : []
    if (effects.length > 0) setQuestion({ line: text, effects, go })
    else go()
  }
  const send = async (text: string, out: Draft): Promise<void> => {
    if (!out.ok || !(await sendBytes(session.id, out.bytes, options))) return
    setLastSent(isHex ? null : text)
    line.done(text)
  }
  const repeat = async (everyMs: number, count: number): Promise<void> => {
    if (!wire.ok) return
    await startSending(session.id, { lines: [wire.bytes], wait: 'delay', answerTimeoutMs: unused, stopsAtError: true, charDelayMs: options.charDelayMs, lineDelayMs: 0, repeat: { everyMs, count } })
  }
  const tryEnding = (ending: LineEnding): void => {
    changeSendOptions(path, { ending })
    const again = lastSent === null ? null : draftBytes(lastSent, false, { ...options, ending })
    if (again?.ok) void writeBytes(session.id, again.bytes)
  }

  const showsWire = wire.ok && draft !== '' && (options.checksum !== 'none' || (options.escapes && !isHex && draft.includes('\\')))
  const placeholder = isPasting ? t('send.linesOnTheirWay') : blocked === null ? t(isHex ? 'send.hexExample' : 'send.example') : t(blocked)
  return (
    <div className={styles['area']} data-send>
      {failure && <FailureCard failure={failure} onDismiss={() => setTerminal({ failure: null })} />}
      <TransferStrip sessionId={session.id} />
      {sending && <SendingStrip sending={sending} onDismiss={dismiss} />}
      {sign && (
        <p className={styles['note']} role="status" data-testid="sleep-hint">
          <span>{text(sleepWords)}</span>
          <Button size="compact-xs" variant="default" onClick={dismissSign}>
            {t('sending.close')}
          </Button>
        </p>
      )}
      {silent && !sending && (
        <p className={styles['note']} role="status" data-testid="ending-hint">
          {t(silent.isNew ? 'send.silent' : 'send.silentNow', { ending: t(`send.ending.${silent.ending}`) })}
          {silent.isNew && (
            <Button size="compact-xs" variant="default" disabled={isBlocked} onClick={() => tryEnding(otherEnding(silent.ending))}>
              {t('send.tryEnding', { ending: t(`send.ending.${otherEnding(silent.ending)}`) })}
            </Button>
          )}
          <Button size="compact-xs" variant="default" disabled={isBlocked} onClick={() => void findSpeed(session.id)}>
            {t('line-probe:button')}
          </Button>
        </p>
      )}
      <form
        className={styles['row']}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBlocked && line.isSendable) asked(draft, () => void send(draft, wire))
        }}
      >
        <SendInput line={line} modem={modem} placeholder={placeholder} isBlocked={isBlocked} onForm={setForm} />
        <Tooltip label={t('send.endingHint')}>
          <Select
            w={104}
            aria-label={t('send.endingHint')}
            data={endings.map((value) => ({ value, label: value === 'auto' ? t('send.endingAuto', { ending: t(`send.ending.${options.answered ?? 'CR'}`) }) : t(`send.ending.${value}`) }))}
            value={options.ending}
            disabled={isHex}
            onChange={(value) => changeSendOptions(path, { ending: value as SendOptions['ending'] })}
          />
        </Tooltip>
        <ToggleButton isOn={isHex} onToggle={line.setHex} title={t('send.hexHint')}>
          HEX
        </ToggleButton>
        <Tooltip label={t('send.ctrlZHint')}>
          <Button variant="default" disabled={blocked !== null} onClick={() => void writeBytes(session.id, ctrlZ)}>
            Ctrl-Z
          </Button>
        </Tooltip>
        <Tooltip label={t('send.escHint')}>
          <Button variant="default" disabled={blocked !== null} onClick={() => void writeBytes(session.id, escape)}>
            ESC
          </Button>
        </Tooltip>
        <SendMenu path={path} canRepeat={!isBlocked && line.isSendable && draft !== ''} onRepeat={(everyMs, count) => asked(draft, () => void repeat(everyMs, count))} />
        <Button type="submit" disabled={isBlocked || !line.isSendable}>
          {t('send.submit')}
        </Button>
      </form>
      {showsWire && <WirePreview bytes={wire.bytes} />}
      {!wire.ok && <p className={styles['bad']}>{draftProblem(t, wire, options.charset)}</p>}
      {line.note && <DraftNoteLine note={line.note} onUndo={line.undo} onReplace={line.replace} />}
      {session.owner !== 'person' && <p className={styles['hint']}>{t(`send.${session.owner}OwnsHint`)}</p>}
      {pasted !== null && <LinesDialog pasted={pasted} sessionId={session.id} path={path} isBlocked={isBlocked} />}
      <TransferDialog session={session} lineEnd={options.ending === 'CRLF' || (options.ending === 'auto' && options.answered === 'CRLF') ? 'CRLF' : 'CR'} />
      {form && (
        <ParameterForm
          hint={form}
          isSendable={!isBlocked}
          onClose={() => setForm(null)}
          onInsert={(text) => {
            setForm(null)
            // Where escapes are on, a backslash is one only when it stands twice.
            line.change(options.escapes ? text.replaceAll('\\', '\\\\') : text)
          }}
          onSend={(text) => {
            setForm(null)
            line.change(text)
            asked(text, () => void send(text, draftBytes(text, false, { ...options, escapes: false })))
          }}
        />
      )}
      {question && (
        <ConfirmDialog
          line={question.line}
          effects={question.effects}
          sessionId={session.id}
          path={path}
          onCancel={() => setQuestion(null)}
          onSend={() => {
            setQuestion(null)
            question.go()
          }}
        />
      )}
    </div>
  )
}
