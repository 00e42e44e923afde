import { text } from '../text/local-text.ts'
import type { PemFile } from '../wizard/credential.ts'
import type { Circumstances, Field, InputValue, Inputs } from './profile.ts'

export const isFile = (value: InputValue | undefined): value is PemFile => typeof value === 'object'

/** Text of an input; empty when it is missing or a file. Spaces stay: a stray one is a finding, not ours to drop. */
export const str = (inputs: Inputs, key: string): string => {
  const value = inputs[key]
  return typeof value === 'string' ? value : ''
}

/** A file input, when there is one. */
export const file = (inputs: Inputs, key: string): PemFile | undefined => {
  const value = inputs[key]
  return isFile(value) && value.bytes.length > 0 ? value : undefined
}

/** What a field holds: what was entered, else what other inputs settle, else its initial value, else what clock or chance suggest. */
export function valueOf(field: Field, inputs: Inputs, circumstances: Circumstances): InputValue | undefined {
  const entered = inputs[field.key]
  if (isFile(entered) || (entered !== undefined && entered !== '')) return entered
  return field.derive?.(inputs) || (field.initial ?? field.suggest?.(circumstances))
}

/** Inputs with every default filled in. Keys that no field has are dropped; they are reported by `unknownKeys`. */
export function resolveInputs(fields: readonly Field[], inputs: Inputs, circumstances: Circumstances): Inputs {
  return Object.fromEntries(fields.map((field) => [field.key, valueOf(field, inputs, circumstances)]))
}

export const fieldsOf = (fields: readonly Field[], operation: string): readonly Field[] =>
  fields.filter((field) => !field.operations || field.operations.includes(operation))

/** Whether the form shows the field now. `inputs` have their defaults filled in. */
export const isShown = (field: Field, inputs: Inputs): boolean =>
  !field.shownWhen || field.shownWhen.oneOf.includes(str(inputs, field.shownWhen.key))

/** How a name is quoted in a sentence. */
export const named = (label: Field['label']) => text(label.en, `“${label.zh}”`)
