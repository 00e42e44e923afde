import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ConnectionInfo } from '../../shared/contract/mqtt.ts'
import { issue, makeAuthority, pemFile } from '../support/certificates.ts'
import { startSpy } from '../support/tls-spy.ts'
import { broker, bytes, collect, connect, failureOf, fakeBroker, makeIdentities, service, undo, undoAll, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

let identities: Awaited<ReturnType<typeof makeIdentities>>
beforeAll(async () => {
  identities = await makeIdentities()
})

describe('secrets', () => {
  test('neither password nor private key is in any answer or event', async () => {
    const client = await issue(identities.ca, 'device', { usage: 'client' })
    const { tlsPort } = await broker({ users: { bench: 'right-pass' }, tls: { ...identities.server, ca: identities.ca.cert, requireClientCertificate: true } })
    const mqtt = service()
    const heard: ConnectionInfo[] = []
    undo.push(mqtt.onDidChangeConnection((info) => heard.push(info)))
    const info = valueOf(
      await connect({ protocol: 'mqtts', port: tlsPort, ca: identities.caFile(), certificate: pemFile('c.pem', client.cert), privateKey: pemFile('k.pem', client.key), username: 'bench', password: 'right-pass' }, mqtt),
    )
    expect([info.options.password, info.options.privateKey, info.options.username]).toEqual(['', null, 'bench'])
    expect(JSON.stringify([info, heard, await mqtt.connections()])).not.toMatch(/right-pass|PRIVATE KEY/)
    expect(heard.map((one) => one.state)).toEqual(['connecting', 'connected'])
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('a server that is not trusted never gets the login (%s)', async (version) => {
    const spy = await startSpy(identities.server, version)
    undo.push(spy.stop)
    const login = { protocol: 'mqtts', port: spy.port, username: 'bench', password: 'right-pass' } as const
    const other = await makeAuthority('Other CA')
    expect([(await failureOf(connect({ ...login, ca: pemFile('ca.pem', other.cert) }))).code, spy.heard()]).toEqual(['tls.wrong-ca', ''])
    const trusted = connect({ ...login, ca: identities.caFile() })
    await spy.until('right-pass')
    await spy.stop()
    expect((await failureOf(trusted)).code).toBe('mqtt.closed-before-connack')
  })

  test('a broker that repeats the password in its reason does not get it into the failure', async () => {
    const reason = Buffer.from('no user with secret-99')
    const property = Buffer.concat([Buffer.from([0x1f, 0, reason.length]), reason])
    const port = await fakeBroker((socket) => socket.write(Buffer.concat([Buffer.from([0x20, 3 + property.length, 0, 134, property.length]), property])))
    const failure = await failureOf(connect({ port, version: 5, username: 'u', password: 'secret-99' }))
    expect([failure.code, failure.evidence]).toEqual(['mqtt.refused.134', 'CONNACK 134 (bad user name or password): no user with ***'])
  })
})

describe('transports', () => {
  test('mqtts with the CA, by address and by name', async () => {
    const { tlsPort } = await broker({ tls: identities.server })
    for (const host of ['127.0.0.1', 'localhost']) {
      const info = valueOf(await connect({ protocol: 'mqtts', host, port: tlsPort, ca: identities.caFile() }))
      expect([info.state, info.tls]).toEqual(['connected', 'TLSv1.3 TLS_AES_256_GCM_SHA384'])
    }
  })

  test('WebSocket, and a wrong path behind it', async () => {
    const { wsPort } = await broker({ webSocket: 'plain' })
    const mqtt = service()
    const { id } = valueOf(await connect({ protocol: 'ws', port: wsPort, path: '/mqtt' }, mqtt))
    const arrived = collect(mqtt, id, 1)
    valueOf(await mqtt.subscribe(id, 'w', 1))
    valueOf(await mqtt.publish(id, { topic: 'w', payload: bytes('over ws'), qos: 1, retain: false }))
    expect((await arrived).map((one) => one.payload)).toEqual([bytes('over ws')])

    const port = await fakeBroker((socket) => socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n'))
    expect(await failureOf(connect({ protocol: 'ws', port, path: '/wrong' }))).toMatchObject({ code: 'mqtt.websocket-path', evidence: 'Unexpected server response: 404' })
  })

  test('WebSocket over TLS, with the CA and with a wrong one', async () => {
    const { wsPort } = await broker({ tls: identities.server, webSocket: 'tls' })
    const wss = { protocol: 'wss', port: wsPort, path: '/mqtt' } as const
    const info = valueOf(await connect({ ...wss, ca: identities.caFile() }))
    expect([info.state, info.tls]).toEqual(['connected', 'TLSv1.3 TLS_AES_256_GCM_SHA384'])
    const other = await makeAuthority('Other CA')
    expect((await failureOf(connect({ ...wss, ca: pemFile('ca.pem', other.cert) }))).code).toBe('tls.wrong-ca')
  })

  test('any certificate is taken when the check is switched off', async () => {
    const { tlsPort } = await broker({ tls: identities.server })
    expect(valueOf(await connect({ protocol: 'mqtts', port: tlsPort, verifyServer: false })).state).toBe('connected')
  })
})
