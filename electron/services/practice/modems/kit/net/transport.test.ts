import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { utf8 } from '../../../../../../shared/text/bytes.ts'
import { createAuthority, type Authority } from '../../../certificates.ts'
import { Timers } from '../timers.ts'
import { anyCipher, setUpTls, type TlsWishes } from './tls-setup.ts'
import { openTransport, type OpenOptions, type OpenOutcome } from './transport.ts'

let authority: Authority
let identity: { readonly key: string; readonly cert: string }
const undo: (() => unknown)[] = []

beforeAll(async () => {
  authority = await createAuthority({ name: 'Ours' })
  const { certificate, privateKey: key } = await authority.issue({ name: 'localhost', hosts: ['localhost', '127.0.0.1'] })
  identity = { cert: certificate, key }
})
afterEach(() => undo.splice(0).forEach((each) => each()))

async function listen(kind: 'tcp' | 'tls'): Promise<number> {
  const sockets = new Set<Socket>()
  const server = kind === 'tls' ? createTlsServer(identity) : createServer((socket) => void socket.resume().end('hello'))
  server.on('connection', (socket: Socket) => void sockets.add(socket.on('error', () => {})))
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  undo.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const open = (options: Partial<OpenOptions> & { port: number }, fault = '') =>
  new Promise<OpenOutcome['kind']>((resolve) => {
    const timers = new Timers()
    openTransport({ host: '127.0.0.1', tls: null, timeoutMs: 5000, after: timers.after, has: (name) => name === fault, ...options }, (outcome) => {
      if (outcome.kind === 'open') outcome.socket.destroy()
      timers.clear()
      resolve(outcome.kind)
    })
  })

const wishes = (change: Partial<TlsWishes> = {}): TlsWishes => ({
  host: '127.0.0.1',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ciphers: anyCipher,
  level: 1,
  ca: utf8(authority.certificate),
  certificate: null,
  key: null,
  sendsName: false,
  at: () => null,
  timeoutSeconds: 60,
  ...change,
})

describe('how far a connection comes', () => {
  test('TCP and TLS', async () => {
    expect([await open({ port: await listen('tcp') }), await open({ port: await listen('tls'), tls: setUpTls(wishes(), () => false) })]).toStrictEqual(['open', 'open'])
  })

  test('TLS to a server that does not speak it, and settings that cannot work', async () => {
    const port = await listen('tcp')
    expect([await open({ port, tls: setUpTls(wishes(), () => false) }), await open({ port, tls: 'impossible' })]).toStrictEqual(['tls', 'tls'])
  })

  test('a name, and its fault', async () => {
    const port = await listen('tcp')
    expect([await open({ port, host: 'localhost' }), await open({ port, host: 'localhost' }, 'dns-failure'), await open({ port }, 'dns-failure')]).toStrictEqual(['open', 'name', 'open'])
  })

  test('refused', async () => {
    expect(await open({ port: await listen('tcp') }, 'refused')).toBe('tcp')
  })

  test.each(['tls-ca', 'tls-time', 'tls-version'])('%s', async (fault) => {
    const tls = setUpTls(wishes(), (name) => name === fault)
    expect(await open({ port: await listen('tls'), tls })).toBe('tls')
  })

  test('an unchecked server hides a wrong CA and a wrong date', async () => {
    for (const fault of ['tls-ca', 'tls-time']) expect(await open({ port: await listen('tls'), tls: setUpTls(wishes({ level: 0 }), (name) => name === fault) })).toBe('open')
  })
})

test('a check needs a CA, a login by certificate its certificate and key', () => {
  expect([setUpTls(wishes({ ca: null }), () => false), setUpTls(wishes({ level: 2 }), () => false)]).toStrictEqual([null, null])
})
