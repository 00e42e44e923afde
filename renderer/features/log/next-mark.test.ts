import { expect, it } from 'vitest'
import type { RowMark } from '../../../shared/contract/recordings.ts'
import { nextMark } from './next-mark.ts'

const marks = [3, 8, 20].map((row): RowMark => ({ row, at: row, direction: 'in', bytes: new Uint8Array(), note: '' }))

it.each([
  [null, 1, 3],
  [3, 1, 8],
  [4, 1, 8],
  [20, 1, 3],
  [null, -1, 20],
  [8, -1, 3],
  [3, -1, 20],
] as const)('from row %s by %s to row %s', (from, step, expected) => {
  expect(nextMark(marks, from, step)?.row).toBe(expected)
})

it('leads nowhere where nothing is marked', () => {
  expect([nextMark([], 3, 1), nextMark([], null, -1)]).toStrictEqual([undefined, undefined])
})
