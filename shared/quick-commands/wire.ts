import type { MaskRange } from '../at/mask.ts'
import { concat, utf8 } from '../text/bytes.ts'
import { encodeAs, type Charset } from '../text/charset.ts'
import { checksumBytes, type ChecksumKind } from '../text/checksums.ts'
import { parseHex } from '../text/parse-hex.ts'
import { unescapeLine, type Unescaped } from '../text/unescape-line.ts'
import type { Filled } from './placeholders.ts'
import type { QuickCommand } from './schema.ts'

export type BodyProblem = { readonly problem: 'hex' } | { readonly problem: 'escape'; readonly at: number; readonly found: string } | { readonly problem: 'charset'; readonly found: string; readonly charset: Charset }
export type Body = { readonly ok: true; readonly bytes: Uint8Array } | ({ readonly ok: false } & BodyProblem)

/** The bytes of one line, without checksum and line end. `own`: the port's charset. */
export function bodyOf(line: string, { form, charset: chosen }: Pick<QuickCommand, 'form' | 'charset'>, own: Charset): Body {
  if (form === 'hex') {
    const bytes = parseHex(line)
    return bytes ? { ok: true, bytes } : { ok: false, problem: 'hex' }
  }
  const charset = chosen === 'session' ? own : chosen
  let missing: string | undefined
  const encode = (part: string): Uint8Array => {
    const encoded = encodeAs(charset, part)
    if (!encoded.ok) missing ??= encoded.found
    return encoded.ok ? encoded.bytes : new Uint8Array()
  }
  const read: Unescaped = form === 'escapes' ? unescapeLine(line, encode) : { ok: true, bytes: encode(line) }
  if (!read.ok) return { ok: false, problem: 'escape', at: read.at, found: read.found }
  return missing === undefined ? read : { ok: false, problem: 'charset', found: missing, charset }
}

const lineEnds = { CR: '\r', LF: '\n', CRLF: '\r\n', none: '' } as const
export type WireEnd = keyof typeof lineEnds

/** What the port is set to: the checksum behind every line, the end that the send line adds, the bytes of characters. */
export type WireOptions = { readonly checksum: ChecksumKind; readonly ending: WireEnd; readonly charset: Charset }

export type Wire = { readonly ok: true; readonly bytes: Uint8Array; readonly masks: readonly MaskRange[] } | ({ readonly ok: false } & BodyProblem)

/** What a command becomes on the wire, as the send line makes it: body, checksum over it, line end; and where secrets stand in it. */
export function wireOf(command: Pick<QuickCommand, 'form' | 'charset' | 'ending'>, { line, secrets }: Filled, { checksum, ending, charset }: WireOptions): Wire {
  const body = bodyOf(line, command, charset)
  if (!body.ok) return body
  const check = body.bytes.length === 0 ? new Uint8Array() : checksumBytes(checksum, body.bytes)
  const end = command.ending === 'session' ? (command.form === 'hex' ? 'none' : ending) : command.ending
  const lengthOf = (part: string): number => {
    const read = bodyOf(part, command, charset)
    return read.ok ? read.bytes.length : 0
  }
  const masks = secrets.map(({ start, end: to }) => ({ start: lengthOf(line.slice(0, start)), end: lengthOf(line.slice(0, to)) }))
  return { ok: true, bytes: concat([body.bytes, check, utf8(lineEnds[end])]), masks: masks.filter(({ start, end: to }) => to > start) }
}
