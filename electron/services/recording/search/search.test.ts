import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchQuery } from '../../../../shared/contract/recordings.ts'
import { defaultLineSettings } from '../../../../shared/contract/serial.ts'
import { utf8 } from '../../../../shared/text/bytes.ts'
import { decodeHeader, frameHeaderBytes, writeFrame, type Direction } from '../format.ts'
import { RecordingService } from '../recording-service.ts'
import { SlowExpression } from '../../../kit/slow-expression.ts'
import { searchPattern } from '../../../../shared/text/search-pattern.ts'
import type { Found, Hit } from './hit.ts'
import { search } from './search.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'search-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Said = readonly [direction: Direction, content: string | Uint8Array]

/** Hits, with the bytes that stand in the file at each. */
const find = (said: readonly Said[], query: Partial<SearchQuery>, signal?: AbortSignal): Promise<(Hit & { readonly text: string })[]> =>
  hitsOf(
    said,
    query,
    (hits, handle) =>
      Promise.all(
        hits.map(async (hit) => {
          const bytes = Buffer.alloc(hit.length)
          await handle.read(bytes, 0, hit.length, hit.position)
          return { ...hit, text: bytes.toString() }
        }),
      ),
    signal,
  )

async function hitsOf<T>(
  said: readonly Said[],
  query: Partial<SearchQuery>,
  take: (hits: readonly Hit[], handle: FileHandle) => T,
  signal = new AbortController().signal,
): Promise<Awaited<T>> {
  const recorder = new RecordingService(folder).start({ path: '/dev/ttyUSB0', kind: 'system', label: '' }, defaultLineSettings, 0)
  for (const [i, [direction, content]] of said.entries()) {
    recorder.append(direction, 1000 + i, typeof content === 'string' ? utf8(content) : content)
    if (i % 5000 === 4999) await recorder.flush()
  }
  await recorder.close()
  const handle = await open(recorder.file)
  try {
    const start = Buffer.alloc(4096)
    await handle.read(start, 0, 4096, 0)
    const pattern = searchPattern({ kind: 'text', value: '', ignoreCase: false, ...query })
    if (!pattern.ok) throw new Error(pattern.failure.what.en)
    const hits: Hit[] = []
    const options = { signal, most: Infinity, onFound: ({ hits: found }: Found) => found.forEach((hit) => hits.push(hit)), onProgress: () => {} }
    await search(handle, decodeHeader(start)?.length ?? 0, Infinity, pattern.value, options)
    return await take(hits, handle)
  } finally {
    await handle.close()
  }
}

const lines = (count: number, every: number): Said[] =>
  Array.from({ length: count }, (_, i): Said => (i % 2 === 0 ? ['out', `AT+CSQ;${i}\r`] : ['in', `\r\n+CSQ: ${i},99\r\n${i % every === 1 ? 'NEEDLE' : 'hay'}\r\n`]))

describe('text', () => {
  it('is found with its time, place and direction', async () => {
    const hits = await find([['out', 'AT\r'], ['in', '\r\nERROR\r\n'], ['note', 'ERROR here'], ['in', 'xERROR']], { value: 'ERROR' })
    expect(hits.map(({ direction, at, text }) => [direction, at, text])).toStrictEqual([
      ['in', 1001, 'ERROR'],
      ['in', 1003, 'ERROR'],
      ['note', 1002, 'ERROR'],
    ])
  })

  it('is found where it lies across frames, and never across directions', async () => {
    const said: Said[] = [...'+QMTSTAT'.split('').flatMap((each): Said[] => [['in', each], ['out', '.']]), ['out', '+QMT'], ['in', 'STAT']]
    const hits = await find(said, { value: 'QMTSTAT' })
    expect(hits.map(({ direction, at }) => [direction, at])).toStrictEqual([['in', 1002]])
  })

  it('is counted in a file of many blocks as it was written', async () => {
    expect((await find(lines(150_000, 500), { value: 'NEEDLE' })).length).toBe(300)
    expect((await find(lines(150_000, 500), { value: 'NEEDLE' })).every(({ text }) => text === 'NEEDLE')).toBe(true)
  })

  it('is looked for as UTF-8, and in any case when asked', async () => {
    expect((await find([['in', '设备已掉线\r\n']], { value: '掉线' })).map(({ text }) => text)).toStrictEqual(['掉线'])
    expect((await find([['in', 'Error error ERROR']], { value: 'error', ignoreCase: true })).length).toBe(3)
    expect((await find([['in', 'a.c abc']], { value: 'A.C', ignoreCase: true })).map(({ text }) => text)).toStrictEqual(['a.c'])
  })
})

