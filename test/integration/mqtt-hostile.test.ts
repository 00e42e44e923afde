import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import tls from 'node:tls'
import { parser } from 'mqtt-packet'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { BrokerOptions } from '../../shared/contract/mqtt.ts'
import { issue, makeAuthority, pemFile } from '../support/certificates.ts'
import { startScriptedBroker, type BrokerPeer } from '../support/scripted-broker.ts'
import { broker, bytes, collect, connect, failureOf, fakeBroker, listen, service, undo, undoAll, untilState, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex')

/** PUBLISH, QoS 0, topic `ok`, payload `1`. */
const good = '30 05 00 02 6f 6b 31'

/** Accepts 3.1.1, grants each subscription, and then sends what it is told; `often` true: on each connection. */
async function brokerSending(digits: string, often = false) {
  let connections = 0
  const hostile = await startScriptedBroker((packet, peer) => {
    if (packet.cmd === 'connect') {
      connections++
      peer.raw(hex('20 02 00 00'))
    }
    if (packet.cmd === 'subscribe') {
      peer.raw(hex(`90 03 ${packet.messageId?.toString(16).padStart(4, '0')} 00`))
      if (often || connections === 1) peer.raw(hex(digits))
    }
    if (packet.cmd === 'pingreq') peer.raw(hex('d0 00'))
  })
  undo.push(hostile.close)
  return hostile
}

const subscribed = async (port: number, options: Partial<BrokerOptions> = {}) => {
  const mqtt = service()
  const { id } = valueOf(await connect({ port, ...options }, mqtt))
  return { mqtt, id, granted: () => mqtt.subscribe(id, 'ok', 0) }
}

describe('packets that MQTT forbids', () => {
  test.each([
    ['a remaining length of five bytes', '30 ff ff ff ff 7f', 'Invalid variable byte integer'],
    ['PUBLISH with QoS 3', '36 07 00 02 6f 6b 00 01 31', 'Packet must not have both QoS bits set to 1'],
    ['reserved flags set in PUBACK', '4f 02 00 01', 'Invalid header flag bits, must be 0x0 for puback packet'],
    ['a topic longer than its packet', '30 04 00 09 6f 6b', 'Cannot parse topic'],
    ['PUBLISH of no bytes', '30 00', 'Cannot parse topic'],
    ['packet type 0', '00 00', 'Not supported'],
    ['a packet that only clients send', '10 00', 'Cannot parse protocolId'],
    ['AUTH in 3.1.1', 'f0 00', 'Not supported auth packet for this version MQTT'],
    ['SUBACK with a code that there is not', '90 03 00 09 03', 'Invalid suback QoS, must be 0, 1, 2 or 128'],
    ['a second CONNACK', '20 02 00 00', 'Protocol error: duplicate CONNACK on the same network connection'],
    ['text', Buffer.from('HTTP/1.1 200 OK\r\n\r\n').toString('hex'), /./],
  ])('%s: named, the connection ended and made anew, what came before kept', async (_what, digits, evidence) => {
    const { port } = await brokerSending(`${good} ${digits}`)
    const { mqtt, id, granted } = await subscribed(port)
    const down = untilState(mqtt, 'reconnecting')
    await granted()
    expect((await down).failure).toMatchObject({ code: 'mqtt.malformed-packet', stage: 'mqtt', evidence: typeof evidence === 'string' ? evidence : expect.stringMatching(evidence) as string })
    await untilState(mqtt, 'connected')
    expect(valueOf(await mqtt.messages(id, 0, 10)).messages.map(({ topic, payload }) => [topic, payload])).toEqual([['ok', bytes('1')]])
  })

  test('a broker that does it at each connection is not asked for ever', async () => {
    const { port, received } = await brokerSending('36 00', true)
    const { mqtt, granted } = await subscribed(port)
    const over = untilState(mqtt, 'failed')
    await granted()
    expect((await over).failure).toMatchObject({ code: 'mqtt.malformed-packet', evidence: 'Packet must not have both QoS bits set to 1' })
    expect(received.filter(({ cmd }) => cmd === 'connect')).toHaveLength(2)
  })

  test.each([
    ['CONNACK without a return code', '20 00', 'CONNACK without a return code'],
    ['CONNACK with reserved flags', '20 02 02 00', 'Invalid connack flags, bits 7-1 must be set to 0'],
    ['CONNACK with reserved bits in its first byte', '20 ff ff ff ff 7f', 'Invalid variable byte integer'],
  ])('%s ends the attempt at once', async (_what, digits, evidence) => {
    const port = await fakeBroker((socket) => socket.write(hex(digits)))
    expect(await failureOf(connect({ port }))).toMatchObject({ code: 'mqtt.malformed-packet', evidence })
  })

  test('acknowledgements for what was never asked change nothing', async () => {
    const { port } = await brokerSending(`90 03 12 34 00 b0 02 12 34 40 02 12 34 50 02 12 34 62 02 12 34 70 02 12 34 d0 00 ${good}`)
    const { mqtt, id, granted } = await subscribed(port)
    const arrived = collect(mqtt, id, 1)
    expect(valueOf(await granted()).subscriptions).toEqual([{ topic: 'ok', qos: 0, grantedQos: 0 }])
    expect((await arrived).map(({ topic }) => topic)).toEqual(['ok'])
    expect((await mqtt.connections())[0]?.state).toBe('connected')
  })

  test('MQTT 5: an alias that was never allowed', async () => {
    const port = await fakeBroker((socket, chunk) => {
      if (chunk[0] === 0x10) socket.write(hex('20 03 00 00 00'))
      if (chunk[0] === 0x82) socket.write(Buffer.concat([hex('90 04'), chunk.subarray(2, 4), hex('00 00 30 06 00 00 03 23 00 01')]))
    })
    const { mqtt, granted } = await subscribed(port, { version: 5 })
    const down = untilState(mqtt, 'reconnecting')
    await granted()
    expect((await down).failure).toMatchObject({ code: 'mqtt.malformed-packet', evidence: 'Received a PUBLISH Topic Alias but no Topic Alias Maximum was advertised' })
  })
})

describe('lengths that are announced and never sent', () => {
  test('a packet of 256 MB is not waited for', async () => {
    const { port } = await brokerSending(`${good} 30 ff ff ff 7f 00 02 6f 6b`)
    const { mqtt, id, granted } = await subscribed(port)
    const down = untilState(mqtt, 'reconnecting')
    await granted()
    expect((await down).failure).toMatchObject({ code: 'mqtt.packet-too-large', evidence: 'remaining length 268435455' })
    expect(valueOf(await mqtt.messages(id, 0, 10)).messages).toHaveLength(1)
  })

  test('silence inside a packet is found out by the keep-alive, and told from a dead line', async () => {
    // Pings are answered, but into the packet that is under way.
    const { port } = await brokerSending(`${good} 30 e8 07 00 02 6f 6b 00`)
    const { mqtt, granted } = await subscribed(port, { keepAlive: 1 })
    const down = untilState(mqtt, 'reconnecting')
    await granted()
    expect((await down).failure).toMatchObject({ code: 'mqtt.packet-incomplete', evidence: expect.stringMatching(/^no PINGRESP; packet of 1000 bytes, \d received$/) as string })
  })

  test('a packet cut in half by the end of the connection', async () => {
    const hostile = await startScriptedBroker((packet, peer: BrokerPeer) => {
      if (packet.cmd === 'connect') peer.raw(hex('20 02 00 00'))
      if (packet.cmd !== 'subscribe') return
      peer.raw(hex(`90 03 ${packet.messageId?.toString(16).padStart(4, '0')} 00 ${good} 30 e8 07 00 02`))
      setImmediate(peer.hangUp)
    })
    undo.push(hostile.close)
    const { mqtt, id, granted } = await subscribed(hostile.port)
    const down = untilState(mqtt, 'reconnecting')
    await granted()
    expect((await down).failure?.code).toBe('mqtt.connection-lost')
    expect(valueOf(await mqtt.messages(id, 0, 10)).messages).toHaveLength(1)
  })
})

describe('topics that MQTT forbids', () => {
  test.each([
    ['bytes that are no UTF-8', '30 05 00 02 c3 28 31', '\uFFFD(', 'c3 28'],
    // 设备/1, as a firmware sends it whose source is in GBK.
    ['GBK', '30 09 00 06 c9 e8 b1 b8 2f 31 31', '\uFFFD\u8C78/1', 'c9 e8 b1 b8 2f 31\nGBK: 设备/1'],
    ['NUL', '30 05 00 02 61 00 31', 'a\u0000'],
    ['half a surrogate pair', '30 06 00 03 ed a0 80 31', '\uFFFD\uFFFD\uFFFD', 'ed a0 80'],
    ['a wildcard', '30 05 00 02 61 23 31', 'a#'],
    ['nothing', '30 03 00 00 31', ''],
  ])('%s: the message is kept as it came, the rest goes on, and it is said', async (_what, digits, topic, raw?: string) => {
    const { port } = await brokerSending(`${digits} ${good}`)
    const { mqtt, id, granted } = await subscribed(port)
    const arrived = collect(mqtt, id, 2)
    await granted()
    expect((await arrived).map((message) => [message.topic, message.payload])).toEqual([
      [topic, bytes('1')],
      ['ok', bytes('1')],
    ])
    const [info] = await mqtt.connections()
    expect([info?.state, info?.remark?.code, info?.remark?.evidence]).toEqual(['connected', 'mqtt.topic-against-rules', [JSON.stringify(topic), ...(raw === undefined ? [] : [raw])].join('\n')])
  })
})

describe('refusals, code by code', () => {
  const accepting = async (code: number, version: 4 | 5) => {
    const refusing = await startScriptedBroker((_packet, peer) => peer.raw(version === 5 ? Buffer.from([0x20, 3, 0, code, 0]) : Buffer.from([0x20, 2, 0, code])))
    undo.push(refusing.close)
    return failureOf(connect({ port: refusing.port, version, username: 'u', password: 'p' }))
  }

  // MQTT 3.1.1 table 3.1, MQTT 5 table 3-1, and one that neither has.
  test.each([
    [4, [1, 2, 3, 4, 5, 77]],
    [5, [128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 140, 144, 149, 151, 153, 154, 155, 156, 157, 159, 200]],
  ] as const)('MQTT %s', async (version, codes) => {
    const failures = await Promise.all(codes.map((code) => accepting(code, version)))
    expect(failures.map(({ code }) => code)).toEqual(codes.map((code) => `mqtt.refused.${code}`))
    for (const { what, next, evidence } of failures) {
      expect([what.en, what.zh, next.en, next.zh].every((words) => words.length > 3)).toBe(true)
      expect(evidence).toMatch(/^CONNACK \d+/)
    }
    // Each has words of its own.
    const known = failures.slice(0, -1).map(({ what }) => what.en)
    expect(new Set(known).size).toBe(known.length)
  })

  const subackOf = async (code: number) => {
    const port = await fakeBroker((socket, chunk) => {
      if (chunk[0] === 0x10) socket.write(hex('20 03 00 00 00'))
      if (chunk[0] === 0x82) socket.write(Buffer.concat([hex('90 04'), chunk.subarray(2, 4), Buffer.from([0, code])]))
    })
    const { mqtt, granted } = await subscribed(port, { version: 5 })
    const failure = await failureOf(granted())
    return [failure.code, failure.stage, (await mqtt.connections())[0]?.subscriptions]
  }

  test('each SUBACK code of MQTT 5 refuses the one subscription and leaves the connection', async () => {
    // MQTT 5 table 3-8.
    const codes = [128, 131, 135, 143, 145, 151, 158, 161, 162]
    expect(await Promise.all(codes.map(subackOf))).toEqual(codes.map((code) => [`mqtt.subscribe-refused.${code}`, 'cloud', [{ topic: 'ok', qos: 0, grantedQos: code }]]))
  })

  test.each([
    [4, 128, 'SUBACK 128', 'The broker refused the subscription to secret/#'],
    [5, 135, 'SUBACK 135 (not authorised)', 'The broker refused the subscription to secret/#: the broker does not authorise this client'],
  ] as const)('mosquitto’s own refusal of a subscription (version %s): named, the connection and its other subscriptions stay', async (version, code, evidence, what) => {
    const mayAllowed = { acltype: 'subscribePattern', topic: 'allowed/#', allow: true }
    const { port } = await broker({
      dynamicSecurity: {
        defaultACLAccess: { publishClientSend: true, publishClientReceive: true, subscribe: false, unsubscribe: true },
        anonymousGroup: 'bench',
        clients: [],
        groups: [{ groupname: 'bench', roles: [{ rolename: 'bench' }] }],
        roles: [{ rolename: 'bench', acls: [mayAllowed] }],
      },
    })
    const { mqtt, id } = await subscribed(port, { version })
    expect(await failureOf(mqtt.subscribe(id, 'secret/#', 1))).toMatchObject({ code: `mqtt.subscribe-refused.${code}`, stage: 'cloud', evidence, what: { en: what } })
    valueOf(await mqtt.subscribe(id, 'allowed/#', 1))
    const arrived = collect(mqtt, id, 1)
    for (const topic of ['secret/a', 'allowed/a']) valueOf(await mqtt.publish(id, { topic, payload: bytes('1'), qos: 1, retain: false }))
    expect((await arrived).map(({ topic }) => topic)).toEqual(['allowed/a'])
    const [info] = await mqtt.connections()
    expect([info?.state, info?.subscriptions]).toEqual([
      'connected',
      [
        { topic: 'secret/#', qos: 1, grantedQos: code },
        { topic: 'allowed/#', qos: 1, grantedQos: 1 },
      ],
    ])
  })

  test('what mosquitto’s access list keeps back never arrives, whatever it granted', async () => {
    const { port } = await broker({ users: { bench: 'right-pass' }, acl: 'user bench\ntopic readwrite allowed/#\ntopic write secret/#\n' })
    const { mqtt, id } = await subscribed(port, { username: 'bench', password: 'right-pass' })
    valueOf(await mqtt.subscribe(id, 'secret/#', 0))
    valueOf(await mqtt.subscribe(id, 'allowed/#', 0))
    const arrived = collect(mqtt, id, 1)
    for (const topic of ['secret/a', 'allowed/a']) valueOf(await mqtt.publish(id, { topic, payload: bytes('1'), qos: 1, retain: false }))
    expect((await arrived).map(({ topic }) => topic)).toEqual(['allowed/a'])
  })
})

describe('over WebSocket', () => {
  /** Accepts, and does `then` when something is subscribed to. */
  async function webSocketBroker(then: (client: WebSocket) => void): Promise<number> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'mqtt' })
    server.on('connection', (client) => {
      client.on('error', () => {})
      // A packet may come in several frames.
      const decoder = parser({ protocolVersion: 4 })
      decoder.on('packet', (packet) => {
        if (packet.cmd === 'connect') client.send(hex('20 02 00 00'))
        if (packet.cmd !== 'subscribe') return
        client.send(hex(`90 03 ${packet.messageId?.toString(16).padStart(4, '0')} 00 ${good}`))
        then(client)
      })
      client.on('message', (data: Buffer) => void decoder.parse(data))
    })
    undo.push(() => {
      for (const client of server.clients) client.terminate()
      server.close()
    })
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  const rawly = (client: WebSocket, digits: string): void => void (client as unknown as { _socket: Socket })._socket.write(hex(digits))

  test.each([
    ['a packet that MQTT forbids', (client: WebSocket) => client.send(hex('36 00')), 'mqtt.malformed-packet', 'Packet must not have both QoS bits set to 1'],
    ['a frame that WebSocket forbids', (client: WebSocket) => rawly(client, 'ff ff ff ff'), 'mqtt.connection-lost', expect.stringMatching(/WebSocket frame/i)],
    ['an end with a reason', (client: WebSocket) => client.close(1008, 'policy'), 'mqtt.connection-lost', expect.any(String)],
  ] as const)('%s: told, the connection made anew, what came before kept', async (_what, then, code, evidence) => {
    const port = await webSocketBroker(then)
    const { mqtt, id, granted } = await subscribed(port, { protocol: 'ws', path: '/mqtt' })
    const arrived = collect(mqtt, id, 1)
    const down = untilState(mqtt, 'reconnecting')
    await granted()
    expect((await down).failure).toMatchObject({ code, evidence: evidence as unknown })
    expect((await arrived).map(({ topic }) => topic)).toEqual(['ok'])
    expect(valueOf(await mqtt.messages(id, 0, 10)).messages.length).toBeGreaterThanOrEqual(1)
  })
})

