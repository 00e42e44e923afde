import { expect, it } from 'vitest'
import { fromNumber, isGone } from './listed-message.ts'

const message = (seq: number) => ({ seq, at: 1, direction: 'in', topic: `t/${seq}`, payload: new Uint8Array(), qos: 0, retain: false }) as const

it('keeps every message at its place when the oldest went while it was asked for, and where some were never kept', () => {
  expect(fromNumber({ messages: [message(12), message(13)] }, 10).map(({ id, topic }) => [id, topic])).toStrictEqual([[10, ''], [11, ''], [12, 't/12'], [13, 't/13']])
  expect(fromNumber({ messages: [message(1), message(4)] }, 0).map((one) => [one.id, isGone(one)])).toStrictEqual([[0, true], [1, false], [2, true], [3, true], [4, false]])
  expect(fromNumber({ messages: [message(3)] }, 3).map(({ id }) => id)).toStrictEqual([3])
  expect(fromNumber({ messages: [] }, 7)).toStrictEqual([])
})
