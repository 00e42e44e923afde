import { afterEach, expect, test } from 'vitest'
import { broker, bytes, connect, service, undoAll, until, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

test('numbers of a topic are read out of what mosquitto has delivered, and follow what comes', async () => {
  const { port } = await broker()
  const mqtt = service()
  const { id } = valueOf(await connect({ port }, mqtt))
  valueOf(await mqtt.subscribe(id, 'meter/+', 1))
  const publish = async (topic: string, payload: string) => valueOf(await mqtt.publish(id, { topic, payload: bytes(payload), qos: 1, retain: false }))
  const messagesAre = (count: number) => until(mqtt.topics.onDidChange, () => (mqtt.topics.lastSeq(id, 'meter/1') !== undefined && (mqtt.extent(id)?.nextSeq ?? 0) >= count ? true : undefined))
  const all = messagesAre(8)
  for (const t of [20, 21, 22]) await publish('meter/1', `{"params":{"t":${t},"on":true},"ts":1764241200000}`)
  await publish('meter/2', '3.61')
  await all
  expect(valueOf(await mqtt.charts.fields(id, 'meter/1', null))).toEqual({
    format: 'json',
    fields: [
      { path: '/params/t', value: 22 },
      { path: '/params/on', value: 1 },
      { path: '/ts', value: 1764241200000 },
    ],
  })
  expect(valueOf(await mqtt.charts.fields(id, 'meter/2', null))).toEqual({ format: 'text', fields: [{ path: '', value: 3.61 }] })
  expect(valueOf(await mqtt.charts.fields(id, 'nothing', null))).toEqual({ format: null, fields: [] })

  const grown = (points: readonly number[]) => until(mqtt.charts.onDidGrow, (state) => (state.points.join() === points.join() && !state.isReading ? state : undefined))
  const first = grown([3, 1])
  const opened = valueOf(
    await mqtt.charts.open(id, [
      { topic: 'meter/1', path: '/params/t', format: 'json' },
      { topic: 'meter/2', path: '', format: 'text' },
    ]),
  )
  await first
  const next = grown([4, 2])
  await publish('meter/1', '{"params":{"t":-7.5}}')
  await publish('meter/2', ' 3.60\n')
  const state = await next
  const points = valueOf(await mqtt.charts.points(opened.id, state.first ?? 0, state.last ?? 0, 800))
  expect(points.map(({ value }) => value)).toEqual([[20, 21, 22, -7.5], [3.61, 3.6]])
  const messages = valueOf(await mqtt.messages(id, 0, 100)).messages.filter(({ direction, topic }) => direction === 'in' && topic === 'meter/1')
  expect(points[0]?.at).toEqual(messages.map(({ at }) => at))

  valueOf(await mqtt.charts.close(opened.id))
  expect(await mqtt.charts.points(opened.id, 0, 1, 1)).toMatchObject({ ok: false, failure: { code: 'mqtt.unknown-chart' } })
})
