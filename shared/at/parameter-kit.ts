import { text, type Text } from '../text/local-text.ts'
import type { Parameter } from './parameter.ts'

type More = Partial<Omit<Parameter, 'name' | 'about'>>

/** A number, or anything else that stands without quotation marks. */
export const number = (name: string, en: string, zh: string, more: More = {}): Parameter => ({ name, about: text(en, zh), ...more })

/** Stands in quotation marks; `most` in bytes. */
export const quoted = (name: string, en: string, zh: string, more: More & { readonly most?: number } = {}): Parameter => {
  const { most, ...rest } = more
  return { name, about: text(en, zh), isQuoted: true, ...(most !== undefined && { range: [0, most] as const }), ...rest }
}

/** One of a short list; each choice as `value: [English, Chinese]`. */
export const choice = (name: string, en: string, zh: string, values: Readonly<Record<string, readonly [en: string, zh: string]>>, more: More = {}): Parameter => ({
  name,
  about: text(en, zh),
  choices: Object.fromEntries(Object.entries(values).map(([value, words]) => [value, text(...words)])),
  ...more,
})

export const offOn = { 0: ['off', '关'], 1: ['on', '开'] } as const

export const optional = (parameter: Parameter): Parameter => ({ ...parameter, isOptional: true })

export const seconds = text('s', '秒')
export const bytes = text('bytes', '字节')
export const minutes = text('minutes', '分钟')
export const milliseconds = text('ms', 'ms')

/** Words for a value by a table whose values are shared with other code. */
export const readBy = (table: Readonly<Record<string, Text>>) => (value: string): Text | undefined => (Object.hasOwn(table, value) ? table[value] : undefined)
