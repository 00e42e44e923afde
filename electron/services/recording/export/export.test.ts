import { mkdtempSync, readFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultLineSettings } from '../../../../shared/contract/serial.ts'
import { concat, fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { encodeHeader, frameHeaderBytes, writeFrame, type Direction, type RecordingHeader } from '../format.ts'
import { LogReader } from '../import/log-entries.ts'
import { decodeLine, LineCutter } from '../import/log-lines.ts'
import { exportRecording, type ExportRequest } from './export-recording.ts'

const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7)
const header: RecordingHeader = { version: 1, port: { path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' }, settings: defaultLineSettings, startedAt }

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'export-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Chunk = readonly [direction: Direction, ms: number, bytes: string | Uint8Array]

function record(chunks: readonly Chunk[]): string {
  const frames = chunks.map(([direction, ms, content]) => {
    const bytes = typeof content === 'string' ? utf8(content) : content
    const frame = new Uint8Array(frameHeaderBytes + bytes.length)
    writeFrame(frame, 0, { direction, at: startedAt + ms, bytes })
    return frame
  })
  const file = join(folder, 'a.atrec')
  writeFileSync(file, concat([encodeHeader(header), ...frames]))
  return file
}

async function exported(chunks: readonly Chunk[], request: ExportRequest): Promise<Buffer> {
  const file = record(chunks)
  const target = join(folder, 'out')
  await exportRecording({ file, header, headerBytes: encodeHeader(header).length }, request, target, { offset: () => 480 })
  return readFileSync(target)
}

const exportedText = async (chunks: readonly Chunk[], request: ExportRequest): Promise<string> => (await exported(chunks, request)).toString()

const session: readonly Chunk[] = [
  ['note', 0, 'Opened /dev/ttyUSB2'],
  ['out', 10.25, 'AT+CSQ\r\n'],
  ['in', 13.5, 'AT+CSQ\r\r\n+CS'],
  ['in', 14, 'Q: 20,99\r'],
  ['in', 15, '\n\r\nOK\r\n'],
  ['in', 900, '\r\n+QMTRECV: 0,0,"down","{""a"": 1}"\r\n'],
]

describe('text', () => {
  it('is a line each with the time of its first byte and an arrow', async () => {
    expect(await exportedText(session, { format: 'text' })).toBe(
      [
        '2026-11-22 11:11:07.000 · Opened /dev/ttyUSB2',
        '2026-11-22 11:11:07.010 → AT+CSQ',
        '2026-11-22 11:11:07.013 ← AT+CSQ',
        '2026-11-22 11:11:07.013 ← +CSQ: 20,99',
        '2026-11-22 11:11:07.015 ← OK',
        '2026-11-22 11:11:07.900 ← +QMTRECV: 0,0,"down","{""a"": 1}"',
        '',
      ].join('\n'),
    )
  })

  it('shows UTF-8 as text also where a character was cut in two, and anything else byte by byte', async () => {
    const [first, second] = [utf8('温').subarray(0, 1), concat([utf8('温').subarray(1), utf8('度\r\n')])]
    const chunks: readonly Chunk[] = [['in', 0, first], ['in', 1, second], ['in', 2, Uint8Array.of(0x41, 0xff, 0, 0x0d)], ['out', 3, 'hi\u001a']]
    expect(await exportedText(chunks, { format: 'text' })).toBe('2026-11-22 11:11:07.000 ← 温度\n2026-11-22 11:11:07.002 ← A<FF><00>\n2026-11-22 11:11:07.003 → hi<1A>\n')
  })
})

describe('SSCOM', () => {
  it('has the bytes as they travelled between its marks, in packets that a pause ends', async () => {
    // As Luat's “Air780E IO电平控制应用指南” shows a session: `[15:37:11.116]发→◇AT+IOSET=0␊□␊[15:37:11.141]收←◆AT+IOSET=0␊␊OK␊␊`.
    expect(await exportedText(session, { format: 'sscom' })).toBe(
      '[11:11:07.010]发→◇AT+CSQ\r\n□\r\n' +
        '[11:11:07.013]收←◆AT+CSQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\n' +
        '[11:11:07.900]收←◆\r\n+QMTRECV: 0,0,"down","{""a"": 1}"\r\n\r\n',
    )
  })
})

/** Fields by RFC 4180, written anew here. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (let i = 0, value = ''; i <= text.length; i++) {
    if (text[i] === '"') {
      for (i++; !(text[i] === '"' && text[i + 1] !== '"'); i++) {
        if (text[i] === '"') i++
        value += text[i]
      }
    } else if (text[i] === ',' || text[i] === '\r' || i === text.length) {
      rows.at(-1)?.push(value)
      value = ''
      if (text[i] === '\r' && i + 2 < text.length) rows.push([])
      if (text[i] === '\r') i++
      if (i + 1 >= text.length) break
    } else value += text[i]
  }
  return rows
}

describe('CSV', () => {
  it('has time with ms and zone, direction, text and the exact bytes', async () => {
    const csv = await exportedText([session[1] as Chunk, session[5] as Chunk], { format: 'csv' })
    expect(csv.startsWith('\ufeff')).toBe(true)
    expect(readCsv(csv.slice(1))).toStrictEqual([
      ['time', 'direction', 'text', 'hex', 'note'],
      ['2026-11-22T11:11:07.010+08:00', 'sent', 'AT+CSQ', '41 54 2B 43 53 51 0D 0A', ''],
      ['2026-11-22T11:11:07.900+08:00', 'received', '+QMTRECV: 0,0,"down","{""a"": 1}"', Buffer.from('\r\n+QMTRECV: 0,0,"down","{""a"": 1}"\r\n').toString('hex').toUpperCase().replace(/(..)(?=.)/g, '$1 '), ''],
    ])
  })

  it('is no formula to a spreadsheet, whatever the modem passed on', async () => {
    const csv = await exportedText([['in', 0, "=cmd|'/C calc'!A0\r\n"], ['in', 1, '+1+cmd\r\n'], ['in', 2, '+CSQ: 20,99\r\n']], { format: 'csv' })
    expect(readCsv(csv.slice(1)).slice(1).map(([, , text]) => text)).toStrictEqual(["'=cmd|'/C calc'!A0", "'+1+cmd", '+CSQ: 20,99'])
  })
})

it('writes each direction’s bytes and nothing else, however they were cut', async () => {
  const bytes = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7) & 0xff)
  const chunks: readonly Chunk[] = Array.from({ length: 3000 }, (_, i): Chunk => [i % 3 === 0 ? 'out' : 'in', i, bytes.subarray(i, i + 1)])
  expect([...(await exported(chunks, { format: 'raw-in' }))]).toStrictEqual(Array.from(bytes.filter((_, i) => i % 3 !== 0)))
  expect([...(await exported(chunks, { format: 'raw-out' }))]).toStrictEqual(Array.from(bytes.filter((_, i) => i % 3 === 0)))
})

describe('notes', () => {
  const bytesBefore = (chunks: readonly Chunk[], index: number): number => encodeHeader(header).length + chunks.slice(0, index).reduce((sum, [, , content]) => sum + frameHeaderBytes + (typeof content === 'string' ? utf8(content) : content).length, 0)
  const payload = (index: number): number => bytesBefore(session, index) + frameHeaderBytes

  /** As the file beside a recording has them. */
  function noted(marks: readonly (readonly [position: number, note: string])[]): void {
    writeFileSync(join(folder, 'a.atrec.marks'), JSON.stringify({ version: 1, marks: marks.map(([position, note]) => ({ position, at: startedAt, note })) }))
  }

  it('stand behind their line as a remark with a pencil; bookmarks without words are left out', async () => {
    // On the command; in the middle of +CSQ, as where packets were marked; on the last line, in two lines; a bookmark.
    noted([[payload(1), 'asks for the signal'], [payload(3), '信号 good'], [payload(4) + 1, ''], [payload(5), 'command from\nthe cloud']])
    expect((await exportedText(session, { format: 'text' })).split('\n').map((line) => line.slice(11))).toStrictEqual([
      '11:11:07.000 · Opened /dev/ttyUSB2',
      '11:11:07.010 → AT+CSQ',
      '11:11:07.010 · ✎ asks for the signal',
      '11:11:07.013 ← AT+CSQ',
      '11:11:07.013 ← +CSQ: 20,99',
      '11:11:07.013 · ✎ 信号 good',
      '11:11:07.015 ← OK',
      '11:11:07.900 ← +QMTRECV: 0,0,"down","{""a"": 1}"',
      '11:11:07.900 · ✎ command from the cloud',
      '',
    ])
  })

  it('are a column of CSV, and no formula', async () => {
    noted([[payload(1), '=1+1, "quoted"'], [payload(3), '信号']])
    expect(readCsv((await exportedText(session, { format: 'csv' })).slice(1)).map((row) => row[4])).toStrictEqual(['note', '', `'=1+1, "quoted"`, '', '信号', '', ''])
  })

  it('stand behind SSCOM’s packet in its form, and come back as remarks', async () => {
    noted([[payload(0), 'first day'], [payload(3), '信号']])
    const log = await exportedText(session.slice(0, 5), { format: 'sscom' })
    expect(log).toBe('[11:11:07.000]注·◇first day\r\n[11:11:07.010]发→◇AT+CSQ\r\n□\r\n[11:11:07.013]收←◆AT+CSQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\n[11:11:07.013]注·◇信号\r\n')
    const [cutter, reader] = [new LineCutter(), new LogReader()]
    const lines = [...cutter.push(utf8(log)), ...cutter.end()]
    expect([...lines.flatMap((line) => reader.push(decodeLine(line))), ...reader.end()].map(({ direction, bytes }) => [direction, fromUtf8(bytes)])).toStrictEqual([
      ['note', 'first day'],
      ['out', 'AT+CSQ\r\n'],
      ['in', 'AT+CSQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\n'],
      ['note', '信号'],
    ])
  })

  it('are comments of their packet for Wireshark', async () => {
    noted([[payload(1), 'asks'], [payload(3), '信号']])
    const [, , ...packets] = readPcapng(await exported(session.slice(0, 5), { format: 'pcapng' }))
    const comments = packets.map(({ body }) => readOptions(body.subarray(20 + Math.ceil(body.readUInt32LE(12) / 4) * 4)).flatMap(([code, value]) => (code === 1 ? [Buffer.from(value, 'hex').toString()] : [])))
    expect(comments).toStrictEqual([['Opened /dev/ttyUSB2', 'asks'], [], ['信号'], []])
  })

  it('of lines that are left out are left out, and hide the same numbers as the lines do', async () => {
    const imei = '490154203237518'
    const chunks: readonly Chunk[] = [['out', 0, 'AT+CGSN\r'], ['in', 10, `\r\n${imei}\r\n\r\nOK\r\n`]]
    const start = bytesBefore(chunks, 1) + frameHeaderBytes
    noted([[bytesBefore(chunks, 0) + frameHeaderBytes, 'not here'], [start, `the meter of ${imei}`], [start + imei.length + 4, 'AT+QMTCONN=0,"c","u","hunter2"']])
    expect((await exportedText(chunks, { format: 'text', from: 1 })).split('\n').map((line) => line.slice(24))).toStrictEqual(['← 49015420******A', '· ✎ the meter of 49015420******A', '← OK', '· ✎ AT+QMTCONN=0,"c","u","*******"', ''])
  })
})

