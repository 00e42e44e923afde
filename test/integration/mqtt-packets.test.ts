import { afterEach, expect, test } from 'vitest'
import type { PacketRecord } from '../../shared/contract/mqtt-packets.ts'
import { broker, bytes, connect, failureOf, service, undoAll, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

const line = (one: PacketRecord) => (one.kind === 'packet' ? `${one.direction} ${one.type}${one.answers === undefined ? '' : ` answers ${one.answers}`}` : one.kind)

for (const version of [4, 5] as const) {
  test(`the packets to and from mosquitto, from CONNECT to the end (MQTT ${version === 4 ? '3.1.1' : '5'})`, async () => {
    const { port } = await broker({ users: { bench: 'right-pass' }, acl: 'user bench\ntopic readwrite open/#\n' })
    const mqtt = service()
    const { id } = valueOf(await connect({ port, version, username: 'bench', password: 'right-pass', keepAlive: 60 }, mqtt))
    valueOf(await mqtt.subscribe(id, 'open/#', 1))
    valueOf(await mqtt.publish(id, { topic: 'open/a', payload: bytes('x'), qos: 2, retain: false }))
    valueOf(await mqtt.unsubscribe(id, 'open/#'))
    valueOf(await mqtt.disconnect(id))
    const { packets } = valueOf(await mqtt.packets.list(id, 0, 100))
    const heard = packets.filter((one) => !(one.kind === 'packet' && one.fields['topic'] === 'open/a' && one.direction === 'in')).map(line)
    // The message comes back as QoS 1 somewhere among the steps of its own QoS 2.
    expect(heard.filter((one) => !/puback/.test(one)).map((one) => one.replace(/ \d+$/, ''))).toEqual([
      'out connect',
      'in connack answers',
      'out subscribe',
      'in suback answers',
      'out publish',
      'in pubrec answers',
      'out pubrel answers',
      'in pubcomp answers',
      'out unsubscribe',
      'in unsuback answers',
      'out disconnect',
      'closed',
    ])
    expect(JSON.stringify(packets)).not.toContain('right-pass')
    expect(packets.filter((one) => one.kind === 'packet' && one.answers !== undefined && !((one.afterMs ?? -1) >= 0 && one.bytes > 0))).toEqual([])
    expect(packets[0]).toMatchObject({ fields: { clientId: 'pc-1', version, username: 'bench', passwordBytes: 10, keepAlive: 60 } })
    expect(valueOf(await mqtt.packets.list(id, 0, 100)).state).toMatchObject({ mode: 'auto', first: 0, next: packets.length, isSkipping: false })
  })
}

test('a refused login leaves its packets to look at', async () => {
  const { port } = await broker({ users: { bench: 'right-pass' } })
  const mqtt = service()
  await failureOf(connect({ port, username: 'bench', password: 'wrong-pass' }, mqtt))
  const { id } = (await mqtt.connections())[0]!
  const { packets } = valueOf(await mqtt.packets.list(id, 0, 100))
  expect(packets.map(line)).toEqual(['out connect', 'in connack answers 0', 'closed'])
  expect(packets[1]).toMatchObject({ fields: { sessionPresent: false, code: 5 } })
})
