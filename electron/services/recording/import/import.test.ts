import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromLatin1, fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { exportRecording } from '../export/index.ts'
import { openRecording } from '../open-recording.ts'
import { importLog } from './import-log.ts'
import { decodeLine, LineCutter } from './log-lines.ts'
import { LogReader } from './log-entries.ts'

const writtenAt = new Date(2026, 10, 22, 9, 0, 0).getTime()
const local = (...parts: readonly [number, number, number, number, number, number, number]): number => new Date(...parts).getTime()

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'import-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function imported(content: string | Uint8Array, name = 'customer.txt') {
  const file = join(folder, name)
  writeFileSync(file, content)
  utimesSync(file, new Date(writtenAt), new Date(writtenAt))
  const result = await importLog({ file, name, writtenAt }, join(folder, 'recordings'))
  if (!result.ok) throw new Error(result.failure.what.en)
  return { ...result.value, file: join(folder, 'recordings', result.value.name) }
}

async function framesOf(file: string) {
  const opened = await openRecording(file)
  if (!opened.ok) throw new Error(opened.failure.code)
  const frames: [string, number, string][] = []
  for await (const { direction, at, bytes } of opened.value.frames()) frames.push([direction, at, fromUtf8(bytes)])
  return frames
}

const travelled = async (content: string | Uint8Array) => (await framesOf((await imported(content)).file)).filter(([direction]) => direction !== 'note')
const remarks = async (file: string) => (await framesOf(file)).filter(([direction]) => direction === 'note').map(([, , text]) => text)

const at = (ms: number): number => local(2026, 10, 22, 3, 51, 26, ms)

// As SSCOM saves: the bytes between its marks, its own line end after each packet, a box after what was sent.
const sscom = '[03:51:26.001]发→◇AT+CSQ\r\n□\r\n[03:51:26.004]收←◆AT+CSQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\n[03:51:26.500]收←◆\r\n+CREG: 1\r\n\r\n'
const sscomFrames = [
  ['out', at(1), 'AT+CSQ\r\n'],
  ['in', at(4), 'AT+CSQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\n'],
  ['in', at(500), '\r\n+CREG: 1\r\n'],
]
/** 发→◇, 收←◆ and □ in GBK (GB 18030-2022, double-byte part). */
const gbk: Readonly<Record<string, readonly number[]>> = { 发: [0xb7, 0xa2], 收: [0xca, 0xd5], '→': [0xa1, 0xfa], '←': [0xa1, 0xfb], '◇': [0xa1, 0xf3], '◆': [0xa1, 0xf4], '□': [0xa1, 0xf5], 温: [0xce, 0xc2], 度: [0xb6, 0xc8] }
const inGbk = (text: string): Uint8Array => Uint8Array.from(Array.from(text).flatMap((character) => gbk[character] ?? [character.charCodeAt(0)]))
const inUtf16 = (text: string): Uint8Array => Uint8Array.from([0xff, 0xfe, ...Array.from(text).flatMap((character) => [character.charCodeAt(0) & 0xff, character.charCodeAt(0) >> 8])])

describe('SSCOM', () => {
  it.each([
    ['UTF-8', utf8(sscom)],
    ['GBK', inGbk(sscom)],
    ['UTF-16', inUtf16(sscom)],
  ])('in %s: every byte between its marks, with time and direction', async (_, bytes) => {
    expect(await travelled(bytes)).toStrictEqual(sscomFrames)
  })

  it('pasted with bare line feeds and without boxes', async () => {
    const pasted = '[03:51:26.001]发→◇AT+CSQ\n\n[03:51:26.004]收←◆AT+CSQ\n\n+CSQ: 20,99\n\nOK\n\n[03:51:26.500]收←◆\n+CREG: 1\n\n'
    expect(await travelled(pasted)).toStrictEqual([sscomFrames[0], ['in', at(4), 'AT+CSQ\r\n\r\n+CSQ: 20,99\r\n\r\nOK\r\n'], sscomFrames[2]])
  })

  it('with GBK marks around a message in UTF-8, and a message in GBK', async () => {
    const marks = inGbk('[03:51:26.001]收←◆')
    expect(await travelled(Buffer.concat([marks, utf8('温度\r\n'), utf8('\r\n'), marks, inGbk('温度\r\n'), utf8('\r\n')]))).toStrictEqual([
      ['in', at(1), '温度\r\n'],
      ['in', at(1), '温度\r\n'],
    ])
  })

  it('is the same however the file is cut', () => {
    const whole = utf8(sscom)
    const entries = (cuts: readonly number[]) => {
      const [cutter, reader] = [new LineCutter(), new LogReader()]
      const pieces = [0, ...cuts].map((from, i) => whole.subarray(from, cuts[i] ?? whole.length))
      const lines = [...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.end()]
      return [...lines.flatMap((line) => reader.push(decodeLine(line))), ...reader.end()].map(({ direction, bytes }) => [direction, fromLatin1(bytes)])
    }
    const expected = sscomFrames.map(([direction, , text]) => [direction, text])
    for (let cut = 0; cut <= whole.length; cut++) expect(entries([cut])).toStrictEqual(expected)
    expect(entries(Array.from({ length: whole.length - 1 }, (_, i) => i + 1))).toStrictEqual(expected)
  })

  it('exported and imported again has the same rows', async () => {
    const first = await imported(sscom)
    const opened = await openRecording(first.file)
    if (!opened.ok) throw new Error()
    const target = join(folder, 'again.txt')
    await exportRecording({ file: first.file, ...opened.value }, { format: 'sscom' }, target)
    expect(readFileSync(target, 'utf8')).toBe(sscom)
    expect(await travelled(readFileSync(target))).toStrictEqual(sscomFrames)
  })
})

