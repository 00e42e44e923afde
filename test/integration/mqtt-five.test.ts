import { afterEach, describe, expect, test } from 'vitest'
import type { PublishProperties } from '../../shared/contract/mqtt.ts'
import { broker, bytes, collect, connect, failureOf, fakeBroker, service, undoAll, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

const properties: PublishProperties = {
  isUtf8: true,
  messageExpiry: 120,
  responseTopic: '应答/1',
  correlationData: new Uint8Array([0, 255, 7]),
  contentType: 'application/json',
  userProperties: [
    ['source', '产线'],
    ['tag', 'a'],
    ['tag', 'b'],
  ],
}

describe('MQTT 5 with mosquitto', () => {
  test('properties travel with a message and stay in the history on both sides', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port, version: 5 }, mqtt))
    valueOf(await mqtt.subscribe(id, 'up/#', 1, { noLocal: false, retainAsPublished: false, retainHandling: 0, identifier: 41 }))
    const arrived = collect(mqtt, id, 1)
    const answer = valueOf(await mqtt.publish(id, { topic: 'up/1', payload: bytes('{}'), qos: 1, retain: false, properties }))
    expect(answer.ms).toBeGreaterThan(0)
    expect((await arrived)[0]?.properties).toEqual({ ...properties, subscriptionIdentifiers: [41] })
    const [out, back] = valueOf(await mqtt.messages(id, 0, 10)).messages
    expect([out?.direction, out?.properties]).toEqual(['out', properties])
    expect([back?.direction, back?.properties]).toEqual(['in', { ...properties, subscriptionIdentifiers: [41] }])
  })

  test('no-local keeps what this client publishes from coming back', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port, version: 5 }, mqtt))
    const other = valueOf(await connect({ port, version: 5, clientId: 'other' }, mqtt))
    const { subscriptions } = valueOf(await mqtt.subscribe(id, 'a', 1, { noLocal: true, retainAsPublished: false, retainHandling: 0 }))
    expect(subscriptions).toEqual([{ topic: 'a', qos: 1, grantedQos: 1, options: { noLocal: true, retainAsPublished: false, retainHandling: 0 } }])
    const arrived = collect(mqtt, id, 1)
    valueOf(await mqtt.publish(id, { topic: 'a', payload: bytes('own'), qos: 1, retain: false }))
    valueOf(await mqtt.publish(other.id, { topic: 'a', payload: bytes('other'), qos: 1, retain: false }))
    expect((await arrived).map(({ payload }) => new TextDecoder().decode(payload))).toEqual(['other'])
  })

  test('retain as published and retain handling do what their names say', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port, version: 5 }, mqtt))
    valueOf(await mqtt.publish(id, { topic: 'kept', payload: bytes('old'), qos: 1, retain: true }))
    valueOf(await mqtt.subscribe(id, 'kept', 1, { noLocal: false, retainAsPublished: true, retainHandling: 2 }))
    const arrived = collect(mqtt, id, 1)
    valueOf(await mqtt.publish(id, { topic: 'kept', payload: bytes('new'), qos: 1, retain: true }))
    // Handling 2 left the old one out; the new one has its flag although it is no kept one for this subscription.
    expect((await arrived).map(({ payload, retain }) => [new TextDecoder().decode(payload), retain])).toEqual([['new', true]])
  })

  test('a message that the broker gave to nobody is acknowledged as such', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port, version: 5 }, mqtt))
    const send = async (qos: 0 | 1 | 2) => valueOf(await mqtt.publish(id, { topic: 'up', payload: bytes('1'), qos, retain: false })).hasNoSubscribers
    // With QoS 2 mosquitto gives it to its readers after PUBREC, too late to tell.
    expect([await send(0), await send(1), await send(2)]).toEqual([undefined, true, undefined])
    valueOf(await mqtt.subscribe(id, 'up', 0))
    expect(await send(1)).toBeUndefined()
  })

  test('a shared subscription gives each message to one of its members', async () => {
    const { port } = await broker()
    const mqtt = service()
    const members = [valueOf(await connect({ port, version: 5, clientId: 'm1' }, mqtt)), valueOf(await connect({ port, version: 5, clientId: 'm2' }, mqtt))]
    const sender = valueOf(await connect({ port, version: 5, clientId: 'sender' }, mqtt))
    for (const { id } of members) valueOf(await mqtt.subscribe(id, '$share/bench/job/+', 1))
    for (let at = 0; at < 6; at++) valueOf(await mqtt.publish(sender.id, { topic: `job/${at}`, payload: bytes(String(at)), qos: 1, retain: false }))
    const held = async (id: string) => valueOf(await mqtt.messages(id, 0, 100)).messages.filter(({ direction }) => direction === 'in').map(({ topic }) => topic)
    await expect.poll(async () => (await Promise.all(members.map(({ id }) => held(id)))).flat().toSorted()).toEqual(['job/0', 'job/1', 'job/2', 'job/3', 'job/4', 'job/5'])
    expect((await Promise.all(members.map(async ({ id }) => (await held(id)).length))).every((count) => count > 0)).toBe(true)
  })

  test('a topic alias that the broker takes is sent; one beyond its limit is refused by name', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port, version: 5 }, mqtt))
    valueOf(await mqtt.subscribe(id, 'long/topic', 1))
    const arrived = collect(mqtt, id, 1)
    valueOf(await mqtt.publish(id, { topic: 'long/topic', payload: bytes('1'), qos: 1, retain: false, properties: { topicAlias: 2 } }))
    expect((await arrived).map(({ topic }) => topic)).toEqual(['long/topic'])
    // mosquitto's max_topic_alias is 10 unless its configuration says otherwise.
    expect(await failureOf(mqtt.publish(id, { topic: 'long/topic', payload: bytes('2'), qos: 1, retain: false, properties: { topicAlias: 11 } }))).toMatchObject({ code: 'mqtt.topic-alias', evidence: 'topic alias 11, Topic Alias Maximum 10' })
  })

  test('what mosquitto says at connecting that it does not take is refused by name before it is sent, and the connection stays up', async () => {
    const { port } = await broker({ listener: ['max_qos 1', 'retain_available false', 'max_packet_size 2000'] })
    const mqtt = service()
    const { id } = valueOf(await connect({ port, version: 5 }, mqtt))
    const message = { topic: 'a', payload: bytes('1'), qos: 1, retain: false } as const
    const refused = async (change: object) => {
      const { code, what, evidence } = await failureOf(mqtt.publish(id, { ...message, ...change }))
      return [code, what.en, evidence]
    }
    expect([await refused({ qos: 2 }), await refused({ retain: true }), await refused({ payload: new Uint8Array(3000) })]).toEqual([
      ['mqtt.broker-limit.qos', 'This broker takes QoS 0 and 1 only', 'CONNACK: Maximum QoS 1'],
      ['mqtt.broker-limit.retain', 'This broker keeps no retained messages', 'CONNACK: Retain Available 0'],
      ['mqtt.broker-limit.packet-size', 'This broker takes packets of 2000 bytes at most; this message needs 3009', 'CONNACK: Maximum Packet Size 2000'],
    ])
    expect((await failureOf(mqtt.subscribe(id, '$share/g/a', 1, { noLocal: true, retainAsPublished: false, retainHandling: 0 }))).code).toBe('mqtt.broker-limit.shared-no-local')
    valueOf(await mqtt.publish(id, message))
    expect((await mqtt.connections()).map(({ state, subscriptions }) => [state, subscriptions])).toEqual([['connected', []]])
  })

  test.each([60, 0])('the keep-alive that the broker sets is kept to, where %s s were asked for', async (keepAlive) => {
    let pinged: () => void
    const ping = new Promise<void>((resolve) => (pinged = resolve))
    const port = await fakeBroker((socket, chunk) => {
      // Server Keep Alive (0x13) of 1 s: MQTT 5, section 3.2.2.3.14.
      if (chunk[0] === 0x10) socket.write(Buffer.from([0x20, 6, 0, 0, 3, 0x13, 0, 1]))
      if (chunk[0] !== 0xc0) return
      socket.write(Buffer.from([0xd0, 0]))
      pinged()
    })
    const info = valueOf(await connect({ port, version: 5, keepAlive }))
    await ping
    expect(info.state).toBe('connected')
  })

  test('with MQTT 3.1.1 properties and options stay off the wire', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port }, mqtt))
    valueOf(await mqtt.subscribe(id, 'a', 1, { noLocal: true, retainAsPublished: true, retainHandling: 2, identifier: 1 }))
    const arrived = collect(mqtt, id, 1)
    valueOf(await mqtt.publish(id, { topic: 'a', payload: bytes('1'), qos: 1, retain: false, properties }))
    expect((await arrived).map(({ topic, properties: got }) => [topic, got])).toEqual([['a', undefined]])
  })
})
