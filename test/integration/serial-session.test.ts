import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SerialPort } from 'serialport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRecording, RecordingService, type Frame } from '../../electron/services/recording/index.ts'
import { createSystemProvider, createTcpProvider, SerialService, type SystemProviderOptions } from '../../electron/services/serial/index.ts'
import { ok, type Result } from '../../shared/contract/failure.ts'
import { defaultLineSettings, type Chunk, type LineSettings, type SessionInfo } from '../../shared/contract/serial.ts'
import { concat, fromLatin1, fromUtf8, latin1, utf8 } from '../../shared/text/bytes.ts'
import { eventually, openPtyPair, type PtyPair } from '../support/pty-pair.ts'
import { ScriptedDevice } from '../support/scripted-binding.ts'

let folder = ''
let disposers: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'serial-session-'))
  disposers = [() => rmSync(folder, { recursive: true, force: true })]
})
afterEach(async () => {
  for (const dispose of disposers.toReversed()) await dispose()
})

function service(options?: SystemProviderOptions): SerialService {
  const created = new SerialService({ providers: [createTcpProvider(), createSystemProvider(options)], recordings: new RecordingService(folder) })
  disposers.push(() => created.dispose())
  return created
}

async function ptyPair(): Promise<PtyPair> {
  const pair = await openPtyPair()
  disposers.push(() => pair.dispose())
  return pair
}

/** The far end of a cable, with bare serialport. */
async function farEnd(path: string): Promise<{ port: SerialPort; received: () => Buffer }> {
  const port = new SerialPort({ path, baudRate: 115200, autoOpen: false })
  const parts: Buffer[] = []
  port.on('data', (bytes: Buffer) => parts.push(bytes))
  // Its cable is pulled in the middle of writes.
  port.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(error) : resolve()))
  })
  disposers.push(() => (port.isOpen ? new Promise((resolve) => port.close(resolve)) : undefined))
  return { port, received: () => Buffer.concat(parts) }
}

