import type { SequenceOutcome } from '../../../shared/contract/sequences.ts'

/** Characters, about; a run of days has more than anybody reads. */
const mostCharacters = 400_000

const sizeOf = ({ lines, sent = '', failure }: SequenceOutcome): number => lines.reduce((sum, line) => sum + line.length + 4, 120 + sent.length + (failure ? 400 : 0))

/** What was done in a run, bounded. What failed stays longest: it is what a long run is done for. */
export class OutcomeLog {
  #outcomes: SequenceOutcome[] = []
  #size = 0
  #omitted = 0
  readonly #most: number

  constructor(most = mostCharacters) {
    this.#most = most
  }

  get outcomes(): readonly SequenceOutcome[] {
    return this.#outcomes
  }

  get omitted(): number {
    return this.#omitted
  }

  add(outcome: SequenceOutcome): void {
    this.#outcomes.push(outcome)
    this.#size += sizeOf(outcome)
    if (this.#size <= this.#most) return
    // A fifth at a time, so that a full log is not walked through for every step.
    this.#drop(({ passed }) => passed)
    this.#drop(() => true)
  }

  #drop(may: (outcome: SequenceOutcome) => boolean): void {
    const room = this.#most * 0.8
    const kept = this.#outcomes.filter((outcome, at) => {
      // The newest is what somebody looks at now.
      if (this.#size <= room || at === this.#outcomes.length - 1 || !may(outcome)) return true
      this.#size -= sizeOf(outcome)
      return false
    })
    this.#omitted += this.#outcomes.length - kept.length
    this.#outcomes = kept
  }
}