describe('servers that are not trusted', () => {
  test('a self-signed certificate, without a CA file and with another', async () => {
    const own = await makeAuthority('127.0.0.1', { isCa: false })
    const { tlsPort } = await broker({ tls: own })
    const tls = { protocol: 'mqtts', port: tlsPort } as const
    expect((await failureOf(connect(tls))).code).toBe('tls.self-signed')
    const other = await makeAuthority('Other CA')
    expect((await failureOf(connect({ ...tls, ca: pemFile('ca.pem', other.cert) }))).code).toBe('tls.self-signed')
  })

  test('a server that knows only TLS 1.1', async () => {
    const ca = await makeAuthority('Bench CA')
    const { cert, key } = await issue(ca, 'localhost', { names: ['127.0.0.1'] })
    const server = tls.createServer({ cert, key, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })
    server.on('tlsClientError', () => {})
    const port = await listen(server)
    expect(await failureOf(connect({ protocol: 'mqtts', port, ca: pemFile('ca.pem', ca.cert) }))).toMatchObject({ code: 'tls.version', stage: 'tls' })
  })

  test('garbage inside TLS after CONNACK', async () => {
    const ca = await makeAuthority('Bench CA')
    const { cert, key } = await issue(ca, 'localhost', { names: ['127.0.0.1'] })
    const server = tls.createServer({ cert, key }, (socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk: Buffer) => socket.write(chunk[0] === 0x10 ? hex('20 02 00 00') : hex('36 00')))
    })
    const port = await listen(server)
    const mqtt = service()
    const { id } = valueOf(await connect({ protocol: 'mqtts', port, ca: pemFile('ca.pem', ca.cert) }, mqtt))
    const down = untilState(mqtt, 'reconnecting')
    expect((await failureOf(mqtt.subscribe(id, 'ok', 0))).code).toBe('mqtt.cut-while-waiting')
    expect((await down).failure).toMatchObject({ code: 'mqtt.malformed-packet', evidence: 'Packet must not have both QoS bits set to 1' })
  })
})
