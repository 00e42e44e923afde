import { createPrivateKey } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BrokerOptions, ConnectionInfo } from '../../shared/contract/mqtt.ts'
import { issue, makeAuthority, pemFile } from '../support/certificates.ts'
import { base, broker, bytes, collect, connect, failureOf, fakeBroker, listen, makeIdentities, service, undo, undoAll, until, untilState, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

let identities: Awaited<ReturnType<typeof makeIdentities>>
beforeAll(async () => {
  identities = await makeIdentities()
})

const accept = { 3: [0x20, 2, 0, 0], 4: [0x20, 2, 0, 0], 5: [0x20, 3, 0, 0, 0] } as const

/** The bytes of CONNECT as they went over the wire. */
async function connectPacket(options: Parameters<typeof connect>[0], version: 3 | 4 | 5): Promise<string> {
  let seen = ''
  const port = await fakeBroker((socket, chunk) => {
    if (chunk[0] !== 0x10) return
    seen = chunk.toString('latin1')
    socket.write(Buffer.from(accept[version]))
  })
  valueOf(await connect({ ...options, version, port }))
  return seen
}

describe('versions', () => {
  test('MQTT 3.1 at a real broker: a password file, there and back, and a refusal', async () => {
    const { port } = await broker({ users: { bench: 'right-pass' } })
    const mqtt = service()
    const { id } = valueOf(await connect({ port, version: 3, username: 'bench', password: 'right-pass' }, mqtt))
    const arrived = collect(mqtt, id, 1)
    valueOf(await mqtt.subscribe(id, 'a/+', 2))
    valueOf(await mqtt.publish(id, { topic: 'a/b', payload: bytes('31'), qos: 2, retain: false }))
    expect((await arrived).map(({ topic, payload, qos }) => [topic, payload, qos])).toEqual([['a/b', bytes('31'), 2]])
    expect((await failureOf(connect({ port, version: 3, username: 'bench', password: 'wrong' }))).code).toBe('mqtt.refused.5')
  })

  test('CONNECT names the protocol as each version has it', async () => {
    expect((await connectPacket({}, 3)).slice(2, 11)).toBe('\0\x06MQIsdp\x03')
    expect((await connectPacket({}, 4)).slice(2, 9)).toBe('\0\x04MQTT\x04')
    expect((await connectPacket({}, 5)).slice(2, 9)).toBe('\0\x04MQTT\x05')
  })

  test('MQTT 3.1 without a client ID is refused before anything is sent', async () => {
    expect((await failureOf(connect({ version: 3, clientId: '' }))).code).toBe('mqtt.client-id-needed')
  })
})

describe('MQTT 5 in CONNECT', () => {
  test('session expiry, user properties with a name twice, and the will with its delay', async () => {
    const packet = await connectPacket(
      {
        sessionExpiry: 3600,
        userProperties: [
          { name: 'site', value: '深圳' },
          { name: 'tag', value: 'a' },
          { name: 'tag', value: 'b' },
        ],
        will: { topic: 'gone', payload: Uint8Array.of(0, 255), qos: 1, retain: true, delay: 30 },
      },
      5,
    )
    // Property numbers and types: MQTT 5, section 2.2.2.2. 0x11 session expiry, 0x26 user property, 0x18 will delay.
    const pair = (name: string, value: string) => `\x26${short(name)}${short(value)}`
    const short = (value: string) => {
      const utf = Buffer.from(value)
      return String.fromCharCode(utf.length >> 8, utf.length & 255) + utf.toString('latin1')
    }
    for (const part of ['\x11\0\0\x0e\x10', pair('site', '深圳'), pair('tag', 'a'), pair('tag', 'b'), '\x18\0\0\0\x1e', `${short('gone')}\0\x02\0\xff`]) expect(packet).toContain(part)
    // Flags: will, QoS 1, retain, clean start.
    expect(packet.charCodeAt(9) & 0x3e).toBe(0x2e)
  })
})

describe('the will', () => {
  for (const version of [3, 4, 5] as const) {
    test(`is published by the broker when the connection breaks (version ${version})`, async () => {
      const { port: real } = await broker()
      const sockets: net.Socket[] = []
      const port = await listen(
        net.createServer((socket) => {
          const far = net.connect(real, '127.0.0.1')
          for (const each of [socket, far]) each.on('error', () => {})
          sockets.push(socket, far)
          socket.pipe(far).pipe(socket)
        }),
      )
      const mqtt = service()
      const watcher = valueOf(await connect({ port: real, clientId: 'watcher' }, mqtt))
      valueOf(await mqtt.subscribe(watcher.id, 'will/#', 1))
      valueOf(await connect({ port, version, clientId: 'dying', reconnect: { isOn: false, firstWait: 1, greatestWait: 1 }, will: { topic: 'will/dying', payload: bytes('gone'), qos: 1, retain: false } }, mqtt))
      const arrived = collect(mqtt, watcher.id, 1)
      for (const socket of sockets) socket.destroy()
      expect((await arrived).map(({ topic, payload, qos }) => [topic, payload, qos])).toEqual([['will/dying', bytes('gone'), 1]])
    })
  }

  test('on a topic with a wildcard is refused before anything is sent', async () => {
    expect(await failureOf(connect({ will: { topic: 'a/#', payload: bytes(''), qos: 0, retain: false } }))).toMatchObject({ code: 'mqtt.will-topic.wildcard-in-name' })
  })
})

describe('TLS', () => {
  describe.each(['mqtts', 'wss'] as const)('a client certificate over %s', (protocol) => {
    async function demanding() {
      const started = await broker({ tls: { ...identities.server, ca: identities.ca.cert, requireClientCertificate: true }, webSocket: 'tls' })
      const client = await issue(identities.ca, 'device', { usage: 'client' })
      const encrypted = String(createPrivateKey(client.key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }))
      const at = { protocol, port: protocol === 'wss' ? started.wsPort : started.tlsPort, path: '/mqtt', ca: identities.caFile() } as const
      return { at, own: { ...at, certificate: pemFile('c.pem', client.cert), privateKey: pemFile('k.pem', encrypted) } }
    }

    test('with an encrypted key: opened by its pass phrase, which shows nowhere', async () => {
      const { own } = await demanding()
      const mqtt = service()
      const info = valueOf(await connect({ ...own, passphrase: 'open sesame' }, mqtt))
      expect([info.state, info.tls, JSON.stringify(info).includes('sesame')]).toEqual(['connected', 'TLSv1.3 TLS_AES_256_GCM_SHA384', false])
      const arrived = collect(mqtt, info.id, 1)
      valueOf(await mqtt.subscribe(info.id, 'm', 1))
      valueOf(await mqtt.publish(info.id, { topic: 'm', payload: bytes('mutual'), qos: 1, retain: false }))
      expect((await arrived).map(({ payload }) => payload)).toEqual([bytes('mutual')])
    })

    test('a wrong pass phrase, and none, are told before anything is sent', async () => {
      const { own } = await demanding()
      const mqtt = service()
      const wrong = await failureOf(connect({ ...own, passphrase: 'wrong sesame' }, mqtt))
      expect([wrong.code, JSON.stringify([wrong, await mqtt.connections()]).includes('sesame')]).toEqual(['tls.key-passphrase-wrong', false])
      expect((await failureOf(connect(own))).code).toBe('tls.key-passphrase-needed')
    })

    test('none at all, and one of another CA, are refused by the server, and that is what is said', async () => {
      const { at, own } = await demanding()
      expect(await failureOf(connect(at))).toMatchObject({ code: 'tls.client-certificate-required', stage: 'tls' })
      const stranger = await issue(await makeAuthority('Other CA'), 'device', { usage: 'client' })
      expect(await failureOf(connect({ ...own, certificate: pemFile('c.pem', stranger.cert), privateKey: pemFile('k.pem', stranger.key) }))).toMatchObject({ stage: 'tls', code: 'tls.client-certificate-refused' })
    })
  })

  test('files whose line ends were lost are mended, and the connection says so', async () => {
    const { tlsPort } = await broker({ tls: identities.server })
    const { name } = identities.caFile()
    const info = valueOf(await connect({ protocol: 'mqtts', port: tlsPort, ca: pemFile(name, identities.ca.cert.trim().replaceAll('\n', ' ')) }))
    expect(info.mended?.map(({ en }) => en)).toEqual(['ca.pem was mended for this connection: Line ends put back; Line end put after the last line'])
  })

  test('SNI and ALPN reach the server, and the certificate must be for the name that was sent', async () => {
    const named = await issue(identities.ca, 'edge', { names: ['edge.example'] })
    const seen: unknown[] = []
    const server = createTlsServer({ cert: named.cert, key: named.key, ALPNProtocols: ['mqtt'] }, (socket: TLSSocket) => {
      seen.push([(socket as TLSSocket & { servername?: string }).servername, socket.alpnProtocol])
      socket.on('error', () => {})
      socket.on('data', (chunk) => void (chunk[0] === 0x10 && socket.write(Buffer.from(accept[4]))))
      undo.push(() => socket.destroy())
    })
    const port = await listen(server as unknown as net.Server)
    const tls = { protocol: 'mqtts', port, ca: identities.caFile(), alpn: ['mqtt'] } satisfies Partial<BrokerOptions>
    expect(valueOf(await connect({ ...tls, servername: 'edge.example' })).state).toBe('connected')
    expect(seen).toEqual([['edge.example', 'mqtt']])
    expect(await failureOf(connect({ ...tls, servername: 'other.example' }))).toMatchObject({ code: 'tls.host-name', what: { en: 'The server’s certificate is not for other.example; it is for edge.example' } })
    expect((await failureOf(connect({ ...tls, servername: '10.0.0.1' }))).code).toBe('mqtt.servername-form')
  })
})

