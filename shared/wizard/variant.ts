import type { CloudProfile, Field, HttpRequest, Inputs } from '../clouds/profile.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { text, type Text } from '../text/local-text.ts'
import type { Job } from './credential.ts'
import type { Fill, Finding } from './plan.ts'
import type { Closing, Step } from './step.ts'

export type VariantContext = {
  readonly job: Job
  /** With their defaults filled in. */
  readonly inputs: Inputs
  /** What `operation` makes of the inputs; absent while they are not right yet. */
  readonly request?: HttpRequest
}

export type VariantPlan = { readonly steps: readonly Step[]; readonly fills?: readonly Fill[]; readonly closing?: readonly Closing[] }

/** One way from a modem to a cloud. Data and pure functions. */
export type Variant = {
  readonly id: string
  readonly title: Text
  readonly summary: Text
  /** The cloud's operation whose request the modem makes before the login; the form asks for its fields too. */
  readonly operation?: string
  /** Login fields that the modem brings on the way: nobody is asked for them. In `job` and `inputs` their names stand in braces. */
  readonly brings?: readonly string[]
  /** The job as this way carries it out, its login with fills by their names in braces. Left out: the cloud's own. Must not throw. */
  readonly job?: (context: VariantContext) => Job
  /** What is wrong for this way alone, found before anything is sent. */
  readonly lint?: (context: VariantContext) => readonly Finding[]
  /** Called once nothing is wrong; `context` has the job of this way. */
  readonly make: (context: VariantContext) => VariantPlan
}

/** The MQTT login as the cloud computes it. Every pair has it. */
const direct = (modem: ModemProfile): Variant => ({
  id: 'direct',
  title: text('MQTT login', 'MQTT 直连'),
  summary: text('The login is computed here and sent as it is.', '登录参数在这里算好，直接发送。'),
  make: ({ job }) => ({ steps: modem.steps(job) }),
})

/** The ways of a pair, the usual one first. */
export const variantsOf = (modem: ModemProfile, cloud: CloudProfile): readonly [Variant, ...Variant[]] => [direct(modem), ...(modem.variants?.(cloud) ?? [])]

/** A way by its id; the usual one when no id is given. Undefined: the pair has no such way. */
export const findVariant = (modem: ModemProfile, cloud: CloudProfile, id?: string): Variant | undefined => {
  const variants = variantsOf(modem, cloud)
  return id === undefined ? variants[0] : variants.find((variant) => variant.id === id)
}

/** What a form for this way asks for: the login's fields, what its request needs besides, and the modem family's own. */
export function variantFields(modem: ModemProfile | undefined, cloud: CloudProfile, variant?: Variant): readonly Field[] {
  const [login] = cloud.operations
  const asked = new Set([login.id, ...(variant?.operation === undefined ? [] : [variant.operation])])
  const own = cloud.fields.filter(({ key }) => !variant?.brings?.includes(key))
  return [...own, ...(modem?.fields ?? [])].filter(({ operations }) => !operations || operations.some((id) => asked.has(id)))
}
