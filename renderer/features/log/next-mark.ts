import type { RowMark } from '../../../shared/contract/recordings.ts'

/** The mark after the chosen row, or before it; from the last on to the first. `marks` are in the order of their rows. */
export function nextMark(marks: readonly RowMark[], from: number | null, step: 1 | -1): RowMark | undefined {
  if (step === 1) return marks.find(({ row }) => from === null || row > from) ?? marks[0]
  return marks.findLast(({ row }) => from === null || row < from) ?? marks.at(-1)
}
