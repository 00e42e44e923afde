import net from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { broker, bytes, collect, connect, failureOf, fakeBroker, listen, service, undo, undoAll, until, untilState, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

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

      const { messages, nextSeq } = valueOf(await mqtt.messages(id, 0, 5000))
      expect([messages.map((one) => one.seq), nextSeq]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7], 8])
      expect(messages.filter((one) => one.direction === 'out')).toHaveLength(4)
      expect(valueOf(await mqtt.messages(id, 7, 5000)).messages).toEqual(messages.slice(7))
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
    expect((await failureOf(mqtt.messages(id, 0, 5000))).code).toBe('mqtt.unknown-connection')
  })

  test('a burst of 5,000 messages arrives whole and in order, in few events', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port }, mqtt))
    valueOf(await mqtt.subscribe(id, 'burst', 0))
    let events = 0
    undo.push(mqtt.onDidGrow(() => events++))
    const arrived = collect(mqtt, id, 5000)
    const started = Date.now()
    const sender = valueOf(await connect({ port, clientId: 'sender' }, mqtt))
    await Promise.all(Array.from({ length: 5000 }, (_, index) => mqtt.publish(sender.id, { topic: 'burst', payload: bytes(String(index)), qos: 0, retain: false })))
    const got = (await arrived).map((one) => new TextDecoder().decode(one.payload))
    expect(got).toEqual(Array.from({ length: 5000 }, (_, index) => String(index)))
    // Two connections, each told of ten times a second at most.
    expect(events).toBeLessThanOrEqual(2 * (Math.ceil((Date.now() - started) / 100) + 1))
    expect(valueOf(await mqtt.messages(id, 0, 5000)).messages).toHaveLength(5000)
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
