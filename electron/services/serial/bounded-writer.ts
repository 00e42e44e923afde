import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { LineSettings } from '../../../shared/contract/serial.ts'
import { vanished, writeFailed, writeStuck } from './failures.ts'
import type { OnTaken } from './provider.ts'

/** For each slice, added to one and a half times what its bytes need on the wire. */
const patienceMs = 10_000
/** Large writes go in slices, so that a device that stops is noticed by its not going on, however much is to be sent. */
const sliceBytes = 4096
/** Where the progress is watched: a quarter of a second at 9600 baud. */
const countedBytes = 256

/** What a write says whose device went away meanwhile. */
const goneMessage = /cancel|not open|bad file descriptor|input\/output error|EIO|ENXIO|EBADF|EPIPE|ECONNRESET/i

export type BoundedWriterOptions = {
  readonly path: string
  /** `null` where there is no line speed (TCP). */
  readonly settings: () => LineSettings | null
  readonly isGone: () => boolean
  /** What a write to a port that is gone says; a device that vanished unless told otherwise. */
  readonly gone?: (evidence?: string) => Failure
  /** Hands the bytes to the driver; `done` when it has taken them all, of a counted write when they are out. */
  readonly send: (bytes: Uint8Array, done: (error?: Error | null) => void, isCounted: boolean) => void
  /** Called when patience ended, to free what waits in the driver. */
  readonly unblock?: () => void
}

/**
 * Writes with a bound: a device that does not take its bytes must not hang whoever sends. After a write got stuck,
 * later ones fail at once until the driver has let go of it, so that bytes never overtake each other.
 */
export class BoundedWriter {
  readonly #options: BoundedWriterOptions
  #isStuck = false
  #pending = 0

  constructor(options: BoundedWriterOptions) {
    this.#options = options
  }

  /** The driver has not taken everything yet. */
  get isBusy(): boolean {
    return this.#pending > 0
  }

  readonly write = async (bytes: Uint8Array, onTaken?: OnTaken): Promise<Result<null>> => {
    // A network takes all at once; small pieces would only make small packets.
    const isCounted = onTaken !== undefined && this.#options.settings() !== null
    const size = isCounted ? countedBytes : sliceBytes
    for (let at = 0; at < bytes.length; at += size) {
      const result = await this.#slice(bytes.subarray(at, at + size), isCounted)
      if (!result.ok) return result
      onTaken?.(Math.min(at + size, bytes.length))
    }
    return ok(null)
  }

  #slice(bytes: Uint8Array, isCounted: boolean): Promise<Result<null>> {
    const { path, settings, isGone, gone = (evidence) => vanished(path, evidence), send, unblock } = this.#options
    if (isGone()) return Promise.resolve(fail(gone()))
    const line = settings()
    const patience = patienceMs + (line ? (1.5 * bytes.length * 10_000) / line.baudRate : 0)
    const stuck = (): Result<null> => fail(writeStuck(path, line?.flowControl ?? 'none', Math.round(patience / 1000)))
    if (this.#isStuck) return Promise.resolve(stuck())
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#isStuck = true
        unblock?.()
        resolve(stuck())
      }, patience)
      this.#pending++
      send(bytes, (error) => {
        clearTimeout(timer)
        this.#pending--
        this.#isStuck = false
        if (!error) resolve(ok(null))
        else resolve(fail(isGone() || goneMessage.test(error.message) ? gone(error.message) : writeFailed(path, error.message)))
      }, isCounted)
    })
  }
}
