import type { CloudProfile, Inputs } from '../../../shared/clouds/profile.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import type { Plan } from '../../../shared/wizard/plan.ts'
import type { RunFills } from './run-fills.ts'

/** Every secret of a run: what a person put in, what the cloud computes of it, what steps have captured so far. */
export function secretsOfRun(plan: Plan, fills: RunFills, fields: CloudProfile['fields'], inputs: Inputs): readonly string[] {
  const { credential } = plan.job
  const entered = fields.filter(({ kind }) => kind === 'secret').map(({ key }) => inputs[key])
  const captured = plan.steps.flatMap(({ capture = [] }) => capture.flatMap(({ name, secret }) => (secret ? [fills.captured(name)] : [])))
  const all = [
    ...entered,
    ...captured,
    ...plan.steps.flatMap(({ secrets }) => secrets),
    ...(credential.hidden ?? []),
    credential.password,
    fills.login().credential.password,
    credential.privateKey && fromUtf8(credential.privateKey.bytes),
  ]
  // A password that is still to be filled in is a name in braces.
  return [...new Set(all.filter((secret): secret is string => typeof secret === 'string' && secret !== '' && !/^\{\w+\}$/.test(secret)))]
}
