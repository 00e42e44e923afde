import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import type { BrokerOptions, MqttMessage } from '../../shared/contract/mqtt.ts'
import { commandPayloadLimit, mosquittoPub } from '../../shared/mqtt/mosquitto-pub.ts'
import { base, broker, bytes, collect, connect, service, undoAll, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

type Sent = Pick<MqttMessage, 'topic' | 'payload' | 'qos' | 'retain' | 'properties'>

/** Runs the command of each in a real shell, and gives what a real broker delivered. */
async function throughShell(version: 4 | 5, messages: readonly Sent[]): Promise<MqttMessage[]> {
  const { port } = await broker({ users: { 'bench user': "it's $HOME" } })
  const options: BrokerOptions = { ...base, port, version, username: 'bench user', password: "it's $HOME" }
  const mqtt = service()
  const { id } = valueOf(await connect({ ...options, clientId: 'watcher' }, mqtt))
  valueOf(await mqtt.subscribe(id, '#', 2))
  const arrived = collect(mqtt, id, messages.length)
  for (const message of messages) {
    const command = mosquittoPub(options, message) ?? ''
    expect(command).not.toContain("it's $HOME")
    await promisify(execFile)('/bin/sh', ['-c', command], { env: { ...process.env, MQTT_PASSWORD: options.password } })
  }
  return arrived
}

const plain = { qos: 1, retain: false } as const

test('a copied command publishes the very message, whatever is in it', async () => {
  const sent: readonly Sent[] = [
    { ...plain, topic: 'a/b', payload: bytes('{"温度": 21.5}') },
    { ...plain, topic: "it's a/topic $HOME `id`", payload: bytes(`'; touch no "$(id)" \\n 100%s`) },
    { ...plain, topic: 'lines', payload: bytes('one\ntwo\n') },
    { ...plain, topic: 'bytes', payload: Uint8Array.from({ length: 256 }, (_, index) => index), qos: 2 },
    { ...plain, topic: 'empty', payload: new Uint8Array(), qos: 0 },
  ]
  const got = await throughShell(4, sent)
  // QoS 2 takes longer than what is sent after it.
  const plainly = (messages: readonly Sent[]) => messages.map(({ topic, payload, qos, retain }) => ({ topic, payload: [...payload], qos, retain })).toSorted((a, b) => a.topic.localeCompare(b.topic))
  expect(plainly(got)).toEqual(plainly(sent))
})

test('MQTT 5 properties go with it', async () => {
  const properties = { isUtf8: true, messageExpiry: 3600, contentType: 'text/plain; charset=utf-8', responseTopic: 'an/answer', userProperties: [['unit', '°C'], ["it's", '$x']] as [string, string][] }
  const [message] = await throughShell(5, [{ ...plain, topic: 'with', payload: bytes('21'), properties }])
  expect(message?.properties).toMatchObject(properties)
})

test('what the command cannot do is no command', () => {
  const message = { ...plain, topic: 't', payload: bytes('x') }
  expect(mosquittoPub({ ...base, protocol: 'wss' }, message)).toBeUndefined()
  expect(mosquittoPub(base, { ...message, payload: new Uint8Array(commandPayloadLimit + 1) })).toBeUndefined()
  expect(mosquittoPub(base, { ...message, payloadBytes: 10 })).toBeUndefined()
  const ca = { name: 'my ca.pem', bytes: bytes('') }
  expect(mosquittoPub({ ...base, protocol: 'mqtts', host: 'broker.example.com', port: 8883, ca, verifyServer: false }, message)).toBe(
    "mosquitto_pub -h broker.example.com -p 8883 -V mqttv311 --cafile 'my ca.pem' --insecure -t t -q 1 -m x",
  )
})
