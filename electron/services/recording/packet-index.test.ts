import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { toHex } from '../../../shared/text/bytes.ts'
import { decodeHeader, type Direction } from './format.ts'
import { RecordingService } from './recording-service.ts'
import { RowIndex } from './row-index.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Said = readonly [at: number, direction: Direction, hex: string]
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

async function indexOf(said: readonly (readonly [at: number, direction: Direction, bytes: Uint8Array])[], gapMs: number) {
  const recorder = new RecordingService(folder).start({ path: '/dev/ttyUSB0', kind: 'system', label: '' }, defaultLineSettings, 0)
  const handle = await open(recorder.file)
  let index: RowIndex | undefined
  for (const [at, direction, each] of said) {
    recorder.append(direction, at, each)
    // As a live log is read: after every chunk.
    await recorder.flush()
    const start = Buffer.alloc(4096)
    await handle.read(start, 0, 4096, 0)
    index ??= new RowIndex(handle, decodeHeader(start)?.length ?? 0, gapMs)
    await index.extend()
  }
  await recorder.close()
  if (!index) throw new Error('nothing was said')
  return { index, close: () => handle.close() }
}

async function packets(said: readonly Said[], gapMs: number): Promise<Said[]> {
  const { index, close } = await indexOf(said.map(([at, direction, hex]) => [at, direction, bytes(hex)]), gapMs)
  const rows = await index.read(0, 1000)
  for (const { position, row } of rows) expect(await index.rowAt(position)).toBe(row)
  expect(index.state.rows).toBe(rows.length)
  await close()
  return rows.map((row) => [row.at, row.direction, toHex(row.bytes, ' ')])
}

/** A Modbus RTU answer (01 03 04 …) in the pieces in which an adapter hands it over, then the next one. */
const answers: readonly Said[] = [
  [1000, 'in', '01 03'],
  [1004, 'in', '04 00 0a'],
  [1019, 'in', '0d 0a f0 31'],
  [1060, 'in', '01 03 02 00'],
  [1079, 'in', '07 f9 86'],
]

it('parts packets where a pause is as long as said, whatever bytes they hold', async () => {
  expect(await packets(answers, 20)).toStrictEqual([
    [1000, 'in', '01 03 04 00 0a 0d 0a f0 31'],
    [1060, 'in', '01 03 02 00 07 f9 86'],
  ])
  expect((await packets(answers, 19)).map(([at]) => at)).toStrictEqual([1000, 1060, 1079])
  expect((await packets(answers, 42)).map(([at]) => at)).toStrictEqual([1000])
  expect((await packets(answers, 1)).map(([at]) => at)).toStrictEqual([1000, 1004, 1019, 1060, 1079])
})

it('ends a packet where the other side speaks, and keeps a remark apart', async () => {
  expect(await packets([[1000, 'out', '01 03'], [1001, 'out', '00'], [1002, 'in', '01'], [1003, 'note', '41'], [1004, 'note', '42'], [1005, 'in', '02']], 20)).toStrictEqual([
    [1000, 'out', '01 03 00'],
    [1002, 'in', '01'],
    [1003, 'note', '41'],
    [1004, 'note', '42'],
    [1005, 'in', '02'],
  ])
})

it('finds any packet of a long recording, and cuts what never pauses at 4096 bytes', async () => {
  const long = new Uint8Array(10_000).fill(0xaa)
  const said = Array.from({ length: 120 }, (_, i) => [1000 + i * 100, 'in' as const, long] as const)
  const { index, close } = await indexOf(said, 50)
  expect(index.state.rows).toBe(360)
  const rows = await index.read(355, 10)
  expect(rows.map(({ row, at, bytes: all }) => [row, at, all.length])).toStrictEqual([
    [355, 12_800, 4096],
    [356, 12_800, 1808],
    [357, 12_900, 4096],
    [358, 12_900, 4096],
    [359, 12_900, 1808],
  ])
  expect(await index.rowAt(rows[2]?.position ?? 0)).toBe(357)
  expect(await index.rowAtTime(12_850)).toBe(357)
  await close()
})
