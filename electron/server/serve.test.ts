import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { decode, encode } from '../../shared/contract/codec.ts'
import { rawRequest, type RawAnswer } from '../../test/support/raw-request.ts'
import { createScriptedApp, type ScriptedApp } from '../../test/support/scripted-app.ts'
import { startServer, type RunningServer } from './serve.ts'

let folder: string
let server: RunningServer
let app: ScriptedApp
const token = 'a-token-for-this-test-only'

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-serve-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html>the page')
  await writeFile(join(folder, 'page', 'assets', 'main-abc.js'), 'export {}')
  await writeFile(join(folder, 'page', 'assets', 'notes.secret'), 'unknown type')
  await writeFile(join(folder, 'outside.txt'), 'outside')
  app = createScriptedApp({ 'serial.write': async () => ({ ok: true, value: null }) })
  server = await startServer({ port: 0, app, rendererDir: join(folder, 'page'), token })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const get = (path: string, headers?: OutgoingHttpHeaders, method?: string): Promise<RawAnswer> => rawRequest(server.port, path, headers, method)

const cookie = () => `atelier-${server.port}=${token}`
const own = () => `http://127.0.0.1:${server.port}`
const authorized = (headers: OutgoingHttpHeaders = {}) => ({ cookie: cookie(), ...headers })

