import { expect, test } from 'vitest'
import { checkHost, explainNetworkError, explainTimeout, type Phase } from './network-failure.ts'

const endpoint = { host: 'broker.example', port: 1883 }

test.each(['broker.example', '10.0.0.1', 'localhost', '::1', 'fe80::1%eth0', 'a-b.c_d'])('%s is a host', (host) => {
  expect(checkHost(host)).toBeNull()
})

test.each(['mqtt://broker.example', 'broker.example:1883', 'broker.example/mqtt', 'bro ker', 'user@host'])('%s is not a host', (host) => {
  expect(checkHost(host)?.code).toBe('mqtt.host-form')
})

test('a login inside a pasted address is not repeated', () => {
  const failure = checkHost('mqtts://bench:top-secret@broker.example')
  expect(failure?.what.en).toBe('“mqtts://***@broker.example” is not a plain host name or address')
  expect(JSON.stringify([failure, checkHost('bench:top-secret@broker.example')])).not.toContain('top-secret')
})

test.each([
  ['ENOTFOUND', 'mqtt.host-not-found'],
  ['EAI_AGAIN', 'mqtt.dns-unreachable'],
  ['ECONNREFUSED', 'mqtt.connection-refused'],
  ['ETIMEDOUT', 'mqtt.connection-timeout'],
  ['ENETUNREACH', 'mqtt.unreachable'],
  ['EHOSTUNREACH', 'mqtt.unreachable'],
  ['ECONNRESET', 'mqtt.connection-reset'],
  ['EACCES', 'mqtt.blocked-here'],
  ['EWHATEVER', 'mqtt.network-error'],
])('%s becomes %s, with the system’s line as evidence', (code, expected) => {
  const failure = explainNetworkError(code, `connect ${code}`, endpoint)
  expect([failure.code, failure.stage, failure.evidence]).toEqual([expected, 'net', `connect ${code}`])
  expect([/broker\.example/.test(failure.what.en + failure.next.en) || code === 'EACCES', /\p{Script=Han}/u.test(failure.what.zh)]).toEqual([true, true])
})

test('a wait that ran out names the layer it was in', () => {
  const phases: readonly Phase[] = ['dns', 'tcp', 'tls', 'websocket', 'mqtt']
  expect(phases.map((phase) => explainTimeout(phase, 12, endpoint)).map(({ code, evidence }) => [code, evidence])).toEqual(
    ['mqtt.dns-unreachable', 'mqtt.connection-timeout', 'tls.timeout', 'mqtt.websocket-timeout', 'mqtt.connack-timeout'].map((code) => [code, 'no answer within 12 s']),
  )
})
