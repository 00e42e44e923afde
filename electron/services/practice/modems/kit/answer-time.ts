import type { Call } from './command-line.ts'

/** Longest answer by the manual, in seconds of the modem, of commands that begin so; the first that fits counts. */
export type AnswerTimes = { readonly of: readonly (readonly [start: string, seconds: number])[]; readonly others: number }

/** Where a manual gives no figure: an answer that a person would still call prompt. */
const undocumented: AnswerTimes = { of: [], others: 1 }

export function longestAnswer(times: AnswerTimes | undefined, text: Call['text']): number {
  const { of, others } = times ?? undocumented
  return of.find(([start]) => text.toUpperCase().startsWith(start))?.[1] ?? others
}

/** How near to the manual's limit a slow modem comes. */
export const slowShare = 0.9
