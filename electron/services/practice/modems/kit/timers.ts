import type { Disposer } from '../../../../../shared/contract/failure.ts'

/** Every timer of one modem, so that switching it off leaves none behind. */
export class Timers {
  readonly #running = new Set<NodeJS.Timeout>()

  readonly after = (ms: number, run: () => void): Disposer => {
    const timer = setTimeout(() => {
      this.#running.delete(timer)
      run()
    }, ms)
    this.#running.add(timer)
    return () => {
      clearTimeout(timer)
      this.#running.delete(timer)
    }
  }

  clear(): void {
    for (const timer of this.#running) clearTimeout(timer)
    this.#running.clear()
  }
}
