import { expect, test } from 'vitest'
import { dropShift, isNearEnd, rowRange } from './row-range.ts'

const view = { count: 1000, rowHeight: 20, height: 200, top: 0, isAtEnd: false }

test('only what is seen and a little more is drawn', () => {
  expect(rowRange(view)).toEqual({ start: 0, end: 22 })
  expect(rowRange({ ...view, top: 4010 })).toEqual({ start: 188, end: 222 })
})

test('at the end the newest rows are drawn whatever the scroll position says', () => {
  expect(rowRange({ ...view, top: 0, isAtEnd: true })).toEqual({ start: 978, end: 1000 })
  expect(rowRange({ ...view, count: 3, isAtEnd: true })).toEqual({ start: 0, end: 3 })
  expect(rowRange({ ...view, count: 0, isAtEnd: true })).toEqual({ start: 0, end: 0 })
})

test('a position beyond a list that became shorter still draws its last rows', () => {
  expect(rowRange({ ...view, count: 50, top: 19_000 })).toEqual({ start: 28, end: 50 })
})

test('rows dropped at the front move what is read, a cleared list moves nothing', () => {
  expect([dropShift(10, 25, 20), dropShift(10, 10, 20), dropShift(undefined, 5, 20), dropShift(10, undefined, 20)]).toEqual([300, 0, 0, 0])
})

test('a few pixels short of the end is the end', () => {
  expect([
    isNearEnd({ scrollHeight: 1000, scrollTop: 790, clientHeight: 200 }),
    isNearEnd({ scrollHeight: 1000, scrollTop: 700, clientHeight: 200 }),
  ]).toEqual([true, false])
})