describe('what is no UTF-8', () => {
  // 温 CE C2, 度 B6 C8 (GB 18030-2022, double-byte part).
  const chunks: readonly Chunk[] = [['note', 0, 'Opened 串口'], ['in', 10, Uint8Array.of(0x54, 0x3a, 0xce)], ['in', 11, Uint8Array.of(0xc2, 0xb6, 0xc8, 0x1a, 0xff, 0x0d, 0x0a)]]

  it('is text in the encoding that it is read in, also where a character was cut in two; what is none there stays a byte', async () => {
    expect((await exportedText(chunks, { format: 'text', charset: 'gb18030' })).split('\n').map((line) => line.slice(24))).toStrictEqual(['· Opened 串口', '← T:温度<1A><FF>', ''])
    expect(readCsv((await exportedText(chunks, { format: 'csv', charset: 'gb18030' })).slice(1)).at(-1)?.[2]).toBe('T:温度<1A><FF>')
    expect((await exportedText(chunks, { format: 'text' })).split('\n')[1]?.slice(24)).toBe('← T:<CE><C2><B6><C8><1A><FF>')
  })

  it('stands between SSCOM’s marks in the same encoding, as SSCOM saves it', async () => {
    const log = await exported([['in', 10, Uint8Array.of(0xce, 0xc2, 0x0d, 0x0a)], ['out', 60, Uint8Array.of(0xb6, 0xc8)]], { format: 'sscom', charset: 'gb18030' })
    expect(new TextDecoder('gb18030').decode(log)).toBe('[11:11:07.010]收←◆温\r\n\r\n[11:11:07.060]发→◇度□\r\n')
  })
})

