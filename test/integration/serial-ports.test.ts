import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { concat, utf8 } from '../../shared/text/bytes.ts'
import { eventually } from '../support/pty-pair.ts'
import { bytesOf, codeOf, disposeAll, disposers, folder, inState, infoOf, makeFolder, ptyPair, recorded, service } from '../support/serial-bench.ts'
import { valueOf } from '../support/value-of.ts'

beforeEach(makeFolder)
afterEach(disposeAll)

describe('a port that does not open', () => {
  it('is busy: the program that holds it is named', async () => {
    const pair = await ptyPair()
    valueOf(await service().open(pair.near, defaultLineSettings))
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
    const file = join(folder(), 'file.txt')
    writeFileSync(file, 'untouched')
    const paths = [file, folder(), '/dev/null', join(folder(), 'missing'), 'COM77']
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
    process.env['PATH'] = folder()
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
    const info = valueOf(await serial.open(`tcp://127.0.0.1:${first.port}`, defaultLineSettings))
    const peer = await eventually('a client', () => first.sockets[0])
    peer.write(Buffer.from([0xff, 0xfd, 0x00, 0x41]))
    await eventually('bytes', async () => (await infoOf(serial, info.id))?.bytesIn === 4)
    valueOf(await serial.write(info.id, utf8('AT\r')))
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
