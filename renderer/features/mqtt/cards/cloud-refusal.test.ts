import { describe, expect, test } from 'vitest'
import { builtInCatalogue } from '../../../../shared/catalogue.ts'
import { emptyTemplate, type Template } from '../../../../shared/mqtt/workspace/schema.ts'
import { refusedMessage, refusedSubscription } from './cloud-refusal.ts'

const tencent = builtInCatalogue.findCloud('tencent-iothub')
const aws = builtInCatalogue.findCloud('aws')
const message = (change: Partial<Template>): Template => ({ ...emptyTemplate, topic: 'ABCDE12345/dev01/event', ...change })

describe('while a message is written', () => {
  test('what its cloud refuses is told: QoS 2, retain, also for a further topic', () => {
    expect(refusedMessage(tencent, message({ qos: 2 }))?.code).toBe('cloud.qos')
    expect(refusedMessage(tencent, message({ retain: true }))?.code).toBe('cloud.retain')
    expect(refusedMessage(aws, message({ topic: 'a', moreTopics: ['a/b/c/d/e/f/g/h/i'] }))?.code).toBe('cloud.topic-levels')
  })

  test('a payload that is too long is told as bytes that go out, not as characters typed', () => {
    // AWS IoT Core takes 128 KB a message (AWS IoT Core endpoints and quotas).
    expect(refusedMessage(aws, message({ topic: 'a', format: 'hex', payload: '00 '.repeat(128 * 1024) }))).toBeNull()
    expect(refusedMessage(aws, message({ topic: 'a', format: 'hex', payload: '00 '.repeat(128 * 1024 + 1) }))?.code).toBe('cloud.payload')
  })

  test('nothing is said of an empty topic, of one with variables, or at a broker of one’s own', () => {
    expect([refusedMessage(tencent, message({ topic: '', qos: 2 })), refusedMessage(tencent, message({ topic: 'a/{{counter}}', qos: 2 })), refusedMessage(undefined, message({ qos: 2 }))]).toEqual([null, null, null])
  })
})

test('a subscription that the cloud refuses is told before it is asked for; one that is there already counts once', () => {
  // AWS IoT Core: 50 subscriptions a connection.
  const held = { subscriptions: Array.from({ length: 50 }, (_, at) => ({ topic: `a/${at}`, qos: 0 as const, grantedQos: 0 })) }
  expect(refusedSubscription(aws, 'b', 0, held)?.code).toBe('cloud.subscriptions')
  expect(refusedSubscription(aws, 'a/7', 1, held)).toBeNull()
  expect(refusedSubscription(aws, '', 0, held)).toBeNull()
  expect(refusedSubscription(undefined, 'b', 2, held)).toBeNull()
})
