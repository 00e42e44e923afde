import type { Text } from '../text/local-text.ts'

/** One parameter of a command, or one field of what a modem prints. */
export type Parameter = {
  /** As the manual writes it, without its angle brackets: `cid`. */
  readonly name: string
  readonly about: Text
  /** Stands in quotation marks on the wire. */
  readonly isQuoted?: true
  /** Every value there is, with what each means. */
  readonly choices?: Readonly<Record<string, Text>>
  /** Whole numbers from the first to the last; of a quoted one its length in bytes. */
  readonly range?: readonly [least: number, most: number]
  readonly unit?: Text
  readonly isOptional?: true
  /** An empty string is a value of its own, written as two quotation marks. */
  readonly mayBeEmpty?: true
  readonly isSecret?: true
  /** The last of a list: what follows is the same once more. */
  readonly repeats?: true
  /** What a value means that no list holds. */
  readonly read?: (value: string) => Text | undefined
}

/** The parameters of a set command in their order, and where that stands. */
export type Signature = {
  readonly parameters: readonly Parameter[]
  readonly source: string
  /** In strings a backslash stands before a comma, a quotation mark and a backslash; elsewhere none of them has a way in. */
  readonly escapes?: true
}

/** A set command whose first parameter says what is set, and so what follows: `AT+QMTCFG="keepalive",…`. Keys in small letters. */
export type KeyedSignature = { readonly key: Parameter; readonly keys: Readonly<Record<string, readonly Parameter[]>>; readonly source: string }

export type SignatureTable = Readonly<Record<string, Signature | KeyedSignature>>

/** Fields of a line that a modem prints: the same in every form, or by its values (`rest` is all that stands behind the name). */
export type LineForm = {
  readonly fields: readonly Parameter[] | ((values: readonly string[], rest: string) => readonly Parameter[] | undefined)
  /** Where what stands behind the name is no list with commas; `undefined`: it is one after all. */
  readonly split?: (rest: string) => readonly string[] | undefined
  readonly source: string
}

export type LineTable = Readonly<Record<string, LineForm>>

/** What follows the key is known where the key is. */
export function parametersOf(signature: Signature | KeyedSignature, values: readonly string[]): readonly Parameter[] {
  if ('parameters' in signature) return signature.parameters
  const key = values[0]?.toLowerCase() ?? ''
  return [signature.key, ...(Object.hasOwn(signature.keys, key) ? (signature.keys[key] ?? []) : [])]
}

/** What a value means: by its list, else by its reader. */
export function meaningOf({ choices, read, unit }: Parameter, value: string): Text | undefined {
  if (choices && Object.hasOwn(choices, value)) return choices[value]
  const words = read?.(value)
  if (words) return words
  return unit && value !== '' ? { en: `${value} ${unit.en}`, zh: `${value} ${unit.zh}` } : undefined
}

/** Which parameter stands at a place of a list; the last of a list that repeats stands for all behind it. */
export const parameterAt = (parameters: readonly Parameter[], index: number): Parameter | undefined => parameters[index] ?? (parameters.at(-1)?.repeats ? parameters.at(-1) : undefined)