/** Blocks and options by draft-ietf-opsawg-pcapng, read anew here. */
function readPcapng(data: Buffer) {
  const blocks: { type: number; body: Buffer }[] = []
  for (let at = 0; at < data.length; ) {
    const length = data.readUInt32LE(at + 4)
    expect(length % 4).toBe(0)
    expect(data.readUInt32LE(at + length - 4)).toBe(length)
    blocks.push({ type: data.readUInt32LE(at), body: data.subarray(at + 8, at + length - 4) })
    at += length
  }
  return blocks
}

function readOptions(body: Buffer): [code: number, value: string][] {
  const options: [number, string][] = []
  for (let at = 0; at < body.length && body.readUInt16LE(at) !== 0; ) {
    const length = body.readUInt16LE(at + 2)
    options.push([body.readUInt16LE(at), body.toString('hex', at + 4, at + 4 + length)])
    at += 4 + Math.ceil(length / 4) * 4
  }
  return options
}

it('is pcapng with direction, microseconds and remarks', async () => {
  const hex = (value: string): string => Buffer.from(value).toString('hex')
  const [section, description, ...packets] = readPcapng(await exported([...session.slice(0, 3), ['note', 1000, 'Closed']], { format: 'pcapng' }))
  expect(section?.type).toBe(0x0a0d0d0a)
  expect(section?.body.subarray(0, 16).toString('hex')).toBe('4d3c2b1a01000000ffffffffffffffff')
  expect(description?.type).toBe(1)
  // LINKTYPE_RTAC_SERIAL is 250 (tcpdump.org/linktypes.html).
  expect(description?.body.readUInt16LE(0)).toBe(250)
  expect(readOptions(description?.body.subarray(8) ?? Buffer.alloc(0))).toStrictEqual([[2, hex('/dev/ttyUSB2')], [3, hex('EC20')], [8, '00c2010000000000'], [9, '06']])
  const read = packets.map(({ type, body }) => {
    const [captured, original] = [body.readUInt32LE(12), body.readUInt32LE(16)]
    expect([type, body.readUInt32LE(0), captured]).toStrictEqual([6, 0, original])
    const micros = body.readUInt32LE(4) * 2 ** 32 + body.readUInt32LE(8)
    const data = body.subarray(20, 20 + captured)
    expect(data.readUInt32BE(0) * 1e6 + data.readUInt32BE(4)).toBe(micros)
    return [micros - startedAt * 1000, data[8], data.subarray(12).toString(), readOptions(body.subarray(20 + Math.ceil(captured / 4) * 4))]
  })
  expect(read).toStrictEqual([
    [10_250, 1, 'AT+CSQ\r\n', [[1, hex('Opened /dev/ttyUSB2')], [2, '02000000']]],
    [13_500, 2, 'AT+CSQ\r', [[2, '01000000']]],
    [13_500, 2, '\r\n+CS', [[2, '01000000']]],
    [1_000_000, 0, '', [[1, hex('Closed')], [2, '00000000']]],
  ])
})

