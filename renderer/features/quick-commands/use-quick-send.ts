import { useState } from 'react'
import type { LastingEffect } from '../../../shared/at/lasting-commands.ts'
import type { SendingState } from '../../../shared/contract/sending.ts'
import type { ProgramOwner } from '../../../shared/contract/serial.ts'
import { inOrder } from '../../../shared/quick-commands/arrange.ts'
import type { QuickCommand, QuickPage } from '../../../shared/quick-commands/schema.ts'
import { useSettings } from '../settings/settings-store.ts'
import { endingNow } from '../terminal/send-line.ts'
import { sendBytes } from '../terminal/send-bytes.ts'
import { setTerminal } from '../terminal/terminal-store.ts'
import { startSending } from '../terminal/use-sending.ts'
import { useSendOptions } from '../terminal/use-send-options.ts'
import { askedOf, prepare, type Asked, type Ready } from './prepare.ts'
import { notNow, unsendable } from './quick-failures.ts'
import { rememberValues } from './quick-store.ts'
import type { Session } from '../../app/session-list.ts'

/** ms for one line's final result in a run: AT+COPS=? may take three minutes (27.007, 7.3). */
const answerTimeoutMs = 180_000

/** What is asked before anything goes out. */
type Question =
  | { readonly kind: 'values'; readonly asked: readonly Asked[]; readonly commands: readonly QuickCommand[]; readonly page: QuickPage | null }
  | { readonly kind: 'effects'; readonly line: string; readonly effects: readonly LastingEffect[]; readonly ready: readonly Ready[]; readonly page: QuickPage | null }

/** Why nothing can be sent now; null: it can. The same rule as the send line's. */
export const blockedBy = (session: Session, sending: SendingState | null): ProgramOwner | 'closed' | 'lines' | null => {
  if (session.owner !== 'person') return session.owner
  if (session.state !== 'open') return 'closed'
  return sending?.state === 'running' && sending.lines > 1 ? 'lines' : null
}

/** A click's way to the port: values, then what lasts, then the bytes, as the send line does it. `page`: a run of several. */
export function useQuickSend(session: Session, sending: SendingState | null) {
  const options = useSendOptions(session.port.path)
  const asks = useSettings((settings) => settings.confirmCommands)
  const [question, setQuestion] = useState<Question | null>(null)

  const deliver = async (ready: readonly Ready[], page: QuickPage | null): Promise<void> => {
    const [first] = ready
    if (!first) return
    const { charDelayMs } = options
    if (!page) return void (await sendBytes(session.id, first.bytes, { charDelayMs, masks: first.masks }))
    await startSending(session.id, {
      lines: ready.map(({ bytes }) => new Uint8Array(bytes)),
      masks: ready.map(({ masks }) => masks.map(({ start, end }) => ({ start, end }))),
      delaysMs: ready.map(({ command }) => command.delayMs),
      wait: page.wait,
      answerTimeoutMs,
      stopsAtError: true,
      charDelayMs,
      lineDelayMs: 0,
      // A round begins when the last one is through, with its last delay.
      repeat: page.rounds === 1 ? null : { everyMs: 10, count: page.rounds },
    })
  }

  const filled = (commands: readonly QuickCommand[], values: Readonly<Record<string, string>>, page: QuickPage | null): void => {
    const prepared = prepare(commands, values, { checksum: options.checksum, ending: endingNow(options), charset: options.charset }, Date.now())
    if (!prepared.ok) {
      setQuestion(null)
      setTerminal({ failure: unsendable(prepared.label, prepared.problem), failureOf: session.id })
      return
    }
    const lasting = asks ? prepared.ready.filter(({ effects }) => effects.length > 0) : []
    if (lasting.length > 0) {
      setQuestion({ kind: 'effects', line: lasting.map(({ shown }) => shown).join('\n'), effects: lasting.flatMap(({ effects }) => effects), ready: prepared.ready, page })
      return
    }
    setQuestion(null)
    void deliver(prepared.ready, page)
  }

  const begin = (commands: readonly QuickCommand[], page: QuickPage | null): void => {
    const blocked = blockedBy(session, sending)
    if (blocked) return setTerminal({ failure: notNow(blocked), failureOf: session.id })
    const asked = askedOf(commands)
    if (asked.length > 0) setQuestion({ kind: 'values', asked, commands, page })
    else filled(commands, {}, page)
  }

  return {
    question,
    cancel: () => setQuestion(null),
    click: (command: QuickCommand) => begin([command], null),
    run: (page: QuickPage) => begin(inOrder(page), page),
    answer: (values: Readonly<Record<string, string>>) => {
      if (question?.kind !== 'values') return
      const secret = new Set(question.asked.filter(({ isSecret }) => isSecret).map(({ name }) => name))
      rememberValues(Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name))))
      filled(question.commands, values, question.page)
    },
    confirm: () => {
      if (question?.kind !== 'effects') return
      setQuestion(null)
      void deliver(question.ready, question.page)
    },
  }
}
