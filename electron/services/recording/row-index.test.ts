import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { fromUtf8, utf8 } from '../../../shared/text/bytes.ts'
import { decodeHeader, type Direction } from './format.ts'
import { RecordingService } from './recording-service.ts'
import { RowIndex } from './row-index.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Said = readonly [direction: Direction, text: string]

async function record(said: readonly Said[]) {
  const recorder = new RecordingService(folder).start({ path: '/dev/ttyUSB0', kind: 'system', label: '' }, defaultLineSettings, 0)
  said.forEach(([direction, text], i) => recorder.append(direction, 1000 + i, utf8(text)))
  await recorder.flush()
  const handle = await open(recorder.file)
  const start = Buffer.alloc(4096)
  await handle.read(start, 0, 4096, 0)
  const index = new RowIndex(handle, decodeHeader(start)?.length ?? 0)
  await index.extend()
  return { recorder, handle, index }
}

async function rowsOf(said: readonly Said[]): Promise<Said[]> {
  const { index, handle, recorder } = await record(said)
  const rows = await index.read(0, 1e6)
  expect(rows.map(({ row }) => row)).toStrictEqual(rows.map((_, i) => i))
  expect(index.state.rows).toBe(rows.length)
  for (const { position, row } of rows) expect(await index.rowAt(position)).toBe(row)
  await handle.close()
  await recorder.close()
  return rows.map(({ direction, bytes }) => [direction, fromUtf8(bytes)])
}

/** Every way of cutting a text once and twice. */
function cuts(direction: Direction, text: string): Said[][] {
  const ways: Said[][] = [[[direction, text]], text.split('').map((each): Said => [direction, each])]
  for (let i = 1; i < text.length; i++) ways.push([[direction, text.slice(0, i)], [direction, text.slice(i)]])
  return ways
}

it('gives a line and the line ends before it one row, however it was cut', async () => {
  for (const way of cuts('in', '\r\nOK\r\n\r\n+CREG: 1\r\nA\rB\nC')) {
    expect(await rowsOf(way)).toStrictEqual([['in', '\r\nOK\r\n'], ['in', '\r\n+CREG: 1\r\n'], ['in', 'A\r'], ['in', 'B\n'], ['in', 'C']])
  }
})

it('ends a row where the other side speaks, and keeps a remark apart', async () => {
  expect(await rowsOf([['out', 'AT\r'], ['in', 'AT\r'], ['in', '\r\nOK\r\n'], ['note', 'a\nb'], ['in', 'half'], ['out', 'X'], ['in', ' rest\n']])).toStrictEqual([
    ['out', 'AT\r'],
    ['in', 'AT\r'],
    ['in', '\r\nOK\r\n'],
    ['note', 'a\nb'],
    ['in', 'half'],
    ['out', 'X'],
    ['in', ' rest\n'],
  ])
})

it('keeps what is sent after a prompt in one piece', async () => {
  for (const prompt of ['\r\n> ', '\r\nCONNECT\r\n', '\r\nCONNECT 115200\r\n']) {
    expect(await rowsOf([['in', prompt], ['out', 'a\r\nb\r\n'], ['out', 'c\n'], ['in', '\r\nOK\r\n'], ['out', 'AT\rAT\r']])).toStrictEqual([
      ['in', prompt],
      ['out', 'a\r\nb\r\nc\n'],
      ['in', '\r\nOK\r\n'],
      ['out', 'AT\r'],
      ['out', 'AT\r'],
    ])
  }
})

it('cuts what has no line ends, and loses none of it', async () => {
  const rows = await rowsOf([['in', 'x'.repeat(10_000)], ['in', 'y'.repeat(10_000)]])
  expect(rows.map(([, text]) => text.length)).toStrictEqual([4096, 4096, 4096, 4096, 3616])
  expect(rows.map(([, text]) => text).join('')).toBe('x'.repeat(10_000) + 'y'.repeat(10_000))
})

it('finds any row of a long recording from its nearest mark, while it grows as well', async () => {
  const said = Array.from({ length: 40_000 }, (_, i): Said => (i % 3 === 0 ? ['out', `AT+CMD=${i}\r`] : ['in', `\r\n+CMD: ${'z'.repeat(i % 90)} ${i}\r\n`]))
  const { index, handle, recorder } = await record(said.slice(0, 30_000))
  expect(index.state.rows).toBe(30_000)
  const before = (await index.read(29_999, 5)).map(({ bytes }) => fromUtf8(bytes))
  expect(before).toStrictEqual([said[29_999]?.[1]])
  said.slice(30_000).forEach(([direction, text], i) => recorder.append(direction, 31_000 + i, utf8(text)))
  await recorder.flush()
  await index.extend()
  expect(index.state).toMatchObject({ rows: 40_000, startedAt: 1000, lastAt: 40_999, isDamaged: false, isTruncated: false })
  for (const from of [0, 1, 7_777, 20_000, 29_998, 39_998]) {
    const rows = await index.read(from, 3)
    expect(rows.map(({ bytes }) => fromUtf8(bytes))).toStrictEqual(said.slice(from, from + 3).map(([, text]) => text))
  }
  expect(await index.rowAtTime(21_000)).toBe(20_000)
  expect(await index.rowAtTime(0)).toBe(0)
  expect(await index.rowAtTime(1e9)).toBe(39_999)
  await handle.close()
  await recorder.close()
})
