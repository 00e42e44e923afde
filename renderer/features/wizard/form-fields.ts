import { fieldsOf } from '../../../shared/clouds/inputs.ts'
import type { Circumstances, CloudProfile, Field, Inputs } from '../../../shared/clouds/profile.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'

export const fieldGroups = ['server', 'tls', 'login', 'exchange'] as const satisfies readonly Field['group'][]

/** What a control shows: what was entered, else the profile's initial value. Files have no text. */
export function fieldText(field: Field, inputs: Inputs): string {
  const value = inputs[field.key] ?? field.initial ?? ''
  return typeof value === 'string' ? value : ''
}

export function isShown(field: Field, fields: readonly Field[], inputs: Inputs): boolean {
  const condition = field.shownWhen
  if (!condition) return true
  const other = fields.find((candidate) => candidate.key === condition.key)
  return other !== undefined && condition.oneOf.includes(fieldText(other, inputs))
}

/** Fields of the cloud's login; what its registration asks for belongs to the calculator. */
export const shownFields = (cloud: CloudProfile, inputs: Inputs): readonly Field[] =>
  fieldsOf(cloud.fields, cloud.operations[0].id).filter((field) => isShown(field, cloud.fields, inputs))

/**
 * What is composed and sent to `wizard.start`: only fields that are shown, so that a CA left over from a TLS set-up
 * neither travels nor raises a finding once TLS is off. Times and random values are filled in, so that what is previewed is what is sent.
 */
export function effectiveInputs(cloud: CloudProfile, inputs: Inputs, circumstances: Circumstances): Inputs {
  const out: Record<string, Inputs[string]> = {}
  for (const field of shownFields(cloud, inputs)) {
    const entered = inputs[field.key] ?? field.initial
    const value = entered === undefined || entered === '' ? (field.suggest?.(circumstances) ?? entered) : entered
    if (value !== undefined) out[field.key] = value
  }
  return out
}

/** An empty field complains only after it was visited; a filled one at once; all of them after an attempt to start. */
export function isRevealed(key: string, inputs: Inputs, touched: readonly string[], revealAll: boolean): boolean {
  const value = inputs[key]
  return revealAll || touched.includes(key) || (value !== undefined && value !== '')
}

export type SortedFindings = {
  readonly byField: Readonly<Record<string, readonly Finding[]>>
  /** Findings of no field that the form shows; they stand above the form. */
  readonly general: readonly Finding[]
  readonly errors: number
  readonly warnings: number
}

export function sortFindings(findings: readonly Finding[], shown: readonly Field[]): SortedFindings {
  const byField: Record<string, Finding[]> = {}
  const general: Finding[] = []
  for (const finding of findings) {
    const key = finding.field
    if (key !== undefined && shown.some((field) => field.key === key)) (byField[key] ??= []).push(finding)
    else general.push(finding)
  }
  const errors = findings.filter((finding) => finding.severity === 'error').length
  return { byField, general, errors, warnings: findings.length - errors }
}

/** The part of the inputs that may be kept on disk: no secrets, no files, nothing that only repeats the default. */
export function rememberable(cloud: CloudProfile, inputs: Inputs): Record<string, string> {
  const out: Record<string, string> = {}
  for (const field of cloud.fields) {
    const value = inputs[field.key]
    if (field.kind === 'secret' || field.kind === 'file' || typeof value !== 'string') continue
    if (value !== (field.initial ?? '')) out[field.key] = value
  }
  return out
}

/** The file field that a private key belongs to, or undefined when `field` is no key. */
export function certificateOfKey(field: Field, fields: readonly Field[]): Field | undefined {
  if (!isKeyField(field)) return undefined
  return fields.find((candidate) => candidate.kind === 'file' && !isKeyField(candidate) && /^(client)?cert/i.test(candidate.key))
}

export const isKeyField = (field: Field): boolean => field.kind === 'file' && /key$/i.test(field.key)
