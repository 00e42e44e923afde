import { afterEach, expect, test } from 'vitest'
import { builtInCatalogue } from '../../shared/catalogue.ts'
import { text } from '../../shared/text/local-text.ts'
import { MqttService } from '../../electron/services/mqtt/index.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { broker, bytes, connect, failureOf, service, undo, undoAll, untilState, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

function withOptions(options: Partial<ConstructorParameters<typeof MqttService>[0]>): MqttService {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-mqtt-'))
  const made = new MqttService({ folder, ...options })
  undo.push(async () => {
    await made.dispose()
    rmSync(folder, { recursive: true, force: true })
  })
  return made
}

for (const version of [3, 4, 5] as const) {
  test(`two connections of this program with one client ID (version ${version}): the older is told by which, and does not push back`, async () => {
    const { port } = await broker()
    const mqtt = service()
    const first = valueOf(await connect({ port, version, name: 'Bench A' }, mqtt))
    const over = untilState(mqtt, 'failed')
    const second = valueOf(await connect({ port, version, name: 'Bench B' }, mqtt))
    const { id, failure } = await over
    expect([id, failure?.code, failure?.what.en]).toEqual([first.id, 'mqtt.client-id-shared', 'This program’s own connection “Bench B” has taken this connection’s place: both use the client ID “pc-1”'])
    expect((await mqtt.connections()).find((one) => one.id === second.id)?.state).toBe('connected')
  })
}

test('the wizard’s modem with the same client ID is named', async () => {
  const { port } = await broker()
  const modem = service()
  const mqtt = withOptions({ others: async () => [{ who: text('The modem (EC20)', '模组（EC20）'), host: '127.0.0.1', clientId: 'pc-1' }] })
  valueOf(await connect({ port }, mqtt))
  const over = untilState(mqtt, 'failed')
  // What the modem does: the same login from elsewhere.
  valueOf(await connect({ port }, modem))
  expect((await over).failure).toMatchObject({ code: 'mqtt.client-id-shared', what: { en: 'The modem (EC20) has taken this connection’s place: both use the client ID “pc-1”' } })
})

test('what a cloud refuses is refused before it is sent, and the connection stays up', async () => {
  const { port } = await broker()
  const mqtt = withOptions({ cloud: (id) => builtInCatalogue.findCloud(id) })
  const cloud = 'tencent-iothub'
  const { id } = valueOf(await connect({ port, cloud }, mqtt))
  const message = { topic: 'p/d/event', payload: bytes('{}'), qos: 0, retain: false } as const
  expect([(await failureOf(mqtt.publish(id, { ...message, qos: 2 }))).code, (await failureOf(mqtt.publish(id, { ...message, retain: true }))).code, (await failureOf(mqtt.subscribe(id, 'p/d/control', 2))).code]).toEqual([
    'cloud.qos',
    'cloud.retain',
    'cloud.qos',
  ])
  valueOf(await mqtt.subscribe(id, 'p/d/control', 1))
  valueOf(await mqtt.publish(id, { ...message, qos: 1 }))
  expect((await mqtt.connections()).map(({ state }) => state)).toEqual(['connected'])
  expect(await failureOf(connect({ port, cloud, clientId: 'other', will: { topic: 'gone', payload: bytes(''), qos: 0, retain: false } }, mqtt))).toMatchObject({ code: 'cloud.will', stage: 'cloud' })
  // One that says nothing of a cloud has the protocol's rules alone.
  const plain = valueOf(await connect({ port, clientId: 'plain' }, mqtt))
  valueOf(await mqtt.publish(plain.id, { ...message, qos: 2, retain: true }))
})
