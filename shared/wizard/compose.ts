import { prepareJob } from '../clouds/prepare.ts'
import type { Circumstances, CloudProfile, Inputs } from '../clouds/profile.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { text } from '../text/local-text.ts'
import type { Finding, Plan } from './plan.ts'

export type Composed = { readonly plan?: Plan; readonly findings: readonly Finding[] }

/**
 * Makes the plan: the cloud turns inputs into a job, the modem turns the job into steps. Nothing is sent and nothing is looked up.
 * `plan` is there when no finding is an error; warnings travel with it.
 */
export function composePlan(modem: ModemProfile, cloud: CloudProfile, inputs: Inputs, circumstances: Circumstances): Composed {
  const prepared = prepareJob(cloud, inputs, circumstances)
  const all = [...prepared.findings, ...modem.lint(prepared.draft)]
  const wrong = new Set(all.flatMap(({ severity, field }) => (severity === 'error' ? [field] : [])))
  // A field that must be mended anyway needs no warning beside its error.
  const findings = all.filter(({ severity, field }) => severity === 'error' || !wrong.has(field))
  if (!prepared.job || wrong.size > 0) return { findings }
  return {
    findings,
    plan: {
      modem: modem.id,
      cloud: cloud.id,
      title: text(`${modem.name} → ${prepared.job.credential.host}`, `${modem.name} → ${prepared.job.credential.host}`),
      job: prepared.job,
      steps: modem.steps(prepared.job),
      findings,
    },
  }
}
