import { expect, it } from 'vitest'
import type { Chunk } from '../../../shared/contract/serial.ts'
import { ChunkRing } from './chunk-ring.ts'

const chunk = (seq: number, length = 1): Chunk => ({ seq, at: seq, direction: 'in', bytes: new Uint8Array(length) })
const seqs = (ring: ChunkRing, from: number): [number[], boolean] => {
  const { chunks, truncated } = ring.from(from)
  return [chunks.map((each) => each.seq), truncated]
}

it('keeps the newest by number, and says when what was asked for is gone', () => {
  const ring = new ChunkRing({ bytes: 1000, chunks: 3 })
  expect(seqs(ring, 0)).toEqual([[], false])
  for (let seq = 0; seq < 20; seq++) ring.push(chunk(seq))
  expect(seqs(ring, 0)).toEqual([[17, 18, 19], true])
  expect(seqs(ring, 17)).toEqual([[17, 18, 19], false])
  expect(seqs(ring, 19)).toEqual([[19], false])
  expect(seqs(ring, 20)).toEqual([[], false])
})

it('keeps the newest by bytes, but always one', () => {
  const ring = new ChunkRing({ bytes: 10, chunks: 100 })
  for (const [seq, length] of [4, 4, 4, 3].entries()) ring.push(chunk(seq, length))
  expect(seqs(ring, 0)).toEqual([[2, 3], true])
  ring.push(chunk(4, 50))
  expect(seqs(ring, 0)).toEqual([[4], true])
})
