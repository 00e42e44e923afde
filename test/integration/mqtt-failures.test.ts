import net from 'node:net'
import { Aedes } from 'aedes'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BrokerOptions } from '../../shared/contract/mqtt.ts'
import { daysFromNow, issue, makeAuthority, pemFile, type Issued } from '../support/certificates.ts'
import { freePort } from '../support/mosquitto-tls.ts'
import { broker, connect, failureOf, fakeBroker, listen, makeIdentities, service, undo, undoAll } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

let identities: Awaited<ReturnType<typeof makeIdentities>>
beforeAll(async () => {
  identities = await makeIdentities()
})

describe('failures say what is wrong', () => {
  const codeOf = async (options: Partial<BrokerOptions>) => (await failureOf(connect(options))).code

  test('wrong password and wrong user', async () => {
    const { port } = await broker({ users: { bench: 'right-pass' } })
    const mqtt = service()
    const failure = await failureOf(connect({ port, username: 'bench', password: 'wrong-pass' }, mqtt))
    expect([failure.code, failure.stage, failure.evidence]).toEqual(['mqtt.refused.5', 'mqtt', 'CONNACK 5 (not authorised)'])
    expect((await mqtt.connections()).map(({ state, failure: kept }) => [state, kept])).toEqual([['failed', failure]])
    expect(await codeOf({ port, username: 'bench', password: 'wrong-pass', version: 5 })).toBe('mqtt.refused.135')
  })

  test('wrong port, wrong name, pasted address', async () => {
    expect(await codeOf({ port: await freePort() })).toBe('mqtt.connection-refused')
    expect(await codeOf({ host: 'localhost', port: await freePort() })).toBe('mqtt.connection-refused')
    expect(['mqtt.host-not-found', 'mqtt.dns-unreachable']).toContain(await codeOf({ host: 'no-such-host.invalid' }))
    expect(await codeOf({ host: 'mqtt://example.com' })).toBe('mqtt.host-form')
  })

  test('plain against a TLS port, TLS against a plain port', async () => {
    const { port, tlsPort } = await broker({ tls: identities.server })
    expect(await codeOf({ port: tlsPort })).toBe('mqtt.port-speaks-tls')
    expect(['tls.cut', 'tls.not-tls']).toContain(await codeOf({ protocol: 'mqtts', port, ca: identities.caFile() }))
    expect(await codeOf({ protocol: 'ws', port: tlsPort, path: '/mqtt' })).toBe('mqtt.port-speaks-tls')
    expect(await codeOf({ protocol: 'ws', port, path: '/mqtt' })).toBe('mqtt.websocket-refused')
  })

  test('wrong CA, no CA, a CA made anew, the server’s certificate given as CA', async () => {
    const { tlsPort } = await broker({ tls: identities.server })
    const withCa = (cert: string) => failureOf(connect({ protocol: 'mqtts', port: tlsPort, ca: pemFile('ca.pem', cert) }))
    const wrong = await withCa((await makeAuthority('Other CA')).cert)
    expect([wrong.code, wrong.stage, wrong.what.en]).toEqual([
      'tls.wrong-ca',
      'tls',
      'The CA file does not sign this server’s certificate. The server’s is issued by CN=Bench CA, O=ATelier test; the file holds CN=Other CA, O=ATelier test',
    ])
    expect(wrong.evidence).toMatch(/^UNABLE_TO_VERIFY_LEAF_SIGNATURE < CN=localhost \(\d{4}-/)
    expect((await withCa((await makeAuthority('Bench CA')).cert)).code).toBe('tls.ca-other-key')
    expect((await withCa(identities.server.cert)).code).toBe('tls.ca-is-server-certificate')
    expect(await codeOf({ protocol: 'mqtts', port: tlsPort })).toBe('tls.unknown-ca')
  })

  test('expired, not yet valid, another host’s', async () => {
    const at = async (issued: Issued, host = '127.0.0.1') => {
      const { tlsPort } = await broker({ tls: issued })
      return failureOf(connect({ protocol: 'mqtts', host, port: tlsPort, ca: identities.caFile() }))
    }
    const names = ['127.0.0.1', 'localhost']
    const expired = await at(await issue(identities.ca, 'old', { names, from: new Date('2020-01-01'), to: new Date('2021-02-03') }))
    expect([expired.code, expired.what.en]).toEqual(['tls.server-expired', 'The server’s certificate expired on 2021-02-03'])
    expect((await at(await issue(identities.ca, 'early', { names, from: daysFromNow(2), to: daysFromNow(9) }))).code).toBe('tls.not-yet-valid')
    const other = await at(await issue(identities.ca, 'broker.example', { names: ['broker.example', '10.1.2.3'] }))
    expect([other.code, other.what.en]).toEqual(['tls.host-name', 'The server’s certificate is not for 127.0.0.1; it is for broker.example, 10.1.2.3'])
  })

  test('an expired CA is told from an expired server certificate', async () => {
    const oldCa = await makeAuthority('Old CA', { from: new Date('2019-01-01'), to: new Date('2020-05-06') })
    const { tlsPort } = await broker({ tls: await issue(oldCa, 'x', { names: ['127.0.0.1'] }) })
    const failure = await failureOf(connect({ protocol: 'mqtts', port: tlsPort, ca: pemFile('ca.pem', oldCa.cert) }))
    expect([failure.code, failure.what.en]).toEqual(['tls.ca-expired', 'The CA certificate expired on 2020-05-06: CN=Old CA, O=ATelier test'])
  })

  test('client certificate missing, of another CA, with another key', async () => {
    const { tlsPort } = await broker({ tls: { ...identities.server, ca: identities.ca.cert, requireClientCertificate: true } })
    const tls = { protocol: 'mqtts', port: tlsPort, ca: identities.caFile() } as const
    expect(await codeOf(tls)).toBe('tls.client-certificate-required')
    const foreign = await issue(await makeAuthority('Foreign CA'), 'device', { usage: 'client' })
    expect(await codeOf({ ...tls, certificate: pemFile('c.pem', foreign.cert), privateKey: pemFile('k.pem', foreign.key) })).toBe('tls.client-certificate-refused')
    expect(await codeOf({ ...tls, certificate: pemFile('c.pem', foreign.cert), privateKey: pemFile('k.pem', identities.server.key) })).toBe('tls.key-mismatch')
    expect(await codeOf({ ...tls, certificate: pemFile('c.pem', foreign.cert) })).toBe('tls.key-missing')
    expect(await codeOf({ ...tls, ca: pemFile('ca.pem', 'hello') })).toBe('tls.ca-not-pem')
  })

  test('a server that hangs up on CONNECT, one that never answers, one that is no broker', async () => {
    expect(await codeOf({ port: await fakeBroker((socket) => socket.destroy()) })).toBe('mqtt.closed-before-connack')
    expect(await codeOf({ port: await fakeBroker((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')) })).toBe('mqtt.not-mqtt')
    expect(await codeOf({ port: await fakeBroker((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')) })).toBe('mqtt.port-speaks-http')
    const started = Date.now()
    const [plain, tls] = await Promise.all([codeOf({ port: await fakeBroker(() => {}) }), codeOf({ protocol: 'mqtts', port: await fakeBroker(() => {}) })])
    expect([plain, tls]).toEqual(['mqtt.connack-timeout', 'tls.timeout'])
    expect(Date.now() - started).toBeLessThan(20_000)
  })

  test('a broker that knows only 3.1.1 refuses MQTT 5 in its own words', async () => {
    const aedes = await Aedes.createBroker()
    undo.push(() => aedes.close())
    const port = await listen(net.createServer((socket) => void aedes.handle(socket)))
    expect(await failureOf(connect({ port, version: 5 }))).toMatchObject({ code: 'mqtt.refused.1', evidence: 'CONNACK 1 (unacceptable protocol version)' })
  })

  test('what the protocol forbids is said before connecting', async () => {
    expect(await codeOf({ password: 'x' })).toBe('mqtt.password-without-user')
    expect(await codeOf({ clientId: '', cleanSession: false })).toBe('mqtt.client-id-needed')
  })
})
