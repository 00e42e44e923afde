import { fieldsOf, isShown, resolveInputs, str } from '../clouds/inputs.ts'
import type { Circumstances, CloudProfile, Field, Inputs, Made, Operation } from '../clouds/profile.ts'
import { signWith } from '../clouds/sign.ts'
import { text } from '../text/local-text.ts'
import type { Finding } from '../wizard/plan.ts'

/** A row of a table as its reader counts them, from 1, blank rows included. */
export type TableRow = { readonly number: number; readonly cells: readonly string[] }

/** What a column of the table is: an input of the operation, or nothing that it asks for. */
export type Column = { readonly name: string; readonly field?: Field }

export type BatchRow = {
  readonly number: number
  /** What the table itself says, by input key. */
  readonly given: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
  /** There when no finding is an error. */
  readonly made?: Made
}

/** Why a table cannot be signed at all. `example` is a header that would do. */
export type TableProblem = { readonly kind: 'empty' | 'no-column' | 'missing-column'; readonly fields: readonly Field[]; readonly example: string }

export type Batch = { readonly ok: true; readonly columns: readonly Column[]; readonly rows: readonly BatchRow[] } | { readonly ok: false; readonly problem: TableProblem }

/**
 * Signs one device a row. The first row names the inputs, by key or by label; an empty cell takes the common value. `circumstances` is asked
 * once a row, so that no two devices share a random value. Never throws; a row's fault stays in its row.
 */
export function signBatch(cloud: CloudProfile, operation: Operation, table: readonly TableRow[], common: Inputs, circumstances: () => Circumstances): Batch {
  const [header, ...body] = table
  const fields = fieldsOf(cloud.fields, operation.id).filter(({ group, kind }) => group !== 'exchange' && kind !== 'file')
  const needed = neededFields(cloud, operation, common, circumstances())
  const example = (needed.length > 0 ? needed : fields.filter(({ required }) => required)).map(({ key }) => key).join(',')
  const refuse = (kind: TableProblem['kind'], missing: readonly Field[] = []): Batch => ({ ok: false, problem: { kind, fields: missing, example } })
  if (!header || body.length === 0) return refuse('empty')
  const columns = columnsOf(header.cells, fields)
  const keys = new Set(columns.flatMap(({ field }) => (field ? [field.key] : [])))
  if (keys.size === 0) return refuse('no-column', needed)
  const missing = needed.filter(({ key, shownWhen }) => !keys.has(key) && !(shownWhen && keys.has(shownWhen.key)))
  if (missing.length > 0) return refuse('missing-column', missing)
  const rows = body.map((row) => signRow(cloud, operation, columns, row, common, circumstances()))
  return { ok: true, columns, rows: withDuplicates(rows) }
}

/** Required inputs that the common values leave open: each must be a column. */
function neededFields(cloud: CloudProfile, operation: Operation, common: Inputs, circumstances: Circumstances): readonly Field[] {
  const fields = fieldsOf(cloud.fields, operation.id).filter(({ group }) => group !== 'exchange')
  const resolved = resolveInputs(fields, common, circumstances)
  return fields.filter((field) => field.required && field.kind !== 'file' && isShown(field, resolved) && str(resolved, field.key).trim() === '')
}

/** Each input is taken from the first column that names it. */
function columnsOf(names: readonly string[], fields: readonly Field[]): readonly Column[] {
  const taken = new Set<string>()
  return names.map((cell) => {
    const name = cell.trim()
    const field = fieldNamed(name, fields.filter(({ key }) => !taken.has(key)))
    if (field) taken.add(field.key)
    return { name, ...(field && { field }) }
  })
}

function fieldNamed(name: string, fields: readonly Field[]): Field | undefined {
  const plain = name.toLowerCase()
  return (
    fields.find(({ key }) => key === name) ??
    fields.find(({ key }) => key.toLowerCase() === plain) ??
    fields.find(({ label }) => label.en.toLowerCase() === plain || label.zh.toLowerCase() === plain)
  )
}

function signRow(cloud: CloudProfile, operation: Operation, columns: readonly Column[], { number, cells }: TableRow, common: Inputs, circumstances: Circumstances): BatchRow {
  const given = Object.fromEntries(columns.flatMap(({ field }, index) => (field ? [[field.key, cells[index] ?? '']] : [])))
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const { made, findings } = signWith(cloud, operation, { ...common, ...own }, circumstances)
  const extra = cells.slice(columns.length).some((cell) => cell.trim() !== '')
  if (extra) return { number, given, findings: [tooManyCells(cells.length, columns.length), ...findings] }
  return { number, given, findings, ...(made && { made }) }
}

/** One login for two rows: the devices would throw each other off, or a column is missing that tells them apart. */
function withDuplicates(rows: readonly BatchRow[]): readonly BatchRow[] {
  const first = new Map<string, number>()
  return rows.map((row) => {
    const login = row.made?.login
    if (!login) return row
    const id = `${login.host}\n${login.clientId}`
    const earlier = first.get(id)
    if (earlier !== undefined) return { ...row, findings: [...row.findings, sameAs(earlier)] }
    first.set(id, row.number)
    return row
  })
}

const tooManyCells = (cells: number, columns: number): Finding => ({
  severity: 'error',
  code: 'batch.too-many-cells',
  stage: 'cloud',
  what: text(`The row has ${cells} cells, the header ${columns}.`, `这一行有 ${cells} 列，表头只有 ${columns} 列。`),
  next: text('A value with a separator in it must stand in double quotes.', '值里如果有分隔符，要用双引号括起来。'),
})

const sameAs = (row: number): Finding => ({
  severity: 'warning',
  code: 'batch.duplicate',
  stage: 'cloud',
  field: 'clientId',
  what: text(`The same client ID as in row ${row}.`, `Client ID 与第 ${row} 行相同。`),
  next: text('Two devices with one client ID throw each other off; is a device listed twice?', '两台设备用同一个 Client ID 会互相踢下线，请检查是否重复。'),
})
