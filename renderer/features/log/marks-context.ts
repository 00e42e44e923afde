import { createContext, use } from 'react'
import type { RowMark } from '../../../shared/contract/recordings.ts'

export type Marks = {
  readonly all: readonly RowMark[]
  readonly of: (row: number) => RowMark | undefined
  /** `note` null: takes the mark away. */
  readonly set: (row: number, note: string | null) => void
}

/** Null: rows that cannot be marked, as those of a case file. */
export const MarksContext = createContext<Marks | null>(null)

export const useMarks = (): Marks | null => use(MarksContext)
