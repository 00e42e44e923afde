import { once } from 'node:events'
import { createServer } from 'node:http'
import net from 'node:net'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { probeBroker, type ProbeOptions } from '../../electron/services/wizard/probe-broker.ts'
import type { BrokerProbe } from '../../shared/contract/wizard.ts'
import type { Credential } from '../../shared/wizard/credential.ts'
import { issue, makeAuthority, pemFile, type Authority, type Issued } from '../support/certificates.ts'
import { startSpy } from '../support/tls-spy.ts'
import { freePort, startTlsBroker, type TlsBroker, type TlsBrokerOptions } from '../support/mosquitto-tls.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

let ca: Authority
let server: Issued
beforeAll(async () => {
  ca = await makeAuthority('Bench CA')
  server = await issue(ca, 'localhost', { names: ['localhost', '127.0.0.1'] })
})

async function broker(options: TlsBrokerOptions = {}): Promise<TlsBroker> {
  const started = await startTlsBroker({ users: { bench: 'right-pass' }, tls: server, ...options })
  undo.push(started.stop)
  return started
}

/** After the modem has failed, and with its login, unless the test says otherwise. */
const tryFromPc = (options: Pick<ProbeOptions, 'credential'> & Partial<ProbeOptions>) => probeBroker({ login: 'tried', hasFailed: true, ...options })
const credential = (more: Partial<Credential>): Credential => ({
  host: '127.0.0.1',
  port: 1,
  tls: 'server',
  ca: pemFile('ca.pem', ca.cert),
  clientId: 'ec20',
  username: 'bench',
  password: 'right-pass',
  ...more,
})
const passed = (probe: BrokerProbe) => probe.layers.map(({ layer, passed }) => `${layer} ${passed ? 'passed' : 'failed'}`)

test('a good broker, CA and login: everything passes, and the fault is on the modem’s side', async () => {
  const { tlsPort } = await broker()
  const probe = await tryFromPc({ credential: credential({ host: 'localhost', port: tlsPort }) })
  expect(passed(probe)).toEqual(['dns passed', 'tcp passed', 'tls passed', 'mqtt passed'])
  expect(probe.layers[0]?.detail).toContain('127.0.0.1')
  expect(probe.layers[1]?.detail).toMatch(new RegExp(`^127\\.0\\.0\\.1:${tlsPort}, \\d+ ms$`))
  expect(probe.layers[2]?.detail).toMatch(/^TLSv1\.3 TLS_AES_256_GCM_SHA384; issuer CN=Bench CA, O=ATelier test; valid to \d{4}-\d\d-\d\d; names localhost, 127\.0\.0\.1$/)
  expect(probe.layers[3]?.detail).toBe('CONNACK 0')
  expect(probe.verdict.en).toMatch(/^The broker, the CA and the login are good from this PC; the fault is on the modem’s side/)
  expect(probe.verdict.zh).toMatch(/^从这台电脑看，服务器、CA 和登录信息都正常/)
})

test('without login it stops after TLS and says that the login was not tried', async () => {
  const { port, tlsPort } = await broker()
  const probe = await tryFromPc({ credential: credential({ port: tlsPort }), login: 'left' })
  expect([passed(probe), probe.layers[0]?.detail]).toEqual([['dns passed', 'tcp passed', 'tls passed'], '127.0.0.1 (no lookup)'])
  expect(probe.verdict.en).toContain('the login was not tried')
  expect(passed(await tryFromPc({ credential: credential({ port, tls: 'none' }) }))).toEqual(['dns passed', 'tcp passed', 'mqtt passed'])
})

test('a wrong password is found at MQTT and never repeated', async () => {
  const { tlsPort } = await broker()
  const probe = await tryFromPc({ credential: credential({ port: tlsPort, password: 'wrong-pass' }) })
  expect(passed(probe)).toEqual(['dns passed', 'tcp passed', 'tls passed', 'mqtt failed'])
  expect(probe.layers.at(-1)?.detail).toBe('CONNACK 5 (not authorised)')
  expect(probe.verdict.en).toMatch(/^The broker answers, but refuses the same login from this PC, so the modem is not to blame: The broker does not authorise this client\. Check user name/)
  expect(JSON.stringify(probe)).not.toMatch(/wrong-pass/)
})