it('finds bytes by their hex digits', async () => {
  const hits = await find([['in', Uint8Array.of(0, 0x1a, 0xff)], ['in', Uint8Array.of(0x00, 7)]], { kind: 'hex', value: '1A ff 00' })
  expect(hits.map(({ position, length, at }) => [typeof position, length, at])).toStrictEqual([['number', 3, 1000]])
})

describe('a regular expression', () => {
  it('finds line by line, across frames and blocks', async () => {
    const hits = await find(lines(60_000, 1000), { kind: 'regex', value: '^NEEDL[DE]' })
    expect(hits.length).toBe(60)
    expect(new Set(hits.map(({ text }) => text))).toStrictEqual(new Set(['NEEDLE']))
  })

  it('takes Chinese', async () => {
    expect((await find([['in', '信号弱\r\n信号强\r\n']], { kind: 'regex', value: '信号(弱|强)' })).map(({ text }) => text)).toStrictEqual(['信号弱', '信号强'])
  })

  it('that takes for ever ends with words', async () => {
    await expect(find([['in', `${'a'.repeat(60)}!`]], { kind: 'regex', value: '(a+)+$' })).rejects.toThrow(SlowExpression)
  })
})

/** The times of the frames in which finds begin. */
function plainly(said: readonly Said[], direction: Direction, what: Buffer): number[] {
  const frames = said.flatMap(([each, content], i) => (each === direction ? [{ at: 1000 + i, bytes: Buffer.from(content) }] : []))
  const stream = Buffer.concat(frames.map(({ bytes }) => bytes))
  const found: number[] = []
  let [frame, end] = [-1, 0]
  for (let at = stream.indexOf(what); at >= 0; at = stream.indexOf(what, at + what.length)) {
    while (at >= end) end += frames[++frame]?.bytes.length ?? Infinity
    found.push(frames[frame]?.at ?? Number.NaN)
  }
  return found
}

describe('what a plain search through each direction by itself finds', () => {
  // Few different bytes, so that finds are many, lie across frames and touch each other.
  const content = fc.array(fc.constantFrom(0x61, 0x62, 0x0a, 0x00), { maxLength: 400 }).map((bytes) => Uint8Array.from(bytes))
  const frame = fc.tuple(fc.constantFrom<Direction>('in', 'out', 'note'), content)
  const needle = fc.array(fc.constantFrom(0x61, 0x62, 0x0a, 0x00), { minLength: 1, maxLength: 5 }).map((bytes) => Buffer.from(bytes))

  // The second ones are of about 2.5 MB: several blocks.
  it.each([
    ['a few frames', 40, 0],
    ['frames of many blocks', 8, 2_500_000],
  ])('is found: %s', async (_, numRuns, bytes) => {
    const property = fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 30 }), needle, async (frames, what) => {
      const size = frames.reduce((sum, [, { length }]) => sum + length + frameHeaderBytes, 0)
      const said = Array.from({ length: Math.max(1, Math.floor(bytes / size)) }, () => frames).flat()
      const hits = await hitsOf(said, { kind: 'hex', value: what.toString('hex') }, (found) => found)
      for (const direction of ['in', 'out', 'note'] as const) {
        const times = hits.filter((hit) => hit.direction === direction).map(({ at }) => at)
        expect(times.join(' ') === plainly(said, direction, what).join(' ')).toBe(true)
      }
    })
    await fc.assert(property, { numRuns })
  })
})

it('ends when it is cancelled', async () => {
  const abort = new AbortController()
  abort.abort()
  await expect(find(lines(1000, 10), { value: 'NEEDLE' }, abort.signal)).rejects.toThrow(/abort/i)
})

