import { expect, test } from 'vitest'
import { connackCodes, explainConnack } from './connack.ts'
import { explainDisconnect, explainPuback, reasonCodes } from './reason-codes.ts'
import { explainSuback, isGranted } from './suback.ts'

test('every code of MQTT 3.1.1 and of MQTT 5 from 128 on has words in both languages', () => {
  expect(Object.keys(connackCodes).map(Number)).toEqual([1, 2, 3, 4, 5])
  expect(Object.keys(reasonCodes).map(Number)).toEqual(Array.from({ length: 35 }, (_, index) => 128 + index))
  for (const { what, next } of [...Object.values(connackCodes), ...Object.values(reasonCodes)]) {
    expect([what.en, next.en].every((words) => /^[A-Z“]/.test(words))).toBe(true)
    expect([what.zh, next.zh].every((words) => /\p{Script=Han}/u.test(words))).toBe(true)
  }
})

test('a refused login names the code in its code and its evidence', () => {
  const { code, stage, evidence } = explainConnack(5)
  expect({ code, stage, evidence }).toEqual({ code: 'mqtt.refused.5', stage: 'mqtt', evidence: 'CONNACK 5 (not authorised)' })
  expect(explainConnack(135, 'no such device').evidence).toBe('CONNACK 135 (not authorised): no such device')
})

test('a code outside the tables still gives a message', () => {
  expect(explainConnack(77)).toEqual({
    code: 'mqtt.refused.77',
    stage: 'mqtt',
    what: { en: 'The broker refused the connection with code 77', zh: '服务器拒绝连接，返回码 77' },
    next: { en: 'Look the code up in the broker’s documentation or log.', zh: '请在服务器的文档或日志里查这个返回码。' },
    evidence: 'CONNACK 77 (unknown code)',
  })
  expect(explainDisconnect(250).evidence).toBe('DISCONNECT 250')
  expect(explainPuback(250, 'a').what.en).toBe('The broker refused the message on a')
})

test('SUBACK 128 names the filter, and MQTT 5 adds its reason', () => {
  expect([0, 1, 2, 128, 135].map(isGranted)).toEqual([true, true, true, false, false])
  expect(explainSuback(4, 128, 'a/#', 1).what).toEqual({ en: 'The broker refused the subscription to a/#', zh: '服务器拒绝订阅 a/#' })
  // QoS 2 is to blame only where it was asked for.
  expect(([1, 2] as const).map((qos) => /QoS 2/.test(explainSuback(4, 128, 'a/#', qos).next.en))).toEqual([false, true])
  const refused = explainSuback(5, 135, 'a/#', 1)
  expect([refused.code, refused.stage, refused.evidence]).toEqual(['mqtt.subscribe-refused.135', 'cloud', 'SUBACK 135 (not authorised)'])
  expect(refused.what.en).toBe('The broker refused the subscription to a/#: the broker does not authorise this client')
})
