import { constants } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RecordingLibrary, RecordingService } from '../../electron/services/recording/index.ts'
import { createSystemProvider, SerialService } from '../../electron/services/serial/index.ts'
import { SettingsService } from '../../electron/services/settings/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { OpenedRecording, RowSelection } from '../../shared/contract/recordings.ts'
import { fromUtf8, utf8 } from '../../shared/text/bytes.ts'
import { eventually } from '../support/pty-pair.ts'
import { disposeAll, disposers, farEnd, folder, makeFolder, ptyPair } from '../support/serial-bench.ts'
import { valueOf } from '../support/value-of.ts'

beforeEach(() => makeFolder())
afterEach(() => disposeAll())

function bench(data = folder()) {
  const recordings = new RecordingService(data)
  const serial = new SerialService({ providers: [createSystemProvider()], recordings })
  const library = new RecordingLibrary({ recordings, settings: new SettingsService(data), sessions: serial })
  disposers.push(() => library.dispose(), () => serial.dispose())
  const told: OpenedRecording[] = []
  library.onDidIndex((recording) => told.push(recording))
  return { serial, library, told }
}

const wordsOf = async (library: RecordingLibrary, id: string, from: number, count: number) => valueOf(await library.rows(id, from, count)).map(({ bytes }) => fromUtf8(bytes))

it('every line of a fast stream is in the log, from the first to the last, while a filter follows it', async () => {
  const { serial, library, told } = bench()
  const pair = await ptyPair()
  const session = valueOf(await serial.open(pair.near, defaultLineSettings))
  const log = valueOf(await library.follow(session.id))
  expect([log.sessionId, log.rows, log.entry.isLive]).toStrictEqual([session.id, 1, true])
  let selected: RowSelection | undefined
  library.onDidSelect((state) => (selected = state))
  const only = { kind: 'regex', value: ',\\d*77"', ignoreCase: false } as const
  const selection = valueOf(await library.select(log.id, { only, except: null, collapse: false, from: 0 }))

  const lines = 200_000
  const far = await open(pair.far, constants.O_RDWR | constants.O_NOCTTY)
  for (let i = 0; i < lines; i += 2000) await far.appendFile(Array.from({ length: 2000 }, (_, k) => `\r\n+QMTRECV: 0,0,"bench,${i + k}"\r\n`).join(''))
  await eventually('all lines', () => told.at(-1)?.rows === lines + 1 && told.at(-1), 60_000)
  await far.close()

  expect((await wordsOf(library, log.id, 0, 2)).map((line) => line.trim())).toStrictEqual([expect.stringContaining('Opened'), '+QMTRECV: 0,0,"bench,0"'])
  for (const at of [1, 77_777, 123_456, lines]) expect(await wordsOf(library, log.id, at, 1)).toStrictEqual([`\r\n+QMTRECV: 0,0,"bench,${at - 1}"\r\n`])
  await eventually('the filter', () => selected?.rows === lines / 100)
  const last = valueOf(await library.selectedRows(selection.selectionId, lines / 100 - 1, 5))
  expect(last.map(({ row, bytes }) => [row, fromUtf8(bytes).trim()])).toStrictEqual([[lines - 22, '+QMTRECV: 0,0,"bench,199977"']])
  // Nobody reads a flood: two pictures a second are enough.
  const [first, newest] = [told[0]?.entry.endedAt ?? 0, told.at(-1)?.entry.endedAt ?? 0]
  expect(told.length).toBeLessThan(6 + (newest - first) / 500)
})

it('an answer is told within a tenth of a second, its last line also while it grows', async () => {
  const { serial, library, told } = bench()
  const pair = await ptyPair()
  const far = await farEnd(pair.far)
  const session = valueOf(await serial.open(pair.near, defaultLineSettings))
  const log = valueOf(await library.follow(session.id))
  await serial.write(session.id, utf8('AT+CSQ\r'))
  await eventually('the command', () => told.at(-1)?.rows === 2)
  const delays: number[] = []
  for (let i = 0; i < 9; i++) {
    const rows = 3 + i
    const start = performance.now()
    far.port.write(Buffer.from(`\r\n+CSQ: ${i},99\r\n`))
    await eventually('the answer', () => (told.at(-1)?.rows ?? 0) >= rows)
    delays.push(performance.now() - start)
  }
  expect(delays.toSorted((a, b) => a - b)[4]).toBeLessThan(100)
  far.port.write(Buffer.from('\r\nO'))
  await eventually('half a line', () => told.at(-1)?.rows === 12)
  const before = told.length
  far.port.write(Buffer.from('K\r\n'))
  await eventually('the rest', () => told.length > before)
  const [last] = valueOf(await library.rows(log.id, 11, 1))
  expect([fromUtf8(last?.bytes ?? new Uint8Array()), last?.context?.isRunning, last?.context?.lines[0]]).toStrictEqual(['\r\nOK\r\n', true, { direction: 'out', text: 'AT+CSQ\r' }])
})

it('two pages see one log, and a session that has ended can be read to its end', async () => {
  const { serial, library, told } = bench()
  const pair = await ptyPair()
  const session = valueOf(await serial.open(pair.near, defaultLineSettings))
  const [one, other] = await Promise.all([library.follow(session.id), library.follow(session.id)])
  expect(valueOf(one).id).toBe(valueOf(other).id)
  // Not a page's to close.
  valueOf(await library.close(valueOf(one).id))
  await serial.close(session.id)
  const end = await eventually('the end', () => told.find(({ entry }) => !entry.isLive))
  expect((await wordsOf(library, end.id, 0, 9)).at(-1)).toBe('Closed')
  expect(valueOf(await library.follow(session.id)).rows).toBe(end.rows)
})

it('a session that cannot be recorded shows what memory holds, and says so', async () => {
  // No folder can be made below a file.
  const file = join(folder(), 'file')
  await writeFile(file, '')
  const { serial, library, told } = bench(file)
  const pair = await ptyPair()
  const far = await farEnd(pair.far)
  const session = valueOf(await serial.open(pair.near, defaultLineSettings))
  const log = valueOf(await library.follow(session.id))
  expect(log.problem?.code).toBe('recording.not-on-disk')
  far.port.write(Buffer.from('RDY\r\n'))
  await eventually('the line', async () => (await wordsOf(library, log.id, 0, 9)).includes('RDY\r\n'))
  expect([told.at(-1)?.id, told.at(-1)?.first]).toStrictEqual([log.id, 0])
  // It can be filtered like any other.
  const selection = valueOf(await library.select(log.id, { only: { kind: 'text', value: 'rdy', ignoreCase: true }, except: null, collapse: false, from: 0 }))
  await eventually('the filter', async () => valueOf(await library.selectedRows(selection.selectionId, 0, 9)).length === 1)
})
