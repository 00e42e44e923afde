import type { BrokerProbe, StepRun } from '../../../shared/contract/wizard.ts'

export type ProbeHow = { readonly login: 'tried' | 'left'; readonly hasFailed: boolean }

type Options = { readonly probe: (how: ProbeHow) => Promise<BrokerProbe>; readonly onChange: () => void }

/** The PC's own try of the broker that a run goes to, and what the last one found. */
export class RunProbe {
  readonly #options: Options
  #found: BrokerProbe | undefined
  /** How often the plan was set going. */
  #tries = 0

  constructor(options: Options) {
    this.#options = options
  }

  get found(): BrokerProbe | undefined {
    return this.#found
  }

  /** The plan is set going: what was found before it is out of date. */
  forget(): void {
    this.#tries++
    this.#found = undefined
  }

  async run(how: ProbeHow): Promise<void> {
    const tries = this.#tries
    const found = await this.#options.probe(how)
    // It takes seconds; the plan may have been tried again meanwhile.
    if (tries !== this.#tries) return
    this.#found = found
    this.#options.onChange()
  }

  /**
   * After a failure on the way to the broker, the PC tries the same endpoint. With the login only when it was the login that failed:
   * the modem has just tried the same one, so nobody else can be thrown off by it who was not already.
   */
  async afterFailure(failed: StepRun | undefined): Promise<void> {
    if (!failed || failed.failure?.stage === 'port') return
    if (failed.stepId !== 'open' && failed.stepId !== 'connect') return
    await this.run({ login: failed.stepId === 'connect' ? 'tried' : 'left', hasFailed: true })
  }
}
