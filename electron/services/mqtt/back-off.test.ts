import { expect, test } from 'vitest'
import { waitBefore } from './back-off.ts'

const settings = { isOn: true, firstWait: 2, greatestWait: 60 }

test('the wait doubles up to the greatest', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 1000].map((attempt) => waitBefore(attempt, settings, 0))).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
})

test('chance takes off a quarter at most', () => {
  expect([0, 0.5, 1].map((random) => waitBefore(2, settings, random))).toEqual([4000, 3500, 3000])
})

test('a greatest wait below the first one holds', () => {
  expect(waitBefore(1, { ...settings, greatestWait: 1 }, 0)).toBe(1000)
})