describe('what the file tells of the card and the module', () => {
  const imei = '490154203237518' // 3GPP 23.003, annex B's check digit over GSMA's sample TAC.
  const chunks: readonly Chunk[] = [
    ['out', 0, 'AT+CGSN\r'],
    ['in', 10, `\r\n${imei.slice(0, 7)}`],
    ['in', 11, `${imei.slice(7)}\r\n\r\nOK\r\n`],
    ['out', 50, `AT+QMTCONN=0,"${imei}","u","hunter2"\r`],
    ['in', 90, `\r\n+QMTRECV: 0,0,"${imei}"\r\n`],
  ]

  it('is the same stand-in everywhere, of the same length, also where it was read in two pieces', async () => {
    const text = await exportedText(chunks, { format: 'text' })
    expect(text.split('\n').map((line) => line.slice(24))).toStrictEqual(['→ AT+CGSN', '← 49015420******A', '← OK', '→ AT+QMTCONN=0,"49015420******A","u","*******"', '← +QMTRECV: 0,0,"49015420******A"', ''])
    expect((await exported(chunks, { format: 'raw-in' })).toString()).toBe('\r\n49015420******A\r\n\r\nOK\r\n\r\n+QMTRECV: 0,0,"49015420******A"\r\n')
  })

  it('is the same in a part as in the whole', async () => {
    expect(await exportedText(chunks, { format: 'text', from: 4, to: 4 })).toBe('2026-11-22 11:11:07.090 ← +QMTRECV: 0,0,"49015420******A"\n')
  })

  it('stays where that was asked for, the password never', async () => {
    const text = await exportedText(chunks, { format: 'text', unmasked: true })
    expect(text.split(imei)).toHaveLength(4)
    expect(text).not.toContain('hunter2')
  })
})

it('takes rows from one to another, across many megabytes, and leaves nothing when it is stopped', async () => {
  const lines = Array.from({ length: 400 }, (_, i): Chunk => ['in', i, `${`line ${i} `.padEnd(9998, 'x')}\r\n`])
  // 4096 bytes a row: three rows a line.
  expect((await exportedText(lines, { format: 'text', from: 3 * 399, to: 3 * 399, unmasked: true })).slice(26, 36)).toBe('line 399 x')
  const stop = new AbortController()
  const told: number[] = []
  const target = join(folder, 'stopped')
  const work = exportRecording({ file: record(lines), header, headerBytes: encodeHeader(header).length }, { format: 'text' }, target, {
    signal: stop.signal,
    onProgress: (progress) => {
      told.push(progress)
      if (progress > 0.5) stop.abort()
    },
  })
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
  expect(told).toStrictEqual(told.toSorted((a, b) => a - b))
  expect(existsSync(target)).toBe(false)
})
