import { expect, test } from 'vitest'
import { covers, plainRules } from './practice-cloud.ts'

test.each([
  ['a/#', 'a/b/c', true],
  // MQTT 3.1.1, 4.7.1.2: the parent level too.
  ['a/#', 'a', true],
  ['a/#', 'a/#', true],
  ['a/#', '#', false],
  ['a/+/c', 'a/b/c', true],
  ['a/+/c', 'a/+/c', true],
  ['a/+/c', 'a/#', false],
  ['a/b', 'a/+', false],
  ['a/b', 'a/b/c', false],
  ['a/+', 'a/', true],
])('%s covers %s: %s', (allowed, asked, expected) => {
  expect(covers(allowed, asked)).toBe(expected)
})

test('plain rules: QoS 2 and retained messages close, other topics as the cloud has it', () => {
  const rules = plainRules({ publish: ['up'], subscribe: ['down'], denied: 'drop' })
  const publish = (topic: string, qos = 0, retain = false) => rules.publish({ topic, qos, retain, payload: new Uint8Array() }, () => {})
  expect([publish('up'), publish('up', 1), publish('up', 2), publish('up', 0, true), publish('down')]).toEqual(['take', 'take', 'close', 'close', 'drop'])
  expect([rules.subscribe('down', 1), rules.subscribe('down', 2), rules.subscribe('up', 0)]).toEqual(['grant', 'refuse', 'refuse'])
})
