import type { Text } from '../text/local-text.ts'

/** What is wrong with a profile that a person wrote, and exactly where. */
export type ProfileProblem = {
  /** From 1, as editors count. */
  readonly line: number
  readonly column: number
  /** `steps[2].urc.accept`; empty: the file as a whole. */
  readonly field: string
  readonly what: Text
}

/** `modem.yaml:12:5 steps[2].urc.accept: …`, as compilers print it, so that editors jump there. */
export const problemLine = (file: string, { line, column, field, what }: ProfileProblem, say: (text: Text) => string): string =>
  `${file}:${line}:${column} ${field === '' ? '' : `${field}: `}${say(what)}`

export const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, key) => (typeof key === 'number' ? `${name}[${key}]` : name === '' ? String(key) : `${name}.${String(key)}`), '')