const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.what.en} (${result.failure.evidence})`)
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)

async function recorded(info: SessionInfo): Promise<Frame[]> {
  const frames: Frame[] = []
  for await (const frame of unwrap(await openRecording(info.recording.file)).frames()) frames.push(frame)
  return frames
}
const bytesOf = (frames: readonly { direction: string; bytes: Uint8Array }[], direction: string): Uint8Array =>
  concat(frames.filter((frame) => frame.direction === direction).map((frame) => frame.bytes))
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const infoOf = async (serial: SerialService, id: string): Promise<SessionInfo | undefined> => (await serial.sessions()).find((info) => info.id === id)
const inState = (serial: SerialService, id: string, state: SessionInfo['state']): Promise<SessionInfo> =>
  eventually(`session ${state}`, async () => {
    const info = await infoOf(serial, id)
    return info?.state === state && info
  })

/** Pieces of 1 to 3000 bytes. */
function pieces(bytes: Buffer): Buffer[] {
  const out: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const next = at + 1 + (bytes.readUInt16LE(at % (bytes.length - 2)) % 3000)
    out.push(bytes.subarray(at, next))
    at = next
  }
  return out
}

describe('a session on a pseudo-terminal', () => {
  it('carries bytes both ways; events, snapshot and recording hold the very same bytes', async () => {
    const pair = await ptyPair()
    const far = await farEnd(pair.far)
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, defaultLineSettings))
    const events: Chunk[] = []
    serial.onDidReceive((_, chunks) => events.push(...chunks))

    const inbound = randomBytes(64 * 1024)
    const outbound = randomBytes(40_000)
    const writes = pieces(outbound).map((piece) => serial.write(id, piece))
    for (const piece of pieces(inbound)) far.port.write(piece)
    expect((await Promise.all(writes)).map(codeOf).filter((code) => code !== 'ok')).toEqual([])
    const info = await eventually('all bytes', async () => {
      const now = await infoOf(serial, id)
      return now?.bytesIn === inbound.length && far.received().length === outbound.length && now
    })
    expect(sha(far.received())).toBe(sha(outbound))
    expect({ in: info.bytesIn, out: info.bytesOut }).toEqual({ in: inbound.length, out: outbound.length })

    const snapshot = unwrap(await serial.snapshot(id, 0))
    expect(snapshot.chunks.map((chunk) => chunk.seq)).toEqual(Array.from({ length: snapshot.nextSeq }, (_, i) => i))
    expect(snapshot.truncated).toBe(false)
    await serial.close(id)
    expect(events.map((chunk) => chunk.seq)).toEqual(Array.from({ length: events.length }, (_, i) => i))
    const frames = await recorded(info)
    for (const seen of [snapshot.chunks, events, frames]) {
      expect([sha(bytesOf(seen, 'in')), sha(bytesOf(seen, 'out'))]).toEqual([sha(inbound), sha(outbound)])
    }
    expect(frames.map((frame) => frame.at)).toEqual(frames.map((frame) => frame.at).toSorted((a, b) => a - b))
  })

  it('answers a second opening of the same path with the same session', async () => {
    const pair = await ptyPair()
    const serial = service()
    const [first, second] = await Promise.all([serial.open(pair.near, defaultLineSettings), serial.open(pair.near, defaultLineSettings)])
    expect(unwrap(second).id).toBe(unwrap(first).id)
    expect(unwrap(await serial.open(pair.near, defaultLineSettings)).id).toBe(unwrap(first).id)
    expect(await serial.sessions()).toHaveLength(1)
  })

  it('goes to waiting when unplugged, comes back by itself, and the recording has both parts', async () => {
    const pair = await ptyPair()
    const first = await farEnd(pair.far)
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, defaultLineSettings))
    first.port.write('before')
    await eventually('bytes', async () => (await infoOf(serial, id))?.bytesIn === 6)

    await pair.unplug()
    const waiting = await inState(serial, id, 'waiting')
    expect(waiting.failure?.code).toBe('port.vanished')
    expect(codeOf(await serial.write(id, utf8('AT\r')))).toBe('port.waiting')

    await pair.plug()
    const back = await inState(serial, id, 'open')
    expect(back.failure).toBeUndefined()
    const second = await farEnd(pair.far)
    second.port.write('after')
    expect(codeOf(await serial.write(id, utf8('AT\r')))).toBe('ok')
    await eventually('bytes both ways', async () => (await infoOf(serial, id))?.bytesIn === 11 && second.received().toString() === 'AT\r')
    await serial.close(id)

    const frames = await recorded(back)
    expect(fromLatin1(bytesOf(frames, 'in'))).toBe('beforeafter')
    expect(fromLatin1(bytesOf(frames, 'out'))).toBe('AT\r')
    expect(frames.filter((frame) => frame.direction === 'note').map((frame) => fromUtf8(frame.bytes).replaceAll(pair.near, 'PORT'))).toEqual([
      'Opened PORT, 115200 8N1',
      'PORT is gone: unplugged, switched off or restarting. Waiting for it.',
      'Back again: PORT, 115200 8N1',
      'Closed',
    ])
  })

  it('notices unplugging in the middle of traffic, every time', async () => {
    const pair = await ptyPair()
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, defaultLineSettings))
    for (let round = 0; round < 4; round++) {
      const far = await farEnd(pair.far)
      const flood = setInterval(() => far.port.isOpen && far.port.write(randomBytes(3000)), 1)
      const before = (await infoOf(serial, id))?.bytesIn ?? 0
      await eventually('traffic', async () => ((await infoOf(serial, id))?.bytesIn ?? 0) > before + 50_000)
      await pair.unplug()
      clearInterval(flood)
      await inState(serial, id, 'waiting')
      await pair.plug()
      await inState(serial, id, 'open')
    }
  })

  it('stops waiting when a person closes it', async () => {
    const pair = await ptyPair()
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, defaultLineSettings))
    await pair.unplug()
    await inState(serial, id, 'waiting')
    const told: SessionInfo['state'][] = []
    serial.onDidChangeSession((info) => told.push(info.state))
    await serial.close(id)
    expect(told).toEqual(['closed'])
    expect(await serial.sessions()).toEqual([])
    expect(codeOf(await serial.write(id, utf8('x')))).toBe('port.closed')
  })

  it('shows why a device that is back does not open, and opens when it can', async () => {
    const pair = await ptyPair()
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, defaultLineSettings))
    await pair.unplug()
    await inState(serial, id, 'waiting')
    await pair.plug()
    const rival = await farEnd(pair.near)
    const info = await eventually('the reason', async () => {
      const now = await infoOf(serial, id)
      return now?.failure?.code === 'port.busy' && now
    })
    expect(info.state).toBe('waiting')
    await new Promise((resolve) => rival.port.close(resolve))
    await inState(serial, id, 'open')
  })

  it('masks what the wizard marks secret everywhere but on the wire, its echo too', async () => {
    const pair = await ptyPair()
    const far = await farEnd(pair.far)
    // A modem with echo on, in pieces of 3 bytes.
    far.port.on('data', (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += 3) far.port.write(bytes.subarray(at, at + 3))
    })
    const serial = service()
    const info = unwrap(await serial.open(pair.near, defaultLineSettings))
    const events: Chunk[] = []
    serial.onDidReceive((_, chunks) => events.push(...chunks))
    const link = unwrap(serial.acquire(info.id))
    const real: Uint8Array[] = []
    link.onBytes((bytes) => real.push(new Uint8Array(bytes)))
    const line = 'AT+QMTCONN=0,"bench","ann","s3cret-pass"\r'
    const start = line.indexOf('s3cret')
    unwrap(await link.write(latin1(line), [{ start, end: start + 11 }]))
    await eventually('the echo', () => concat(real).length === line.length)
    link.release()
    unwrap(await serial.write(info.id, latin1('AT+CPIN="1234"\r')))
    await eventually('the second echo', async () => (await infoOf(serial, info.id))?.bytesIn === line.length + 15)
    const snapshot = unwrap(await serial.snapshot(info.id, 0))
    await serial.close(info.id)

    expect(far.received().toString()).toBe(`${line}AT+CPIN="1234"\r`)
    expect(fromLatin1(concat(real))).toBe(line)
    const shown = `${line.replace('s3cret-pass', '***********')}AT+CPIN="****"\r`
    const frames = await recorded(info)
    for (const seen of [events, frames]) {
      expect([fromLatin1(bytesOf(seen, 'out')), fromLatin1(bytesOf(seen, 'in'))]).toEqual([shown, shown])
    }
    expect(JSON.stringify(snapshot.chunks.map((chunk) => fromLatin1(chunk.bytes)))).not.toMatch(/s3cret|1234/)
  })

  it('belongs to one owner at a time', async () => {
    const pair = await ptyPair()
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, defaultLineSettings))
    const link = unwrap(serial.acquire(id))
    expect((await infoOf(serial, id))?.owner).toBe('wizard')
    expect([codeOf(serial.acquire(id)), codeOf(await serial.write(id, utf8('AT\r')))]).toEqual(['port.in-use-by-wizard', 'port.in-use-by-wizard'])
    link.release()
    expect((await infoOf(serial, id))?.owner).toBe('person')
    expect([codeOf(await serial.write(id, utf8('AT\r'))), codeOf(await link.write(utf8('AT\r')))]).toEqual(['ok', 'port.not-owner'])
    expect(codeOf(serial.acquire(id))).toBe('ok')
  })

  it('takes any baud rate and changes all settings while open', async () => {
    const pair = await ptyPair()
    const far = await farEnd(pair.far)
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, { ...defaultLineSettings, baudRate: 123_457 }))
    const seven: LineSettings = { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 2, flowControl: 'software' }
    expect(unwrap(await serial.configure(id, { ...defaultLineSettings, baudRate: 921_600 })).settings.baudRate).toBe(921_600)
    expect(unwrap(await serial.configure(id, seven)).settings).toEqual(seven)
    far.port.write('still here')
    await eventually('bytes', async () => (await infoOf(serial, id))?.bytesIn === 10)
  })

  it('keeps the old settings when the driver refuses the new ones', async () => {
    const pair = await ptyPair()
    const far = await farEnd(pair.far)
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, defaultLineSettings))
    expect(codeOf(await serial.configure(id, { ...defaultLineSettings, parity: 'mark' }))).toBe('port.bad-settings')
    far.port.write('still here')
    const info = await eventually('bytes', async () => {
      const now = await infoOf(serial, id)
      return now?.bytesIn === 10 && now
    })
    expect([info.state, info.settings]).toEqual(['open', defaultLineSettings])
  })

  it('has no control lines, and says so', async () => {
    const pair = await ptyPair()
    const serial = service()
    const { id } = unwrap(await serial.open(pair.near, defaultLineSettings))
    expect(codeOf(await serial.setSignals(id, { dtr: false }))).toBe('port.no-signals')
    expect((await infoOf(serial, id))?.signals).toEqual({ cts: null, dsr: null, dcd: null, ri: null, dtr: null, rts: null })
  })
})

describe('a port that does not open', () => {
  it('is busy: the program that holds it is named', async () => {
    const pair = await ptyPair()
    unwrap(await service().open(pair.near, defaultLineSettings))
    const result = await service().open(pair.near, defaultLineSettings)
    expect(result).toMatchObject({ ok: false, failure: { code: 'port.busy', stage: 'port' } })
    expect(!result.ok && result.failure.what.en).toBe(`This program itself (pid ${process.pid}) has ${pair.near} open already.`)
  })

  it('is held by another program', async () => {
    const pair = await ptyPair()
    const { spawn } = await import('node:child_process')
    const holder = spawn('flock', ['-x', '-F', pair.near, 'sleep', '60'])
    disposers.push(async () => {
      holder.kill()
      await once(holder, 'exit')
    })
    const refused = await eventually('the lock', async () => {
      const rival = service()
      const result = await rival.open(pair.near, defaultLineSettings)
      await rival.dispose()
      return !result.ok && result.failure
    })
    // One process: flock becomes sleep, at its own pace.
    expect([refused.code, refused.what.en.replace(/: (flock|sleep) /, ': HOLDER ')]).toEqual(['port.busy', `Another program has ${pair.near} open: HOLDER (pid ${holder.pid}).`])
  })

  it('is no serial device, or not there at all', async () => {
    const serial = service()
    const file = join(folder, 'file.txt')
    writeFileSync(file, 'untouched')
    const paths = [file, folder, '/dev/null', join(folder, 'missing'), 'COM77']
    expect(await Promise.all(paths.map(async (path) => codeOf(await serial.open(path, defaultLineSettings))))).toEqual([
      'port.not-serial',
      'port.not-serial',
      'port.not-serial',
      'port.not-found',
      'port.not-found',
    ])
    expect(await serial.sessions()).toEqual([])
  })

  it('does not take the settings', async () => {
    const pair = await ptyPair()
    const serial = service()
    const codes = [
      codeOf(await serial.open(pair.near, { ...defaultLineSettings, parity: 'space' })),
      codeOf(await serial.open(pair.near, { ...defaultLineSettings, stopBits: 1.5 })),
    ]
    expect(codes).toEqual(['port.bad-settings', 'port.bad-settings'])
    expect(codeOf(await serial.open(pair.near, defaultLineSettings))).toBe('ok')
  })

  it('is listed without udevadm', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = folder
    disposers.push(() => void (process.env['PATH'] = path))
    expect((await service().listPorts()).problem).toBeUndefined()
  })
})

describe('a TCP port', () => {
  async function server(port = 0): Promise<{ server: Server; port: number; sockets: Socket[] }> {
    const sockets: Socket[] = []
    const created = createServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => {})
    })
    created.listen(port, '127.0.0.1')
    await once(created, 'listening')
    const stop = (): void => {
      for (const socket of sockets) socket.destroy()
      created.close()
    }
    disposers.push(stop)
    const address = created.address()
    return { server: created, port: typeof address === 'object' && address ? address.port : 0, sockets }
  }

  it('carries raw bytes, survives the server’s restart, and records it', async () => {
    const first = await server()
    const serial = service()
    const info = unwrap(await serial.open(`tcp://127.0.0.1:${first.port}`, defaultLineSettings))
    const peer = await eventually('a client', () => first.sockets[0])
    peer.write(Buffer.from([0xff, 0xfd, 0x00, 0x41]))
    await eventually('bytes', async () => (await infoOf(serial, info.id))?.bytesIn === 4)
    unwrap(await serial.write(info.id, utf8('AT\r')))
    expect((await once(peer, 'data'))[0]).toEqual(Buffer.from('AT\r'))

    first.server.close()
    peer.destroy()
    expect((await inState(serial, info.id, 'waiting')).failure?.code).toBe('port.vanished')
    const second = await server(first.port)
    await inState(serial, info.id, 'open')
    const again = await eventually('the client', () => second.sockets[0])
    again.end('bye')
    await inState(serial, info.id, 'waiting')
    await serial.close(info.id)
    expect(bytesOf(await recorded(info), 'in')).toEqual(concat([Uint8Array.of(0xff, 0xfd, 0x00, 0x41), utf8('bye')]))
  })

  it('says what is wrong with the address', async () => {
    const gone = await server()
    await new Promise((resolve) => gone.server.close(resolve))
    const serial = service()
    const paths = [`tcp://127.0.0.1:${gone.port}`, 'tcp://no-such-host.invalid:23', 'tcp://127.0.0.1', 'tcp://127.0.0.1:0']
    expect(await Promise.all(paths.map(async (path) => codeOf(await serial.open(path, defaultLineSettings))))).toEqual([
      'port.tcp-refused',
      'port.tcp-host-not-found',
      'port.bad-address',
      'port.bad-address',
    ])
  })
})

