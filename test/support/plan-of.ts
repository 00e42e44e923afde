import type { CloudProfile, Inputs } from '../../shared/clouds/profile.ts'
import type { ModemProfile } from '../../shared/modems/profile.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import type { Plan } from '../../shared/wizard/plan.ts'

/** The plan that a person gets now; rejects these inputs by naming what is wrong with them. */
export function planOf(modem: ModemProfile | undefined, cloud: CloudProfile | undefined, inputs: Inputs, variant?: string): Plan {
  if (!modem || !cloud) throw new Error('not in the catalogue')
  const { plan, findings } = composePlan(modem, cloud, inputs, { now: Date.now(), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }, variant)
  if (!plan) throw new Error(findings.map(({ field, code }) => `${field}: ${code}`).join(', '))
  return plan
}
