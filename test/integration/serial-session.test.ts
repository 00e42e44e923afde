import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultLineSettings, type Chunk, type LineSettings, type SessionInfo } from '../../shared/contract/serial.ts'
import { concat, fromLatin1, fromUtf8, latin1, utf8 } from '../../shared/text/bytes.ts'
import { eventually } from '../support/pty-pair.ts'
import { bytesOf, codeOf, disposeAll, farEnd, inState, infoOf, makeFolder, ptyPair, recorded, service, sha } from '../support/serial-bench.ts'
import { valueOf } from '../support/value-of.ts'

beforeEach(makeFolder)
afterEach(disposeAll)

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
    const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
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

    const snapshot = valueOf(await serial.snapshot(id, 0))
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
    expect(valueOf(second).id).toBe(valueOf(first).id)
    expect(valueOf(await serial.open(pair.near, defaultLineSettings)).id).toBe(valueOf(first).id)
    expect(await serial.sessions()).toHaveLength(1)
  })

  it('goes to waiting when unplugged, comes back by itself, and the recording has both parts', async () => {
    const pair = await ptyPair()
    const first = await farEnd(pair.far)
    const serial = service()
    const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
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
    const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
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
    const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
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
    const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
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
    const info = valueOf(await serial.open(pair.near, defaultLineSettings))
    const events: Chunk[] = []
    serial.onDidReceive((_, chunks) => events.push(...chunks))
    const link = valueOf(serial.acquire(info.id))
    const real: Uint8Array[] = []
    link.onBytes((bytes) => real.push(new Uint8Array(bytes)))
    const line = 'AT+QMTCONN=0,"bench","ann","s3cret-pass"\r'
    const start = line.indexOf('s3cret')
    valueOf(await link.write(latin1(line), [{ start, end: start + 11 }]))
    await eventually('the echo', () => concat(real).length === line.length)
    link.release()
    valueOf(await serial.write(info.id, latin1('AT+CPIN="1234"\r')))
    await eventually('the second echo', async () => (await infoOf(serial, info.id))?.bytesIn === line.length + 15)
    const snapshot = valueOf(await serial.snapshot(info.id, 0))
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
    const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
    const link = valueOf(serial.acquire(id))
    expect((await infoOf(serial, id))?.owner).toBe('wizard')
    expect([codeOf(serial.acquire(id)), codeOf(await serial.write(id, utf8('AT\r')))]).toEqual(['port.in-use-by-wizard', 'port.in-use-by-wizard'])
    link.release()
    expect((await infoOf(serial, id))?.owner).toBe('person')
    expect([codeOf(await serial.write(id, utf8('AT\r'))), codeOf(await link.write(utf8('AT\r')))]).toEqual(['ok', 'port.not-owner'])
    expect(codeOf(serial.acquire(id, 'sequence'))).toBe('ok')
    expect((await infoOf(serial, id))?.owner).toBe('sequence')
    expect([codeOf(serial.acquire(id)), codeOf(await serial.write(id, utf8('AT\r')))]).toEqual(['port.in-use-by-sequence', 'port.in-use-by-sequence'])
  })

  it('takes any baud rate and changes all settings while open', async () => {
    const pair = await ptyPair()
    const far = await farEnd(pair.far)
    const serial = service()
    const { id } = valueOf(await serial.open(pair.near, { ...defaultLineSettings, baudRate: 123_457 }))
    const seven: LineSettings = { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 2, flowControl: 'software' }
    expect(valueOf(await serial.configure(id, { ...defaultLineSettings, baudRate: 921_600 })).settings.baudRate).toBe(921_600)
    expect(valueOf(await serial.configure(id, seven)).settings).toEqual(seven)
    far.port.write('still here')
    await eventually('bytes', async () => (await infoOf(serial, id))?.bytesIn === 10)
  })

  it('keeps the old settings when the driver refuses the new ones', async () => {
    const pair = await ptyPair()
    const far = await farEnd(pair.far)
    const serial = service()
    const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
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
    const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
    expect(codeOf(await serial.setSignals(id, { dtr: false }))).toBe('port.no-signals')
    expect((await infoOf(serial, id))?.signals).toEqual({ cts: null, dsr: null, dcd: null, ri: null, dtr: null, rts: null })
  })
})
