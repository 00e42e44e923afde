import type { HighlightColour, HighlightRule } from '../../../shared/contract/settings.ts'
import { patternFault } from '../../../shared/profiles/safe-pattern.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { TextPart } from './visible-text.ts'

/** Characters of a row that are looked at: more than fits on a screen, and little enough for a slow expression. */
const lookedAt = 600

export type Mark = { readonly start: number; readonly end: number; readonly colour: HighlightColour; readonly name: string }

/** Why a rule marks nothing; null when it can. */
export function ruleFault({ kind, value }: Pick<HighlightRule, 'kind' | 'value'>): Text | null {
  if (value === '') return text('Nothing to look for.', '还没有填写要查找的内容。')
  if (kind === 'text') return null
  const fault = patternFault(value)
  if (fault) return fault
  return new RegExp(value).test('') ? text('This expression matches an empty text, everywhere.', '这个正则会匹配空内容，处处命中。') : null
}

type Compiled = { readonly expression: RegExp; readonly colour: HighlightColour; readonly name: string }

const literal = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const compile = (rules: readonly HighlightRule[]): readonly Compiled[] =>
  rules
    .filter((rule) => rule.isOn && ruleFault(rule) === null)
    .map(({ kind, value, ignoreCase, colour, name }) => ({ expression: new RegExp(kind === 'text' ? literal(value) : value, ignoreCase ? 'gi' : 'g'), colour, name: name || value }))

const known = new WeakMap<readonly HighlightRule[], readonly Compiled[]>()

/** Once for each list of rules, not for each row. */
function compiled(rules: readonly HighlightRule[]): readonly Compiled[] {
  const before = known.get(rules)
  if (before) return before
  const fresh = compile(rules)
  known.set(rules, fresh)
  return fresh
}

/** What the rules mark in a text, in its order. Where two meet, the one that stands first in the list has it. */
export function findMarks(rules: readonly HighlightRule[], line: string): readonly Mark[] {
  const marks: Mark[] = []
  const looked = line.slice(0, lookedAt)
  for (const { expression, colour, name } of compiled(rules)) {
    for (const found of looked.matchAll(expression)) {
      const end = found.index + found[0].length
      if (end > found.index && !marks.some((mark) => mark.start < end && found.index < mark.end)) marks.push({ start: found.index, end, colour, name })
    }
  }
  return marks.toSorted((a, b) => a.start - b.start)
}

export type MarkedPart = TextPart & { readonly mark?: Mark }

/** The parts of a row cut where a mark begins and ends; the marks count the characters that are seen. */
export function markParts(parts: readonly TextPart[], marks: readonly Mark[]): readonly MarkedPart[] {
  if (marks.length === 0) return parts
  const out: MarkedPart[] = []
  let from = 0
  for (const part of parts) {
    const end = from + part.text.length
    let at = from
    for (const mark of marks) {
      if (mark.end <= at || mark.start >= end) continue
      const start = Math.max(mark.start, at)
      const stop = Math.min(mark.end, end)
      if (start > at) out.push({ ...part, text: part.text.slice(at - from, start - from) })
      out.push({ ...part, text: part.text.slice(start - from, stop - from), mark })
      at = stop
    }
    if (at < end) out.push({ ...part, text: part.text.slice(at - from) })
    from = end
  }
  return out
}
