import { expect, test } from 'vitest'
import { withLinesOf } from './charts-store.ts'
import { suggestedFields } from './suggested-fields.ts'

const fields = (json: Record<string, number>) => Object.entries(json).map(([key, value]) => ({ path: `/${key}`, value }))

test('what is measured is drawn at first, not message numbers, versions and times', () => {
  expect(suggestedFields(fields({ id: 17, ts: 1524448722000, temp: 21.5, at: 1524448722, hum: 40, bat: 3.6, rssi: -71 })).map(({ path }) => path)).toEqual(['/temp', '/hum', '/bat'])
  expect(suggestedFields(fields({ seq: 1, ts: 5 }))).toHaveLength(2)
})

test('choosing the fields of a topic leaves those of others, and eight lines are the most', () => {
  const line = (topic: string, path: string) => ({ topic, path, format: 'json' as const })
  const lines = [line('a', '/1'), line('b', '/1'), line('a', '/2')]
  expect(withLinesOf(lines, 'a', [line('a', '/2'), line('a', '/3')])).toEqual([line('b', '/1'), line('a', '/2'), line('a', '/3')])
  expect(withLinesOf(lines, 'b', [])).toEqual([line('a', '/1'), line('a', '/2')])
  expect(withLinesOf([], 'a', Array.from({ length: 12 }, (_, at) => line('a', `/${at}`)))).toHaveLength(8)
})
