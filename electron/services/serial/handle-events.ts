import { Emitter } from '../../../shared/contract/emitter.ts'
import type { Disposer, Failure } from '../../../shared/contract/failure.ts'

/** What every `PortHandle` does alike: keeps bytes until somebody listens, and tells its end once, also to the late. */
export class HandleEvents {
  readonly #data = new Emitter<[Uint8Array]>()
  readonly #closed = new Emitter<[Failure?]>()
  #early: Uint8Array[] = []
  #end: { readonly failure?: Failure } | undefined

  get isClosed(): boolean {
    return this.#end !== undefined
  }

  readonly onData = (listener: (bytes: Uint8Array) => void): Disposer => {
    const dispose = this.#data.on(listener)
    const early = this.#early
    this.#early = []
    for (const bytes of early) listener(bytes)
    return dispose
  }

  readonly onClosed = (listener: (failure?: Failure) => void): Disposer => {
    const end = this.#end
    if (!end) return this.#closed.on(listener)
    let isOff = false
    queueMicrotask(() => {
      if (!isOff) listener(end.failure)
    })
    return () => {
      isOff = true
    }
  }

  received(bytes: Uint8Array): void {
    if (this.#data.size > 0) this.#data.fire(bytes)
    else this.#early.push(bytes)
  }

  closed(failure?: Failure): void {
    if (this.#end) return
    this.#end = failure ? { failure } : {}
    this.#closed.fire(failure)
  }
}
