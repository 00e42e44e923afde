import { randomBytes } from 'node:crypto'
import type { CloudProfile, InputValue } from '../../shared/clouds/index.ts'
import type { ModemProfile } from '../../shared/modems/profile.ts'
import { circumstancesOf } from '../../shared/signature/circumstances.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import type { Finding, Plan } from '../../shared/wizard/plan.ts'
import { certificateFindings } from '../services/wizard/index.ts'
import { chooseCloud } from './choose-cloud.ts'
import { brokenHint, loadCatalogue } from './load-catalogue.ts'
import { readInputs } from './read-inputs.ts'
import { readSavedProfile } from './saved-profile.ts'
import { UsageError } from './usage-error.ts'

export type PlanOptions = {
  /** Left out: the saved profile's. */
  readonly modem?: string
  readonly cloud?: string
  /** A saved profile's name, or a file that one was exported to. */
  readonly profile?: string
  readonly data?: string
  readonly set: readonly string[]
  readonly variant?: string
  readonly json?: boolean
  readonly lang?: string
}

export type Chosen = {
  readonly modem: ModemProfile
  readonly cloud: CloudProfile
  readonly variant?: string
  readonly inputs: Record<string, InputValue>
  readonly findings: readonly Finding[]
  readonly plan?: Plan
}

/** Resolves what was asked for; a profile that does not exist is bad usage. */
export async function choosePlan(options: PlanOptions): Promise<Chosen> {
  const [catalogue, saved] = await Promise.all([loadCatalogue(options.data), options.profile === undefined ? undefined : readSavedProfile(options.profile, options.data)])
  const modemId = options.modem ?? saved?.modem
  const cloudId = options.cloud ?? saved?.cloud
  if (modemId === undefined || cloudId === undefined) throw new UsageError(`--${modemId === undefined ? 'modem' : 'cloud'} is needed, or --profile with a saved one`)
  if (saved && cloudId !== saved.cloud) throw new UsageError(`the profile “${saved.name}” is for the cloud ${saved.cloud}, not ${cloudId}`)
  const modem = catalogue.findModem(modemId)
  if (!modem) throw new UsageError(`unknown modem “${modemId}”; there is ${catalogue.modems.map((each) => each.id).join(', ')}${brokenHint(catalogue)}`)
  const cloud = chooseCloud(catalogue, cloudId)
  const typed = await readInputs({ id: cloud.id, fields: [...cloud.fields, ...(modem.fields ?? [])] }, options.set)
  const inputs = { ...saved?.inputs, ...typed }
  // The profile's way is its modem's.
  const variant = options.variant ?? (modemId === saved?.modem ? saved.variant : undefined)
  const { plan, findings: composed } = composePlan(modem, cloud, inputs, circumstancesOf(Date.now(), randomBytes), variant)
  // What the files hold is known before a port is opened.
  const findings = [...composed, ...(plan ? await certificateFindings(plan.job.credential, Date.now()) : [])]
  const isUsable = !findings.some(({ severity }) => severity === 'error')
  return { modem, cloud, ...(variant !== undefined && { variant }), inputs, findings, ...(plan && isUsable && { plan }) }
}
