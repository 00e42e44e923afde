import { expect, test } from 'vitest'
import { checkTopicFilter, checkTopicName, topicBytes } from './topic-rules.ts'

test('counts UTF-8 bytes, not characters', () => {
  expect([topicBytes('a/b'), topicBytes('设备/a'), topicBytes('😀')]).toEqual([3, 8, 4])
})

test.each(['a', '/', 'a/b/c', '/a/', ' a b ', '设备/上报', '$SYS/x', 'a,b"c'])('“%s” can be published on', (topic) => {
  expect(checkTopicName(topic)).toBeNull()
})

test.each([
  ['', 'mqtt.topic.empty'],
  ['a/+', 'mqtt.topic.wildcard-in-name'],
  ['a/b#', 'mqtt.topic.wildcard-in-name'],
  ['a\u0000b', 'mqtt.topic.null-character'],
  ['a\uD83D', 'mqtt.topic.not-utf8'],
  ['\uDE00a', 'mqtt.topic.not-utf8'],
])('%j cannot be published on: %s', (topic, code) => {
  expect(checkTopicName(topic)?.code).toBe(code)
})

test('a limit counts bytes and says how many there are', () => {
  expect(checkTopicName('设备', 6)).toBeNull()
  expect(checkTopicName('设备', 5)).toEqual({
    code: 'mqtt.topic.too-long',
    stage: 'mqtt',
    what: { en: 'The topic has 6 bytes, 5 are allowed', zh: '主题有 6 字节，最多允许 5 字节' },
    next: { en: 'Shorten it; a Chinese character counts as 3 bytes.', zh: '请缩短主题，一个汉字算 3 字节。' },
  })
  expect(checkTopicName('a'.repeat(65535))).toBeNull()
  expect(checkTopicName('a'.repeat(65536))?.code).toBe('mqtt.topic.too-long')
})

test.each(['#', '+', '/', 'a/#', '+/b/+', '$share/g/a/#', '$SYS/#', '😀/+'])('“%s” can be subscribed to', (filter) => {
  expect(checkTopicFilter(filter)).toBeNull()
})

test.each([
  ['', 'mqtt.topic.empty'],
  ['a/#/b', 'mqtt.topic.hash-position'],
  ['a#', 'mqtt.topic.hash-position'],
  ['##', 'mqtt.topic.hash-position'],
  ['a+/b', 'mqtt.topic.plus-position'],
  ['++', 'mqtt.topic.plus-position'],
  ['$share/g', 'mqtt.topic.shared-form'],
  ['$share//a', 'mqtt.topic.shared-form'],
  ['$share/g/', 'mqtt.topic.shared-form'],
  ['$share/+/a', 'mqtt.topic.shared-form'],
])('%j cannot be subscribed to: %s', (filter, code) => {
  expect(checkTopicFilter(filter)?.code).toBe(code)
})
