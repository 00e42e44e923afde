import { expect, it } from 'vitest'
import { goalOf } from './go-to.ts'

const startedAt = new Date(2026, 10, 22, 23, 58, 7, 250).getTime()
const span = { startedAt, endedAt: new Date(2026, 10, 23, 1, 0, 0).getTime() }
const at = (day: number, hours: number, minutes: number, seconds: number, ms = 0): { at: number } => ({ at: new Date(2026, 10, day, hours, minutes, seconds, ms).getTime() })

it.each([
  ['1', { row: 0 }],
  [' 1200 ', { row: 1199 }],
  ['23:59:00', at(22, 23, 59, 0)],
  ['23:59:00.5', at(22, 23, 59, 0, 500)],
  ['0:30:00', at(23, 0, 30, 0)],
  ['23:58:07', { at: startedAt }],
  ['+1:30', { at: startedAt + 90_000 }],
  ['+1:00:00.250', { at: startedAt + 3_600_250 }],
  ['12:00:00', { at: startedAt }],
])('%s', (typed, goal) => {
  expect(goalOf(typed, span)).toStrictEqual(goal)
})

it.each(['', '0', '-3', 'x', '12:61:00', '24:00:00', '12:30', '1.5'])('%j is no place', (typed) => {
  expect(goalOf(typed, span)).toBeUndefined()
})
