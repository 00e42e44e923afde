import type { Made } from '../clouds/profile.ts'
import type { Language } from '../text/local-text.ts'
import type { Finding } from '../wizard/plan.ts'
import type { BatchRow, Column } from './batch.ts'
import type { Login } from './login.ts'

const loginParts = ['host', 'port', 'transport', 'path', 'clientId', 'username', 'password'] as const satisfies readonly (keyof Login)[]

/**
 * The table of results: what tells the devices apart, then everything that was made, then what is wrong in words. Secrets that came in do not
 * go out again. Columns that would be empty throughout are left out.
 */
export function batchTable(columns: readonly Column[], rows: readonly BatchRow[], language: Language): readonly (readonly string[])[] {
  const inputs = columns.flatMap(({ field }) => (field && field.kind !== 'secret' ? [field.key] : []))
  const parts = loginParts.filter((part) => rows.some(({ made }) => partOf(made, part) !== ''))
  const values = [...new Set(rows.flatMap(({ made }) => Object.keys(made?.values ?? {})))].filter((name) => !(parts as readonly string[]).includes(name))
  const isTimed = rows.some(({ made }) => made?.expiresAt !== undefined)
  const remarks = (['error', 'warning'] as const).filter((severity) => rows.some(({ findings }) => findings.some((finding) => finding.severity === severity)))
  const made = [...parts, ...values]
  return [
    // An input may have the name of a result, as Alibaba's client ID has.
    [...inputs.map((key) => (made.includes(key) ? `input.${key}` : key)), ...made, ...(isTimed ? ['expiresAt'] : []), ...remarks],
    ...rows.map((row) => [
      ...inputs.map((key) => (row.made ? (row.given[key] ?? '') : guarded(row.given[key] ?? ''))),
      ...parts.map((part) => partOf(row.made, part)),
      ...values.map((name) => String(row.made?.values[name] ?? '')),
      ...(isTimed ? [row.made?.expiresAt === undefined ? '' : new Date(row.made.expiresAt).toISOString()] : []),
      ...remarks.map((severity) => guarded(wordsOf(row.findings, severity, language))),
    ]),
  ]
}

const partOf = (made: Made | undefined, part: (typeof loginParts)[number]): string => String(made?.login?.[part] ?? '')

export const wordsOf = (findings: readonly Finding[], severity: Finding['severity'], language: Language): string =>
  findings
    .filter((finding) => finding.severity === severity)
    .map(({ field, what, next }) => `${field === undefined ? '' : `${field}: `}${what[language]} ${next[language]}`)
    .join(' ')

/**
 * A spreadsheet runs a cell that begins with = + - @ as a formula. Text of a row that was not signed, which may be anything, gets an apostrophe in front; what was
 * signed was checked by the form's rules, and a credential is never changed.
 */
export const guarded = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