describe('a lost connection', () => {
  /** A broker that takes `lives` connections, hangs up on each when told, and then is gone. */
  async function fragile() {
    const sockets = new Set<net.Socket>()
    const server = net.createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
      socket.on('data', (chunk) => void (chunk[0] === 0x10 && socket.write(Buffer.from(accept[4]))))
    })
    const port = await listen(server)
    return {
      port,
      stop: async () => {
        const closed = once(server, 'close')
        server.close()
        for (const socket of sockets) socket.destroy()
        await closed
      },
      start: async () => {
        server.listen(port, '127.0.0.1')
        await once(server, 'listening')
      },
    }
  }

  const retries = (mqtt: ReturnType<typeof service>, count: number): Promise<ConnectionInfo[]> => {
    const seen: ConnectionInfo[] = []
    return until(mqtt.onDidChangeConnection, (info) => {
      if (info.state === 'reconnecting' && info.retry?.at !== null) seen.push(info)
      return seen.length >= count ? seen : undefined
    })
  }

  test('is tried again after waits that grow, and each is to be seen', async () => {
    const { port, stop } = await fragile()
    const mqtt = service()
    valueOf(await connect({ port, reconnect: { isOn: true, firstWait: 0.1, greatestWait: 0.4 } }, mqtt))
    const seen = retries(mqtt, 4)
    const began = Date.now()
    await stop()
    expect((await seen).map(({ retry, failure }) => [retry?.attempt, failure?.code])).toEqual([
      [1, 'mqtt.connection-lost'],
      [2, 'mqtt.connection-refused'],
      [3, 'mqtt.connection-refused'],
      [4, 'mqtt.connection-refused'],
    ])
    // 100 + 200 + 400 ms, a quarter less at most.
    expect(Date.now() - began).toBeGreaterThanOrEqual(525)
  })

  test('comes back at once when somebody does not want to wait', async () => {
    const { port, stop, start } = await fragile()
    const mqtt = service()
    const { id } = valueOf(await connect({ port, reconnect: { isOn: true, firstWait: 3600, greatestWait: 3600 } }, mqtt))
    const lost = untilState(mqtt, 'reconnecting')
    await stop()
    await lost
    await start()
    const back = untilState(mqtt, 'connected')
    expect(valueOf(await mqtt.tryNow(id)).retry).toEqual({ attempt: 1, at: null })
    expect((await back).retry).toBeUndefined()
  })

  test('is given up when somebody says so, with why it was lost', async () => {
    const { port, stop } = await fragile()
    const mqtt = service()
    const { id } = valueOf(await connect({ port, reconnect: { isOn: true, firstWait: 3600, greatestWait: 3600 } }, mqtt))
    const lost = untilState(mqtt, 'reconnecting')
    await stop()
    await lost
    const { state, failure, retry } = valueOf(await mqtt.stopTrying(id))
    expect([state, failure?.code, retry]).toEqual(['failed', 'mqtt.connection-lost', undefined])
  })

  test('is not tried again where that is switched off', async () => {
    const { port, stop } = await fragile()
    const mqtt = service()
    valueOf(await connect({ port, reconnect: { isOn: false, firstWait: 1, greatestWait: 1 } }, mqtt))
    const over = untilState(mqtt, 'failed')
    await stop()
    expect((await over).failure?.code).toBe('mqtt.connection-lost')
  })
})

test('a saved connection’s number stays with it', async () => {
  const { port } = await broker()
  const mqtt = service()
  expect(valueOf(await mqtt.connect({ ...base, port }, 'saved-7')).savedId).toBe('saved-7')
})
