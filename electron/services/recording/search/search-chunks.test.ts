import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directions, frameHeaderBytes, isFrameTime, maxFrameBytes, writeFrame, type Direction } from '../format.ts'
import { byteSeams } from './byte-seams.ts'
import { finderOf } from './finder.ts'
import { firstFrame, type Read } from './first-frame.ts'
import type { Hit } from './hit.ts'
import type { Job } from './job.ts'
import { joinedStream } from './joined-stream.ts'
import { lineSeams } from './line-seams.ts'
import { lookThrough } from './look-through.ts'
import { searchChunks } from './search-chunks.ts'
import type { SearchPattern } from '../../../../shared/text/search-pattern.ts'

type Said = readonly [direction: Direction, bytes: Uint8Array]

/** Frames as they stand in a file, behind `before` bytes of something else. */
function fileOf(said: readonly Said[], before = 0): Uint8Array {
  const file = new Uint8Array(before + said.reduce((sum, [, { length }]) => sum + frameHeaderBytes + length, 0))
  let offset = before
  for (const [i, [direction, bytes]] of said.entries()) offset = writeFrame(file, offset, { direction, at: 1000 + i, bytes })
  return file
}

/** The same, said plainly: the streams are put together from the first frame to the last, then looked through. */
function plainly(file: Uint8Array, from: number, pattern: SearchPattern): Hit[] {
  const streams = directions.map(() => ({ bytes: [] as number[], positions: [] as number[], times: [] as number[] }))
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  for (let at = from; at + frameHeaderBytes <= file.length; ) {
    const stream = streams[view.getUint8(at)]
    const size = view.getUint32(at + 1, true)
    const time = view.getFloat64(at + 5, true)
    if (!stream || size > maxFrameBytes || !isFrameTime(time)) break
    for (let i = at + frameHeaderBytes; i < Math.min(file.length, at + frameHeaderBytes + size); i++) {
      stream.bytes.push(file[i] ?? 0)
      stream.positions.push(i)
      stream.times.push(time)
    }
    at += frameHeaderBytes + size
  }
  return streams.flatMap(({ bytes, positions, times }, direction) => {
    const found: (readonly [offset: number, length: number])[] = []
    const all = Buffer.from(bytes)
    if ('needle' in pattern) {
      const { length } = pattern.needle
      for (let at = all.indexOf(pattern.needle); at >= 0; at = all.indexOf(pattern.needle, at + length)) found.push([at, length])
    } else for (const match of all.toString('latin1').matchAll(pattern.expression)) found.push([match.index, match[0].length])
    return found.map(([at, length]) => ({ direction: directions[direction] ?? 'note', at: times[at] ?? 0, position: positions[at] ?? 0, length }))
  })
}

const readerOf =
  (file: Uint8Array): Read =>
  (target, offset, length, position) => {
    const part = file.subarray(position, position + length)
    target.set(part, offset)
    return part.length
  }

type Sizes = { readonly chunkBytes: number; readonly blockBytes: number; readonly reach: number; readonly threads: number }

/** What the search finds with threads that are none, and what it had to look through on the way. */
async function found(file: Uint8Array, from: number, pattern: SearchPattern, { chunkBytes, blockBytes, reach, threads }: Sizes) {
  const read = readerOf(file)
  const { source, flags } = 'expression' in pattern ? pattern.expression : { source: '', flags: '' }
  const options = {
    pattern: 'needle' in pattern ? pattern : { source, flags },
    format: { headerBytes: frameHeaderBytes, maxFrameBytes },
    reach,
    blockBytes,
    fullBytes: Math.max(64, 4 * reach),
    most: Infinity,
  }
  const looks = Array.from({ length: threads }, () => lookThrough({ finderOf, firstFrame, joinedStream, isFrameTime }, options, read, () => {}))
  const jobs: Job[] = []
  const run = async <J extends Job>(job: J) => {
    jobs.push(job)
    const look = looks[jobs.length % threads]
    if (!look) throw new Error('no thread')
    return look(job)
  }
  const seams = 'needle' in pattern ? byteSeams(pattern.needle) : lineSeams(reach, (bytes) => run({ kind: 'seam', bytes }))
  const hits: Hit[] = []
  const told: number[] = []
  await searchChunks({
    from,
    limit: file.length,
    chunkBytes,
    atOnce: 2 * threads,
    run,
    seams,
    onFound: (each) => {
      expect(each.count).toBe(each.hits.length)
      hits.push(...each.hits)
    },
    onProgress: (position) => told.push(position),
  })
  expect(told).toStrictEqual(told.toSorted((a, b) => a - b))
  return { byDirection: directions.flatMap((direction) => hits.filter((hit) => hit.direction === direction)), jobs }
}

// Few different bytes, so that finds are many, lie across frames and chunks, and touch and overlap each other.
const alphabet = fc.constantFrom('ab\n\0', 'ab\n\0', 'aaab', 'a').map((text) => Buffer.from(text))
const plainOf = (letters: Uint8Array) => fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.map((each) => letters[each % letters.length] ?? 0))
/** Bytes that are frames themselves: what is taken for a frame's beginning in them is none. */
const nestedOf = (letters: Uint8Array) => fc.array(plainOf(letters), { minLength: 17, maxLength: 25 }).map((all) => fileOf(all.map((bytes): Said => ['in', bytes])))
const direction = fc.constantFrom<Direction>('in', 'in', 'in', 'out', 'note')
const framesOf = (letters: Uint8Array) =>
  fc.array(fc.tuple(direction, fc.oneof({ weight: 30, arbitrary: plainOf(letters) }, { weight: 1, arbitrary: nestedOf(letters) })), { minLength: 1, maxLength: 60 })
