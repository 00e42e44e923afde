import type { ModemProfile } from '../../../shared/modems/profile.ts'
import type { Plan } from '../../../shared/wizard/plan.ts'
import type { AtChannel } from '../at/index.ts'
import type { RunLink } from './run-link.ts'
import { urcWithin } from './urc-within.ts'

/** ms that a stop waits for the result of a connection that was on its way. */
const lateResultTime = 10_000

/** ms for the result of a closing command that comes as a URC. */
const closingUrcTime = 3_000

export type RunClosingOptions = {
  readonly channel: AtChannel
  readonly modem: ModemProfile
  readonly plan: Plan
  readonly link: RunLink
  readonly onSend: (line: string) => void
}

/** Closes on the modem what a plan has opened, and leaves nothing owed on the line. */
export class RunClosing {
  readonly #options: RunClosingOptions
  /** A connection may be open on the modem. */
  #hasOpened = false
  /** Index of the step that the stop has cut. */
  #cutAt = -1

  constructor(options: RunClosingOptions) {
    this.#options = options
  }

  opened(): void {
    this.#hasOpened = true
  }

  cut(index: number): void {
    this.#cutAt = index
  }

  /** `halt` ends what runs. Bounded by that and the closing commands' own times. */
  async close(halt: () => Promise<void>): Promise<void> {
    const { channel, link } = this.#options
    this.#cutAt = -1
    const heard: string[] = []
    const stopListening = channel.onUrc((line) => heard.push(line))
    try {
      await halt()
      if (this.#hasOpened && link.own().ok) {
        this.#hasOpened = false
        link.note('Stopped: closing what the plan opened.')
        const isClosed = await this.#send()
        if (!isClosed && (await this.#lateResult(heard))) await this.#send()
        link.release()
      }
      // A plan that opened nothing may still have left a command unanswered.
      if (channel.isOutOfStep && link.own().ok) {
        await channel.resynchronise()
        link.release()
      }
    } finally {
      stopListening()
    }
  }

  /** True when the last of them, which ends everything, was taken, or nothing answers any more. */
  async #send(): Promise<boolean> {
    const { channel, plan, modem, onSend } = this.#options
    let isClosed = true
    for (const { line, timeoutMs, urcPrefix } of [...(plan.closing ?? []), ...modem.closing]) {
      onSend(line)
      const reply = await channel.run({ line, timeoutMs, ...(urcPrefix !== undefined && { urc: { prefix: urcPrefix, timeoutMs: closingUrcTime } }) })
      if (reply.lost || reply.received === 'nothing') return true
      isClosed = reply.final === 'OK'
    }
    return isClosed
  }

  /** A SIM7600 that is still connecting refuses to be closed until it has told the result. True: it has. */
  async #lateResult(heard: readonly string[]): Promise<boolean> {
    const prefix = this.#options.plan.steps[this.#cutAt]?.expect.urc?.prefix
    if (prefix === undefined) return false
    return heard.some((line) => line.startsWith(prefix)) || urcWithin(this.#options.channel, prefix, lateResultTime)
  }
}
