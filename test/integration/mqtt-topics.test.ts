import { afterEach, expect, test } from 'vitest'
import { builtInCatalogue } from '../../shared/catalogue.ts'
import type { TopicView } from '../../shared/contract/mqtt-topics.ts'
import { broker, bytes, connect, service, undoAll, until, valueOf } from '../support/mqtt-client-bench.ts'
import type { MqttService } from '../../electron/services/mqtt/index.ts'

afterEach(undoAll)

const all: TopicView = { filter: '', sort: 'name', isAllOpen: true, exceptions: [] }

/** Resolves when the tree of a connection is as `holds` says; the change that is told of makes it look. */
async function untilTree(mqtt: MqttService, id: string, holds: (rows: Awaited<ReturnType<typeof rowsOf>>) => boolean) {
  let rows = await rowsOf(mqtt, id)
  while (!holds(rows)) {
    await until(mqtt.topics.onDidChange, (changed) => (changed === id ? true : undefined))
    rows = await rowsOf(mqtt, id)
  }
  return rows
}
const rowsOf = async (mqtt: MqttService, id: string) => valueOf(await mqtt.topics.rows(id, all, 0, 500))

const ended = (mqtt: MqttService, id: string) => until(mqtt.topics.onDidClear, (info) => (info.id === id && (info.state === 'done' || info.state === 'cancelled') ? info : undefined))

test('what mosquitto keeps and what comes live stand in the tree with value, count and flag', async () => {
  const { port } = await broker()
  const mqtt = service()
  const { id } = valueOf(await connect({ port }, mqtt))
  for (const [topic, retain] of [['plant/a/temp', true], ['plant/a/hum', true], ['plant/b/temp', false]] as const) {
    valueOf(await mqtt.publish(id, { topic, payload: bytes(topic), qos: 1, retain }))
  }
  expect((await rowsOf(mqtt, id)).topics).toBe(0)
  valueOf(await mqtt.subscribe(id, 'plant/#', 1))
  valueOf(await mqtt.publish(id, { topic: 'plant/b/temp', payload: bytes('21.5'), qos: 1, retain: false }))
  const tree = await untilTree(mqtt, id, ({ messages }) => messages === 3)
  expect(tree.rows.map(({ path, messages, retained, value }) => [path, messages, retained, value && new TextDecoder().decode(value.preview), value?.isRetained])).toEqual([
    ['plant', 3, 2, undefined, undefined],
    ['plant/a', 2, 2, undefined, undefined],
    ['plant/a/hum', 1, 1, 'plant/a/hum', true],
    ['plant/a/temp', 1, 1, 'plant/a/temp', true],
    ['plant/b', 1, 0, undefined, undefined],
    ['plant/b/temp', 1, 0, '21.5', false],
  ])
  const seq = tree.rows.at(-1)?.value?.seq ?? -1
  expect(valueOf(await mqtt.messages(id, seq, 1)).messages.map(({ topic, payload }) => [topic, payload])).toEqual([['plant/b/temp', bytes('21.5')]])
  valueOf(await mqtt.topics.forget(id))
  expect((await rowsOf(mqtt, id)).total).toBe(0)
})

for (const version of [4, 5] as const) {
  test(`retained messages below a branch are cleared at the broker, those it refuses are named (MQTT ${version === 4 ? '3.1.1' : '5'})`, async () => {
    const { port } = await broker({ acl: 'topic readwrite open/#\ntopic read closed/#\nuser writer\ntopic readwrite #\n', users: { writer: 'w' }, anonymous: true })
    const mqtt = service()
    const writer = valueOf(await connect({ port, clientId: 'writer', username: 'writer', password: 'w' }, mqtt))
    const topics = ['open/1', 'open/2', 'open/deep/3', 'closed/1']
    for (const topic of topics) valueOf(await mqtt.publish(writer.id, { topic, payload: bytes('kept'), qos: 1, retain: true }))

    const { id } = valueOf(await connect({ port, version, clientId: 'clearer' }, mqtt))
    valueOf(await mqtt.subscribe(id, '#', 0))
    await untilTree(mqtt, id, ({ retained }) => retained === 4)
    const below = valueOf(await mqtt.topics.findRetained(id, 'open', true))
    expect([below.total, valueOf(await mqtt.topics.findRetained(id, 'open/1', false)).total]).toEqual([3, 1])

    const cleared = ended(mqtt, below.id)
    valueOf(await mqtt.topics.clearRetained(below.id))
    expect(await cleared).toEqual({ id: below.id, connectionId: id, total: 3, state: 'done', cleared: 3, unconfirmed: 0, refused: 0 })

    const rest = valueOf(await mqtt.topics.findRetained(id, null, true))
    const end = ended(mqtt, rest.id)
    valueOf(await mqtt.topics.clearRetained(rest.id))
    // MQTT 3.1.1 has no way to refuse: what does not come back is all that tells.
    const expected = version === 5 ? { refused: 1, unconfirmed: 0 } : { refused: 0, unconfirmed: 1 }
    expect(await end).toMatchObject({ total: 1, state: 'done', cleared: 0, ...expected })
    expect(valueOf(await mqtt.topics.clearingRows(rest.id, 0, 10)).map((row) => [row.topic, row.result, row.failure?.code])).toEqual([
      ['closed/1', version === 5 ? 'refused' : 'unconfirmed', version === 5 ? 'mqtt.publish-refused.135' : undefined],
    ])
    expect((await rowsOf(mqtt, id)).retained).toBe(1)

    // What a client that comes now is given.
    const late = valueOf(await connect({ port, clientId: 'late' }, mqtt))
    valueOf(await mqtt.subscribe(late.id, '#', 1))
    valueOf(await mqtt.publish(writer.id, { topic: 'open/last', payload: bytes('now'), qos: 1, retain: false }))
    const given = await untilTree(mqtt, late.id, ({ rows }) => rows.some((row) => row.path === 'open/last'))
    expect(given.rows.filter((row) => row.value?.isRetained).map((row) => row.path)).toEqual(['closed/1'])
  })
}

