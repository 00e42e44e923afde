import type { SequenceOutcome, SequenceRun } from '../../../shared/contract/sequences.ts'

/** ms. Steps that wait for nothing come in thousands a second; a page draws some ten times. */
const tellMs = 100

/** Tells of a run: at once when nothing was told lately, else together with what follows. Nothing done is left out. */
export class RunTeller {
  readonly #tell: (run: SequenceRun, outcomes: readonly SequenceOutcome[]) => void
  #run: SequenceRun | undefined
  #outcomes: SequenceOutcome[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (run: SequenceRun, outcomes: readonly SequenceOutcome[]) => void) {
    this.#tell = tell
  }

  put(run: SequenceRun, outcome: SequenceOutcome | null): void {
    this.#run = run
    if (outcome) this.#outcomes.push(outcome)
    if (run.status !== 'running') {
      clearTimeout(this.#timer)
      this.#flush(run)
    } else if (this.#timer === undefined) this.#flush(run)
  }

  #flush(run: SequenceRun): void {
    const outcomes = this.#outcomes
    this.#run = undefined
    this.#outcomes = []
    this.#tell(run, outcomes)
    if (run.status !== 'running') return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#run) this.#flush(this.#run)
    }, tellMs)
  }
}
