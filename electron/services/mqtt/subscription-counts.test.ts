import { expect, test } from 'vitest'
import { SubscriptionCounts } from './subscription-counts.ts'

test('a message counts for every subscription that its topic matches, also a shared one', () => {
  const counts = new SubscriptionCounts()
  counts.follow(['a/+', 'a/1', '$share/g/b/#'])
  for (const topic of ['a/1', 'a/2', 'b', 'b/x', 'c']) counts.note(topic)
  expect(counts.counts()).toEqual([['a/+', 2], ['a/1', 1], ['$share/g/b/#', 2]])
})

test('one that stays goes on counting, one that comes begins at nothing, one that goes is forgotten', () => {
  const counts = new SubscriptionCounts()
  counts.follow(['a', 'b'])
  counts.note('a')
  counts.note('b')
  counts.follow(['b', '+'])
  counts.note('b')
  expect(counts.counts()).toEqual([['b', 2], ['+', 1]])
  counts.follow(['a'])
  expect(counts.counts()).toEqual([['a', 0]])
})

test('more topics than are remembered are counted all the same', () => {
  const counts = new SubscriptionCounts()
  counts.follow(['t/+'])
  for (let round = 0; round < 2; round++) for (let at = 0; at < 12_000; at++) counts.note(`t/${at}`)
  expect(counts.counts()).toEqual([['t/+', 24_000]])
})
