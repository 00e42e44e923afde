import type { Failure } from '../../../shared/contract/failure.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { resumePoint } from './resume-point.ts'

/** What the modem told by itself of a loss, and what that means for the steps around it. */
export class RunLosses {
  readonly #modem: ModemProfile
  readonly #steps: readonly Step[]
  /** The last one, and where the run stood when it came. */
  #last: { readonly failure: Failure; readonly at: number } | undefined

  constructor(modem: ModemProfile, steps: readonly Step[]) {
    this.#modem = modem
    this.#steps = steps
  }

  /** Not yet told by a step. */
  get told(): Failure | undefined {
    return this.#last?.failure
  }

  take(failure: Failure, at: number): void {
    this.#last = { failure, at }
  }

  forget(): void {
    this.#last = undefined
  }

  /** A loss told before this connection stood, or under a step that joins the network, belongs to an earlier one: a Wi-Fi module leaves its old network to join. */
  forgetEarlier(step: Step, index: number, isPassed: boolean): void {
    if (!this.#last || this.#last.failure.code === 'modem.rebooted') return
    const { at } = this.#last
    if (step.stage === 'radio' ? at === index : step.opens && isPassed && at < index) this.forget()
  }

  /** What the modem said between two steps and what makes the next one pointless: it restarted, or the link that the plan opened is gone. */
  before(index: number): Failure | undefined {
    if (!this.#last) return undefined
    const { failure, at } = this.#last
    if (failure.code === 'modem.rebooted') return failure
    const opening = this.#steps.findIndex((step) => step.chained)
    // A loss told before that belongs to an earlier connection.
    return opening >= 0 && opening < index && at > opening ? failure : undefined
  }

  /** A bare ERROR, silence, or the link's end is only the effect of a loss that the modem told in the same step. */
  causeOf(index: number, failure: Failure): Failure {
    const isEffect = failure.code.startsWith('modem.') || (failure.evidence !== undefined && this.#modem.explainUrc(failure.evidence) !== undefined)
    return (this.#last?.at === index && isEffect && this.before(index)) || failure
  }

  /** Where a new try begins after the step has failed; `lines`: what came in it. */
  resumeAt(index: number, failure: Failure, lines: readonly string[]): number {
    const tellsLoss = lines.some((line) => this.#modem.explainUrc(line))
    return resumePoint(this.#steps, { index, failure, lossAt: this.#last?.at ?? -1, tellsLoss })
  }
}
