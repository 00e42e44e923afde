import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SerialPort } from 'serialport'
import { afterAll, beforeAll, it } from 'vitest'
import { AtChannel } from '../../electron/services/at/index.ts'
import { RecordingService } from '../../electron/services/recording/index.ts'
import { createSystemProvider, SerialService } from '../../electron/services/serial/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { openPtyPair, type PtyPair } from '../support/pty-pair.ts'
import { figure, median, spread } from './report.ts'

const rounds = 7
const commands = 300

let pair: PtyPair
let folder: string
let responder: SerialPort

const opened = (port: SerialPort) => new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())))
const closed = (port: SerialPort) => new Promise<void>((resolve) => port.close(() => resolve()))

beforeAll(async () => {
  pair = await openPtyPair()
  folder = await mkdtemp(path.join(tmpdir(), 'perf-'))
  // The far end answers every carriage return at once; both ways of asking meet the same one.
  responder = new SerialPort({ path: pair.far, baudRate: 115200, autoOpen: false })
  responder.on('data', (bytes: Buffer) => {
    if (bytes.includes(0x0d)) responder.write('\r\n+CSQ: 26,99\r\n\r\nOK\r\n')
  })
  await opened(responder)
})

afterAll(async () => {
  await closed(responder)
  await pair.dispose()
  await rm(folder, { recursive: true, force: true })
})

async function bare(): Promise<number[]> {
  const port = new SerialPort({ path: pair.near, baudRate: 115200, autoOpen: false })
  await opened(port)
  const times: number[] = []
  for (let i = 0; i < commands; i++) {
    const start = performance.now()
    await new Promise<void>((resolve) => {
      let text = ''
      const take = (bytes: Buffer) => {
        text += bytes.toString('latin1')
        if (!text.endsWith('OK\r\n')) return
        port.off('data', take)
        resolve()
      }
      port.on('data', take)
      port.write('AT+CSQ\r')
    })
    times.push(performance.now() - start)
  }
  await closed(port)
  return times
}

async function throughChannel(): Promise<number[]> {
  const serial = new SerialService({ providers: [createSystemProvider()], recordings: new RecordingService(folder) })
  const session = await serial.open(pair.near, defaultLineSettings)
  if (!session.ok) throw new Error(session.failure.what.en)
  const link = serial.acquire(session.value.id)
  if (!link.ok) throw new Error(link.failure.what.en)
  const { write, onBytes, note, release } = link.value
  const channel = new AtChannel({ write, onBytes: (listener) => onBytes((bytes) => listener(bytes)), onLost: () => () => {}, note })
  const times: number[] = []
  for (let i = 0; i < commands; i++) {
    const start = performance.now()
    const reply = await channel.run({ line: 'AT+CSQ', timeoutMs: 1000 })
    times.push(performance.now() - start)
    if (reply.final !== 'OK') throw new Error(`no OK: ${JSON.stringify(reply)}`)
  }
  channel.dispose()
  release()
  await serial.dispose()
  return times
}

it('a command through the AT channel against bare serialport', async () => {
  await bare()
  await throughChannel()
  const plain: number[] = []
  const channel: number[] = []
  for (let i = 0; i < rounds; i++) {
    plain.push(median(await bare()))
    channel.push(median(await throughChannel()))
  }
  figure('round trip, bare serialport, ms, median of rounds (min to max)', spread(plain, 3))
  figure('round trip, session + recording + AT channel, ms', spread(channel, 3))
  figure('  more than bare, ms (limit 1)', (median(channel) - median(plain)).toFixed(3))
}, 120_000)
