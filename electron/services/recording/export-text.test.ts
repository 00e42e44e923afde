import { expect, it } from 'vitest'
import { utf8 } from '../../../shared/text/bytes.ts'
import { exportText } from './export-text.ts'
import type { Direction, Frame } from './format.ts'

const base = Date.UTC(2026, 10, 22, 3, 11, 7)
const frame = (direction: Direction, ms: number, bytes: string | Uint8Array): Frame => ({
  direction,
  at: base + ms,
  bytes: typeof bytes === 'string' ? utf8(bytes) : bytes,
})

async function lines(frames: readonly Frame[]): Promise<string[]> {
  const out: string[] = []
  for await (const line of exportText(frames, { utc: true })) out.push(line)
  return out
}

it('joins pieces to lines and gives each line the time of its first byte', async () => {
  expect(
    await lines([
      frame('note', 0, 'Opened /dev/ttyUSB2'),
      frame('out', 10, 'AT+CSQ\r'),
      frame('in', 20, '\r\n+CS'),
      frame('in', 30, 'Q: 20,99\r'),
      frame('in', 40, '\n\r\nOK\r\n'),
    ]),
  ).toEqual([
    '2026-11-22 03:11:07.000 · Opened /dev/ttyUSB2',
    '2026-11-22 03:11:07.010 → AT+CSQ',
    '2026-11-22 03:11:07.020 ← +CSQ: 20,99',
    '2026-11-22 03:11:07.040 ← OK',
  ])
})

it('ends a prompt before the data that answers it, and an idle line by itself', async () => {
  expect(
    await lines([
      frame('in', 0, '\r\n> '),
      frame('out', 5, '{"a":1}\u001a'),
      frame('in', 10, 'half'),
      frame('in', 900, 'other\r\n'),
    ]),
  ).toEqual([
    '2026-11-22 03:11:07.000 ← > ',
    '2026-11-22 03:11:07.005 → {"a":1}<1A>',
    '2026-11-22 03:11:07.010 ← half',
    '2026-11-22 03:11:07.900 ← other',
  ])
})

it('shows UTF-8 as text and anything else byte by byte', async () => {
  expect(await lines([frame('in', 0, '温度\r\n'), frame('in', 1, Uint8Array.of(0x41, 0xff, 0x00, 0x0d))])).toEqual([
    '2026-11-22 03:11:07.000 ← 温度',
    '2026-11-22 03:11:07.001 ← A<FF><00>',
  ])
})

it('cuts data without line ends into bounded lines', async () => {
  const out = await lines([frame('in', 0, 'x'.repeat(10_000))])
  expect(out.map((line) => line.length - 26)).toEqual([4096, 4096, 1808])
})
