import type { Failure } from '../../../shared/contract/failure.ts'
import type { ExtraRun } from '../../../shared/contract/wizard.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { maskedCommand } from '../../../shared/wizard/mask-plan.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import type { AtChannel } from '../at/index.ts'
import { patienceOf } from '../../../shared/wizard/patience.ts'
import { executeStep } from './execute-step.ts'
import { stoppedOnTheWay } from './run-failures.ts'

/** What the page is told of them; the recording has all. */
const keptExtras = 50

export type ExtraAbout = Pick<ExtraRun, 'kind' | 'topic' | 'payload' | 'qos'>

export type RunExtrasOptions = {
  readonly channel: AtChannel
  readonly modem: ModemProfile
  readonly now: () => number
  readonly note: (remark: string) => void
  /** A loss that the modem told meanwhile: the cause where a command only says ERROR. */
  readonly loss: () => Failure | undefined
  readonly onChange: () => void
}

/** What a person has the modem do besides the plan, one at a time, each kept with what came of it. */
export class RunExtras {
  readonly #options: RunExtrasOptions
  #list: readonly ExtraRun[] = []
  #count = 0
  #isBusy = false

  constructor(options: RunExtrasOptions) {
    this.#options = options
  }

  get list(): readonly ExtraRun[] {
    return this.#list
  }

  get isBusy(): boolean {
    return this.#isBusy
  }

  /** Sends the steps one after the other; the first that fails ends it, unless they do not depend on each other. True: all passed. */
  async run(about: ExtraAbout, steps: readonly Step[], signal: AbortSignal, areIndependent = false): Promise<boolean> {
    const { channel, modem, now, note } = this.#options
    const id = this.#count++
    const startedAt = now()
    this.#isBusy = true
    this.#list = [...this.#list, { id, ...about, status: 'running' as const, startedAt, patienceMs: steps.reduce((sum, step) => sum + patienceOf(step), 0), sent: [], lines: [] }].slice(-keptExtras)
    const change = (part: Partial<ExtraRun>): void => {
      this.#list = this.#list.map((each) => (each.id === id ? { ...each, ...part } : each))
      this.#options.onChange()
    }
    const sent: string[] = []
    const lines: string[] = []
    let failure: Failure | undefined
    try {
      for (const step of steps) {
        sent.push(maskedCommand(step))
        change({ sent: [...sent] })
        const outcome = await executeStep(step, step.send, { channel, modem, signal, isUntouched: false, note })
        lines.push(...outcome.lines)
        if (outcome.status === 'passed') continue
        failure ??= outcome.status === 'stopped' ? stoppedOnTheWay : this.#causeOf(outcome.failure)
        if (!areIndependent || outcome.status === 'stopped' || failure.stage === 'port') break
      }
    } finally {
      this.#isBusy = false
      change({ status: failure ? 'failed' : 'passed', elapsedMs: now() - startedAt, lines, ...(failure && { failure }) })
    }
    return failure === undefined
  }

  #causeOf(failure: Failure = stoppedOnTheWay): Failure {
    return failure.code.startsWith('modem.') ? (this.#options.loss() ?? failure) : failure
  }
}