// The forms are those of shared/diagnosis/log-formats.test.ts, with their sources there.
describe('logs that keep lines', () => {
  const exchange = (sentAt: number, answeredAt: number) => [
    ['out', sentAt, 'AT+CPIN?\r\n'],
    ['in', answeredAt, '+CME ERROR: 10\r\n'],
  ]
  it.each([
    ['QCOM', '[2020-02-26_17:53:40:640]AT+CPIN?\r\n[2020-02-26_17:53:40:644]+CME ERROR: 10\r\n', local(2020, 1, 26, 17, 53, 40, 640), local(2020, 1, 26, 17, 53, 40, 644)],
    ['tio', '[14:22:01.010] Connected\n[14:22:03.120] AT+CPIN?\n[14:22:03.131] +CME ERROR: 10\n', local(2026, 10, 22, 14, 22, 3, 120), local(2026, 10, 22, 14, 22, 3, 131)],
    ['tio, ISO 8601', '[2021-09-14T14:22:03.120] AT+CPIN?\n[2021-09-14T14:22:03.131] +CME ERROR: 10\n', local(2021, 8, 14, 14, 22, 3, 120), local(2021, 8, 14, 14, 22, 3, 131)],
    ['plain', 'AT+CPIN?\n\n+CME ERROR: 10\n', writtenAt, writtenAt],
    ['exported here', '2026-11-22 03:11:07.010 → AT+CPIN?\n2026-11-22 03:11:07.020 ← +CME ERROR: 10\n', local(2026, 10, 22, 3, 11, 7, 10), local(2026, 10, 22, 3, 11, 7, 20)],
    ['Docklight', '02/09/2021 10:00:01.111 [TX] - AT+CPIN?\r\n02/09/2021 10:00:01.130 [RX] - +CME ERROR: 10\r\n', local(2026, 10, 22, 10, 0, 1, 111), local(2026, 10, 22, 10, 0, 1, 130)],
    ['hex dump', '41 54 2B 43 50 49 4E 3F 0D 0A 0D 0A 2B 43 4D 45\n20 45 52 52 4F 52 3A 20 31 30 0D 0A\n', writtenAt, writtenAt],
  ])('%s', async (_, log, sentAt, answeredAt) => {
    expect(await travelled(log)).toStrictEqual(exchange(sentAt, answeredAt))
  })

  it('llcom, without its copies in hex', async () => {
    const log = ['2021-09-17 17:08:10.123 +08:00 [INF] [START]Logs by LLCOM. https://github.com/chenxuuu/llcom', '2021-09-17 17:08:12.001 +08:00 [INF] <-AT+CPIN?', '', '2021-09-17 17:08:12.002 +08:00 [DBG] [HEX]41 54 ', '2021-09-17 17:08:12.020 +08:00 [INF] ->', '+CME ERROR: 10', '', '2021-09-17 17:08:12.021 +08:00 [DBG] [HEX]0D 0A 2B ', ''].join('\r\n')
    expect(await travelled(log)).toStrictEqual([
      ['out', local(2021, 8, 17, 17, 8, 12, 1), 'AT+CPIN?\r\n'],
      ['in', local(2021, 8, 17, 17, 8, 12, 20), '\r\n+CME ERROR: 10\r\n'],
    ])
  })

  it('tells an echo from the command, and data after a prompt from answers', async () => {
    const log = 'AT+QMTPUBEX=0,1,1,0,"up",5\nAT+QMTPUBEX=0,1,1,0,"up",5\n>\nhello\nOK\n'
    expect((await travelled(log)).map(([direction, , text]) => [direction, text])).toStrictEqual([
      ['out', 'AT+QMTPUBEX=0,1,1,0,"up",5\r\n'],
      ['in', 'AT+QMTPUBEX=0,1,1,0,"up",5\r\n'],
      ['in', '>'],
      ['out', 'hello\r\n'],
      ['in', 'OK\r\n'],
    ])
  })
})

