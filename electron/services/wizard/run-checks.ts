import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { StepCheck } from '../../../shared/contract/wizard.ts'
import type { NextCheck } from '../../../shared/diagnosis/next-checks.ts'
import { readCheck } from '../../../shared/diagnosis/read-check.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { hideSecrets } from '../../../shared/wizard/mask-plan.ts'
import type { HiddenSpan, Step } from '../../../shared/wizard/step.ts'
import type { AtChannel } from '../at/index.ts'
import { checkUnanswered, noSuchCheck, notConfirmed, stoppedOnTheWay } from './run-failures.ts'

export type RunChecksOptions = {
  readonly channel: AtChannel
  readonly modem: ModemProfile
  /** The plan's: an answer may hold what they hide. */
  readonly steps: readonly Step[]
  readonly hide: (spans: readonly HiddenSpan[]) => void
  readonly onChange: (checks: readonly StepCheck[]) => void
}

/** The commands offered after a step has failed, and what the modem answered to those that a person had sent. */
export class RunChecks {
  readonly #options: RunChecksOptions
  readonly #secrets: Pick<Step, 'secrets' | 'hide'>
  #offered: readonly NextCheck[] = []
  #list: readonly StepCheck[] = []
  #isBusy = false

  constructor(options: RunChecksOptions) {
    this.#options = options
    this.#secrets = { secrets: options.steps.flatMap(({ secrets }) => secrets), hide: options.steps.flatMap(({ hide }) => hide ?? []) }
  }

  get isBusy(): boolean {
    return this.#isBusy
  }

  /** Replaces what was offered before. */
  offer(checks: readonly NextCheck[]): readonly StepCheck[] {
    this.#offered = checks
    this.#list = checks.map(({ send, tells, changes }) => ({ send, tells, changes, status: 'offered' as const, lines: [], findings: [] }))
    return this.#list
  }

  find(index: number, isConfirmed: boolean): Result<NextCheck> {
    const check = this.#offered[index]
    if (!check) return fail(noSuchCheck)
    return check.changes && !isConfirmed ? fail(notConfirmed) : ok(check)
  }

  /** Sends one of them. Its end is bounded by the command's own times. */
  async run(index: number, check: NextCheck, signal: AbortSignal): Promise<void> {
    const { channel, modem, hide } = this.#options
    const { send, timeoutMs, urc, answers } = check
    this.#isBusy = true
    this.#change(index, { status: 'running', lines: [], findings: [] })
    let outcome: Pick<StepCheck, 'status' | 'lines' | 'findings' | 'failure'> = { status: 'failed', lines: [], findings: [], failure: stoppedOnTheWay }
    try {
      if (this.#secrets.hide?.length) hide(this.#secrets.hide)
      const interim = urc?.interim === undefined ? {} : { interim: new RegExp(urc.interim) }
      const reply = await channel.run({ line: send, timeoutMs, ...(urc && { urc: { prefix: urc.prefix, timeoutMs: urc.timeoutMs, ...interim } }) }, signal)
      const reading = readCheck(reply.lines.map((line) => hideSecrets(line, this.#secrets)), answers, modem)
      const failure = reply.lost ?? (reply.restarted === undefined ? undefined : modem.explainUrc(reply.restarted)) ?? (reply.aborted ? stoppedOnTheWay : reply.timedOut || reply.final === null ? checkUnanswered(send, reply.timedOut === 'urc') : undefined)
      outcome = { status: failure ? 'failed' : 'answered', ...reading, ...(failure && { failure }) }
    } finally {
      this.#isBusy = false
      this.#change(index, outcome)
    }
  }

  #change(index: number, part: Partial<StepCheck>): void {
    this.#list = this.#list.map((check, at) => {
      if (at !== index) return check
      const { failure: _, ...kept } = check
      return { ...kept, ...part }
    })
    this.#options.onChange(this.#list)
  }
}
