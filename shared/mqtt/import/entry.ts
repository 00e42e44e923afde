import { brokerOptionsSchema, type BrokerOptions } from '../../contract/mqtt.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { ImportProblem } from './import.ts'
import { unknownFields } from './unknown-fields.ts'

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One entry of a foreign list, read field by field: whatever does not fit is noted with its place, and a value that works stands in. */
export class Entry {
  readonly #data: Json
  readonly #where: string
  readonly #problems: ImportProblem[]
  readonly #known = new Set<string>()

  constructor(data: Json, where: string, problems: ImportProblem[]) {
    this.#data = data
    this.#where = where
    this.#problems = problems
  }

  note(key: string, what: Text): void {
    this.#problems.push({ place: `${this.#where}: ${key}`, what })
  }

  /** Fields that mean nothing here and are left without a word: times, windows, the other tool's own numbers. */
  skip(...keys: readonly string[]): void {
    for (const key of keys) this.#known.add(key)
  }

  raw(key: string): unknown {
    this.#known.add(key)
    return this.#data[key]
  }

  text(key: string, fallback = ''): string {
    const value = this.raw(key)
    if (value === undefined || value === null) return fallback
    if (typeof value === 'string') return value
    if (typeof value === 'number') return String(value)
    this.note(key, text('a text is needed; left out', '应为文本，已忽略'))
    return fallback
  }

  number(key: string, { min, max, fallback }: { readonly min: number; readonly max: number; readonly fallback: number }): number {
    const value = this.raw(key)
    if (value === undefined || value === null || value === '') return fallback
    const number = typeof value === 'string' ? Number(value) : value
    if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number
    this.note(key, text(`a whole number from ${min} to ${max} is needed; ${fallback} is used`, `应为 ${min}～${max} 的整数，已改用 ${fallback}`))
    return fallback
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.raw(key)
    if (value === undefined || value === null) return fallback
    if (typeof value === 'boolean') return value
    if (value === 'true' || value === 'false') return value === 'true'
    this.note(key, text('true or false is needed; left out', '应为 true 或 false，已忽略'))
    return fallback
  }

  choice<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
    const value = this.raw(key)
    if (value === undefined || value === null || value === '') return fallback
    const found = allowed.find((one) => one === value)
    if (found !== undefined) return found
    const shown = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 40)
    this.note(key, text(`“${shown}” is unknown; ${fallback} is used`, `不认识“${shown}”，已改用 ${fallback}`))
    return fallback
  }

  /** Fields that nobody asked for. */
  noteUnknown(): void {
    const known = Object.fromEntries([...this.#known].map((key) => [key, null]))
    this.#problems.push(...leftOut(this.#where, unknownFields(this.#data, known)))
  }
}

/** Fields of a file that nothing here is for: none, or one problem that names them. `place` empty: of the file itself. */
export function leftOut(place: string, fields: readonly string[]): readonly ImportProblem[] {
  if (fields.length === 0) return []
  const named = fields.slice(0, 12).map((field) => field.slice(0, 60))
  const more = fields.length - named.length
  return [
    {
      place,
      what: text(
        `unknown fields, left out: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        `不认识的字段，已忽略：${named.join('、')}${more > 0 ? ` 等，另有 ${more} 个` : ''}`,
      ),
    },
  ]
}

/** What an entry became, or null with a word when it cannot be used at all. */
export function usable(options: BrokerOptions, where: string, problems: ImportProblem[]): BrokerOptions | null {
  const parsed = brokerOptionsSchema.safeParse(options)
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].join(', ')
  problems.push({ place: `${where}: ${fields}`, what: text('cannot be used; the connection is left out', '无法使用，已跳过这个连接') })
  return null
}

/** `#3 Lab`: counted from 1, as a person counts. */
export const placeOf = (at: number, name: unknown): string => `#${at + 1}${typeof name === 'string' && name !== '' ? ` ${name.slice(0, 60)}` : ''}`

export const notAnEntry = (at: number): ImportProblem => ({ place: placeOf(at, ''), what: text('is no connection; left out', '不是连接，已跳过') })
