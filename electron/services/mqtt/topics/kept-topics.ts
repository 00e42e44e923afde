import { setImmediate } from 'node:timers/promises'
import { decodeMessage, messageEnd } from '../history/message-format.ts'
import type { MessageHistory } from '../history/message-history.ts'
import { previewBytes } from './topic-node.ts'
import type { TopicTree } from './topic-tree.ts'

/** ms of work at a time: what comes meanwhile is heard. */
const sliceMs = 8

/**
 * Reads into a tree what its history held before the connection began: the messages of earlier connections and starts. Only once somebody looks at the tree,
 * since it may be half a gigabyte; what comes meanwhile goes into the tree as it comes.
 */
export class KeptTopics {
  readonly #history: MessageHistory
  readonly #tree: TopicTree
  readonly #changed: () => void
  readonly #first: number
  readonly #end: number
  #next: number
  #hasStarted = false

  constructor(history: MessageHistory, tree: TopicTree, changed: () => void) {
    this.#history = history
    this.#tree = tree
    this.#changed = changed
    this.#first = history.firstSeq
    this.#end = history.nextSeq
    this.#next = this.#first
  }

  /** 0 to 1; undefined once all of it is in the tree. */
  get progress(): number | undefined {
    return this.#next < this.#end ? (this.#next - this.#first) / (this.#end - this.#first) : undefined
  }

  /** Harmless when it has been started. */
  start(): void {
    if (this.#hasStarted) return
    this.#hasStarted = true
    void this.#read()
  }

  /** What has not been read stays out. */
  stop(): void {
    this.#hasStarted = true
    this.#next = this.#end
  }

  async #read(): Promise<void> {
    let since = performance.now()
    while (this.#next < this.#end) {
      const stretch = await this.#history.stretch(this.#next, previewBytes)
      // Stopped, or gone, while it was being read.
      if (!stretch || this.#next >= this.#end) break
      this.#take(stretch)
      this.#changed()
      if (performance.now() - since < sliceMs) continue
      await setImmediate()
      since = performance.now()
    }
    this.#next = this.#end
    this.#changed()
  }

  #take({ index: first, count, bytes }: { readonly index: number; readonly count: number; readonly bytes: Uint8Array }): void {
    let offset = 0
    for (let index = first; index < Math.min(first + count, this.#end); index++) {
      const past = messageEnd(bytes, offset)
      // What is damaged ends what can be read of it.
      if (past === undefined) break
      if (index >= this.#next) {
        const message = decodeMessage(bytes, offset, past, previewBytes)
        if (message.direction === 'in') this.#tree.takeKept(index, message)
      }
      offset = past
    }
    this.#next = Math.max(this.#next, first + count)
  }
}
