import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SerialService } from '../../electron/services/serial/index.ts'
import { TransferService } from '../../electron/services/transfer/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { pieceBytes, type TransferState, type TransferWay } from '../../shared/contract/transfers.ts'
import { fromUtf8 } from '../../shared/text/bytes.ts'
import { eventually } from '../support/pty-pair.ts'
import { bytesOf, codeOf, disposeAll, disposers, farEnd, folder, infoOf, makeFolder, ptyPair, recorded, service, sha } from '../support/serial-bench.ts'
import { valueOf } from '../support/value-of.ts'

// The receivers are those of lrzsz, an implementation of XMODEM and YMODEM that shares nothing with this one.

beforeEach(makeFolder)
afterEach(disposeAll)

const programs = { rx: process.env['ATELIER_RX'] ?? 'rx', rb: process.env['ATELIER_RB'] ?? 'rb' } as const

async function open(serial: SerialService, path: string) {
  const { id } = valueOf(await serial.open(path, defaultLineSettings))
  const transfers = new TransferService({ sessions: serial })
  disposers.push(() => transfers.dispose())
  const told: TransferState[] = []
  transfers.onDidChange((state) => told.push(state))
  const upload = async (name: string, bytes: Uint8Array): Promise<string> => {
    const { uploadId } = valueOf(await transfers.begin(name, bytes.length))
    for (let at = 0; at < bytes.length; at += pieceBytes) valueOf(await transfers.put(uploadId, at, bytes.subarray(at, at + pieceBytes)))
    return uploadId
  }
  const send = async (way: TransferWay, ...files: readonly (readonly [string, Uint8Array])[]) => valueOf(await transfers.start(id, await Promise.all(files.map(([name, bytes]) => upload(name, bytes))), way))
  const ended = () => eventually('the end of the transfer', () => told.findLast(({ state }) => state === 'done' || state === 'failed' || state === 'cancelled'), 60_000)
  return { id, serial, transfers, told, send, ended }
}

async function bench() {
  const pair = await ptyPair()
  return { pair, ...(await open(service(), pair.near)) }
}

/**
 * The receiver behind the far end of the cable; `spoil` may change what goes to it. On the pseudo-terminal itself lrzsz would flush its own last
 * acknowledgement away: it drains the line first, and a pseudo-terminal does not wait for that.
 */
async function withReceiver(program: keyof typeof programs, args: readonly string[], spoil: (bytes: Buffer, from: number) => Buffer = (bytes) => bytes) {
  const it = await bench()
  const far = await farEnd(it.pair.far)
  const child = spawn(programs[program], [...args], { cwd: folder(), stdio: ['pipe', 'pipe', 'pipe'] })
  let passed = 0
  far.port.on('data', (bytes: Buffer) => {
    child.stdin.write(spoil(Buffer.from(bytes), passed))
    passed += bytes.length
  })
  child.stdin.on('error', () => {})
  child.stdout.on('data', (bytes: Buffer) => far.port.write(bytes))
  disposers.push(() => child.kill('SIGKILL'))
  return { ...it, far, exit: once(child, 'exit').then(([code]) => code as number | null) }
}

const received = (name: string): Buffer => readFileSync(join(folder(), name))
const x = (kind: 'xmodem' | 'xmodem-1k' | 'ymodem', startTimeoutMs = 20_000): TransferWay => ({ kind, startTimeoutMs })

it.each([
  ['xmodem', [], 5_000],
  ['xmodem', ['-c'], 5_000],
  ['xmodem-1k', ['-c'], 100_000],
] as const)('%s reaches rx %j whole, filled up to a full block, and is recorded as it went', async (kind, args, size) => {
  const { id, serial, send, ended, exit } = await withReceiver('rx', [...args, 'got.bin'])
  const file = randomBytes(size)
  await send(x(kind), ['firmware.bin', file])
  const end = await ended()
  expect({ ...end, elapsedMs: 0, id: '' }).toStrictEqual({
    sessionId: id,
    id: '',
    kind,
    files: [{ name: 'firmware.bin', size }],
    state: 'done',
    file: 0,
    sent: size,
    total: size,
    elapsedMs: 0,
    again: 0,
    answer: [],
    isSecret: false,
  })
  expect(await exit).toBe(0)
  const got = received('got.bin')
  expect([sha(got.subarray(0, size)), got.length % 128]).toStrictEqual([sha(file), 0])
  expect(got.subarray(size).every((byte) => byte === 0x1a)).toBe(true)
  const info = await infoOf(serial, id)
  expect(info?.owner).toBe('person')
  await serial.close(id)
  const frames = await recorded(info as NonNullable<typeof info>)
  // Every block is in the recording: the file's first bytes stand behind the first block's number.
  const out = Buffer.from(bytesOf(frames, 'out'))
  expect(out.includes(file.subarray(0, 128))).toBe(true)
  expect(frames.filter(({ direction }) => direction === 'note').map(({ bytes }) => fromUtf8(bytes)).slice(1)).toStrictEqual([`Sending firmware.bin, ${size} bytes, ${kind}.`, `Sent firmware.bin, ${size} bytes.`, 'Closed'])
}, 60_000)

