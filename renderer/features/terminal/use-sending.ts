import type { SendingJob, SendingState } from '../../../shared/contract/sending.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { useSessionJob, type JobSource } from '../../bridge/use-session-job.ts'
import { setTerminal } from './terminal-store.ts'

const sendings: JobSource<SendingState> = {
  list: (from) => from.call('sending.list'),
  onChange: (from, listener) => from.on('sending.didChange', listener),
  isUnderWay: ({ state }) => state === 'running',
}

/** What the program is sending on this session, or how the last of it ended; null: nothing yet. */
export function useSending(sessionId: string): { readonly sending: SendingState | null; readonly dismiss: () => void } {
  const { job, dismiss } = useSessionJob(sessionId, sendings)
  return { sending: job, dismiss }
}

/** True when the program took it. */
export async function startSending(sessionId: string, job: SendingJob): Promise<boolean> {
  const result = await attempt(() => bridge().call('sending.start', sessionId, job))
  setTerminal({ failure: result.ok ? null : result.failure, failureOf: sessionId })
  return result.ok
}

export const stopSending = (sessionId: string): void => void attempt(() => bridge().call('sending.stop', sessionId))

/** ms: what is asked before a change answers at once. */
const askMs = 3000

/** Sends one question of the program’s own, whose refusal is no failure of what a person sends, and answers with the device's lines, without echo and final result; null where it said nothing of use. */
export function askDevice(sessionId: string, question: string, wire: Uint8Array): Promise<readonly string[] | null> {
  return new Promise((resolve) => {
    let id: string | null = null
    const early: SendingState[] = []
    const take = (state: SendingState): void => {
      if (state.id !== id || state.state === 'running') return
      off()
      const lines = state.answer.map((line) => line.trim()).filter((line) => line !== question)
      resolve(state.state === 'done' && lines.at(-1) === 'OK' && lines.length > 1 ? lines.slice(0, -1) : null)
    }
    const off = bridge().on('sending.didChange', (state) => {
      early.push(state)
      take(state)
    })
    void attempt(() => bridge().call('sending.start', sessionId, { lines: [wire], wait: 'answer', answerTimeoutMs: askMs, stopsAtError: false, charDelayMs: 0, lineDelayMs: 0, repeat: null })).then((started) => {
      if (!started.ok) {
        off()
        resolve(null)
        return
      }
      id = started.value.id
      early.forEach(take)
    })
  })
}
