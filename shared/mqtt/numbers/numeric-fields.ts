import { fromUtf8 } from '../../text/bytes.ts'
import { readCbor } from '../payload-formats/cbor.ts'
import { readMessagePack } from '../payload-formats/message-pack.ts'
import type { Item } from '../payload-formats/notation.ts'

/** Formats that numbers are found in; `text` is a payload that is one number. */
export const numberFormats = ['text', 'json', 'cbor', 'msgpack'] as const
export type NumberFormat = (typeof numberFormats)[number]

/** One number of a payload. The path is a JSON Pointer (RFC 6901); the empty one is the whole payload. */
export type NumericField = { readonly path: string; readonly value: number }

/** Bytes: clouds take 256 KiB at most, and what is larger is no telemetry. */
const longest = 256 * 1024
const fieldsAtMost = 200
const deepest = 12

const written = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/

/** A number, a switch as 0 or 1, or a number that a device has put in quotes, as many do. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' && value.length <= 40 && written.test(value)) return Number(value)
  return undefined
}

/** What a payload holds, as plain values; undefined when it is not of the format. */
function valueOf(payload: Uint8Array, format: NumberFormat): unknown {
  if (payload.length > longest || payload.length === 0) return undefined
  try {
    switch (format) {
      case 'text':
        return payload.length <= 40 ? fromUtf8(payload) : undefined
      case 'json':
        return JSON.parse(fromUtf8(payload)) as unknown
      case 'cbor': {
        const items = readCbor(payload)
        return items.length === 1 && items[0] ? plainOf(items[0]) : undefined
      }
      default:
        return plainOf(readMessagePack(payload))
    }
  } catch {
    return undefined
  }
}

/** The diagnostic notation back to values: what is not JSON in it holds no number. */
function plainOf(item: Item): unknown {
  if (item.kind === 'plain') {
    try {
      return JSON.parse(item.text) as unknown
    } catch {
      return undefined
    }
  }
  if (item.open.trim() !== '{') return item.parts.map((part) => ('kind' in part ? plainOf(part) : undefined))
  const out = new Map<string, unknown>()
  for (const part of item.parts) if (!('kind' in part)) out.set(String(plainOf(part[0])), plainOf(part[1]))
  return Object.fromEntries(out)
}

/** All numbers of a payload in their order. */
export function numericFields(payload: Uint8Array, format: NumberFormat): NumericField[] {
  const found: NumericField[] = []
  const visit = (value: unknown, path: string, depth: number): void => {
    if (found.length >= fieldsAtMost || depth > deepest) return
    const number = numberOf(value)
    if (number !== undefined) found.push({ path, value: number })
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) visit(part, `${path}/${escaped(key)}`, depth + 1)
    }
  }
  visit(valueOf(payload, format), '', 0)
  return found
}

/** The numbers at some paths of a payload, in their order; undefined where there is none. */
export function numbersAt(payload: Uint8Array, format: NumberFormat, paths: readonly (readonly string[])[]): (number | undefined)[] {
  const value = valueOf(payload, format)
  return paths.map((keys) => {
    let at = value
    for (const key of keys) {
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
      at = (at as Record<string, unknown>)[key]
    }
    return numberOf(at)
  })
}

/**
 * The format in which a payload has the most numbers. Almost any bytes read as CBOR or MessagePack, so those count only where a whole map or list
 * was read; `chosen` is what a person has said of the topic.
 */
export function numberFormatOf(payload: Uint8Array, chosen?: NumberFormat): NumberFormat | undefined {
  const tried = chosen ? [chosen] : numberFormats
  for (const format of tried) {
    const fields = numericFields(payload, format)
    if (fields.length === 0) continue
    if ((format === 'cbor' || format === 'msgpack') && !chosen && fields.some(({ path }) => path === '')) continue
    return format
  }
  return undefined
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

export const keysOf = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

/** As a programmer would write it: `params.temp`, `data[0].v`. Empty for the whole payload. */
export const pathText = (path: string): string =>
  keysOf(path).reduce((text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? `${text}${text === '' ? '' : '.'}${key}` : `${text}[${JSON.stringify(key)}]`), '')
