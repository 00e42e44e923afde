import { jsonChanges, type JsonChange } from '../../../../shared/mqtt/payload-diff/json-changes.ts'
import { lineChanges, type LineChange } from '../../../../shared/mqtt/payload-diff/line-changes.ts'
import type { PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { shownPayload } from './shown-payload.ts'

/** A line of a comparison; `left`: a remark that lines which are the same are not shown. */
export type ShownLine = LineChange | { readonly kind: 'left'; readonly line: string }

export type PayloadDifference =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly changes: readonly JsonChange[] }
  | { readonly kind: 'lines'; readonly lines: readonly ShownLine[]; readonly isDump: boolean }

const changesAtMost = 1000
const linesAtMost = 2000
/** Lines that are the same, shown around what is not. */
const context = 3

/** JSON, also out of CBOR and MessagePack, by path; other texts by line; bytes by rows of sixteen. */
export function payloadDifference(before: Uint8Array, after: Uint8Array, format: PayloadFormat): PayloadDifference {
  if (before.length === after.length && before.every((byte, index) => byte === after[index])) return { kind: 'none' }
  // Characters: what is indented or escaped is longer than its bytes.
  const limit = 1024 + 16 * Math.max(before.length, after.length)
  // A text that is JSON is compared as such.
  const [old, now] = [before, after].map((payload) => shownPayload(payload, format, limit)) as [ReturnType<typeof shownPayload>, ReturnType<typeof shownPayload>]
  if (!old.isDump && !now.isDump) {
    const changes = jsonChanges(old.text, now.text)
    if (changes) return changes.length === 0 ? { kind: 'none' } : { kind: 'json', changes: changes.slice(0, changesAtMost) }
  }
  const isDump = old.isDump || now.isDump
  const [oldText, nowText] = isDump ? [before, after].map((payload) => shownPayload(payload, 'hex', limit).text) : [old.text, now.text]
  const lines = lineChanges((oldText ?? '').split('\n'), (nowText ?? '').split('\n'))
  return { kind: 'lines', lines: aroundChanges(lines).slice(0, linesAtMost), isDump }
}

/** Without what is the same far from any change. */
function aroundChanges(lines: readonly LineChange[]): readonly ShownLine[] {
  const near = new Set<number>()
  for (const [index, { kind }] of lines.entries()) if (kind !== 'same') for (let at = index - context; at <= index + context; at++) near.add(at)
  return lines.flatMap((line, index): readonly ShownLine[] => (near.has(index) ? [line] : near.has(index - 1) ? [{ kind: 'left', line: '⋯' }] : []))
}
