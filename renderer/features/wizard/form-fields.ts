import { isShown, resolveInputs, valueOf } from '../../../shared/clouds/inputs.ts'
import { variantFields } from '../../../shared/wizard/variant.ts'
import { enteredFor } from '../cloud-form/form-fields.ts'
import type { Circumstances, CloudProfile, Field, Inputs } from '../../../shared/clouds/profile.ts'

/** `fields`: what the way to the cloud asks for; left out, what the login does. Other registrations belong to the calculator. */
export function shownFields(cloud: CloudProfile, inputs: Inputs, circumstances: Circumstances, fields: readonly Field[] = variantFields(undefined, cloud)): readonly Field[] {
  const resolved = resolveInputs([...cloud.fields, ...fields], offered(fields, inputs), circumstances)
  return fields.filter((field) => isShown(field, resolved))
}

/**
 * What is composed and sent to `wizard.start`: only fields that are shown, so that a CA left over from a TLS set-up
 * neither travels nor raises a finding once TLS is off. What follows from other fields, times and random values are filled in, so that
 * what is previewed is what is sent; a plain default that was cleared on purpose stays empty.
 */
export function effectiveInputs(cloud: CloudProfile, inputs: Inputs, circumstances: Circumstances, fields?: readonly Field[]): Inputs {
  const out: Record<string, Inputs[string]> = {}
  const shown = shownFields(cloud, inputs, circumstances, fields)
  const entered = offered(shown, inputs)
  for (const field of shown) {
    const isCleared = entered[field.key] === '' && !field.derive && !field.suggest
    const value = isCleared ? '' : valueOf(field, entered, circumstances)
    if (value !== undefined) out[field.key] = value
  }
  return out
}

/** What another modem's form offered and this one does not stays kept for that one, and is not sent. */
const offered = (fields: readonly Field[], inputs: Inputs): Inputs => ({ ...inputs, ...Object.fromEntries(fields.map((field) => [field.key, enteredFor(field, inputs)])) })

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