describe('HTTP', () => {
  it('prints an address that carries the token', () => {
    expect(server.url).toBe(`${own()}/?token=${token}`)
  })

  it('turns the token into a cookie and takes it out of the address', async () => {
    const { status, headers, body } = await get(`/?token=${token}`)
    expect([status, headers['location'], headers['set-cookie'], body]).toStrictEqual([
      303,
      '/',
      [`atelier-${server.port}=${token}; HttpOnly; SameSite=Strict; Path=/`],
      '',
    ])
  })

  it('serves the page to the cookie, under a strict policy', async () => {
    const { status, headers, body } = await get('/', authorized())
    expect([status, body, headers['content-type'], headers['cache-control']]).toStrictEqual([
      200,
      '<!doctype html>the page',
      'text/html; charset=utf-8',
      'no-store',
    ])
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        `connect-src 'self' ws://127.0.0.1:${server.port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect([headers['x-content-type-options'], headers['referrer-policy']]).toStrictEqual(['nosniff', 'no-referrer'])
  })

  it('serves hashed assets with their type, to be kept', async () => {
    const { status, headers } = await get('/assets/main-abc.js', authorized())
    expect([status, headers['content-type'], headers['cache-control']]).toStrictEqual([
      200,
      'text/javascript; charset=utf-8',
      'private, max-age=31536000, immutable',
    ])
  })

  it.each([
    ['no token', '/', {}],
    ['a wrong token', '/?token=wrong', {}],
    ['an empty token', '/?token=', {}],
    ['a longer token', `/?token=${token}x`, {}],
    ['a wrong cookie', '/', { cookie: 'atelier=x; other=y' }],
    ['an asset without a cookie', '/assets/main-abc.js', {}],
  ])('refuses %s with a page in both languages', async (_, path, headers) => {
    const { status, body, headers: answered } = await get(path, headers)
    expect(status).toBe(403)
    expect(body).toContain('lacks its token')
    expect(body).toContain('地址中缺少令牌')
    expect(answered['set-cookie']).toBe(undefined)
  })

  it.each(['evil.example', 'evil.example:{port}', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example:{port}', '192.168.1.1:{port}', 'x@127.0.0.1:{port}'])(
    'refuses the Host %j, whatever the token',
    async (host) => {
      const headers = authorized({ host: host.replace('{port}', String(server.port)) })
      const { status, body } = await get(`/?token=${token}`, headers)
      expect([status, body]).toStrictEqual([403, 'Wrong Host header'])
    },
  )

  it('answers to localhost as well', async () => {
    expect((await get('/', authorized({ host: `localhost:${server.port}` }))).status).toBe(200)
  })

  it.each(['http://evil.example', 'null', 'https://127.0.0.1:{port}', 'http://localhost:{port}'])('refuses the Origin %j', async (origin) => {
    const headers = authorized({ origin: origin.replace('{port}', String(server.port)) })
    expect(await get('/', headers)).toMatchObject({ status: 403, body: 'Wrong Origin header' })
  })

  it('takes its own Origin', async () => {
    expect((await get('/', authorized({ origin: own() }))).status).toBe(200)
  })

  it.each([
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/assets/%2e%2e%2f%2e%2e%2foutside.txt',
    '/..%5coutside.txt',
    '//outside.txt',
    '/%00',
    '/%',
    '/assets',
    '/assets/notes.secret',
    '/missing.js',
  ])('finds nothing at %s', async (path) => {
    expect(await get(path, authorized())).toMatchObject({ status: 404, body: 'Not found' })
  })

  it('only reads', async () => {
    expect((await get('/', authorized(), 'POST')).status).toBe(405)
    const head = await get('/', authorized(), 'HEAD')
    expect([head.status, head.body, head.headers['content-length']]).toStrictEqual([200, '', '23'])
  })
})

/** Resolves with the status that refused the upgrade, or the open socket. */
function connect(path: string, headers: Record<string, string>): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (outgoing, response) => {
      outgoing.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', reject)
  })
}

async function connected(): Promise<WebSocket> {
  const socket = await connect('/rpc', { cookie: cookie(), origin: own() })
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

const nextMessage = async (socket: WebSocket): Promise<unknown> => decode(String((await once(socket, 'message'))[0]))

describe('WebSocket', () => {
  it.each([
    ['no cookie', '/rpc', () => ({ origin: own() })],
    ['a wrong cookie', '/rpc', () => ({ origin: own(), cookie: `atelier-${server.port}=wrong` })],
    ['no Origin', '/rpc', () => ({ cookie: cookie() })],
    ['a foreign Origin', '/rpc', () => ({ cookie: cookie(), origin: 'http://evil.example' })],
    ['an Origin on another port', '/rpc', () => ({ cookie: cookie(), origin: 'http://127.0.0.1:1' })],
    ['a foreign Host', '/rpc', () => ({ cookie: cookie(), origin: `http://evil.example:${server.port}`, host: `evil.example:${server.port}` })],
    ['another path', '/', () => ({ cookie: cookie(), origin: own() })],
    ['the token in the address only', `/rpc?token=${token}`, () => ({ origin: own() })],
  ])('refuses %s', async (_, path, headers) => {
    expect(await connect(path, headers() as Record<string, string>)).toBe(403)
    expect(app.listeners()).toBe(0)
  })

  it('holds no connection for a refused client that does not hang up', async () => {
    const socket = connectTcp({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    const ended = once(socket, 'end')
    socket.resume()
    socket.write(`GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)
    await ended
    // Resolves only when the server has no connection left.
    await server.close()
    socket.destroy()
  })

  it('carries a call and an event with bytes', async () => {
    const socket = await connected()
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    socket.send(encode({ t: 'q', i: '7', m: 'serial.write', a: ['s1', bytes] }))
    expect(await nextMessage(socket)).toStrictEqual({ t: 's', i: '7', r: { ok: true, value: null } })
    expect(app.calls).toStrictEqual([['serial.write', 's1', bytes]])
    app.fire('serial.didReceive', 's1', [{ bytes }])
    expect(await nextMessage(socket)).toStrictEqual({ t: 'q', m: 'serial.didReceive', a: ['s1', [{ bytes }]] })
  })

  it.each(['not json', '{"$bytes":1}', 'null', ''])('closes on %j', async (text) => {
    const socket = await connected()
    socket.send(text)
    expect((await once(socket, 'close'))[0]).toBe(1003)
  })

  it('forgets a client that has left', async () => {
    const socket = await connected()
    expect(app.listeners()).toBeGreaterThan(0)
    socket.terminate()
    await expect.poll(() => app.listeners()).toBe(0)
  })

  it('ends its clients when it closes', async () => {
    const socket = await connected()
    const closed = once(socket, 'close')
    await server.close()
    await closed
    expect(app.listeners()).toBe(0)
  })

  it('spares a client that reads nothing, and brings it up to date once it reads', async () => {
    const socket = await connected()
    const megabyte = new Uint8Array(1024 * 1024)
    const received: number[] = []
    socket.on('message', (data: Buffer) => {
      const { m, a } = decode(data.toString('utf8')) as { m: string; a: [string, { seq: number }[]] }
      if (m === 'serial.didReceive') for (const { seq } of a[1]) received.push(seq)
    })
    socket.send(encode({ t: 'q', i: '1', m: 'link.follow', a: ['serial.didReceive', 's1', true] }))
    await once(socket, 'message')
    socket.pause()
    const last = 60
    for (let seq = 0; seq <= last; seq++) {
      app.fire('serial.didReceive', 's1', [{ seq, bytes: megabyte }])
      await new Promise(setImmediate)
    }
    socket.resume()
    await expect.poll(() => received.at(-1), { timeout: 10_000 }).toBe(last)
    expect(received.length).toBeLessThan(last)
    expect(received).toStrictEqual([...Array(received.length - 1).keys(), last])
  })
})

it('does not listen beyond loopback unless asked to', async () => {
  await expect(startServer({ port: 0, host: '0.0.0.0', app, rendererDir: folder })).rejects.toThrow('lets other machines in')
})

it('says that a port is taken', async () => {
  await expect(startServer({ port: server.port, app, rendererDir: folder })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('makes a new token of at least 128 bits at each start', async () => {
  const others = await Promise.all([1, 2].map(() => startServer({ port: 0, app, rendererDir: folder })))
  const tokens = others.map(({ url }) => new URL(url).searchParams.get('token') ?? '')
  await Promise.all(others.map(({ close }) => close()))
  expect(new Set(tokens).size).toBe(2)
  expect(tokens.map((value) => Buffer.from(value, 'base64url').length)).toStrictEqual([24, 24])
})
