import { expect, it } from 'vitest'
import { sendingProgress } from './sending-progress.ts'

function watch(counts: readonly (readonly [at: number, sent: number])[], total = 2048) {
  let now = 0
  const told: unknown[] = []
  const onSent = sendingProgress(() => now, (change) => told.push(change), 5_000)
  for (const [at, sent] of counts) {
    now = at
    onSent(sent, total)
  }
  return told
}

it('tells how far a slow write is, not more often than a person can read, and gives the modem its whole time after it', () => {
  expect(watch([[1000, 0], [1100, 256], [1200, 512], [1300, 768], [2000, 2048]])).toEqual([
    { data: { sentBytes: 512, totalBytes: 2048 }, patienceMs: 5_200 },
    { data: { sentBytes: 2048, totalBytes: 2048 }, patienceMs: 6_000 },
  ])
})

it('says nothing of a write that is over at once', () => {
  expect(watch([[0, 0], [140, 2048]])).toEqual([])
})

it('starts anew when the data is sent a second time', () => {
  expect(watch([[0, 0], [200, 256], [5_000, 0], [5_100, 256], [5_200, 512]])).toEqual([
    { data: { sentBytes: 256, totalBytes: 2048 }, patienceMs: 5_200 },
    { data: { sentBytes: 512, totalBytes: 2048 }, patienceMs: 5_200 },
  ])
})
