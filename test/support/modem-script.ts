import { fromLatin1, latin1 } from '../../shared/text/bytes.ts'
import type { SimulatedModem } from '../../electron/services/practice/index.ts'

/** Speaks to a simulated modem as a host does, in bytes, and waits for what comes back. Texts hold one character per byte. */
export type ModemScript = {
  /** Everything that came since the last `take` or satisfied `until`. */
  readonly heard: () => string
  readonly send: (text: string) => void
  /** Waits until the unread output contains `mark`, then answers with the output up to and including it. */
  readonly until: (mark: string, timeoutMs?: number) => Promise<string>
  /** Sends a line and waits for its OK; the answer without echo-off framing is left to the caller. */
  readonly command: (line: string, mark?: string) => Promise<string>
  /** Waits until nothing new has come for `ms`, then answers with what came. */
  readonly quiet: (ms: number) => Promise<string>
}

export function scriptModem(modem: SimulatedModem): ModemScript {
  let unread = ''
  let wake: () => void = () => {}
  modem.onOutput((bytes) => {
    unread += fromLatin1(bytes)
    wake()
  })
  const change = (ms: number) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), ms)
      wake = () => {
        clearTimeout(timer)
        resolve(true)
      }
    })
  const until = async (mark: string, timeoutMs = 5000) => {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      const at = unread.indexOf(mark)
      if (at >= 0) {
        const taken = unread.slice(0, at + mark.length)
        unread = unread.slice(at + mark.length)
        return taken
      }
      const left = deadline - Date.now()
      if (left <= 0 || !(await change(left))) throw new Error(`No ${JSON.stringify(mark)} within ${timeoutMs} ms; heard ${JSON.stringify(unread)}`)
    }
  }
  const send = (text: string) => modem.receive(latin1(text))
  return {
    heard: () => unread,
    send,
    until,
    command: (line, mark = '\r\nOK\r\n') => {
      send(`${line}\r`)
      return until(mark)
    },
    quiet: async (ms) => {
      while (await change(ms));
      const taken = unread
      unread = ''
      return taken
    },
  }
}
