import type { Answer, CloudProfile, Circumstances, Inputs } from '../../../shared/clouds/profile.ts'
import { signWith } from '../../../shared/clouds/sign.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import { fillIn } from '../../../shared/wizard/fills.ts'
import type { Fill, Plan } from '../../../shared/wizard/plan.ts'
import type { Job } from '../../../shared/wizard/credential.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { badValue, noValue } from './run-failures.ts'

export type RunFillsOptions = { readonly plan: Plan; readonly cloud: CloudProfile | undefined; readonly circumstances: () => Circumstances }

/** The values that a plan gets while it runs: what steps capture, and what the cloud computes of it. They stay in this process. */
export class RunFills {
  readonly #options: RunFillsOptions
  readonly #captured = new Map<string, string>()

  constructor(options: RunFillsOptions) {
    this.#options = options
  }

  keep(captured: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(captured)) this.#captured.set(name, value)
  }

  captured(name: string): string | undefined {
    return this.#captured.get(name)
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#captured.keys())
  }

  /** The step with its values put in, secret ones among its secrets. */
  fill(step: Step): Result<Step> {
    if (!step.fill) return ok(step)
    const values = this.#valuesOf(step.fill)
    if (!values.ok) return values
    const secret = step.fill.filter((name) => this.#fill(name)?.secret).map((name) => values.value[name] ?? '')
    return ok({ ...step, send: fillIn(step.send, values.value), secrets: [...step.secrets, ...secret] })
  }

  /** A line that a person edited, with its names in braces replaced. */
  put({ fill }: Step, line: string): string {
    const values = this.#valuesOf(fill ?? [])
    return values.ok ? fillIn(line, values.value) : line
  }

  /** The login with what the plan has got so far. Not whole: names in braces still stand in it, and it is no login yet. */
  login(): { readonly credential: Job['credential']; readonly isWhole: boolean } {
    const { credential, fills } = this.#options.plan.job
    const values = this.#valuesOf(fills ?? [])
    if (!values.ok) return { credential, isWhole: false }
    const put = (part: string | undefined) => (part === undefined ? undefined : fillIn(part, values.value))
    const [username, password] = [put(credential.username), put(credential.password)]
    return {
      credential: { ...credential, clientId: fillIn(credential.clientId, values.value), ...(username !== undefined && { username }), ...(password !== undefined && { password }) },
      isWhole: true,
    }
  }

  /** What the cloud says of the answer to the plan's errand. Undefined: there is nothing to judge. */
  judge(step: Step, values: Readonly<Record<string, string>>, lines: readonly string[]): Failure | undefined {
    const { cloud, plan, circumstances } = this.#options
    const { answer } = step
    const operation = plan.errand && cloud?.operations.find(({ id }) => id === plan.errand?.operation)
    if (answer === undefined || !cloud || !operation || !plan.errand) return undefined
    const body = lines.map((line) => new RegExp(answer).exec(line)?.[1]).find((found) => found !== undefined)
    const request = signWith(cloud, operation, plan.errand.inputs, circumstances()).made?.request
    if (!request) return undefined
    const read: Answer = request.read(Number(values['http-status'] ?? this.#captured.get('http-status') ?? 200), body ?? '')
    return read.kind === 'failed' ? read.failure : undefined
  }

  #fill(name: string): Fill | undefined {
    return this.#options.plan.fills?.find((fill) => fill.name === name)
  }

  #valuesOf(names: readonly string[]): Result<Readonly<Record<string, string>>> {
    const values: Record<string, string> = {}
    for (const name of names) {
      const fill = this.#fill(name)
      const value = fill && this.#valueOf(fill)
      if (value === undefined || value === '') return fail(noValue(name))
      // It would end the quotes, or the command.
      if (/["\u0000-\u001f\u007f]/.test(value)) return fail(badValue(name))
      values[name] = value
    }
    return ok(values)
  }

  #valueOf({ from }: Fill): string | undefined {
    if ('capture' in from) return this.#captured.get(from.capture)
    const { cloud, plan, circumstances } = this.#options
    const brought: Record<string, Inputs[string]> = {}
    for (const [key, capture] of Object.entries(from.with)) {
      const value = this.#captured.get(capture)
      if (value === undefined) return undefined
      brought[key] = value
    }
    return cloud?.operations[0].make({ ...plan.errand?.inputs, ...brought }, circumstances()).login?.[from.login]
  }
}
