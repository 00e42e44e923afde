import { generate } from 'mqtt-packet'
import { describe, expect, test } from 'vitest'
import { checkPublishLimits, checkSubscribeLimits, type BrokerLimits } from './broker-limits.ts'

const message = { topic: 'a/b', payload: new Uint8Array(10), qos: 0, retain: false } as const
const options = { noLocal: false, retainAsPublished: false, retainHandling: 0 } as const

// The properties and what breaking them means: MQTT 5, sections 3.2.2.3.4 to 3.2.2.3.13.
describe('a broker’s own limits', () => {
  test.each<[string, BrokerLimits, Partial<Record<keyof typeof message, unknown>>, string | undefined]>([
    ['nothing said: all is taken', {}, { qos: 2, retain: true }, undefined],
    ['QoS above the greatest', { maximumQoS: 1 }, { qos: 2 }, 'mqtt.broker-limit.qos'],
    ['QoS at the greatest', { maximumQoS: 1 }, { qos: 1 }, undefined],
    ['retain where it is not available', { retainAvailable: false }, { retain: true }, 'mqtt.broker-limit.retain'],
    ['no retain where it is not available', { retainAvailable: false }, {}, undefined],
  ])('%s', (_, limits, change, code) => {
    expect(checkPublishLimits(limits, { ...message, ...change } as typeof message)?.code).toBe(code)
  })

  test.each([
    [0, 10],
    [1, 200],
    [1, 20_000],
  ] as const)('the size of a packet with QoS %s and %s bytes is that on the wire', (qos, length) => {
    const payload = Buffer.alloc(length)
    const { length: bytes } = generate({ cmd: 'publish', topic: 'a/主题', payload, qos, retain: false, dup: false, messageId: 7 }, { protocolVersion: 5 })
    const sized = { ...message, topic: 'a/主题', payload: new Uint8Array(payload), qos }
    expect([checkPublishLimits({ maximumPacketSize: bytes }, sized), checkPublishLimits({ maximumPacketSize: bytes - 1 }, sized)?.code]).toEqual([null, 'mqtt.broker-limit.packet-size'])
  })

  test.each<[string, BrokerLimits, object, string | undefined]>([
    ['a/#', { wildcardSubscriptionAvailable: false }, {}, 'mqtt.broker-limit.wildcard'],
    ['a/b', { wildcardSubscriptionAvailable: false }, {}, undefined],
    ['$share/g/a', { sharedSubscriptionAvailable: false }, {}, 'mqtt.broker-limit.shared'],
    ['a', { subscriptionIdentifiersAvailable: false }, { identifier: 3 }, 'mqtt.broker-limit.identifier'],
    ['$share/g/a', {}, { noLocal: true }, 'mqtt.broker-limit.shared-no-local'],
    ['$share/g/a', {}, {}, undefined],
    ['a', {}, { noLocal: true, identifier: 3 }, undefined],
  ])('subscribing to %s with %o and %o: %s', (filter, limits, change, code) => {
    expect(checkSubscribeLimits(limits, filter, { ...options, ...change })?.code).toBe(code)
  })
})
