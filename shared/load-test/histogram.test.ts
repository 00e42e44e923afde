import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Histogram } from './histogram.ts'

const of = (values: readonly number[]): Histogram => {
  const histogram = new Histogram()
  for (const value of values) histogram.add(value)
  return histogram
}

describe('times that are counted and not kept', () => {
  test('small ones are exact', () => {
    const histogram = of(Array.from({ length: 100 }, (_, index) => index + 1))
    expect([50, 95, 99, 100].map((each) => histogram.percentile(each))).toEqual([50, 95, 99, 100])
    expect([histogram.count, histogram.max]).toEqual([100, 100])
  })

  test('nothing has no percentile and no maximum', () => {
    expect([new Histogram().percentile(99), new Histogram().max]).toEqual([0, 0])
  })

  test('any percentile is at least the true one and at most 1.6 % above, as sorting finds it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 100 }), (values, hundredths) => {
        const truth = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((values.length * hundredths) / 100) - 1)] ?? 0
        const told = of(values).percentile(hundredths)
        expect(told).toBeGreaterThanOrEqual(truth)
        expect(told).toBeLessThanOrEqual(truth * 1.016 + 1)
      }),
    )
  })

  test('cleared it begins anew', () => {
    const histogram = of([5, 6])
    histogram.clear()
    histogram.add(3)
    expect([histogram.count, histogram.max, histogram.percentile(50)]).toEqual([1, 3, 3])
  })
})
