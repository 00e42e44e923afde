import { randomBytes } from 'node:crypto'
import type { CloudProfile, InputValue } from '../../shared/clouds/index.ts'
import { findModem, modems, type ModemProfile } from '../../shared/modems/index.ts'
import type { Text } from '../../shared/text/local-text.ts'
import { circumstancesOf } from '../../shared/signature/circumstances.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import type { Finding, Plan } from '../../shared/wizard/plan.ts'
import { certificateFindings } from '../services/wizard/index.ts'
import { chooseCloud } from './choose-cloud.ts'
import { readInputs } from './read-inputs.ts'
import { UsageError } from './usage-error.ts'

export type PlanOptions = { readonly modem: string; readonly cloud: string; readonly set: readonly string[]; readonly variant?: string; readonly json?: boolean; readonly lang?: string }

export type Chosen = {
  readonly modem: ModemProfile
  readonly cloud: CloudProfile
  readonly inputs: Record<string, InputValue>
  readonly findings: readonly Finding[]
  readonly plan?: Plan
}

/** Resolves what was asked for; a profile that does not exist is bad usage. */
export async function choosePlan(options: PlanOptions): Promise<Chosen> {
  const modem = findModem(options.modem)
  if (!modem) throw new UsageError(`unknown modem “${options.modem}”; there is ${modems.map((each) => each.id).join(', ')}`)
  const cloud = chooseCloud(options.cloud)
  const inputs = await readInputs({ id: cloud.id, fields: [...cloud.fields, ...(modem.fields ?? [])] }, options.set)
  const { plan, findings: composed } = composePlan(modem, cloud, inputs, circumstancesOf(Date.now(), randomBytes), options.variant)
  // What the files hold is known before a port is opened.
  const findings = [...composed, ...(plan ? await certificateFindings(plan.job.credential, Date.now()) : [])]
  const isUsable = !findings.some(({ severity }) => severity === 'error')
  return { modem, cloud, inputs, findings, ...(plan && isUsable && { plan }) }
}

/** Words in the language asked for: `--lang`, else the environment's. */
export function speaker(lang: string | undefined): (text: Text) => string {
  const wanted = lang ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? ''
  return (text) => (wanted.toLowerCase().startsWith('zh') ? text.zh : text.en)
}

/** A finding as one line: stage, field, what, what next. */
export const findingLine = (finding: Finding, say: (text: Text) => string): string =>
  `${finding.severity} [${finding.stage}]${finding.field ? ` ${finding.field}:` : ''} ${sentence(say(finding.what))}${say(finding.next)}`

/** With its stop, where it has none, and the space that only Latin script has after one. */
function sentence(words: string): string {
  const isChinese = /[\u3000-\u9fff]/.test(words)
  const ended = /[.!?。！？]$/.test(words) ? words : words + (isChinese ? '。' : '.')
  return isChinese ? ended : `${ended} `
}