describe('what a log does not tell', () => {
  it('is said in remarks: dates, times, directions', async () => {
    expect(await remarks((await imported(sscom)).file)).toStrictEqual(['Imported from customer.txt', 'The log has no dates: its file was last written on 2026-11-22, which is taken for its last line.'])
    expect(await remarks((await imported('AT\nOK\n')).file)).toStrictEqual(['Imported from customer.txt', 'The log has no times: only the order of its lines is known.', 'The log does not tell directions: commands are taken for sent, the rest for received.'])
  })

  it('begins the day before where it passes midnight', async () => {
    expect((await travelled('[23:59:59.900] AT\n[00:00:00.100] OK\n')).map(([, when]) => when)).toStrictEqual([local(2026, 10, 21, 23, 59, 59, 900), local(2026, 10, 22, 0, 0, 0, 100)])
  })
})

describe('what cannot be taken as it stands', () => {
  it('names the line, keeps its bytes, and says so in the recording', async () => {
    const log = Buffer.concat([utf8('[03:51:26.001] AT\r\n[03:51:26.002] '), Uint8Array.of(0x41, 0xff, 0xff, 0x42), utf8('\r\n[25:71:00.000] OK\r\n')])
    const { file, problems } = await imported(log)
    expect(problems).toStrictEqual([{ line: 2, kind: 'unreadable' }, { line: 3, kind: 'impossible-time' }])
    expect((await remarks(file)).slice(3)).toStrictEqual(['Line 2 of the log is neither UTF-8 nor GBK; its bytes stand here as they were.', 'Line 3 of the log has a time that cannot be; that of the line before it was taken.'])
    const opened = await openRecording(file)
    const frames = []
    if (opened.ok) for await (const frame of opened.value.frames()) if (frame.direction === 'in') frames.push([frame.at, fromLatin1(frame.bytes)])
    expect(frames).toStrictEqual([[at(2), 'A\u00ff\u00ffB\r\n'], [at(2), 'OK\r\n']])
  })

  it.each([
    ['an empty file', new Uint8Array(), 'customer.txt holds no line.'],
    ['a program', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0x0a, ...new Uint8Array(200)]), 'customer.txt is no text: line 2 holds zero bytes.'],
  ])('%s is refused and leaves nothing', async (_, bytes, words) => {
    await expect(imported(bytes)).rejects.toThrow(words)
    expect(readdirSync(join(folder, 'recordings'))).toStrictEqual([])
  })

  it('a line of 3 MB without an end keeps every byte', async () => {
    const frames = await travelled(`[03:51:26.001]收←◆${'x'.repeat(3_000_000)}\r\n`)
    expect(frames.map(([, , text]) => text).join('')).toBe('x'.repeat(3_000_000))
  })
})

it('masks passwords wherever they stand in the log', async () => {
  const log = '[03:51:26.001]收←◆hunter2-secret\r\n\r\n[03:51:26.002]发→◇AT+QMTCONN=0,"id","u","hunter2-secret"\r\n□\r\n'
  expect((await travelled(log)).map(([, , text]) => text)).toStrictEqual(['**************\r\n', 'AT+QMTCONN=0,"id","u","**************"\r\n'])
})

it('takes the log’s name, the next free one, and the time of its last line', async () => {
  const [first, second] = [await imported(sscom, '客户 模组.log'), await imported(sscom, '客户 模组.log')]
  expect([first.name, second.name]).toStrictEqual(['客户 模组.atrec', '客户 模组-2.atrec'])
  expect(Math.round(statSync(first.file).mtimeMs)).toBe(at(500))
})

it('copies what is a recording already', async () => {
  const first = await imported(sscom)
  const copied = await imported(readFileSync(first.file), 'sent by mail.atrec')
  expect(copied.name).toBe('sent by mail.atrec')
  expect(readFileSync(copied.file)).toStrictEqual(readFileSync(first.file))
})

it('reads a published session’s packets in their order', async () => {
  const log = readFileSync('test/transcripts/air780ep-aliyun-direct-mqtt.txt')
  const frames = await travelled(log)
  expect(frames.slice(2, 5).map(([direction, when, text]) => [direction, when, text])).toStrictEqual([
    ['out', local(2026, 10, 22, 3, 51, 43, 546), 'AT+SSLMIPSTART="k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com",1883\r\n'],
    ['in', local(2026, 10, 22, 3, 51, 43, 549), 'AT+SSLMIPSTART="k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com",1883\r\n\r\nOK\r\n'],
    ['in', local(2026, 10, 22, 3, 51, 45, 836), '\r\nCONNECT OK\r\n'],
  ])
  expect(frames.map(([, , text]) => text).join('')).not.toContain('0f655b12adf519b9a7a2b0a990f398b6')
})
