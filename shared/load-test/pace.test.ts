import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

const sum = (pace: Pace, times: readonly number[]): number => times.reduce((total, now) => total + pace.take(now), 0)

test('a rate is held over a second, whatever the ticks', () => {
  expect(sum(new Pace(50_000, 0), Array.from({ length: 200 }, (_, index) => (index + 1) * 5))).toBe(50_000)
  expect(sum(new Pace(3, 0), Array.from({ length: 1000 }, (_, index) => (index + 1) * 10))).toBe(30)
})

test('a pause is not made up for by a burst', () => {
  const pace = new Pace(1000, 0)
  expect([pace.take(10), pace.take(5010), pace.take(5020)]).toEqual([10, 100, 10])
})

test('what could not be sent is due again, up to a tenth of a second', () => {
  const pace = new Pace(1000, 0)
  const due = pace.take(50)
  pace.giveBack(due)
  expect([due, pace.take(50)]).toEqual([50, 50])
  pace.giveBack(10_000)
  expect(pace.take(50)).toBe(100)
})

test('less than one a tick comes when its time is there', () => {
  const pace = new Pace(1, 0)
  expect([pace.take(999), pace.take(1000), pace.take(1999), pace.take(2000)]).toEqual([0, 1, 0, 1])
})
