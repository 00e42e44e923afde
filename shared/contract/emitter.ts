import type { Disposer } from './failure.ts'

/** One event: `on` subscribes and returns the disposer, `fire` calls every listener. A listener that throws does not stop the others. */
export class Emitter<Args extends readonly unknown[]> {
  readonly #listeners = new Set<(...args: Args) => void>()
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void = () => {}) {
    this.#onError = onError
  }

  readonly on = (listener: (...args: Args) => void): Disposer => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  fire(...args: Args): void {
    for (const listener of this.#listeners) {
      try {
        listener(...args)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  get size(): number {
    return this.#listeners.size
  }
}
