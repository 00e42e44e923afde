import type { Field, InputValue, Inputs } from '../../../shared/clouds/profile.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'

export const fieldGroups = ['server', 'tls', 'login', 'exchange'] as const satisfies readonly Field['group'][]

/** What was entered, unless it was chosen for a field of the same key that had more choices: another modem's, an older profile's. */
export function enteredFor({ key, choices }: Field, inputs: Inputs): InputValue | undefined {
  const value = inputs[key]
  return !choices || typeof value !== 'string' || value === '' || choices.some((choice) => choice.value === value) ? value : undefined
}

/** What a control shows: what was entered, else the profile's initial value. Files have no text. */
export function fieldText(field: Field, inputs: Inputs): string {
  const value = enteredFor(field, inputs) ?? field.initial ?? ''
  return typeof value === 'string' ? value : ''
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

/** The file field that a private key belongs to, or undefined when `field` is no key. */
export function certificateOfKey(field: Field, fields: readonly Field[]): Field | undefined {
  if (!isKeyField(field)) return undefined
  return fields.find((candidate) => candidate.kind === 'file' && !isKeyField(candidate) && /^(client)?cert/i.test(candidate.key))
}

export const isKeyField = (field: Field): boolean => field.kind === 'file' && /key$/i.test(field.key)
