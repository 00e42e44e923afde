import type { SessionLink } from '../../electron/services/serial/link.ts'
import { Emitter } from '../../shared/contract/emitter.ts'
import { fail, ok, type Failure } from '../../shared/contract/failure.ts'
import type { SessionInfo } from '../../shared/contract/serial.ts'
import { fromUtf8, utf8 } from '../../shared/text/bytes.ts'

/** null: no answer at all. `count`: how often the command was sent before. */
export type Answer = string | null | ((count: number) => string | null)
export type Answers = Record<string, Answer>

const unplugged: Failure = { code: 'port.vanished', stage: 'port', what: { en: 'gone', zh: '没了' }, next: { en: 'plug it in', zh: '插上' } }
const busy: Failure = { code: 'port.busy', stage: 'port', what: { en: 'busy', zh: '占用' }, next: { en: 'wait', zh: '等待' } }

/** A session whose modem answers by script, and OK to everything else. `answers` may be changed on the way. */
export function scriptedSession(answers: Answers) {
  const bytes = new Emitter<[Uint8Array, number]>()
  const states = new Emitter<[SessionInfo]>()
  const sent: string[] = []
  const owners: string[] = []
  const counts = new Map<string, number>()
  let state: SessionInfo['state'] = 'open'
  let isOwned = false
  const info = (): SessionInfo => ({ state, ...(state !== 'open' && { failure: unplugged }) }) as SessionInfo
  const turn = (to: SessionInfo['state']): void => {
    state = to
    states.fire(info())
  }
  const link: SessionLink = {
    sessionId: 's',
    info,
    write: async (data, _mask, onTaken) => {
      if (state !== 'open') return fail(unplugged)
      const command = fromUtf8(data).replace(/\r$/, '')
      sent.push(command)
      // As a slow port tells it.
      for (const count of [2, 4, data.length]) onTaken?.(count)
      const count = counts.get(command) ?? 0
      counts.set(command, count + 1)
      const chosen = command in answers ? answers[command] : '\r\nOK\r\n'
      const answer = typeof chosen === 'function' ? chosen(count) : chosen
      if (answer != null) setImmediate(() => bytes.fire(utf8(answer), 0))
      return ok(null)
    },
    onBytes: bytes.on,
    onState: states.on,
    note: () => {},
    hide: () => {},
    protect: () => {},
    release: () => {
      isOwned = false
      owners.push('person')
    },
  }
  const observer = { onBytes: bytes.on, onState: states.on, dispose: () => {} }
  return {
    answers,
    sent,
    /** Who had the right to write, one after the other. */
    owners,
    observer,
    access: {
      acquire: () => {
        if (isOwned) return fail(busy)
        isOwned = true
        owners.push('wizard')
        return ok(link)
      },
      observe: () => ok(observer),
    },
    isOwned: () => isOwned,
    /** Another part of the program has the right to write from now on. */
    take: () => {
      isOwned = true
    },
    say: (line: string) => bytes.fire(utf8(`\r\n${line}\r\n`), 0),
    unplug: () => turn('waiting'),
    replug: () => turn('open'),
  }
}
