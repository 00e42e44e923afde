import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultLineSettings } from '../../../../shared/contract/serial.ts'
import type { RowFilter, RowPattern, RowSelection } from '../../../../shared/contract/recordings.ts'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { valueOf } from '../../../../test/support/value-of.ts'
import { SerialService } from '../../serial/index.ts'
import { SettingsService } from '../../settings/index.ts'
import type { Direction } from '../format.ts'
import { RecordingLibrary } from '../recording-library.ts'
import { RecordingService } from '../recording-service.ts'

let folder = ''
let recordings: RecordingService
let library: RecordingLibrary
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selection-'))
  recordings = new RecordingService(folder)
  library = new RecordingLibrary({ recordings, settings: new SettingsService(folder), sessions: new SerialService({ providers: [], recordings }) })
})
afterEach(async () => {
  await library.dispose()
  rmSync(folder, { recursive: true, force: true })
})

type Said = readonly [direction: Direction, text: string]

async function opened(said: readonly Said[]): Promise<string> {
  const recorder = recordings.start({ path: '/dev/ttyUSB0', kind: 'system', label: '' }, defaultLineSettings, 0)
  for (const [i, [direction, text]] of said.entries()) {
    recorder.append(direction, 1000 + i, utf8(text))
    if (i % 5000 === 4999) await recorder.flush()
  }
  await recorder.close()
  return valueOf(await library.open(basename(recorder.file))).id
}

const text = (value: string): RowPattern => ({ kind: 'text', value, ignoreCase: true })
const regex = (value: string): RowPattern => ({ kind: 'regex', value, ignoreCase: true })
const filter = (part: Partial<RowFilter>): RowFilter => ({ only: null, except: null, collapse: false, from: 0, ...part })

/** Looked through to its end. */
async function selected(id: string, part: Partial<RowFilter>): Promise<RowSelection> {
  const states = new Map<string, RowSelection>()
  let wanted = ''
  let tell = (): void => {}
  const stop = library.onDidSelect((state) => {
    states.set(state.selectionId, state)
    tell()
  })
  wanted = valueOf(await library.select(id, filter(part))).selectionId
  for (;;) {
    const state = states.get(wanted)
    if (state && (state.progress === 1 || state.failure)) {
      stop()
      return state
    }
    await new Promise<void>((resolve) => (tell = resolve))
  }
}

const rowsOf = async ({ selectionId, places }: RowSelection) =>
  valueOf(await library.selectedRows(selectionId, 0, places + 1)).map(({ row, bytes, repeats }) => [row, fromUtf8(bytes).trim(), repeats])

const bench: readonly Said[] = [
  ['out', 'AT+CSQ\r'],
  ['in', '\r\n+CSQ: 20,99\r\n'],
  ['in', '\r\nOK\r\n'],
  ['in', '\r\n+CSQ: 20,99\r\n'],
  ['in', '+CSQ: 20,99\r\n'],
  ['in', '\r\n+CSQ: 21,99\r\n'],
  ['out', '+CSQ: 21,99\r'],
  ['in', '\r\n+CSQ: 20,99\r\n'],
  ['in', '\r\n温度: 21\r\n'],
]

it('leaves only what matches, or all but it, whatever its case', async () => {
  const id = await opened(bench)
  expect(await rowsOf(await selected(id, { only: text('at+csq') }))).toStrictEqual([[0, 'AT+CSQ', 1]])
  expect(await rowsOf(await selected(id, { except: regex('^\\+csq: \\d+') }))).toStrictEqual([[0, 'AT+CSQ', 1], [2, 'OK', 1], [8, '温度: 21', 1]])
  expect(await rowsOf(await selected(id, { only: regex('csq: 2[01]'), except: text('20,') }))).toStrictEqual([[5, '+CSQ: 21,99', 1], [6, '+CSQ: 21,99', 1]])
  expect(await rowsOf(await selected(id, { only: text('温度') }))).toStrictEqual([[8, '温度: 21', 1]])
})

it('shows a run of one text and direction as one row with its count, whatever line ends it has', async () => {
  const id = await opened(bench)
  const runs = await selected(id, { only: text('csq:'), collapse: true })
  expect([runs.places, runs.rows]).toStrictEqual([4, 6])
  expect(await rowsOf(runs)).toStrictEqual([[1, '+CSQ: 20,99', 3], [5, '+CSQ: 21,99', 1], [6, '+CSQ: 21,99', 1], [7, '+CSQ: 20,99', 1]])
})

it('counts from a row on, and tells where a row stands', async () => {
  const id = await opened(bench)
  const later = await selected(id, { only: text('csq'), from: 4 })
  expect((await rowsOf(later)).map(([row]) => row)).toStrictEqual([4, 5, 6, 7])
  expect(await Promise.all([4, 6, 8].map(async (row) => valueOf(await library.placeOf(later.selectionId, row))))).toStrictEqual([0, 2, 3])
})

it('tells at which field a pattern is none, and gives up one that takes for ever', async () => {
  const id = await opened([['in', `${'a'.repeat(60)}!\r\n`]])
  const code = async (part: Partial<RowFilter>) => {
    const result = await library.select(id, filter(part))
    return result.ok ? 'ok' : result.failure.code
  }
  expect([await code({ only: regex('(') }), await code({ except: regex('a*') }), await code({ except: regex('[') })]).toStrictEqual(['recording.bad-only', 'recording.bad-except', 'recording.bad-except'])
  expect((await selected(id, { only: regex('^(a+)+$') })).failure?.code).toBe('recording.slow-expression')
})

it('says over a long recording the same as row by row, and gives any page of it', async () => {
  const said = Array.from({ length: 120_000 }, (_, i): Said => (i % 7 === 0 ? ['out', `AT+CMD=${i}\r`] : ['in', `\r\n+V: ${Math.floor(i / 50) % 9}\r\n`]))
  const id = await opened(said)
  const expected: { row: number; repeats: number }[] = []
  let last = ''
  for (const [row, [, words]] of said.entries()) {
    if (!/\+V: [0-5]/.test(words)) continue
    if (words === last) (expected.at(-1) as { repeats: number }).repeats++
    else expected.push({ row, repeats: 1 })
    last = words
  }
  const selection = await selected(id, { only: regex('\\+V: [0-5]'), collapse: true })
  expect([selection.places, selection.rows]).toStrictEqual([expected.length, expected.reduce((sum, { repeats }) => sum + repeats, 0)])
  for (const from of [0, 77, Math.floor(expected.length / 2), expected.length - 5]) {
    const rows = valueOf(await library.selectedRows(selection.selectionId, from, 40))
    expect(rows.map(({ row, repeats }) => ({ row, repeats }))).toStrictEqual(expected.slice(from, from + 40))
  }
})

it('drops the oldest of too many, and says so to whoever asks it', async () => {
  const id = await opened(bench)
  const first = await selected(id, { only: text('OK') })
  for (let i = 0; i < 6; i++) await selected(id, { only: text('CSQ') })
  const result = await library.selectedRows(first.selectionId, 0, 1)
  expect(result.ok ? 'ok' : result.failure.code).toBe('recording.no-selection')
})
