import type { Recorder } from '../recording/index.ts'
import type { PortHandle } from './provider.ts'

/** Bytes on their way to the disk from which on a source that can wait is made to. Half of what the recorder has memory for. */
const brakeAtBytes = 32 * 1024 * 1024
/** A disk that hangs stops a source no longer than this: what it says meanwhile may matter more than that nothing is lost. */
const heldAtMostMs = 5000

/**
 * Lets a source that is faster than the disk wait for it, where waiting costs nothing: a network sender keeps its bytes, a serial line would lose
 * them. A full disk holds nobody up; the recorder keeps what comes in memory then.
 */
export class ReadBrake {
  readonly #recorder: Pick<Recorder, 'backlog' | 'failure' | 'written'>
  #isHolding = false
  /** Held in vain once: not again before the disk has caught up. */
  #isSpent = false

  constructor(recorder: Pick<Recorder, 'backlog' | 'failure' | 'written'>) {
    this.#recorder = recorder
  }

  /** Call with every run of bytes, after it was given to the recorder. */
  check(handle: PortHandle | undefined): void {
    if (!handle?.hold || this.#isHolding) return
    const { backlog, failure } = this.#recorder
    if (backlog < brakeAtBytes) {
      this.#isSpent = false
      return
    }
    if (failure || this.#isSpent) return
    void this.#holdUntilWritten(handle)
  }

  async #holdUntilWritten(handle: PortHandle): Promise<void> {
    this.#isHolding = true
    handle.hold?.(true)
    let timer: ReturnType<typeof setTimeout> | undefined
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#isSpent = true
        resolve()
      }, heldAtMostMs)
    })
    await Promise.race([this.#recorder.written(), tooLong])
    clearTimeout(timer)
    handle.hold?.(false)
    this.#isHolding = false
  }
}