test('before the modem has tried anything the verdict speaks of what it will meet, not of a fault that it has', async () => {
  const { tlsPort } = await broker()
  const before = async (more: Partial<Credential>) => (await tryFromPc({ credential: credential({ port: tlsPort, ...more }), hasFailed: false })).verdict
  expect(await before({})).toEqual({
    en: 'The broker, the CA and the login are good from this PC. If the modem does not get through with them, the fault is on its side: its SIM, its data connection, its TLS settings or clock.',
    zh: '从这台电脑看，服务器、CA 和登录信息都正常。如果模组用同样的参数连不上，问题就在模组一侧：SIM 卡、数据连接、TLS 设置或模组时钟。',
  })
  expect((await before({ password: 'wrong-pass' })).en).toMatch(/^The broker answers, but refuses this login from this PC, without the modem: the fault is in the login or in the cloud’s console: The broker does not authorise this client\. Check user name/)
  expect((await before({ port: await freePort() })).en).toMatch(/^This PC cannot reach the broker\. Unless this PC’s own network blocks it, the modem cannot either: Nothing listens/)
  const other = await makeAuthority('Other CA')
  expect((await before({ ca: pemFile('ca.pem', other.cert) })).en).toMatch(/^TLS fails from this PC, without the modem: the fault is in the files or at the server: The CA file does not sign/)
})

test('a login that the modem has yet to fetch is not tried, and that is said', async () => {
  const { tlsPort } = await broker()
  const unknown = credential({ port: tlsPort, username: '{iotId}', password: '{iotToken}' })
  const [after, before] = [await tryFromPc({ credential: unknown, login: 'unknown' }), await tryFromPc({ credential: unknown, login: 'unknown', hasFailed: false })]
  expect([passed(after), passed(before)]).toEqual([['dns passed', 'tcp passed', 'tls passed'], ['dns passed', 'tcp passed', 'tls passed']])
  expect(after.verdict.en).toMatch(/^The broker and the CA are good from this PC \(there is no login to try before the modem has fetched it\)\. The fault is on the modem’s side/)
  expect(before.verdict.en).toBe('The broker and the CA are good from this PC (there is no login to try before the modem has fetched it).')
})

describe('a modem that speaks MQTT over WebSocket', () => {
  test.each(['plain', 'tls'] as const)('has its login tried over WebSocket as well (%s)', async (webSocket) => {
    const { wsPort } = await broker({ webSocket })
    const at = { port: wsPort, tls: webSocket === 'tls' ? 'server' : 'none', webSocketPath: '/mqtt' } as const
    const good = await tryFromPc({ credential: credential(at) })
    expect([passed(good).at(-1), good.layers.at(-1)?.detail]).toEqual(['mqtt passed', 'CONNACK 0'])
    const refused = await tryFromPc({ credential: credential({ ...at, password: 'wrong-pass' }) })
    expect([passed(refused).at(-1), refused.layers.at(-1)?.detail]).toEqual(['mqtt failed', 'CONNACK 5 (not authorised)'])
  })

  test('a wrong path and a port that speaks MQTT without it are named; a token in the path is not', async () => {
    const web = createServer((_request, response) => response.writeHead(404).end())
    web.listen(0, '127.0.0.1')
    await once(web, 'listening')
    undo.push(() => web.close())
    const { port } = web.address() as net.AddressInfo
    const wrong = await tryFromPc({ credential: credential({ port, tls: 'none', webSocketPath: '/wrong?token=sesame' }) })
    expect([passed(wrong).at(-1), wrong.verdict.en.includes('The server has no WebSocket at /wrong?… (HTTP 404).'), JSON.stringify(wrong).includes('sesame')]).toEqual(['mqtt failed', true, false])
    const { port: plain } = await broker()
    expect((await tryFromPc({ credential: credential({ port: plain, tls: 'none', webSocketPath: '/mqtt' }) })).verdict.en).toContain('does not speak WebSocket')
  })
})

test('a wrong CA says what the file holds and who signed the server’s certificate', async () => {
  const { tlsPort } = await broker()
  const other = await makeAuthority('Other CA')
  const probe = await tryFromPc({ credential: credential({ port: tlsPort, ca: pemFile('ca.pem', other.cert) }) })
  expect(passed(probe)).toEqual(['dns passed', 'tcp passed', 'tls failed'])
  expect(probe.layers.at(-1)?.detail).toMatch(/^UNABLE_TO_VERIFY_LEAF_SIGNATURE < CN=localhost/)
  expect(probe.verdict.en).toContain('The CA file does not sign this server’s certificate. The server’s is issued by CN=Bench CA, O=ATelier test; the file holds CN=Other CA, O=ATelier test.')
})

