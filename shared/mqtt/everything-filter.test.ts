import { expect, test } from 'vitest'
import { isEverything } from './everything-filter.ts'

test.each(['#', '+', '+/#', '+/+', '+/+/#', '/#', '/+/#', '$share/g/#', '$share/g/+/#'])('%s takes everything', (filter) => {
  expect(isEverything(filter)).toBe(true)
})

test.each(['a/#', '+/a', '$SYS/#', '/sys/+/#', '$share/g/a/#', 'a', '/', ''])('%s names something', (filter) => {
  expect(isEverything(filter)).toBe(false)
})
