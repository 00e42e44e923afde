import type { Disposer } from '../../../../../../shared/contract/failure.ts'

export type Delivery = {
  /** Sends the packet; `isRepeat` sets MQTT's DUP flag. */
  readonly send: (isRepeat: boolean) => void
  readonly onRetry: (count: number) => void
  readonly onDone: (granted: readonly number[]) => void
  readonly onGivenUp: () => void
  /** QoS 2: PUBREC has come. */
  readonly onAdvanced?: () => void
}

export type RetryRules = { readonly packetMs: number; readonly retries: number }

/** Packets that wait for their acknowledgement, by packet identifier, sent again when it does not come in time. */
export class Acknowledgements {
  readonly #after: (ms: number, run: () => void) => Disposer
  readonly #rules: () => RetryRules
  readonly #waiting = new Map<number, { delivery: Delivery; stop: Disposer }>()

  constructor(after: (ms: number, run: () => void) => Disposer, rules: () => RetryRules) {
    this.#after = after
    this.#rules = rules
  }

  get size(): number {
    return this.#waiting.size
  }

  has(id: number): boolean {
    return this.#waiting.has(id)
  }

  deliver(id: number, delivery: Delivery): void {
    const entry = { delivery, stop: () => {} }
    this.#waiting.set(id, entry)
    delivery.send(false)
    this.#arm(id, entry, 0)
  }

  /** QoS 2 after PUBREC: from now on PUBREL is what is repeated. */
  advance(id: number, send: () => void): void {
    const entry = this.#waiting.get(id)
    if (!entry) return
    entry.stop()
    entry.delivery.onAdvanced?.()
    entry.delivery = { ...entry.delivery, send }
    send()
    this.#arm(id, entry, 0)
  }

  settle(id: number, granted: readonly number[] = []): void {
    const entry = this.#waiting.get(id)
    if (!entry) return
    entry.stop()
    this.#waiting.delete(id)
    entry.delivery.onDone(granted)
  }

  clear(): void {
    for (const { stop } of this.#waiting.values()) stop()
    this.#waiting.clear()
  }

  #arm(id: number, entry: { delivery: Delivery; stop: Disposer }, count: number): void {
    const { packetMs, retries } = this.#rules()
    entry.stop = this.#after(packetMs, () => {
      if (count >= retries) {
        this.#waiting.delete(id)
        entry.delivery.onGivenUp()
        return
      }
      entry.delivery.send(true)
      entry.delivery.onRetry(count + 1)
      this.#arm(id, entry, count + 1)
    })
  }
}
