import { ok, type Result } from '../../../shared/contract/failure.ts'
import type { SignalState } from '../../../shared/contract/serial.ts'
import { noSignals } from './failures.ts'
import type { PortHandle } from './provider.ts'

const everyMs = 1000
const none: SignalState = { cts: null, dsr: null, dcd: null, ri: null, dtr: null, rts: null }

/**
 * The six lines of a port: inputs asked once a second, outputs remembered. Asking also finds a device that vanished
 * unnoticed, so it goes on where there are no inputs.
 */
export class Signals {
  readonly #onChange: () => void
  #state: SignalState = none
  /** What a person set; put back when the device returns. */
  #wanted: { dtr?: boolean; rts?: boolean } = {}
  #handle: PortHandle | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get state(): SignalState {
    return this.#state
  }

  attach(handle: PortHandle): void {
    this.#handle = handle
    void this.#begin(handle)
  }

  detach(): void {
    this.#handle = undefined
    clearTimeout(this.#timer)
    this.#state = none
  }

  async set(signals: { dtr?: boolean; rts?: boolean }): Promise<Result<null>> {
    const handle = this.#handle
    if (!handle) return { ok: false, failure: noSignals('') }
    const result = await handle.setSignals(signals)
    if (!result.ok || handle !== this.#handle) return result
    this.#wanted = { ...this.#wanted, ...signals }
    this.#show({ ...this.#state, ...signals })
    return ok(null)
  }

  async #begin(handle: PortHandle): Promise<void> {
    if ((this.#wanted.dtr === false || this.#wanted.rts === false) && handle === this.#handle) await handle.setSignals(this.#wanted)
    await this.#poll(handle)
  }

  async #poll(handle: PortHandle): Promise<void> {
    const inputs = await handle.readSignals()
    if (handle !== this.#handle) return
    const hasLines = Object.values(inputs).some((line) => line !== null)
    // A port that has inputs has outputs, and opening raises both.
    this.#show({
      ...inputs,
      dtr: this.#state.dtr ?? (hasLines ? (this.#wanted.dtr ?? true) : null),
      rts: this.#state.rts ?? (hasLines ? (this.#wanted.rts ?? true) : null),
    })
    this.#timer = setTimeout(() => void this.#poll(handle), everyMs)
  }

  #show(state: SignalState): void {
    const isSame = (Object.keys(none) as (keyof SignalState)[]).every((line) => this.#state[line] === state[line])
    this.#state = state
    if (!isSame) this.#onChange()
  }
}
