import { fieldsOf } from '../../../shared/clouds/inputs.ts'
import type { Circumstances, CloudProfile, Field, Inputs } from '../../../shared/clouds/profile.ts'
import { fieldText } from '../cloud-form/form-fields.ts'

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
