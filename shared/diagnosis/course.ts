import type { Failure } from '../contract/failure.ts'
import { bearerLost } from './bearer.ts'
import { Connection } from './connection.ts'
import { asksForRestart, Power } from './power.ts'
import { SimCard } from './sim-card.ts'

/** What a line tells together with those before it. `isCause`: the loss told just before was only its effect. */
export type Told = { readonly kind: 'login' } | { readonly kind: 'harmless' } | { readonly kind: 'failure'; readonly failure: Failure; readonly isCause: boolean }

/** Radio off takes the card away, on purpose. */
const radioOff = /^AT\+CFUN=[04]/i

/** What only several lines together tell: of a log, and of a session under way. */
export class Course {
  readonly #connection = new Connection()
  readonly #power = new Power()
  readonly #sim = new SimCard()
  /** A loss of the connection was the last that happened. */
  #hasJustLost = false

  /** `at`: ms, from whatever start. */
  sent(command: string, at?: number): void {
    this.#hasJustLost = false
    this.#power.sent(command, at)
    this.#connection.push(command)
    if (radioOff.test(command) || asksForRestart(command)) this.#sim.forget()
  }

  received(line: string, isStart: boolean, at?: number): Told | undefined {
    const power = this.#power.received(line, isStart, at)
    if (isStart) {
      this.#sim.forget()
      this.#connection.reset(this.#hasJustLost)
    }
    const cause = power ?? this.#sim.received(line) ?? bearerLost(line)
    if (cause) {
      const isCause = this.#hasJustLost && cause.code !== 'modem.too-early'
      if (cause.code !== 'modem.too-early') this.#connection.reset(isCause)
      this.#hasJustLost = false
      return { kind: 'failure', failure: cause, isCause }
    }
    const told = this.#connection.push(line)
    if (told === undefined) return undefined
    if (told === 'login' || told === 'harmless') return { kind: told }
    this.#hasJustLost = true
    return { kind: 'failure', failure: told, isCause: false }
  }

  /** Logged in and thrown out, again and again. */
  kicks(): Failure | undefined {
    return this.#connection.kicks()
  }
}
