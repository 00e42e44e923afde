import mqttClient from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import type { MqttService } from '../../electron/services/mqtt/index.ts'
import { base, broker, bytes, connect, service, undo, undoAll, until, valueOf } from '../support/mqtt-client-bench.ts'
import { stoppableDisk } from '../support/stopped-disk.ts'

afterEach(undoAll)

const backlogBytes = 1_000_000
const size = 20_000
const payloadOf = (index: number): Buffer => Buffer.from(`${index} `.padEnd(size, '.'))

/** Publishes and resolves when the broker has acknowledged all. */
async function flood(port: number, count = 400): Promise<void> {
  const device = await mqttClient.connectAsync(`mqtt://127.0.0.1:${port}`)
  undo.push(() => device.endAsync(true))
  await Promise.all(Array.from({ length: count }, (_, index) => device.publishAsync('flood/up', payloadOf(index), { qos: 1 })))
}

/** Packets that this program has sent. */
async function sent(mqtt: MqttService, id: string, name: string): Promise<number> {
  const { packets } = valueOf(await mqtt.packets.list(id, 0, 1000))
  return packets.filter((packet) => packet.kind === 'packet' && packet.direction === 'out' && packet.type === name).length
}

const untilSent = (mqtt: MqttService, id: string, name: string, count: number) =>
  until<[number], true>(
    (listener) => mqtt.packets.onDidChange(() => void sent(mqtt, id, name).then(listener)),
    (found) => (found >= count ? true : undefined),
  )

const delayOf = (mqtt: MqttService, code: string) => until(mqtt.onDidChangeConnection, (info) => (info.diskDelay?.code === code ? info : undefined))

async function subscribed(protocol: 'mqtt' | 'ws', keepAlive = 60) {
  const { port, wsPort } = await broker({ webSocket: 'plain', isQuiet: true })
  const disk = stoppableDisk()
  const mqtt = service({ disk: { backlogBytes, openFile: disk.openFile } })
  const { id } = valueOf(await connect({ protocol, port: protocol === 'ws' ? wsPort : port, path: '/mqtt', keepAlive }, mqtt))
  valueOf(await mqtt.subscribe(id, 'flood/#', 1))
  undo.push(disk.goOn)
  return { port, disk, mqtt, id }
}

// A WebSocket of mosquitto 2.0 that once was full goes on at a few messages a second: here no more come than stand in the sockets' buffers.
for (const [protocol, count] of [['mqtt', 400], ['ws', 60]] as const) {
  test(`over ${protocol}, a flood that the disk does not follow waits at the broker: memory stays bounded, pings keep the connection, every message comes in order`, async () => {
    const { port, disk, mqtt, id } = await subscribed(protocol, 2)
    disk.stop()
    const slow = delayOf(mqtt, 'mqtt.disk-slow')
    await flood(port, count)
    expect((await slow).diskDelay?.what.en).toBe('The disk does not keep up with what comes: 1 MB wait in memory, and receiving waits for it')
    // Five halves of the keep-alive time without an answer: more than a connection would live on silence.
    await untilSent(mqtt, id, 'pingreq', (await sent(mqtt, id, 'pingreq')) + 5)
    expect(mqtt.history(id)?.bytes).toBeLessThan(backlogBytes + 2 * size)

    const over = delayOf(mqtt, 'mqtt.disk-was-slow')
    const whole = until(mqtt.onDidGrow, (_id, { nextSeq }) => (nextSeq === count ? true : undefined))
    disk.goOn()
    expect((await over).diskDelay?.what.en).toMatch(/^Receiving waited \d+\.\d s for the disk$/)
    await whole
    const { messages } = valueOf(await mqtt.messages(id, 0, 1000))
    expect(messages.map(({ payload }) => Buffer.from(payload).equals(payloadOf(Number.parseInt(Buffer.from(payload.subarray(0, 8)).toString(), 10))))).toEqual(Array.from({ length: count }, () => true))
    expect(messages.map(({ payload }) => Number.parseInt(Buffer.from(payload.subarray(0, 8)).toString(), 10))).toEqual(Array.from({ length: count }, (_, index) => index))
    // It was the same connection all the time, and pings are answered again.
    expect(await sent(mqtt, id, 'connect')).toBe(1)
    await untilSent(mqtt, id, 'pingreq', (await sent(mqtt, id, 'pingreq')) + 2)
    expect((await mqtt.connections())[0]?.state).toBe('connected')
  })
}

test('a second connection of a saved one whose disk has failed is told so too, and both are told when messages are kept again', async () => {
  const { port } = await broker({ isQuiet: true })
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  const disk = stoppableDisk(full)
  const mqtt = service({ disk: { openFile: disk.openFile, retryMs: 20 } })
  const failed = until(mqtt.onDidChangeConnection, (info) => (info.historyFailure ? info : undefined))
  const one = valueOf(await mqtt.connect({ ...base, port, clientId: 'a' }, 'my-broker'))
  valueOf(await mqtt.publish(one.id, { topic: 't', payload: bytes('kept in memory'), qos: 1, retain: false }))
  expect((await failed).historyFailure).toMatchObject({ code: 'mqtt.history-failed', evidence: full.message, what: { en: 'The disk is full: receiving goes on, and only the newest messages of this connection are kept, in memory' } })
  const two = valueOf(await mqtt.connect({ ...base, port, clientId: 'b' }, 'my-broker'))
  expect((await mqtt.connections()).map(({ historyFailure }) => historyFailure?.code)).toEqual(['mqtt.history-failed', 'mqtt.history-failed'])
  const mended = [one, two].map(({ id }) => until(mqtt.onDidChangeConnection, (info) => (info.id === id && !info.historyFailure ? info : undefined)))
  disk.mend()
  await Promise.all(mended)
  expect(valueOf(await mqtt.messages(two.id, 0, 10)).messages.map(({ payload }) => new TextDecoder().decode(payload))).toEqual(['kept in memory'])
})

test('what is published while the disk is too far behind waits for it, and a connection that waits is closed and removed all the same', async () => {
  const { port, disk, mqtt, id } = await subscribed('mqtt')
  disk.stop()
  const slow = delayOf(mqtt, 'mqtt.disk-slow')
  await flood(port)
  await slow
  const published = mqtt.publish(id, { topic: 'other', payload: bytes('kept first'), qos: 1, retain: false })
  disk.goOn()
  expect((await published).ok).toBe(true)

  const { port: second, disk: stopped, mqtt: other, id: held } = await subscribed('mqtt')
  stopped.stop()
  const alsoSlow = delayOf(other, 'mqtt.disk-slow')
  await flood(second)
  await alsoSlow
  const gone = until(other.onDidChangeConnection, (info) => (info.state === 'disconnected' ? info : undefined))
  const closing = other.disconnect(held)
  expect((await gone).diskDelay?.code).toBe('mqtt.disk-was-slow')
  stopped.goOn()
  expect(valueOf(await closing).state).toBe('disconnected')
  expect(valueOf(await other.remove(held))).toBeNull()
})
