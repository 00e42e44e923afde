import { once } from 'node:events'
import net, { type Server } from 'node:net'
import { Aedes } from 'aedes'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MqttService } from '../../electron/services/mqtt/index.ts'
import type { Disposer, Result } from '../../shared/contract/failure.ts'
import type { BrokerOptions, ConnectionInfo, MqttMessage } from '../../shared/contract/mqtt.ts'
import { daysFromNow, issue, makeAuthority, pemFile, type Authority, type Issued } from '../support/certificates.ts'
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

const base: BrokerOptions = {
  name: 'test',
  protocol: 'mqtt',
  host: '127.0.0.1',
  port: 1,
  path: '',
  clientId: 'pc-1',
  username: '',
  password: '',
  keepAlive: 60,
  cleanSession: true,
  version: 4,
  ca: null,
  certificate: null,
  privateKey: null,
  verifyServer: true,
}
const caFile = () => pemFile('ca.pem', ca.cert)
const bytes = (value: string) => new TextEncoder().encode(value)

async function broker(options: TlsBrokerOptions = {}): Promise<TlsBroker> {
  const started = await startTlsBroker(options)
  undo.push(started.stop)
  return started
}

function service() {
  const made = new MqttService()
  undo.push(() => made.dispose())
  return made
}

const connect = (options: Partial<BrokerOptions>, from = service()) => from.connect({ ...base, ...options })

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.what.en} (${result.failure.evidence})`)
  return result.value
}

async function failureOf(result: Promise<Result<unknown>>) {
  const answer = await result
  if (answer.ok) throw new Error('it succeeded')
  return answer.failure
}

/** Resolves with the first event for which `pick` gives something; bounded by 15 s. */
function until<Args extends readonly unknown[], T>(subscribe: (listener: (...args: Args) => void) => Disposer, pick: (...args: Args) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nothing within 15 s')), 15_000)
    const stop = subscribe((...args) => {
      const found = pick(...args)
      if (found === undefined) return
      clearTimeout(timer)
      stop()
      resolve(found)
    })
  })
}

const untilState = (mqtt: MqttService, state: ConnectionInfo['state']) => until(mqtt.onDidChangeConnection, (info) => (info.state === state ? info : undefined))

function collect(mqtt: MqttService, id: string, count: number): Promise<MqttMessage[]> {
  const seen: MqttMessage[] = []
  return until(mqtt.onDidReceive, (from, messages) => {
    if (from === id) seen.push(...messages.filter((one) => one.direction === 'in'))
    return seen.length >= count ? seen : undefined
  })
}

describe('publish and subscribe', () => {
  for (const version of [4, 5] as const) {
    test(`QoS 0, 1, 2 and retain travel there and back with MQTT ${version === 4 ? '3.1.1' : '5'}`, async () => {
      const { port } = await broker()
      const mqtt = service()
      const { id } = valueOf(await connect({ port, version }, mqtt))
      const granted = valueOf(await mqtt.subscribe(id, '设备/+/up', 2)).subscriptions
      expect(granted).toEqual([{ topic: '设备/+/up', qos: 2, grantedQos: 2 }])
      const arrived = collect(mqtt, id, 3)
      for (const qos of [0, 1, 2] as const) valueOf(await mqtt.publish(id, { topic: '设备/1/up', payload: bytes(`{"温度":${qos}}`), qos, retain: false }))
      expect((await arrived).map(({ topic, payload, qos, retain }) => ({ topic, payload, qos, retain }))).toEqual(
        [0, 1, 2].map((qos) => ({ topic: '设备/1/up', payload: bytes(`{"温度":${qos}}`), qos, retain: false })),
      )

      valueOf(await mqtt.publish(id, { topic: 'kept', payload: bytes('last'), qos: 1, retain: true }))
      const retained = collect(mqtt, id, 1)
      valueOf(await mqtt.subscribe(id, 'kept', 0))
      expect((await retained).map(({ topic, payload, retain }) => ({ topic, payload, retain }))).toEqual([{ topic: 'kept', payload: bytes('last'), retain: true }])

      const { messages, nextSeq } = valueOf(await mqtt.messages(id, 0))
      expect([messages.map((one) => one.seq), nextSeq]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7], 8])
      expect(messages.filter((one) => one.direction === 'out')).toHaveLength(4)
      expect(valueOf(await mqtt.messages(id, 7)).messages).toEqual(messages.slice(7))
    })
  }

  test('unsubscribing stops the messages, disconnecting ends it, removing forgets it', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port }, mqtt))
    valueOf(await mqtt.subscribe(id, 'a', 0))
    valueOf(await mqtt.subscribe(id, 'b', 0))
    expect(valueOf(await mqtt.unsubscribe(id, 'a')).subscriptions).toEqual([{ topic: 'b', qos: 0, grantedQos: 0 }])
    const arrived = collect(mqtt, id, 1)
    for (const topic of ['a', 'b']) valueOf(await mqtt.publish(id, { topic, payload: bytes(topic), qos: 1, retain: false }))
    expect((await arrived).map((one) => one.topic)).toEqual(['b'])

    expect(valueOf(await mqtt.disconnect(id)).state).toBe('disconnected')
    expect((await failureOf(mqtt.publish(id, { topic: 'a', payload: bytes('x'), qos: 0, retain: false }))).code).toBe('mqtt.not-connected')
    const removed = until(mqtt.onDidRemoveConnection, (gone) => gone)
    valueOf(await mqtt.remove(id))
    expect([await removed, await mqtt.connections()]).toEqual([id, []])
    expect((await failureOf(mqtt.messages(id, 0))).code).toBe('mqtt.unknown-connection')
  })

  test('a burst of 5,000 messages arrives whole and in order, in few events', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port }, mqtt))
    valueOf(await mqtt.subscribe(id, 'burst', 0))
    let events = 0
    undo.push(mqtt.onDidReceive(() => events++))
    const arrived = collect(mqtt, id, 5000)
    const started = Date.now()
    const sender = valueOf(await connect({ port, clientId: 'sender' }, mqtt))
    await Promise.all(Array.from({ length: 5000 }, (_, index) => mqtt.publish(sender.id, { topic: 'burst', payload: bytes(String(index)), qos: 0, retain: false })))
    const got = (await arrived).map((one) => new TextDecoder().decode(one.payload))
    expect(got).toEqual(Array.from({ length: 5000 }, (_, index) => String(index)))
    // Two connections, a batch each 50 ms at most.
    expect(events).toBeLessThanOrEqual(2 * (Math.ceil((Date.now() - started) / 50) + 1))
    expect(valueOf(await mqtt.messages(id, 0)).messages).toHaveLength(5000)
  })

  test('a topic the rules forbid is refused before it is sent', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port }, mqtt))
    expect((await failureOf(mqtt.publish(id, { topic: 'a/#', payload: bytes(''), qos: 0, retain: false }))).code).toBe('mqtt.topic.wildcard-in-name')
    expect((await failureOf(mqtt.subscribe(id, 'a#', 0))).code).toBe('mqtt.topic.hash-position')
    expect((await mqtt.connections())[0]?.state).toBe('connected')
  })

  test('a refused subscription is a failure and stays visible as refused', async () => {
    const { port } = await broker({ users: { bench: 'right-pass' }, acl: 'user bench\ntopic read allowed/#\n' })
    const mqtt = service()
    const { id } = valueOf(await connect({ port, username: 'bench', password: 'right-pass', version: 5 }, mqtt))
    const failure = await failureOf(mqtt.subscribe(id, '$share', 0))
    expect(failure.code).toBe('mqtt.topic.shared-form')
    valueOf(await mqtt.subscribe(id, 'allowed/#', 1))
    expect(await failureOf(mqtt.publish(id, { topic: 'forbidden', payload: bytes(''), qos: 1, retain: false }))).toMatchObject({
      code: 'mqtt.publish-refused.135',
      stage: 'cloud',
      evidence: 'PUBACK 135 (not authorised)',
    })
  })

  test('a subscription that a broker answers with 128 says so', async () => {
    const port = await fakeBroker((socket, chunk) => {
      if (chunk[0] === 0x10) socket.write(Buffer.from([0x20, 2, 0, 0]))
      if (chunk[0] === 0x82) socket.write(Buffer.from([0x90, 3, chunk[2] ?? 0, chunk[3] ?? 0, 0x80]))
    })
    const mqtt = service()
    const { id } = valueOf(await connect({ port }, mqtt))
    expect(await failureOf(mqtt.subscribe(id, 'a', 0))).toMatchObject({ code: 'mqtt.subscribe-refused.128', evidence: 'SUBACK 128' })
    expect((await mqtt.connections())[0]?.subscriptions).toEqual([{ topic: 'a', qos: 0, grantedQos: 128 }])
    expect(valueOf(await mqtt.unsubscribe(id, 'a')).subscriptions).toEqual([])
  })
})

describe('secrets', () => {
  test('neither password nor private key is in any answer or event', async () => {
    const client = await issue(ca, 'device', { usage: 'client' })
    const { tlsPort } = await broker({ users: { bench: 'right-pass' }, tls: { ...server, ca: ca.cert, requireClientCertificate: true } })
    const mqtt = service()
    const heard: ConnectionInfo[] = []
    undo.push(mqtt.onDidChangeConnection((info) => heard.push(info)))
    const info = valueOf(
      await connect({ protocol: 'mqtts', port: tlsPort, ca: caFile(), certificate: pemFile('c.pem', client.cert), privateKey: pemFile('k.pem', client.key), username: 'bench', password: 'right-pass' }, mqtt),
    )
    expect([info.options.password, info.options.privateKey, info.options.username]).toEqual(['', null, 'bench'])
    expect(JSON.stringify([info, heard, await mqtt.connections()])).not.toMatch(/right-pass|PRIVATE KEY/)
    expect(heard.map((one) => one.state)).toEqual(['connecting', 'connected'])
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('a server that is not trusted never gets the login (%s)', async (version) => {
    const spy = await startSpy(server, version)
    undo.push(spy.stop)
    const login = { protocol: 'mqtts', port: spy.port, username: 'bench', password: 'right-pass' } as const
    const other = await makeAuthority('Other CA')
    expect([(await failureOf(connect({ ...login, ca: pemFile('ca.pem', other.cert) }))).code, spy.heard()]).toEqual(['tls.wrong-ca', ''])
    const trusted = connect({ ...login, ca: caFile() })
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
    const { tlsPort } = await broker({ tls: server })
    for (const host of ['127.0.0.1', 'localhost']) {
      const info = valueOf(await connect({ protocol: 'mqtts', host, port: tlsPort, ca: caFile() }))
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
    const { wsPort } = await broker({ tls: server, webSocket: 'tls' })
    const wss = { protocol: 'wss', port: wsPort, path: '/mqtt' } as const
    const info = valueOf(await connect({ ...wss, ca: caFile() }))
    expect([info.state, info.tls]).toEqual(['connected', 'TLSv1.3 TLS_AES_256_GCM_SHA384'])
    const other = await makeAuthority('Other CA')
    expect((await failureOf(connect({ ...wss, ca: pemFile('ca.pem', other.cert) }))).code).toBe('tls.wrong-ca')
  })

  test('any certificate is taken when the check is switched off', async () => {
    const { tlsPort } = await broker({ tls: server })
    expect(valueOf(await connect({ protocol: 'mqtts', port: tlsPort, verifyServer: false })).state).toBe('connected')
  })
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
    const { port, tlsPort } = await broker({ tls: server })
    expect(await codeOf({ port: tlsPort })).toBe('mqtt.port-speaks-tls')
    expect(['tls.cut', 'tls.not-tls']).toContain(await codeOf({ protocol: 'mqtts', port, ca: caFile() }))
    expect(await codeOf({ protocol: 'ws', port: tlsPort, path: '/mqtt' })).toBe('mqtt.port-speaks-tls')
    expect(await codeOf({ protocol: 'ws', port, path: '/mqtt' })).toBe('mqtt.websocket-refused')
  })

  test('wrong CA, no CA, a CA made anew, the server’s certificate given as CA', async () => {
    const { tlsPort } = await broker({ tls: server })
    const withCa = (cert: string) => failureOf(connect({ protocol: 'mqtts', port: tlsPort, ca: pemFile('ca.pem', cert) }))
    const wrong = await withCa((await makeAuthority('Other CA')).cert)
    expect([wrong.code, wrong.stage, wrong.what.en]).toEqual([
      'tls.wrong-ca',
      'tls',
      'The CA file does not sign this server’s certificate. The server’s is issued by CN=Bench CA, O=ATelier test; the file holds CN=Other CA, O=ATelier test',
    ])
    expect(wrong.evidence).toMatch(/^UNABLE_TO_VERIFY_LEAF_SIGNATURE < CN=localhost \(\d{4}-/)
    expect((await withCa((await makeAuthority('Bench CA')).cert)).code).toBe('tls.ca-other-key')
    expect((await withCa(server.cert)).code).toBe('tls.ca-is-server-certificate')
    expect(await codeOf({ protocol: 'mqtts', port: tlsPort })).toBe('tls.unknown-ca')
  })

  test('expired, not yet valid, another host’s', async () => {
    const at = async (issued: Issued, host = '127.0.0.1') => {
      const { tlsPort } = await broker({ tls: issued })
      return failureOf(connect({ protocol: 'mqtts', host, port: tlsPort, ca: caFile() }))
    }
    const names = ['127.0.0.1', 'localhost']
    const expired = await at(await issue(ca, 'old', { names, from: new Date('2020-01-01'), to: new Date('2021-02-03') }))
    expect([expired.code, expired.what.en]).toEqual(['tls.server-expired', 'The server’s certificate expired on 2021-02-03'])
    expect((await at(await issue(ca, 'early', { names, from: daysFromNow(2), to: daysFromNow(9) }))).code).toBe('tls.not-yet-valid')
    const other = await at(await issue(ca, 'broker.example', { names: ['broker.example', '10.1.2.3'] }))
    expect([other.code, other.what.en]).toEqual(['tls.host-name', 'The server’s certificate is not for 127.0.0.1; it is for broker.example, 10.1.2.3'])
  })

  test('an expired CA is told from an expired server certificate', async () => {
    const oldCa = await makeAuthority('Old CA', { from: new Date('2019-01-01'), to: new Date('2020-05-06') })
    const { tlsPort } = await broker({ tls: await issue(oldCa, 'x', { names: ['127.0.0.1'] }) })
    const failure = await failureOf(connect({ protocol: 'mqtts', port: tlsPort, ca: pemFile('ca.pem', oldCa.cert) }))
    expect([failure.code, failure.what.en]).toEqual(['tls.ca-expired', 'The CA certificate expired on 2020-05-06: CN=Old CA, O=ATelier test'])
  })

  test('client certificate missing, of another CA, with another key', async () => {
    const { tlsPort } = await broker({ tls: { ...server, ca: ca.cert, requireClientCertificate: true } })
    const tls = { protocol: 'mqtts', port: tlsPort, ca: caFile() } as const
    expect(await codeOf(tls)).toBe('tls.client-certificate-required')
    const foreign = await issue(await makeAuthority('Foreign CA'), 'device', { usage: 'client' })
    expect(await codeOf({ ...tls, certificate: pemFile('c.pem', foreign.cert), privateKey: pemFile('k.pem', foreign.key) })).toBe('tls.client-certificate-refused')
    expect(await codeOf({ ...tls, certificate: pemFile('c.pem', foreign.cert), privateKey: pemFile('k.pem', server.key) })).toBe('tls.key-mismatch')
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
    expect(Date.now() - started).toBeLessThan(15_000)
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

describe('a connection that was up', () => {
  test('comes back by itself with its subscriptions when the broker does', async () => {
    let sockets: net.Socket[] = []
    const { port: real } = await broker()
    const proxy = net.createServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => {})
      const far = net.connect(real, '127.0.0.1')
      far.on('error', () => {})
      socket.pipe(far).pipe(socket)
      far.on('close', () => socket.destroy())
      socket.on('close', () => far.destroy())
    })
    const port = await listen(proxy)
    const mqtt = service()
    const { id } = valueOf(await connect({ port }, mqtt))
    valueOf(await mqtt.subscribe(id, 'a', 1))
    const down = untilState(mqtt, 'reconnecting')
    for (const socket of sockets.splice(0)) socket.destroy()
    expect((await down).failure?.code).toBe('mqtt.connection-lost')
    await untilState(mqtt, 'connected')
    const arrived = collect(mqtt, id, 1)
    valueOf(await mqtt.publish(id, { topic: 'a', payload: bytes('again'), qos: 1, retain: false }))
    expect((await arrived).map((one) => one.payload)).toEqual([bytes('again')])
    expect((await mqtt.connections()).map(({ state, failure }) => [state, failure])).toEqual([['connected', undefined]])
    sockets = []
  })

  test('MQTT 5: a broker that says “session taken over” ends it at once', async () => {
    const port = await fakeBroker((socket, chunk) => {
      if (chunk[0] === 0x10) socket.write(Buffer.from([0x20, 3, 0, 0, 0]))
      if (chunk[0] === 0x82) socket.end(Buffer.from([0xe0, 1, 142]))
    })
    const mqtt = service()
    const kicked = untilState(mqtt, 'failed')
    const { id } = valueOf(await connect({ port, version: 5 }, mqtt))
    expect((await failureOf(mqtt.subscribe(id, 'a', 0))).code).toBe('mqtt.cut-while-waiting')
    expect((await kicked).failure).toMatchObject({ code: 'mqtt.disconnected.142', evidence: 'DISCONNECT 142 (session taken over)' })
  })

  for (const version of [4, 5] as const) {
    test(`two clients with one ID (MQTT ${version}) are recognised after the second kick, and stop fighting`, async () => {
      const { port } = await broker()
      const first = service()
      const second = service()
      const over = Promise.race([untilState(first, 'failed'), untilState(second, 'failed')])
      valueOf(await connect({ port, version }, first))
      valueOf(await connect({ port, version }, second))
      expect((await over).failure?.code).toBe('mqtt.client-id-taken')
    })
  }

  test('a broker that goes silent is found out by the keep-alive', async () => {
    const port = await fakeBroker((socket, chunk) => {
      if (chunk[0] === 0x10) socket.write(Buffer.from([0x20, 2, 0, 0]))
    })
    const mqtt = service()
    const down = untilState(mqtt, 'reconnecting')
    valueOf(await connect({ port, keepAlive: 1 }, mqtt))
    expect((await down).failure?.code).toBe('mqtt.keepalive-timeout')
  })
})

const servers: Server[] = []
afterAll(() => servers.forEach((one) => one.close()))

async function listen(made: Server): Promise<number> {
  servers.push(made)
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  return (made.address() as net.AddressInfo).port
}

/** A server on loopback that answers each run of bytes as told. */
const fakeBroker = (answer: (socket: net.Socket, chunk: Buffer) => unknown): Promise<number> =>
  listen(
    net.createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk: Buffer) => void answer(socket, chunk))
    }),
  )