test('what the connection’s cloud refuses is said before anything is sent, for those topics that it holds for', async () => {
  const { port } = await broker()
  const mqtt = service({ cloud: (id) => builtInCatalogue.findCloud(id) })
  const writer = valueOf(await connect({ port, clientId: 'writer' }, mqtt))
  for (const topic of ['dev/1', '$thing/2', 'dev/3']) valueOf(await mqtt.publish(writer.id, { topic, payload: bytes('kept'), qos: 1, retain: true }))
  const retainedOf = async (cloud: string) => {
    const { id } = valueOf(await connect({ port, clientId: cloud, cloud }, mqtt))
    for (const topic of ['dev/#', '$thing/#']) valueOf(await mqtt.subscribe(id, topic, 1))
    await untilTree(mqtt, id, ({ retained }) => retained === 3)
    return { id, clearing: valueOf(await mqtt.topics.findRetained(id, null, true)) }
  }
  const sentBy = async (id: string) => valueOf(await mqtt.messages(id, 0, 100)).messages.flatMap(({ direction, topic }) => (direction === 'out' ? [topic] : []))

  const hub = await retainedOf('tencent-iothub')
  expect(hub.clearing).toMatchObject({ state: 'asked', total: 3, refused: 3, refusal: { code: 'cloud.retain', stage: 'cloud', what: { en: 'Tencent Cloud IoT Hub / IoT Explorer keeps no retained messages' } } })
  const nothing = ended(mqtt, hub.clearing.id)
  valueOf(await mqtt.topics.clearRetained(hub.clearing.id))
  expect([(await nothing).refused, await sentBy(hub.id)]).toEqual([3, []])

  const core = await retainedOf('aws')
  expect(core.clearing).toMatchObject({ total: 3, refused: 1, refusal: { what: { en: 'AWS IoT Core keeps no retained message on $thing/2' } } })
  const done = ended(mqtt, core.clearing.id)
  valueOf(await mqtt.topics.clearRetained(core.clearing.id))
  expect(await done).toMatchObject({ state: 'done', cleared: 2, refused: 1 })
  expect((await sentBy(core.id)).toSorted()).toEqual(['dev/1', 'dev/3'])
})

test('clearing is cancelled: what had not been sent stays at the broker', async () => {
  const { port } = await broker()
  const mqtt = service()
  const { id } = valueOf(await connect({ port }, mqtt))
  await Promise.all(Array.from({ length: 400 }, (_, at) => mqtt.publish(id, { topic: `many/${at}`, payload: bytes('x'), qos: 1, retain: true })))
  valueOf(await mqtt.subscribe(id, 'many/#', 0))
  await untilTree(mqtt, id, ({ retained }) => retained === 400)
  const { id: clearing } = valueOf(await mqtt.topics.findRetained(id, 'many', true))
  const end = ended(mqtt, clearing)
  valueOf(await mqtt.topics.clearRetained(clearing))
  valueOf(await mqtt.topics.cancelClearing(clearing))
  const { state } = await end
  const rows = valueOf(await mqtt.topics.clearingRows(clearing, 0, 500))
  expect([state, rows.filter(({ result }) => result === 'waiting').length >= 392]).toEqual(['cancelled', true])
})

test('a connection that is lost while clearing ends it, and says so', async () => {
  const { port, stop } = await broker()
  const mqtt = service()
  const { id } = valueOf(await connect({ port }, mqtt))
  await Promise.all(Array.from({ length: 400 }, (_, at) => mqtt.publish(id, { topic: `many/${at}`, payload: bytes('x'), qos: 1, retain: true })))
  valueOf(await mqtt.subscribe(id, 'many/#', 0))
  await untilTree(mqtt, id, ({ retained }) => retained === 400)
  const { id: clearing } = valueOf(await mqtt.topics.findRetained(id, 'many', true))
  const end = ended(mqtt, clearing)
  const lost = until(mqtt.onDidChangeConnection, (info) => (info.id === id && info.state === 'reconnecting' ? info : undefined))
  const stopped = stop()
  await lost
  valueOf(await mqtt.topics.clearRetained(clearing))
  expect(await end).toMatchObject({ total: 400, state: 'done', cleared: 0, failure: { code: 'mqtt.not-connected' } })
  await stopped
})