it('finds in a file of many pieces, which several threads look through, what was written', async () => {
  const line = utf8('\r\n+CSQ: 20,99\r\n\r\nOK\r\n')
  const size = frameHeaderBytes + 17
  const lines = 71_000 * 17
  const bytes = new Uint8Array(71_000 * line.length * size)
  for (let i = 0; i * size < bytes.length; i++) {
    const at = (i * 17) % line.length
    writeFrame(bytes, i * size, { direction: 'in', at: 1000 + i, bytes: Uint8Array.from({ length: 17 }, (_, k) => line[(at + k) % line.length] ?? 0) })
  }
  const file = join(folder, 'long')
  writeFileSync(file, bytes)
  const handle = await open(file)
  for (const pattern of [{ needle: utf8('+CSQ: 20,99') }, { expression: /CSQ: 2\d,99/gm }]) {
    const hits: Hit[] = []
    await search(handle, 0, Infinity, pattern, { signal: new AbortController().signal, most: Infinity, onFound: (found) => found.hits.forEach((hit) => hits.push(hit)), onProgress: () => {} })
    const first = 'needle' in pattern ? 2 : 3
    // Of byte n of the stream: its place in the file, and its frame's time.
    const expected = Array.from({ length: lines }, (_, i) => i * line.length + first).map((n) => [Math.floor(n / 17) * size + frameHeaderBytes + (n % 17), 1000 + Math.floor(n / 17)])
    expect(hits.length).toBe(lines)
    expect(hits.findIndex(({ position, at }, i) => position !== expected[i]?.[0] || at !== expected[i]?.[1])).toBe(-1)
  }
  await handle.close()
})

it('stops where it is when it is cancelled on the way, and leaves the file to be closed', async () => {
  const file = join(folder, 'zeros')
  writeFileSync(file, new Uint8Array(64 * 1024 * 1024))
  const handle = await open(file)
  const abort = new AbortController()
  const reached: number[] = []
  const options = {
    signal: abort.signal,
    most: 1,
    onFound: () => {},
    onProgress: (position: number) => {
      reached.push(position)
      abort.abort()
    },
  }
  // Zeros are empty frames.
  await expect(search(handle, 0, Infinity, { needle: Uint8Array.of(1) }, options)).rejects.toThrow(/abort/i)
  await handle.close()
  expect(reached.length).toBe(1)
  expect(reached[0]).toBeLessThan(9 * 1024 * 1024)
})

it('tells why a file cannot be read', async () => {
  const handle = await open(folder)
  const options = { signal: new AbortController().signal, most: 1, onFound: () => {}, onProgress: () => {} }
  await expect(search(handle, 0, Infinity, { needle: Uint8Array.of(1) }, options)).rejects.toMatchObject({ code: 'EISDIR' })
  await handle.close()
})

it.each([
  [{ kind: 'hex', value: '1' }],
  [{ kind: 'hex', value: 'zz' }],
  [{ kind: 'text', value: '' }],
  [{ kind: 'regex', value: '(' }],
  [{ kind: 'regex', value: 'a*' }],
  [{ kind: 'regex', value: '[弱强]' }],
] as const)('refuses %o in words', (query) => {
  const made = searchPattern({ ignoreCase: false, ...query })
  expect(made.ok ? undefined : made.failure.code).toBe('recording.bad-search')
})

describe('a charset', () => {
  const gb = Uint8Array.of(0xce, 0xc2, 0xb6, 0xc8)

  it('gives text and expressions the bytes that the device writes', async () => {
    const said: Said[] = [['in', Uint8Array.of(...gb.subarray(0, 3))], ['in', Uint8Array.of(0xb6 + 0x12, ...utf8(': 25\r\n'))], ['in', '温度: 26\r\n']]
    expect((await find(said, { value: '温度', charset: 'gb18030' })).map(({ at, length }) => [at, length])).toStrictEqual([[1000, 4]])
    expect((await find(said, { kind: 'regex', value: '温度: \\d+', charset: 'gb18030' })).map(({ at, length }) => [at, length])).toStrictEqual([[1000, 8]])
    expect((await find(said, { value: '温度' })).map(({ at }) => at)).toStrictEqual([1002])
  })

  it('whose second bytes are signs of an expression is searched all the same', async () => {
    expect((await find([['in', Uint8Array.of(0x95, 0x5c, 0x83, 0x5c)]], { kind: 'regex', value: '表.', charset: 'shift_jis' })).map(({ length }) => length)).toStrictEqual([3])
  })

  it('without the character says so', () => {
    const told = searchPattern({ kind: 'text', value: '25€', ignoreCase: false, charset: 'latin-1' })
    expect(!told.ok && told.failure.what.en).toMatch(/^€ does not exist in Latin-1/)
  })
})
