import { setTimeout as delay } from 'node:timers/promises'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { SequenceOutcome, SequenceRun } from '../../../shared/contract/sequences.ts'
import { decide, firstPlace, type Place } from '../../../shared/sequence/decide.ts'
import type { Sequence, SequenceStep } from '../../../shared/sequence/schema.ts'
import { doStep, type StepTools } from './do-step.ts'
import { stoppedByPerson, tooManyJumps } from './failures.ts'

const keptLines = 50

/** Walks one sequence from its first step to its end. */
export class SequenceWalk {
  #run: SequenceRun
  readonly #sequence: Sequence
  readonly #tools: StepTools
  readonly #tell: (run: SequenceRun, outcome: SequenceOutcome | null) => void

  constructor(run: SequenceRun, sequence: Sequence, tools: StepTools, tell: (run: SequenceRun, outcome: SequenceOutcome | null) => void) {
    this.#run = run
    this.#sequence = sequence
    this.#tools = tools
    this.#tell = tell
  }

  get run(): SequenceRun {
    return this.#run
  }

  async toEnd(): Promise<SequenceRun> {
    let place = firstPlace
    let n = 0
    for (;;) {
      this.#put({ round: place.round, step: place.step }, null)
      const outcome = await this.#do(place, ++n)
      const passed = outcome.passed
      this.#put({ passed: this.#run.passed + (passed ? 1 : 0), failed: this.#run.failed + (passed ? 0 : 1), last: this.#run.last.map((each, at) => (at === place.step ? outcome : each)) }, outcome)
      if (this.#tools.signal.aborted) return this.#end('stopped', stoppedByPerson)
      // Without a port nothing that could follow has a meaning, whatever the step says.
      if (outcome.failure?.stage === 'port') return this.#end('failed', outcome.failure)
      const decision = decide(this.#sequence, place, passed)
      if (decision.kind === 'end') {
        if (decision.passed) return this.#end('passed')
        return this.#end('failed', decision.reason === 'jumps' ? tooManyJumps : outcome.failure)
      }
      if (decision.pauseMs > 0) await delay(decision.pauseMs, undefined, { signal: this.#tools.signal }).catch(() => {})
      // A loop of steps that wait for nothing must leave room for a stop.
      else await new Promise((resolve) => setImmediate(resolve))
      if (this.#tools.signal.aborted) return this.#end('stopped', stoppedByPerson)
      place = decision.place
    }
  }

  async #do(place: Place, n: number): Promise<SequenceOutcome> {
    const at = Date.now()
    const startedAt = performance.now()
    const step = this.#sequence.steps[place.step] as SequenceStep
    const { sent, lines, failure } = await doStep(step, this.#tools)
    const hide = (line: string): string => this.#tools.secrets.hide(line)
    return {
      n,
      at,
      round: place.round,
      step: place.step,
      attempt: place.attempt,
      passed: !failure,
      ...(sent !== undefined && { sent: hide(sent) }),
      lines: lines.slice(-keptLines).map((line) => hide(line.slice(0, 2_000))),
      elapsedMs: Math.round(performance.now() - startedAt),
      ...(failure && { failure: failure.evidence === undefined ? failure : { ...failure, what: { en: hide(failure.what.en), zh: hide(failure.what.zh) }, evidence: hide(failure.evidence) } }),
    }
  }

  #put(change: Partial<SequenceRun>, outcome: SequenceOutcome | null): void {
    this.#run = { ...this.#run, ...change }
    this.#tell(this.#run, outcome)
  }

  #end(status: 'passed' | 'failed' | 'stopped', failure?: Failure): SequenceRun {
    this.#put({ status, endedAt: Date.now(), ...(failure && { failure }) }, null)
    return this.#run
  }
}