describe('control lines', () => {
  const scripted = (device: ScriptedDevice): SerialService =>
    service({ openStream: device.openStream, list: async () => ({ ports: [] }), inspect: async () => ok(null) })

  it('are shown, set one by one and pulsed', async () => {
    const device = new ScriptedDevice()
    device.inputs = { cts: true, dsr: false, dcd: true, ri: false }
    const serial = scripted(device)
    const { id } = unwrap(await serial.open('/dev/ttyFAKE0', defaultLineSettings))
    const signals = async (): Promise<SessionInfo['signals'] | undefined> => (await infoOf(serial, id))?.signals
    expect(await eventually('the lines', async () => (await signals())?.dtr !== null && signals())).toEqual({
      cts: true,
      dsr: false,
      dcd: true,
      ri: false,
      dtr: true,
      rts: true,
    })
    device.inputs = { cts: false, dsr: true, dcd: false, ri: true }
    await eventually('the change', async () => (await signals())?.ri === true)
    expect(await signals()).toEqual({ cts: false, dsr: true, dcd: false, ri: true, dtr: true, rts: true })

    expect(unwrap(await serial.setSignals(id, { rts: false })).signals).toMatchObject({ dtr: true, rts: false })
    const start = performance.now()
    expect(unwrap(await serial.pulse(id, 'dtr', 50)).signals).toMatchObject({ dtr: true, rts: false })
    expect(performance.now() - start).toBeGreaterThanOrEqual(45)
    expect(device.outputs).toEqual([
      { dtr: true, rts: false },
      { dtr: false, rts: false },
      { dtr: true, rts: false },
    ])
  })

  it('are put back as they were set when the device returns', async () => {
    const device = new ScriptedDevice()
    const serial = scripted(device)
    const { id } = unwrap(await serial.open('/dev/ttyFAKE0', defaultLineSettings))
    unwrap(await serial.setSignals(id, { dtr: false }))
    device.unplug()
    await inState(serial, id, 'waiting')
    await inState(serial, id, 'open')
    await eventually('the line', () => device.outputs.length === 2)
    expect(device.outputs).toEqual([
      { dtr: false, rts: true },
      { dtr: false, rts: true },
    ])
  })

  it('that never say when a watched write is out cost one wait, not one for every piece', async () => {
    const device = new ScriptedDevice()
    device.drains = false
    const serial = scripted(device)
    const { id } = unwrap(await serial.open('/dev/ttyFAKE0', defaultLineSettings))
    const link = unwrap(serial.acquire(id))
    const counts: number[] = []
    expect(codeOf(await link.write(new Uint8Array(1500), [], (count) => counts.push(count)))).toBe('ok')
    expect([counts, device.written.map(({ length }) => length)]).toEqual([[256, 512, 768, 1024, 1280, 1500], [256, 256, 256, 256, 256, 220]])
  }, 10_000)

  it('that hold back a write give a failure in words, and the session lives', async () => {
    const device = new ScriptedDevice()
    device.drains = false
    const serial = scripted(device)
    const { id } = unwrap(await serial.open('/dev/ttyFAKE0', { ...defaultLineSettings, flowControl: 'hardware' }))
    const stuck = await serial.write(id, utf8('AT\r'))
    expect(stuck).toMatchObject({ ok: false, failure: { code: 'port.write-stuck' } })
    expect(!stuck.ok && stuck.failure.next.en).toContain('CTS')
    device.drains = true
    expect(codeOf(await serial.write(id, utf8('AT\r')))).toBe('ok')
    device.send(utf8('OK'))
    await eventually('bytes', async () => (await infoOf(serial, id))?.bytesIn === 2)
  })
})
