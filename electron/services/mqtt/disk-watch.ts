import type { Disposer, Failure } from '../../../shared/contract/failure.ts'
import type { ConnectionInfo } from '../../../shared/contract/mqtt.ts'
import { bounded } from './bounded.ts'
import { historyFailed, historyHasGap } from './failures.ts'
import type { MessageHistory } from './history/message-history.ts'
import { ReceiveGate } from './receive-gate.ts'

/** s that a message waits to be sent while the disk is behind. */
const roomSeconds = 10

/** What a connection has to do with the disk that keeps its messages: when it waits for it, and what is told of that. */
export class DiskWatch {
  /** What is received passes here. */
  readonly gate: ReceiveGate
  readonly #backlog: MessageHistory['backlog']
  readonly #disposers: readonly Disposer[]
  #failure: Failure | undefined

  /** `changed`: `facts` are others; not called before this returns. */
  constructor(history: MessageHistory, changed: () => void) {
    let isMade = false
    const note = (failure: Failure | undefined): void => {
      this.#failure = failure
      if (isMade) changed()
    }
    this.gate = new ReceiveGate(history.backlog, changed)
    this.#backlog = history.backlog
    this.#disposers = [history.whenFailed((error) => note(historyFailed(error))), history.whenRecovered((lost) => note(lost > 0 ? historyHasGap(lost) : undefined))]
    isMade = true
  }

  facts(): Pick<ConnectionInfo, 'historyFailure' | 'diskDelay'> {
    const diskDelay = this.gate.state
    return { ...(this.#failure && { historyFailure: this.#failure }), ...(diskDelay && { diskDelay }) }
  }

  /** Whether one more message can be kept, at once or soon enough. */
  async hasRoom(): Promise<boolean> {
    if (!this.#backlog.isFull) return true
    let unwatch: Disposer | undefined
    return bounded(roomSeconds, false, (done) => {
      unwatch = this.#backlog.whenRoom(() => done(true))
    }).finally(() => unwatch?.())
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose()
  }
}
