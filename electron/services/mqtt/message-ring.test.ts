import { expect, test } from 'vitest'
import { MessageRing } from './message-ring.ts'

const message = (payload: string) => ({
  at: 1,
  direction: 'in' as const,
  topic: 't',
  payload: new TextEncoder().encode(payload),
  qos: 0 as const,
  retain: false,
})
const seqs = (ring: MessageRing, from = 0) => ring.from(from).map((one) => one.seq)

test('numbers messages from 0 and gives them from any number on', () => {
  const ring = new MessageRing()
  for (const payload of ['a', 'b', 'c']) ring.push(message(payload))
  expect(ring.from(1)).toEqual([
    { seq: 1, ...message('b') },
    { seq: 2, ...message('c') },
  ])
  expect([ring.nextSeq, seqs(ring, 3), seqs(ring, 99)]).toEqual([3, [], []])
})

test('drops the oldest beyond the number allowed, however many come', () => {
  const ring = new MessageRing(3)
  for (let index = 0; index < 1000; index++) ring.push(message(String(index)))
  expect([seqs(ring), seqs(ring, 998), ring.nextSeq]).toEqual([[997, 998, 999], [998, 999], 1000])
})

test('drops the oldest beyond the bytes allowed, topic included', () => {
  const ring = new MessageRing(100, 24)
  for (let index = 0; index < 5; index++) ring.push(message('123456'))
  expect(seqs(ring)).toEqual([2, 3, 4])
})

test('keeps the newest message even when it alone is too big', () => {
  const ring = new MessageRing(100, 10)
  ring.push(message('a'))
  ring.push(message('x'.repeat(50)))
  expect(seqs(ring)).toEqual([1])
  ring.push(message('b'))
  expect(seqs(ring)).toEqual([2])
})

test('what was handed out does not change when more arrives', () => {
  const ring = new MessageRing(2)
  ring.push(message('a'))
  const before = ring.from(0)
  ring.push(message('b'))
  ring.push(message('c'))
  expect(before.map((one) => one.seq)).toEqual([0])
})
