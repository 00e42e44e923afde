import fc from 'fast-check'
import { expect, it } from 'vitest'
import { concat, fromLatin1, fromUtf8, latin1, utf8 } from '../text/bytes.ts'
import type { Direction } from './directions.ts'
import { MemoryRows } from './memory-rows.ts'

type Said = readonly [direction: Direction, text: string]

function rowsOf(said: readonly Said[]): Said[] {
  const rows = new MemoryRows()
  for (const [direction, text] of said) rows.push([{ direction, at: 0, bytes: utf8(text) }])
  return rows.read(0, rows.rows).map(({ direction, bytes }) => [direction, fromUtf8(bytes)])
}

/** Cut into pieces of a size. */
const cut = (said: readonly Said[], size: number): Said[] =>
  said.flatMap(([direction, text]) => Array.from({ length: Math.ceil(text.length / size) }, (_, i): Said => [direction, text.slice(i * size, (i + 1) * size)]))

it('an exchange with echo becomes one row a line, whatever the size of its chunks', () => {
  const said: readonly Said[] = [
    ['out', 'AT+CSQ\r'],
    ['in', 'AT+CSQ\r\r\n+CSQ: 26,99\r\n\r\nOK\r\n'],
    ['out', 'AT+NOPE\r'],
    ['in', '\r\nERROR\r\n'],
  ]
  for (const size of [1, 2, 3, 5, 7, 99]) {
    expect(rowsOf(cut(said, size))).toStrictEqual([
      ['out', 'AT+CSQ\r'],
      ['in', 'AT+CSQ\r'],
      ['in', '\r\n+CSQ: 26,99\r\n'],
      ['in', '\r\nOK\r\n'],
      ['out', 'AT+NOPE\r'],
      ['in', '\r\nERROR\r\n'],
    ])
  }
})

it('rows keep every byte of the stream in order', () => {
  const noise = latin1(Array.from({ length: 3000 }, (_, index) => String.fromCharCode((index * 73 + 13 * (index >> 3)) & 0xff)).join(''))
  const rows = new MemoryRows()
  for (let at = 0; at < noise.length; at += 17) rows.push([{ at: 0, direction: 'in', bytes: noise.subarray(at, at + 17) }])
  expect(concat(rows.read(0, rows.rows).map(({ bytes }) => bytes))).toStrictEqual(noise)
})

it('a CR whose LF comes in the next chunk stays with it, a CR without LF ends the row', () => {
  expect(rowsOf([['in', 'A\r'], ['in', '\nB\r'], ['in', 'C\r\n']])).toStrictEqual([['in', 'A\r\n'], ['in', 'B\r'], ['in', 'C\r\n']])
})

it('data after a prompt is one row, however it was cut', () => {
  const pem = '-----BEGIN CERTIFICATE-----\r\nMIIB\nAAAA\r-----END CERTIFICATE-----\n'
  const said: readonly Said[] = [['out', 'AT+QFUPL="RAM:cacert.pem",62,100\r'], ['in', '\r\nCONNECT\r\n'], ['out', pem], ['in', '\r\n+QFUPL: 62,2d13\r\n\r\nOK\r\n'], ['out', 'AT\rAT\r']]
  for (const size of [1, 5, 400]) {
    expect(rowsOf(cut(said, size))).toStrictEqual([
      ...said.slice(0, 3),
      ['in', '\r\n+QFUPL: 62,2d13\r\n'],
      ['in', '\r\nOK\r\n'],
      ['out', 'AT\r'],
      ['out', 'AT\r'],
    ])
  }
})

it('beyond its limits the oldest go and numbers count on', () => {
  const rows = new MemoryRows({ rows: 100, bytes: 1e6 })
  rows.push([{ direction: 'in', at: 5, bytes: utf8('x\n'.repeat(101)) }])
  expect([rows.first, rows.rows, rows.lastAt, rows.read(0, 1000).map(({ row }) => row).at(0), rows.read(100, 5).map(({ row }) => row)]).toStrictEqual([11, 101, 5, 11, [100]])
  const large = new MemoryRows({ rows: 1e6, bytes: 10_000 })
  for (let i = 0; i < 100; i++) large.push([{ direction: 'in', at: 0, bytes: utf8(`${'y'.repeat(999)}\n`) }])
  expect(large.rows - large.first).toBeLessThanOrEqual(10)
})

it('tells a page what its first row is read against', () => {
  const rows = new MemoryRows()
  const at = (direction: Direction, text: string, time: number): void => rows.push([{ direction, at: time, bytes: utf8(text) }])
  at('out', 'AT+CSQ\r', 1000)
  at('in', '\r\n+CSQ: 26,99\r\n', 1005)
  at('in', '\r\nOK\r\n', 1012)
  at('in', '\r\n+CREG: 1\r\n', 1500)
  expect([0, 1, 2, 3].map((from) => rows.read(from, 1)[0]?.context)).toStrictEqual([
    undefined,
    { lines: [{ direction: 'out', text: 'AT+CSQ\r' }], at: 1000, isRunning: true },
    { lines: [{ direction: 'out', text: 'AT+CSQ\r' }, { direction: 'in', text: '\r\n+CSQ: 26,99\r\n' }], at: 1000, isRunning: true },
    { lines: [{ direction: 'out', text: 'AT+CSQ\r' }, { direction: 'in', text: '\r\n+CSQ: 26,99\r\n' }, { direction: 'in', text: '\r\nOK\r\n' }], at: 1000, isRunning: false },
  ])
})

it('the same bytes give the same rows and the same context, however they were cut', () => {
  const piece = fc.constantFrom('AT', '+CSQ', 'OK', '> ', 'CONNECT', '\r', '\n', '\r\n', '\r\n\r\n', 'x'.repeat(4095), 'y'.repeat(5000), '温', '\x1a')
  const said = fc.array(fc.tuple(fc.constantFrom('in' as const, 'out' as const), fc.array(piece, { minLength: 1, maxLength: 8 })), { maxLength: 12 })
  fc.assert(
    fc.property(said, fc.infiniteStream(fc.integer({ min: 1, max: 900 })), (parts, sizes) => {
      // One direction after another: a chunk of each.
      const runs = parts.map(([direction, pieces]) => ({ direction, bytes: utf8(pieces.join('')) }))
      const whole = new MemoryRows()
      const cut = new MemoryRows()
      for (const { direction, bytes } of runs) {
        whole.push([{ direction, at: 0, bytes }])
        for (let at = 0; at < bytes.length; ) {
          const size = sizes.next().value ?? 1
          cut.push([{ direction, at: 0, bytes: bytes.subarray(at, at + size) }])
          at += size
        }
      }
      // As strings: arrays of bytes are compared one by one.
      const shape = (rows: MemoryRows, from: number, count: number) => JSON.stringify(rows.read(from, count).map(({ bytes, ...row }) => ({ ...row, bytes: fromLatin1(bytes) })))
      expect(shape(cut, 0, 1e6)).toBe(shape(whole, 0, 1e6))
      const middle = Math.floor(whole.rows / 2)
      expect(shape(cut, middle, 1)).toBe(shape(whole, middle, 1))
      expect(fromLatin1(concat(cut.read(0, 1e6).map(({ bytes }) => bytes)))).toBe(fromLatin1(concat(runs.map(({ bytes }) => bytes))))
    }),
    { numRuns: 150 },
  )
})