const flips = fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(5000), fc.nat(7)), { minLength: 1, maxLength: 3 }) })
const sizes = fc.record({ chunkBytes: fc.integer({ min: 14, max: 400 }), blockBytes: fc.integer({ min: 1, max: 120 }), threads: fc.integer({ min: 1, max: 3 }) })
const recorded = fc.record({ frames: alphabet.chain(framesOf), flips, cut: fc.oneof(fc.constant(0), fc.nat(30)), before: fc.nat(20) }).map(({ frames, flips, cut, before }) => {
  const whole = fileOf(frames, before)
  const file = whole.slice(0, Math.max(before, whole.length - cut))
  for (const [at, bit] of flips) if (at >= before && at < file.length) file[at] = (file[at] ?? 0) ^ (1 << bit)
  return { file, before }
})

describe('what a walk from the first frame to the last finds is found chunk by chunk', () => {
  it('as bytes', async () => {
    const needle = alphabet.chain((letters) => fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 9 })).map((bytes) => Uint8Array.from(bytes))
    await fc.assert(
      fc.asyncProperty(recorded, needle, sizes, async ({ file, before }, needle, sizes) => {
        const { byDirection } = await found(file, before, { needle }, { ...sizes, reach: needle.length - 1 })
        expect(byDirection).toStrictEqual(plainly(file, before, { needle }))
      }),
      { numRuns: 3000 },
    )
  })

  it('as an expression, line by line', async () => {
    const expression = fc.constantFrom('a+b', '^b', 'a.a', 'b$', '[ab]{3}', '(?:ab|ba)+', '\\x00a*?b').map((source) => new RegExp(source, 'gm'))
    const reach = 120
    await fc.assert(
      fc.asyncProperty(recorded, expression, sizes, async ({ file, before }, expression, sizes) => {
        // A longer line may be cut.
        fc.pre(plainly(file, before, { expression: /[^\n]+/g }).every(({ length }) => length < reach))
        const { byDirection } = await found(file, before, { expression }, { ...sizes, reach })
        expect(byDirection).toStrictEqual(plainly(file, before, { expression }))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('a chunk is looked through again', () => {
  const again = (jobs: readonly Job[]) => jobs.filter((job) => job.kind === 'chunk' && job.isStart && job.from > 0).length
  const sizes = { chunkBytes: 200, blockBytes: 64, threads: 2 }
  const letters = (text: string) => new TextEncoder().encode(text)

  it('where what was taken for its first frame is none', async () => {
    const inner = fileOf(Array.from({ length: 60 }, (): Said => ['out', letters('needle')]))
    const file = fileOf([['in', inner], ['in', letters('needle')]])
    const { byDirection, jobs } = await found(file, 0, { needle: letters('needle') }, { ...sizes, chunkBytes: 800, reach: 5 })
    expect(byDirection).toStrictEqual(plainly(file, 0, { needle: letters('needle') }))
    expect(byDirection.length).toBe(61)
    expect(new Set(byDirection.map(({ direction }) => direction))).toStrictEqual(new Set(['in']))
    expect(again(jobs)).toBe(1)
  })

  it('where a find that began before it takes the beginning of one in it', async () => {
    const file = fileOf(Array.from({ length: 40 }, (): Said => ['in', letters('aaaaaaa')]))
    const { byDirection, jobs } = await found(file, 0, { needle: letters('aaa') }, { ...sizes, reach: 2 })
    expect(byDirection).toStrictEqual(plainly(file, 0, { needle: letters('aaa') }))
    expect(byDirection.length).toBe(93)
    expect(again(jobs)).toBeGreaterThan(0)
  })

  it('else never', async () => {
    const file = fileOf(Array.from({ length: 400 }, (_, i): Said => [i % 7 === 0 ? 'out' : 'in', letters(`+QMTSTAT: 0,${i}\r\n`)]))
    const needle = letters('0,3')
    const { byDirection, jobs } = await found(file, 0, { needle }, { ...sizes, reach: 2 })
    expect(byDirection.length).toBe(111)
    expect(again(jobs)).toBe(0)
    expect(jobs.length).toBe(Math.ceil(file.length / 200))
  })
})

it('finds beyond what is kept of a chunk are counted', async () => {
  const file = fileOf([['in', new Uint8Array(100)], ['out', Uint8Array.of(0)]])
  const read = readerOf(file)
  const options = { pattern: { needle: Uint8Array.of(0) }, format: { headerBytes: frameHeaderBytes, maxFrameBytes }, reach: 0, blockBytes: 16, fullBytes: 64, most: 10 }
  const look = lookThrough({ finderOf, firstFrame, joinedStream, isFrameTime }, options, read, () => {})
  const { streams } = look({ kind: 'chunk', from: 0, to: file.length, limit: file.length, isStart: true, taken: [] })
  expect(streams.map(({ hits, count }) => [hits.length / 4, count])).toStrictEqual([[10, 100], [1, 1]])
})
