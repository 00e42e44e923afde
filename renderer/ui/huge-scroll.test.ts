import { expect, it } from 'vitest'
import { barHeight, furthest, revealed, scrollTopOf, seen, topOf } from './huge-scroll.ts'

const small = { count: 1000, rowHeight: 20, height: 400 }
const huge = { count: 50_000_000, rowHeight: 20, height: 400 }

it('scrolls one to one as long as a browser can', () => {
  expect([barHeight(small), topOf(small, 1234), scrollTopOf(small, 1234)]).toStrictEqual([20_000, 1234, 1234])
})

it('reaches the first and the last of fifty million rows', () => {
  expect(barHeight(huge)).toBe(8_000_000)
  expect(seen(huge, topOf(huge, 0))).toStrictEqual({ start: 0, end: 20, offset: 0 })
  expect(seen(huge, topOf(huge, 8_000_000 - 400)).end).toBe(50_000_000)
  expect(topOf(huge, 9_000_000)).toBe(furthest(huge))
})

it('comes back to the same row by way of the scroll bar', () => {
  for (const row of [0, 1, 12_345_678, 49_999_979]) expect(seen(huge, topOf(huge, scrollTopOf(huge, row * 20)) + 0.01).start).toBe(row)
})

it('shows nothing of nothing', () => {
  expect(seen({ count: 0, rowHeight: 20, height: 400 }, 0)).toStrictEqual({ start: 0, end: 0, offset: 0 })
})

it('moves only as far as it must to show a row, and puts a far one in the middle', () => {
  expect(revealed(small, 200, 15)).toBe(200)
  expect(revealed(small, 200, 10)).toBe(180)
  expect(revealed(small, 200, 30)).toBe(240)
  expect(revealed(small, 0, 500)).toBe(9800)
  expect(revealed(small, 10_000, 0)).toBe(0)
})
