import { expect, test } from 'vitest'
import { packetTypes } from '../../contract/mqtt-packets.ts'
import { codeWords, explainPacket, isRefusal, packetLine } from './explain-packet.ts'

test('every field of a packet has its name, value and words', () => {
  const { what, section, fields } = explainPacket({
    type: 'connect',
    fields: { protocol: 'MQTT', version: 5, clientId: 'pc', clean: true, keepAlive: 0, passwordBytes: 8, will: { topic: 'gone', qos: 1, retain: false, payloadBytes: 4, properties: { willDelayInterval: 30 } }, properties: { receiveMaximum: 20, userProperties: { line: ['3', '4'] } } },
  })
  expect([section, what.zh]).toEqual(['3.1', '客户端请求建立会话，并说明身份'])
  expect(fields.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'Protocol Name: MQTT', 'Protocol Version: 5', 'Client Identifier: pc', 'Clean Start: true', 'Keep Alive: 0', 'Password: 8',
    'Will Topic: gone', 'Will QoS: 1', 'Will Retain: false', 'Will Payload: 4', 'Will Delay Interval: 30',
    'Receive Maximum: 20', 'User Property: line = 3', 'User Property: line = 4',
  ])
  expect(fields.find(({ name }) => name === 'Keep Alive')?.what?.en).toBe('off: the server never expects a sign of life')
})

// MQTT 3.1.1 table 3.1 and figure 3.26; MQTT 5 tables 3-1, 3-8 and section 3.9.3.
test('codes are words, each by its packet', () => {
  const words = (['connack 0', 'connack 5', 'connack 134', 'suback 1', 'suback 128', 'suback 135', 'puback 16', 'unsuback 17', 'disconnect 4', 'disconnect 142'] as const).map((each) => {
    const [type, code] = each.split(' ')
    return codeWords(type as 'connack', Number(code))?.en
  })
  expect(words).toEqual([
    'accepted',
    'The broker does not authorise this client',
    'The broker rejects the user name or password',
    'granted, QoS 1 at most',
    'refused',
    'The broker does not authorise this client',
    'taken, but nobody has subscribed to the topic',
    'there was no such subscription',
    'an end after which the will is to be published',
    'Another client connected with the same client ID, and the broker dropped this one',
  ])
  const { fields } = explainPacket({ type: 'suback', fields: { packetId: 3, codes: [1, 128] } })
  expect(fields.map(({ name, value, what }) => [name, value, what?.zh])).toEqual([
    ['Packet Identifier', '3', '把报文和它的应答对应起来（2.2.1；MQTT 3.1.1 为 2.3.1）'],
    ['Reason Code', '1', '成功，最高 QoS 1'],
    ['Reason Code', '128', '被拒绝'],
  ])
})

test('a packet is told on one line', () => {
  expect([
    packetLine({ type: 'connect', fields: { clientId: 'pc', username: 'u' } }),
    packetLine({ type: 'publish', fields: { topic: 'a', qos: 1, retain: true, dup: true, packetId: 4 } }),
    packetLine({ type: 'subscribe', fields: { packetId: 2, subscriptions: [{ topic: 'a/#', qos: 1 }, { topic: 'b', qos: 0 }] } }),
    packetLine({ type: 'suback', fields: { packetId: 2, codes: [1, 128] } }),
    packetLine({ type: 'pingreq', fields: {} }),
  ]).toEqual(['pc · u', '#4 · a · QoS 1 · retain · DUP', '#2 · a/# · b', '#2 · 1 · 128', ''])
  expect([{ code: 135 }, { sessionPresent: false, code: 5 }, { code: 16 }, { codes: [0, 128] }, { codes: [2] }].map((fields) => isRefusal({ fields }))).toEqual([true, true, false, true, false])
})

test('every packet has words and a section', () => {
  expect(packetTypes.map((type) => explainPacket({ type, fields: {} }).section)).toEqual(Array.from({ length: 15 }, (_, at) => `3.${at + 1}`))
})
