import { describe, expect, test } from 'vitest'
import { builtInCatalogue } from '../catalogue.ts'
import type { Failure } from '../contract/failure.ts'
import { checkConnection, checkMessage, checkSubscription } from './broker-rules.ts'

const cloud = (id: string) => {
  const found = builtInCatalogue.findCloud(id)
  if (!found) throw new Error(id)
  return found
}
const told = (failure: Failure | null) => failure && [failure.code, failure.what.en]
const message = { topic: 'p/d/event', payload: new Uint8Array(2), qos: 0, retain: false } as const
const connection = { version: 4, clientId: 'c', keepAlive: 120 } as const

describe('a message', () => {
  test('that the cloud takes', () => {
    expect(checkMessage(cloud('tencent-iothub'), { ...message, qos: 1 })).toBeNull()
    expect(checkMessage(cloud('aws'), { ...message, retain: true })).toBeNull()
    expect(checkMessage(cloud('mqtt'), { ...message, qos: 2, retain: true, payload: { length: 10_000_000 } })).toBeNull()
  })

  // cloud.tencent.com 634/15241: QoS 2 and retained messages are not supported, one message has 64 KB at most, a topic 255 bytes.
  test('that Tencent refuses', () => {
    const tencent = cloud('tencent-iothub')
    expect(
      [{ ...message, qos: 2 as const }, { ...message, retain: true }, { ...message, payload: { length: 65_537 } }, { ...message, topic: `a/${'中'.repeat(85)}` }].map((each) => told(checkMessage(tencent, each))),
    ).toEqual([
      ['cloud.qos', 'Tencent Cloud IoT Hub / IoT Explorer refuses QoS 2'],
      ['cloud.retain', 'Tencent Cloud IoT Hub / IoT Explorer keeps no retained messages'],
      ['cloud.payload', 'Tencent Cloud IoT Hub / IoT Explorer takes messages of 65536 bytes at most; this one has 65537'],
      ['cloud.topic-length', 'Tencent Cloud IoT Hub / IoT Explorer takes topics of 255 bytes at most; this one has 257'],
    ])
    expect(checkMessage(tencent, { ...message, qos: 2 })?.what.zh).toBe('腾讯云物联网通信 / 物联网开发平台不支持 QoS 2')
  })

  // AWS IoT Core developer guide, “MQTT”: no retained messages on topics that begin with $; seven slashes at most, those of $aws/rules/<name>/ not counted.
  test('that AWS refuses', () => {
    const aws = cloud('aws')
    const deep = 'a/b/c/d/e/f/g/h'
    expect(
      [{ ...message, topic: '$aws/things/t/shadow/update', retain: true }, { ...message, topic: deep }, { ...message, topic: `${deep}/i` }, { ...message, topic: `$aws/rules/r/${deep}` }].map((each) => told(checkMessage(aws, each))),
    ).toEqual([
      ['cloud.retain', 'AWS IoT Core keeps no retained message on $aws/things/t/shadow/update'],
      null,
      ['cloud.topic-levels', 'AWS IoT Core takes topics of 8 levels at most; this one has 9'],
      null,
    ])
  })

  // Azure, “Communicate with an IoT hub using the MQTT protocol”.
  test('on a topic that Azure does not have', () => {
    const azure = cloud('azure-iothub')
    const good = ['devices/d/messages/events/', 'devices/d/messages/events/$.ct=application%2Fjson&a=1', '$iothub/twin/PATCH/properties/reported/?$rid=2', '$iothub/methods/res/200/?$rid=1', '$iothub/twin/GET/?$rid=1']
    expect(good.map((topic) => checkMessage(azure, { ...message, topic }))).toEqual(good.map(() => null))
    expect(told(checkMessage(azure, { ...message, topic: 'bench/up' }))).toEqual(['cloud.topic-form', 'Azure IoT Hub has no topic bench/up; using it closes the connection'])
  })
})

describe('a subscription', () => {
  test('of QoS 2 is refused by some clouds and lowered by others', () => {
    const asked = { topic: 'devices/d/messages/devicebound/#', qos: 2 } as const
    expect(['tencent-iothub', 'aws', 'azure-iothub', 'alibaba-iot'].map((id) => checkSubscription(cloud(id), asked, 0)?.code)).toEqual(['cloud.qos', 'cloud.qos', undefined, undefined])
  })
  test('beyond the cloud’s number', () => {
    const azure = cloud('azure-iothub')
    const asked = { topic: '$iothub/twin/res/#', qos: 0 } as const
    expect([told(checkSubscription(azure, asked, 4)), told(checkSubscription(azure, asked, 5))]).toEqual([null, ['cloud.subscriptions', 'Azure IoT Hub takes 5 subscriptions on one connection, and there are 5']])
  })
})

describe('CONNECT', () => {
  test('with a will, a version or a keep-alive that the cloud does not take', () => {
    const will = { topic: 'gone', payload: new Uint8Array(), qos: 0, retain: false } as const
    expect([
      told(checkConnection(cloud('tencent-iothub'), { ...connection, will })),
      told(checkConnection(cloud('aws'), { ...connection, will })),
      told(checkConnection(cloud('azure-iothub'), { ...connection, will })),
      told(checkConnection(cloud('azure-iothub'), { ...connection, version: 5 })),
      told(checkConnection(cloud('tencent-iothub'), { ...connection, keepAlive: 901 })),
      told(checkConnection(cloud('aws'), { ...connection, clientId: 'x'.repeat(129) })),
    ]).toEqual([
      ['cloud.will', 'Tencent Cloud IoT Hub / IoT Explorer takes no will'],
      null,
      ['cloud.topic-form', 'Azure IoT Hub has no topic gone; using it closes the connection'],
      ['cloud.version', 'Azure IoT Hub takes MQTT 3.1.1, not MQTT 5'],
      ['cloud.keep-alive', 'Tencent Cloud IoT Hub / IoT Explorer takes a keep-alive of 0 to 900 s, not 901 s'],
      ['cloud.client-id', 'AWS IoT Core takes a client ID of 128 bytes at most; this one has 129'],
    ])
  })
})

test('the topics that each cloud’s documents list pass its own rules', () => {
  const refused = builtInCatalogue.clouds.flatMap((one) =>
    one.topics({}).flatMap(({ topic, direction }) => {
      const failure = direction === 'subscribe' ? checkSubscription(one, { topic, qos: 1 }, 0) : checkMessage(one, { ...message, topic })
      return failure ? [`${one.id} ${topic}: ${failure.code}`] : []
    }),
  )
  expect(refused).toEqual([])
})