it('a batch reaches rb under its names, each to the byte', async () => {
  const { send, ended, exit } = await withReceiver('rb', ['-b'])
  const files = [['ca.pem', randomBytes(1187)], ['固件 v2.bin', randomBytes(300_001)], ['one', randomBytes(1)]] as const
  await send(x('ymodem'), ...files)
  expect(await ended()).toMatchObject({ state: 'done', sent: 301_189, total: 301_189, file: 2 })
  expect(await exit).toBe(0)
  expect(files.map(([name]) => sha(received(name)))).toStrictEqual(files.map(([, bytes]) => sha(bytes)))
}, 60_000)

it('a byte flipped on the way is refused by rx and sent again: the file is whole', async () => {
  const flipped = 132 * 7 + 50
  const { send, ended, exit } = await withReceiver('rx', ['-c', 'got.bin'], (bytes, from) => {
    const at = flipped - from
    if (at >= 0 && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ 0x10
    return bytes
  })
  const file = randomBytes(128 * 20)
  await send(x('xmodem'), ['a.bin', file])
  expect(await ended()).toMatchObject({ state: 'done', again: 1, sent: file.length })
  expect(await exit).toBe(0)
  expect(sha(received('got.bin'))).toBe(sha(file))
}, 60_000)

it('cancelled in the middle: rx ends, and the port is the person’s again', async () => {
  const { id, serial, transfers, told, send, ended, exit } = await withReceiver('rx', ['-c', 'got.bin'])
  await send(x('xmodem'), ['a.bin', randomBytes(2_000_000)])
  await eventually('some blocks', () => told.some(({ sent }) => sent > 1000))
  expect(codeOf(await serial.write(id, Uint8Array.of(0x41)))).toBe('port.in-use-by-transfer')
  valueOf(await transfers.cancel(id))
  const from = Date.now()
  expect(await ended()).toMatchObject({ state: 'cancelled' })
  expect(await exit).not.toBe(0)
  // At once, not after asking ten times for the next block.
  expect(Date.now() - from).toBeLessThan(10_000)
  expect([(await infoOf(serial, id))?.owner, codeOf(await serial.write(id, Uint8Array.of(0x41)))]).toStrictEqual(['person', 'ok'])
}, 60_000)

it('the device’s CAN CAN in the middle is told with the block, and what to look at', async () => {
  const { told, send, ended, far } = await withReceiver('rx', ['-c', 'got.bin'])
  await send(x('xmodem'), ['a.bin', randomBytes(2_000_000)])
  await eventually('some blocks', () => told.some(({ sent }) => sent > 1000))
  far.port.write(Buffer.of(0x18, 0x18))
  const { state, failure } = await ended()
  expect([state, failure?.code, failure?.stage]).toStrictEqual(['failed', 'transfer.cancelled-by-device', 'modem'])
  expect(failure?.what.en).toMatch(/^The device cancelled the XMODEM transfer \(CAN CAN\) at block \d+\.$/)
}, 60_000)

it('nobody asks for the first block: told after the time limit, with what to do', async () => {
  const { send, ended } = await bench()
  await send(x('ymodem', 1000), ['a.bin', randomBytes(10)])
  expect(await ended()).toMatchObject({
    state: 'failed',
    failure: { code: 'transfer.receiver-silent', stage: 'modem', what: { en: 'The device never asked for the first block of YMODEM within 1 s (no C and no NAK).' }, next: { en: 'Start the reception on the device first (its command for it, or its boot loader’s menu), then send.' } },
  })
}, 30_000)

it.each([
  ['xmodem', x('xmodem')],
  ['raw', { kind: 'raw', pace: { blockBytes: 64, pauseMs: 20 } }],
] as const)('the cable is pulled in the middle of %s: told at once, nothing hangs', async (_name, way) => {
  const { pair, told, send, ended } = await withReceiver('rx', ['-c', 'got.bin'])
  await send(way, ['a.bin', randomBytes(2_000_000)])
  await eventually('some bytes', () => told.some(({ sent }) => sent > 200))
  await pair.unplug()
  expect(await ended()).toMatchObject({ state: 'failed', failure: { code: 'transfer.port-gone' } })
}, 60_000)

it('raw bytes arrive as they are, with the pause that was asked for between blocks', async () => {
  const { pair, send, ended } = await bench()
  const far = await farEnd(pair.far)
  const file = randomBytes(1000)
  await send({ kind: 'raw', pace: { blockBytes: 200, pauseMs: 50 } }, ['a.bin', file])
  const end = await ended()
  expect([end.state, end.sent]).toStrictEqual(['done', 1000])
  // Four pauses between five blocks.
  expect(end.elapsedMs).toBeGreaterThanOrEqual(200)
  await eventually('all bytes', () => far.received().length === 1000)
  expect(sha(far.received())).toBe(sha(file))
}, 30_000)

it('a large file without a pace arrives whole', async () => {
  const { pair, send, ended } = await bench()
  const far = await farEnd(pair.far)
  const file = randomBytes(1_500_000)
  await send({ kind: 'raw', pace: null }, ['a.bin', file])
  expect(await ended()).toMatchObject({ state: 'done', sent: file.length })
  await eventually('all bytes', () => far.received().length === file.length)
  expect(sha(far.received())).toBe(sha(file))
}, 60_000)
