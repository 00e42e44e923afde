import { hash, hmac, type Algorithm } from '../../../shared/signature/digest.ts'
import { fromUtf8, toHex, utf8 } from '../../../shared/text/bytes.ts'
import { fromBase64, fromHex, lenientBase64, percentDecode, percentEncode, toBase64 } from '../../../shared/text/encodings.ts'

export const inputForms = ['text', 'hex', 'base64'] as const
export type InputForm = (typeof inputForms)[number]
export const outputForms = ['hex', 'HEX', 'base64', 'url'] as const
export type OutputForm = (typeof outputForms)[number]

export type ReadProblem = 'hex-character' | 'hex-odd' | 'base64-character' | 'base64-length' | 'base64-loose' | 'url-percent'

/** `bytes` are absent where the text is none of its form; `base64-loose` is a remark beside bytes. `at`: the character it is about, from 1. */
export type ReadBytes = { readonly bytes?: Uint8Array; readonly problem?: ReadProblem; readonly at?: number }

/** A field's bytes: the UTF-8 of a text, or what hex or Base64 stand for. Spaces and line ends between digits mean nothing. */
export function readBytes(value: string, form: InputForm): ReadBytes {
  if (form === 'text') return { bytes: utf8(value) }
  if (form === 'hex') return readHexText(value)
  const strict = fromBase64(value.trim())
  if (strict) return { bytes: strict }
  const wrong = value.search(/[^A-Za-z0-9+/=_\s-]/)
  if (wrong >= 0) return { problem: 'base64-character', at: wrong + 1 }
  const lenient = lenientBase64(value)
  return lenient ? { bytes: lenient, problem: 'base64-loose' } : { problem: 'base64-length' }
}

function readHexText(value: string): ReadBytes {
  const bytes = fromHex(value)
  if (bytes) return { bytes }
  const wrong = value.search(/[^0-9a-fA-F\s]/)
  return wrong < 0 ? { problem: 'hex-odd' } : { problem: 'hex-character', at: wrong + 1 }
}

export function writeBytes(bytes: Uint8Array, form: OutputForm): string {
  if (form === 'hex') return toHex(bytes)
  if (form === 'HEX') return toHex(bytes).toUpperCase()
  return form === 'base64' ? toBase64(bytes) : percentEncode(toBase64(bytes))
}

/** A plain hash where there is no key. */
export const digestOf = (algorithm: Algorithm, key: Uint8Array | null, message: Uint8Array): Uint8Array => (key === null ? hash(algorithm, message) : hmac(algorithm, key, message))

/** What lies before or behind a value and is easily copied along. */
export const hasOuterSpace = (value: string): boolean => value !== value.trim()

export const codings = ['toBase64', 'toHex', 'toUrl', 'fromBase64', 'fromHex', 'fromUrl'] as const
export type Coding = (typeof codings)[number]

/** `isHex`: what came out is no text and is shown as hex. */
export type Coded = { readonly value?: string; readonly isHex?: boolean; readonly problem?: ReadProblem; readonly at?: number }

/** One text in all three codings, each way. */
export function code(value: string, coding: Coding): Coded {
  if (coding === 'toBase64') return { value: toBase64(utf8(value)) }
  if (coding === 'toHex') return { value: toHex(utf8(value)) }
  if (coding === 'toUrl') return { value: percentEncode(value) }
  if (coding === 'fromUrl') {
    const decoded = percentDecode(value)
    return decoded === null ? { problem: 'url-percent', at: value.search(/%(?![0-9a-fA-F]{2})/) + 1 } : { value: decoded }
  }
  const { bytes, ...about } = readBytes(value, coding === 'fromHex' ? 'hex' : 'base64')
  return bytes ? { ...about, ...shownBytes(bytes) } : about
}

function shownBytes(bytes: Uint8Array): Pick<Coded, 'value' | 'isHex'> {
  const text = fromUtf8(bytes)
  const isText = !text.includes('\uFFFD') && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)
  return isText ? { value: text } : { value: toHex(bytes), isHex: true }
}
