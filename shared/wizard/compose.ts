import { fieldFindings } from '../clouds/field-findings.ts'
import { resolveInputs } from '../clouds/inputs.ts'
import { prepareJob } from '../clouds/prepare.ts'
import type { Circumstances, CloudProfile, Inputs } from '../clouds/profile.ts'
import { findOperation, signWith, withoutRepeats, type Signed } from '../clouds/sign.ts'
import { modemLabel } from '../modems/modem-label.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { fromUtf8 } from '../text/bytes.ts'
import { text } from '../text/local-text.ts'
import { withClock } from './clock.ts'
import type { Job } from './credential.ts'
import type { Finding, Plan } from './plan.ts'
import { isCareful, withoutReading } from './put-back.ts'
import type { Step } from './step.ts'
import { findVariant, variantsOf, type Variant, type VariantContext } from './variant.ts'

export type Composed = { readonly plan?: Plan; readonly findings: readonly Finding[] }

/**
 * Makes the plan: the cloud turns inputs into a job, the modem turns the job into steps, on the way that was chosen. Nothing is sent and
 * nothing is looked up. `plan` is there when no finding is an error; warnings travel with it.
 */
export function composePlan(modem: ModemProfile, cloud: CloudProfile, inputs: Inputs, circumstances: Circumstances, variantId?: string): Composed {
  if (modem.reach === 'network') return { findings: [], plan: networkPlan(modem, cloud) }
  const variant = findVariant(modem, cloud, variantId)
  if (!variant) return { findings: [unknownVariant(modem, cloud, variantId)] }
  const prepared = prepareJob(cloud, inputs, circumstances, variant.brings)
  const own = modemOptions(modem, inputs, circumstances)
  const signed = signRequest(cloud, variant, inputs, circumstances)
  const request = signed?.made?.request
  const draft: VariantContext = { job: withOptions(prepared.draft, own.options), inputs: prepared.inputs, ...(request && { request }) }
  const context = { ...draft, job: variant.job?.(draft) ?? draft.job }
  const all = withoutRepeats([...prepared.findings, ...own.findings, ...(signed?.findings ?? []), ...modem.lint(context.job), ...(variant.lint?.(context) ?? [])])
  const wrong = new Set(all.flatMap(({ severity, field }) => (severity === 'error' ? [field] : [])))
  // A field that must be mended anyway needs no warning beside its error.
  const findings = all.filter(({ severity, field }) => severity === 'error' || !wrong.has(field))
  return wrong.size > 0 ? { findings } : { findings, plan: planOf(modem, cloud, variant, { context, signed, findings }) }
}

const withOptions = (job: Job, options: Job['options']): Job => (options ? { ...job, options } : job)

/** The modem family's own fields. */
function modemOptions({ fields = [] }: ModemProfile, entered: Inputs, circumstances: Circumstances) {
  const inputs = resolveInputs(fields, entered, circumstances)
  const options = Object.fromEntries(Object.entries(inputs).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])))
  return { ...(fields.length > 0 && { options }), findings: fieldFindings(fields, inputs, circumstances.now) }
}

function signRequest(cloud: CloudProfile, { operation }: Variant, inputs: Inputs, circumstances: Circumstances): Signed | undefined {
  const found = operation === undefined ? undefined : findOperation(cloud, operation)
  return found && signWith(cloud, found, inputs, circumstances)
}

/** A plan that ends before the cloud: there is no login in it. */
function networkPlan(modem: ModemProfile, cloud: CloudProfile): Plan {
  const job: Job = { credential: { host: '', port: 0, tls: 'none', clientId: '' }, exchange: { payload: '', qos: 0, subscribeQos: 0, retain: false } }
  return { modem: modem.id, cloud: cloud.id, title: text(`${modemLabel(modem).en}: network check`, `${modemLabel(modem).zh}：网络检查`), job, steps: modem.steps(job), findings: [] }
}

type Parts = { readonly context: VariantContext; readonly signed: Signed | undefined; readonly findings: readonly Finding[] }

function planOf(modem: ModemProfile, cloud: CloudProfile, variant: Variant, { context, signed, findings }: Parts): Plan {
  const { job, inputs } = context
  const { steps, fills, closing } = variant.make(context)
  return {
    modem: modem.id,
    cloud: cloud.id,
    ...(variantsOf(modem, cloud).length > 1 && { variant: variant.id }),
    title: text(`${modem.name} → ${job.credential.host}`, `${modem.name} → ${job.credential.host}`),
    job,
    steps: withClock(modem.clock, job, steps).map((step) => withHidden(isCareful(job) ? step : withoutReading(step), job.credential.hidden)),
    ...(fills && { fills }),
    ...(closing && { closing }),
    ...(signed && { errand: { operation: signed.operation.id, inputs: { ...inputs, ...signed.inputs } } }),
    findings,
  }
}

/** A modem's steps know that a password is secret; what else is, the cloud knows. */
export function withHidden(step: Step, hidden: readonly string[] = []): Step {
  const carried = hidden.filter((secret) => step.send.includes(secret) && !step.secrets.includes(secret))
  const data = step.then && !step.then.secret ? fromUtf8(step.then.bytes) : ''
  return {
    ...step,
    ...(carried.length > 0 && { secrets: [...carried, ...step.secrets] }),
    ...(step.then && hidden.some((secret) => data.includes(secret)) && { then: { ...step.then, secret: true } }),
  }
}

const unknownVariant = (modem: ModemProfile, cloud: CloudProfile, id = ''): Finding => {
  const known = variantsOf(modem, cloud).map((variant) => variant.id).join(', ')
  return {
    severity: 'error',
    code: 'plan.unknown-variant',
    stage: 'cloud',
    what: text(`There is no way “${id}” from this modem to this cloud.`, `这个模组接这个云平台没有“${id}”这种方式。`),
    next: text(`Choose one of: ${known}.`, `可选：${known}。`),
  }
}