test.each(['TLSv1.2', 'TLSv1.3'] as const)('an untrusted server never sees the login (%s)', async (version) => {
  const spy = await startSpy(server, version)
  undo.push(spy.stop)
  const other = await makeAuthority('Other CA')
  const run = (file: string) => tryFromPc({ credential: credential({ port: spy.port, ca: pemFile('ca.pem', file) }), timeoutMs: 1000 })
  expect([passed(await run(other.cert)).at(-1), spy.heard()]).toEqual(['tls failed', ''])
  expect([passed(await run(ca.cert)).at(-1), spy.heard().includes('right-pass')]).toEqual(['mqtt failed', true])
})

test('expired, another host’s name, a client certificate demanded', async () => {
  const names = ['127.0.0.1']
  const at = async (cert: Issued, more: Partial<Parameters<typeof broker>[0]> = {}) => {
    const { tlsPort } = await broker({ tls: { ...cert, ...more.tls } })
    return (await tryFromPc({ credential: credential({ port: tlsPort }), login: 'left' })).verdict.en
  }
  expect(await at(await issue(ca, 'x', { names, from: new Date('2020-01-01'), to: new Date('2021-02-03') }))).toContain('The server’s certificate expired on 2021-02-03.')
  expect(await at(await issue(ca, 'x', { names: ['broker.example'] }))).toMatch(/^The CA signs this server’s certificate, but its names do not fit\. .* it is for broker\.example\./)
  expect(await at(server, { tls: { ...server, ca: ca.cert, requireClientCertificate: true } })).toContain('demands a client certificate')
})

test('mutual TLS with its own certificate', async () => {
  const client = await issue(ca, 'device', { usage: 'client' })
  const { tlsPort } = await broker({ tls: { ...server, ca: ca.cert, requireClientCertificate: true } })
  const mutual = credential({ port: tlsPort, tls: 'mutual', certificate: pemFile('c.pem', client.cert), privateKey: pemFile('k.pem', client.key) })
  expect(passed(await tryFromPc({ credential: mutual }))).toEqual(['dns passed', 'tcp passed', 'tls passed', 'mqtt passed'])
})

test('wrong port, wrong name, an address pasted whole, an unreadable CA', async () => {
  const { tlsPort } = await broker()
  const run = async (more: Partial<Credential>) => {
    const probe = await tryFromPc({ credential: credential({ port: tlsPort, ...more }) })
    return [passed(probe).at(-1), probe.verdict.en] as const
  }
  const [refused, why] = await run({ port: await freePort() })
  expect([refused, why.includes('Nothing listens on 127.0.0.1:')]).toEqual(['tcp failed', true])
  expect((await run({ host: 'no-such-host.invalid' }))[0]).toBe('dns failed')
  expect((await run({ host: 'mqtts://127.0.0.1' }))[0]).toBe('dns failed')
  const [unreadable, told] = await run({ ca: pemFile('ca.pem', 'hello') })
  expect([unreadable, told.includes('The CA file ca.pem is not a PEM file.')]).toEqual(['tls failed', true])
})

test('plain text to a TLS port, TLS to a plain port', async () => {
  const { port, tlsPort } = await broker()
  const plain = await tryFromPc({ credential: credential({ port: tlsPort, tls: 'none' }) })
  expect([passed(plain).at(-1), plain.verdict.en.includes('is a TLS port, but it was spoken to in plain text')]).toEqual(['mqtt failed', true])
  const secure = await tryFromPc({ credential: credential({ port }) })
  expect([passed(secure).at(-1), /plain MQTT|does not speak TLS/.test(secure.verdict.en)]).toEqual(['tls failed', true])
})

test('a port that takes the connection and says nothing ends in time', async () => {
  const mute = net.createServer((socket) => void undo.push(() => socket.destroy()))
  mute.listen(0, '127.0.0.1')
  await once(mute, 'listening')
  undo.push(() => mute.close())
  const { port } = mute.address() as net.AddressInfo
  const started = Date.now()
  const probe = await tryFromPc({ credential: credential({ port }), timeoutMs: 600 })
  expect([passed(probe).at(-1), probe.layers.at(-1)?.detail]).toEqual(['tls failed', 'no answer within 1 s'])
  expect(Date.now() - started).toBeLessThan(3000)
})
