import { afterEach, beforeEach, expect, it } from 'vitest'
import { LineProbeService } from '../../electron/services/line-probe/index.ts'
import type { ProbeState } from '../../shared/contract/line-probe.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { fromLatin1, fromUtf8, latin1, utf8 } from '../../shared/text/bytes.ts'
import { eventually } from '../support/pty-pair.ts'
import { bytesOf, codeOf, disposeAll, disposers, infoOf, makeFolder, recorded, service } from '../support/serial-bench.ts'
import { ScriptedDevice } from '../support/scripted-binding.ts'
import { valueOf } from '../support/value-of.ts'

beforeEach(makeFolder)
afterEach(disposeAll)

/** A modem behind a serial line of one speed: at others both sides read noise. */
type Modem = { readonly rate: number; readonly lineEnd?: '\r' | '\r\n'; readonly answer?: string; readonly echoes?: boolean; readonly atOthers?: 'garbage' | 'nothing' }

/** Where nobody answers OK every try takes its whole time, and the device here is quick: what it says at a speed comes to at least one of three tries. */
const shortAnswerMs = 100

async function bench({ rate, lineEnd = '\r', answer = '\r\nOK\r\n', echoes = true, atOthers = 'garbage' }: Modem, answerMs?: number) {
  const device = new ScriptedDevice()
  let typed = ''
  device.onWritten = (bytes, baudRate) => {
    const say = (words: Uint8Array): void => void setImmediate(() => device.send(words))
    if (baudRate !== rate) {
      // What it made of that stays in its line until the next end.
      typed += '\u00f8'
      if (atOthers === 'garbage') say(latin1('\u00e0\u001c\u00fe\u0003'))
      return
    }
    const words = fromLatin1(bytes)
    typed += words
    if (!typed.endsWith(lineEnd)) return say(utf8(echoes ? words : ''))
    const isAt = typed.trim() === 'AT'
    typed = ''
    say(utf8(`${echoes ? words : ''}${isAt || answer === '' ? answer : '\r\nERROR\r\n'}`))
  }
  const serial = service({ openStream: device.openStream, list: async () => ({ ports: [] }), inspect: async () => ({ ok: true, value: null }) })
  const { id } = valueOf(await serial.open('/dev/scripted', defaultLineSettings))
  const probe = new LineProbeService({ sessions: serial, ...(answerMs !== undefined && { answerMs }) })
  disposers.push(() => probe.dispose())
  const told: ProbeState[] = []
  probe.onDidChange((state) => told.push(state))
  const ended = () => eventually('the end of the search', () => told.findLast(({ state }) => state !== 'running'), 30_000)
  return { device, serial, id, probe, told, ended }
}

const sentWords = (device: ScriptedDevice): string[] => [...new Set(device.written.map((bytes) => fromUtf8(bytes)))].toSorted()

it('finds the speed although the modem’s line still holds what the wrong one left in it, and says what came at each', async () => {
  const { device, serial, id, probe, ended } = await bench({ rate: 921_600 })
  valueOf(await probe.start(id))
  expect([codeOf(await serial.write(id, utf8('AT\r'))), codeOf(await probe.start(id))]).toStrictEqual(['port.in-use-by-probe', 'probe.busy'])
  const end = await ended()
  expect({ ...end, id: '', rates: end.rates.length }).toStrictEqual({
    sessionId: id,
    id: '',
    state: 'found',
    rates: 11,
    trying: null,
    tries: [
      { baudRate: 115_200, lineEnd: 'CR', heard: 'garbage', shown: '\\xE0\\x1C\\xFE\\x03' },
      { baudRate: 9600, lineEnd: 'CR', heard: 'garbage', shown: '\\xE0\\x1C\\xFE\\x03' },
      { baudRate: 921_600, lineEnd: 'CR', heard: 'text', shown: 'AT\\r\\r\\nERROR\\r\\n' },
      { baudRate: 921_600, lineEnd: 'CR', heard: 'ok', shown: 'AT\\r\\r\\nOK\\r\\n' },
    ],
    found: { baudRate: 921_600, lineEnd: 'CR' },
  })
  const info = await infoOf(serial, id)
  expect([info?.settings.baudRate, device.baudRate, info?.owner]).toStrictEqual([921_600, 921_600, 'person'])
  expect(sentWords(device)).toStrictEqual(['AT\r'])
  await serial.close(id)
  const frames = await recorded(info as NonNullable<typeof info>)
  expect(fromUtf8(bytesOf(frames, 'out'))).toBe('AT\r'.repeat(4))
  expect(frames.filter(({ direction }) => direction === 'note').map(({ bytes }) => fromUtf8(bytes)).slice(1)).toStrictEqual([
    'Searching for the speed of the line: AT at each, nothing else is sent.',
    'Settings 9600 8N1',
    'Settings 921600 8N1',
    'The modem answers at 921600, lines ended with CR.',
    'Closed',
  ])
})

it('finds that lines must end with CR LF', async () => {
  const { probe, id, ended } = await bench({ rate: 115_200, lineEnd: '\r\n' })
  valueOf(await probe.start(id))
  expect(await ended()).toMatchObject({ state: 'found', found: { baudRate: 115_200, lineEnd: 'CRLF' } })
})

it.each([
  ['nothing at all', { rate: 1, atOthers: 'nothing' }, 'probe.silent'],
  ['noise everywhere', { rate: 1, atOthers: 'garbage' }, 'probe.garbage'],
  ['sentences of a GNSS receiver', { rate: 9600, atOthers: 'nothing', echoes: false, answer: '$GNRMC,081836.00,A,,,,,,,,,,N*51\r\n' }, 'probe.no-ok'],
  ['an echo and no answer', { rate: 38_400, atOthers: 'nothing', answer: '' }, 'probe.echo-only'],
] as const)('%s: says so, and puts the line back as it was', async (_name, modem, code) => {
  const { device, serial, id, probe, ended } = await bench(modem, shortAnswerMs)
  valueOf(await probe.start(id))
  const end = await ended()
  expect([end.state, end.failure?.code, end.found]).toStrictEqual(['not-found', code, null])
  expect([(await infoOf(serial, id))?.settings, device.baudRate]).toStrictEqual([defaultLineSettings, 115_200])
  expect(sentWords(device).every((words) => words === 'AT\r' || words === 'AT\r\n')).toBe(true)
}, 40_000)

it('TX and RX joined: AT comes back at every speed, and that is told', async () => {
  const { device, probe, id, ended } = await bench({ rate: 1 }, shortAnswerMs)
  device.onWritten = (bytes) => void setImmediate(() => device.send(bytes))
  valueOf(await probe.start(id))
  expect((await ended()).failure?.code).toBe('probe.loop')
}, 40_000)

it('cancelled: the line is back at once', async () => {
  const { device, probe, id, told, ended } = await bench({ rate: 1 })
  valueOf(await probe.start(id))
  await eventually('the third speed', () => told.some(({ trying }) => trying === 921_600))
  valueOf(await probe.cancel(id))
  expect([(await ended()).state, device.baudRate]).toStrictEqual(['cancelled', 115_200])
})

it('unplugged during the search: told, and nothing hangs', async () => {
  const { device, probe, id, told, ended } = await bench({ rate: 1 })
  valueOf(await probe.start(id))
  await eventually('the second speed', () => told.some(({ trying }) => trying === 9600))
  device.refusal = 'Error: No such file or directory, cannot open /dev/scripted'
  device.unplug()
  expect((await ended()).failure?.code).toBe('probe.port-gone')
})
