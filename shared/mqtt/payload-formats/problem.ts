import { text, type Text } from '../../text/local-text.ts'

/** Why a payload cannot be written or read in a format, and where: in the typed text (from 1) or in the bytes (from 0). */
export type Problem = {
  readonly what: Text
  readonly place: { readonly line: number; readonly column: number } | { readonly offset: number }
}

export class PayloadError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.what.en)
    this.problem = problem
  }
}

/** Lists and maps inside one another, at most: far more than devices nest, far less than the call stack takes. */
export const deepest = 100

export const tooDeep = text(`Nested more than ${deepest} deep`, `嵌套超过 ${deepest} 层`)

export const atOffset = (offset: number, en: string, zh: string): PayloadError => new PayloadError({ what: text(en, zh), place: { offset } })

export function atCharacter(typed: string, position: number, what: Text): PayloadError {
  const before = typed.slice(0, position).split('\n')
  return new PayloadError({ what, place: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } })
}

/** The problem that `work` stopped at; other errors go on. */
export function caught<T>(work: () => T): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem } {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (error instanceof PayloadError) return { ok: false, problem: error.problem }
    throw error
  }
}
