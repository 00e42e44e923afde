import type { Mark } from '../../../shared/clouds/profile.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'

/** A stretch of a given part; `severity` where a mark lies on it. */
export type Segment = { readonly text: string; readonly severity?: Finding['severity'] }

type Place = Pick<Mark, 'span' | 'severity'>

/** The part cut where marks begin and end. A mark without a place lies on the whole of it, unless another one says where; errors cover warnings. */
export function segmentsOf(value: string, marks: readonly Place[]): readonly Segment[] {
  const placed = marks.filter(({ span }) => span !== undefined)
  const lying = placed.length > 0 ? placed : marks
  const spans = lying.map(({ span, severity }) => ({ from: clamp(span?.[0] ?? 0, value), to: clamp(span?.[1] ?? value.length, value), severity }))
  const cuts = [...new Set([0, value.length, ...spans.flatMap(({ from, to }) => [from, to])])].toSorted((a, b) => a - b)
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0
    const over = spans.filter((span) => span.from <= from && span.to >= to)
    const severity = over.some((span) => span.severity === 'error') ? 'error' : over[0]?.severity
    return { text: value.slice(from, to), ...(severity && { severity }) }
  })
}

const clamp = (at: number, value: string): number => Math.min(Math.max(at, 0), value.length)

const signs: Readonly<Record<string, string>> = { ' ': '␣', '\t': '␉', '\r': '␍', '\n': '␊' }

/** White space that is wrong is to be seen. */
export const visibleSpace = (text: string): string => text.replace(/[ \t\r\n]/g, (space) => signs[space] ?? space)
