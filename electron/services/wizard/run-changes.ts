import { putBackSteps, type Change } from '../../../shared/wizard/put-back.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import type { AtChannel } from '../at/index.ts'

/** ms for a question that reads a setting. */
const readTime = 1_000

/** What a run has changed on the modem, with what stood there before. */
export class RunChanges {
  readonly #channel: AtChannel
  readonly #steps: readonly Step[]
  #list: readonly Change[] = []

  constructor(channel: AtChannel, steps: readonly Step[]) {
    this.#channel = channel
    this.#steps = steps
  }

  get list(): readonly Change[] {
    return this.#list
  }

  /** Before the step's first sending only: what stands after that is the plan's own. An answer that cannot be read leaves nothing to put back. True: the list has grown. */
  async note({ id, undo }: Step, signal: AbortSignal): Promise<boolean> {
    if (!undo || this.#list.some(({ stepId }) => stepId === id)) return false
    const { read } = undo
    const reply = read && (await this.#channel.run({ line: read.send, timeoutMs: readTime }, signal))
    const before = read && reply?.info.map((line) => new RegExp(read.pattern).exec(line)?.[1]).find((value) => value !== undefined)
    if (signal.aborted) return false
    this.#list = [...this.#list, { stepId: id, ...(before !== undefined && { before }) }]
    return true
  }

  /** The commands that bring them back. */
  get undoing(): readonly Step[] {
    return putBackSteps(this.#steps, this.#list)
  }

  forget(): void {
    this.#list = []
  }
}
