import { once } from 'node:events'
import net from 'node:net'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { probeBroker } from '../../electron/services/wizard/probe-broker.ts'
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
  const probe = await probeBroker({ credential: credential({ host: 'localhost', port: tlsPort }), login: true })
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
  const probe = await probeBroker({ credential: credential({ port: tlsPort }), login: false })
  expect([passed(probe), probe.layers[0]?.detail]).toEqual([['dns passed', 'tcp passed', 'tls passed'], '127.0.0.1 (no lookup)'])
  expect(probe.verdict.en).toContain('the login was not tried')
  expect(passed(await probeBroker({ credential: credential({ port, tls: 'none' }), login: true }))).toEqual(['dns passed', 'tcp passed', 'mqtt passed'])
})

test('a wrong password is found at MQTT and never repeated', async () => {
  const { tlsPort } = await broker()
  const probe = await probeBroker({ credential: credential({ port: tlsPort, password: 'wrong-pass' }), login: true })
  expect(passed(probe)).toEqual(['dns passed', 'tcp passed', 'tls passed', 'mqtt failed'])
  expect(probe.layers.at(-1)?.detail).toBe('CONNACK 5 (not authorised)')
  expect(probe.verdict.en).toMatch(/^The broker answers, but refuses the same login from this PC, so the modem is not to blame: The broker does not authorise this client\. Check user name/)
  expect(JSON.stringify(probe)).not.toMatch(/wrong-pass/)
})

test('a wrong CA says what the file holds and who signed the server’s certificate', async () => {
  const { tlsPort } = await broker()
  const other = await makeAuthority('Other CA')
  const probe = await probeBroker({ credential: credential({ port: tlsPort, ca: pemFile('ca.pem', other.cert) }), login: true })
  expect(passed(probe)).toEqual(['dns passed', 'tcp passed', 'tls failed'])
  expect(probe.layers.at(-1)?.detail).toMatch(/^UNABLE_TO_VERIFY_LEAF_SIGNATURE < CN=localhost/)
  expect(probe.verdict.en).toContain('The CA file does not sign this server’s certificate. The server’s is issued by CN=Bench CA, O=ATelier test; the file holds CN=Other CA, O=ATelier test.')
})

test.each(['TLSv1.2', 'TLSv1.3'] as const)('an untrusted server never sees the login (%s)', async (version) => {
  const spy = await startSpy(server, version)
  undo.push(spy.stop)
  const other = await makeAuthority('Other CA')
  const run = (file: string) => probeBroker({ credential: credential({ port: spy.port, ca: pemFile('ca.pem', file) }), login: true, timeoutMs: 1000 })
  expect([passed(await run(other.cert)).at(-1), spy.heard()]).toEqual(['tls failed', ''])
  expect([passed(await run(ca.cert)).at(-1), spy.heard().includes('right-pass')]).toEqual(['mqtt failed', true])
})

test('expired, another host’s name, a client certificate demanded', async () => {
  const names = ['127.0.0.1']
  const at = async (cert: Issued, more: Partial<Parameters<typeof broker>[0]> = {}) => {
    const { tlsPort } = await broker({ tls: { ...cert, ...more.tls } })
    return (await probeBroker({ credential: credential({ port: tlsPort }), login: false })).verdict.en
  }
  expect(await at(await issue(ca, 'x', { names, from: new Date('2020-01-01'), to: new Date('2021-02-03') }))).toContain('The server’s certificate expired on 2021-02-03.')
  expect(await at(await issue(ca, 'x', { names: ['broker.example'] }))).toMatch(/^The CA signs this server’s certificate, but its names do not fit\. .* it is for broker\.example\./)
  expect(await at(server, { tls: { ...server, ca: ca.cert, requireClientCertificate: true } })).toContain('demands a client certificate')
})

test('mutual TLS with its own certificate', async () => {
  const client = await issue(ca, 'device', { usage: 'client' })
  const { tlsPort } = await broker({ tls: { ...server, ca: ca.cert, requireClientCertificate: true } })
  const mutual = credential({ port: tlsPort, tls: 'mutual', certificate: pemFile('c.pem', client.cert), privateKey: pemFile('k.pem', client.key) })
  expect(passed(await probeBroker({ credential: mutual, login: true }))).toEqual(['dns passed', 'tcp passed', 'tls passed', 'mqtt passed'])
})

test('wrong port, wrong name, an address pasted whole, an unreadable CA', async () => {
  const { tlsPort } = await broker()
  const run = async (more: Partial<Credential>) => {
    const probe = await probeBroker({ credential: credential({ port: tlsPort, ...more }), login: true })
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
  const plain = await probeBroker({ credential: credential({ port: tlsPort, tls: 'none' }), login: true })
  expect([passed(plain).at(-1), plain.verdict.en.includes('is a TLS port, but it was spoken to in plain text')]).toEqual(['mqtt failed', true])
  const secure = await probeBroker({ credential: credential({ port }), login: true })
  expect([passed(secure).at(-1), /plain MQTT|does not speak TLS/.test(secure.verdict.en)]).toEqual(['tls failed', true])
})

test('a port that takes the connection and says nothing ends in time', async () => {
  const mute = net.createServer((socket) => void undo.push(() => socket.destroy()))
  mute.listen(0, '127.0.0.1')
  await once(mute, 'listening')
  undo.push(() => mute.close())
  const { port } = mute.address() as net.AddressInfo
  const started = Date.now()
  const probe = await probeBroker({ credential: credential({ port }), login: true, timeoutMs: 600 })
  expect([passed(probe).at(-1), probe.layers.at(-1)?.detail]).toEqual(['tls failed', 'no answer within 1 s'])
  expect(Date.now() - started).toBeLessThan(3000)
})
