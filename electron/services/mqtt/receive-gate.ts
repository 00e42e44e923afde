import type { Failure } from '../../../shared/contract/failure.ts'
import { diskIsSlow, diskWasSlow } from './failures.ts'
import type { MessageHistory } from './history/message-history.ts'

/** ms that receiving waits before it is worth a word. */
const tellAfterMs = 1000

/** Keeps a connection from reading on while the disk is too far behind: the socket is not read, so that the broker waits and memory stays bounded. */
export class ReceiveGate {
  readonly #backlog: MessageHistory['backlog']
  readonly #changed: () => void
  #held: { readonly stop: () => void; readonly since: number; isLong: boolean } | undefined
  #times = 0
  #waitedMs = 0

  /** `changed`: `state` is another. */
  constructor(backlog: MessageHistory['backlog'], changed: () => void) {
    this.#backlog = backlog
    this.#changed = changed
  }

  /** Called after every message of a flood; `goOn` reads the next. */
  pass(goOn: () => void): void {
    if (this.#backlog.isFull) this.#hold(goOn)
    else goOn()
  }

  get isHolding(): boolean {
    return this.#held !== undefined
  }

  /** While receiving waits, and once it has: what a broker drops meanwhile never comes. */
  get state(): Failure | undefined {
    if (this.#held?.isLong) return diskIsSlow(this.#backlog.bytes)
    return this.#times > 0 ? diskWasSlow(this.#times, this.#waitedMs) : undefined
  }

  /** The line is gone, with what it still held. */
  drop(): void {
    const held = this.#held
    if (!held) return
    held.stop()
    this.#held = undefined
    if (!held.isLong) return
    this.#times++
    this.#waitedMs += performance.now() - held.since
    this.#changed()
  }

  #hold(goOn: () => void): void {
    this.drop()
    const told = setTimeout(() => {
      held.isLong = true
      this.#changed()
    }, tellAfterMs)
    const unwatch = this.#backlog.whenRoom(() => {
      this.drop()
      goOn()
    })
    const stop = (): void => {
      clearTimeout(told)
      unwatch()
    }
    const held = { stop, since: performance.now(), isLong: false }
    this.#held = held
  }
}
