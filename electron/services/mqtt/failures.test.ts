import { expect, test } from 'vitest'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { newAttempt, noteError, type Attempt } from './attempt.ts'
import { checkOptions } from './check-options.ts'
import { explainAttempt } from './failures.ts'
import type { TlsMaterial } from './tls-material.ts'

const options: BrokerOptions = {
  name: '',
  protocol: 'mqtts',
  host: 'broker.example',
  port: 8883,
  path: '/mqtt',
  clientId: 'pc',
  username: 'u',
  password: 'p',
  keepAlive: 60,
  cleanSession: true,
  version: 4,
  ca: null,
  certificate: null,
  privateKey: null,
  verifyServer: true,
}
const material: TlsMaterial = { context: {}, ca: null, hasClientCertificate: false }
const codeOf = (attempt: Partial<Attempt>, more: Partial<BrokerOptions> = {}) => explainAttempt({ ...newAttempt('broker.example'), ...attempt }, { ...options, ...more }, material).code
const error = (code: string, message = code) => ({ code, message })

test('what was seen on the way decides, the surest sign first', () => {
  expect({
    refused: codeOf({ phase: 'mqtt', connack: { code: 4 }, error: error('ECONNRESET') }),
    ended: codeOf({ phase: 'mqtt', connack: { code: 0 }, connectedAt: 1, disconnect: { code: 141 } }),
    dns: codeOf({ phase: 'dns', error: error('ENOTFOUND') }),
    tcp: codeOf({ phase: 'tcp', error: error('ECONNREFUSED') }),
    tcpSlow: codeOf({ phase: 'tcp', timedOut: true }),
    untrusted: codeOf({ phase: 'tls', error: error('SELF_SIGNED_CERT_IN_CHAIN') }),
    handshake: codeOf({ phase: 'tls', error: error('ERR_SSL_WRONG_VERSION_NUMBER') }),
    cut: codeOf({ phase: 'tls', error: error('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established') }),
    lateAlert: codeOf({ phase: 'mqtt', error: error('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED') }),
    silent: codeOf({ phase: 'mqtt', timedOut: true }),
    hungUp: codeOf({ phase: 'mqtt' }),
    tlsAlertInPlain: codeOf({ phase: 'mqtt', firstBytes: Uint8Array.from([0x15, 3, 1, 0, 2]) }, { protocol: 'mqtt' }),
    http: codeOf({ phase: 'mqtt', firstBytes: new TextEncoder().encode('HTTP/1.1') }, { protocol: 'mqtt' }),
    other: codeOf({ phase: 'mqtt', firstBytes: new TextEncoder().encode('SSH-2.0-') }, { protocol: 'mqtt' }),
    path: codeOf({ phase: 'websocket', error: error('', 'Unexpected server response: 404') }, { protocol: 'ws' }),
    gateway: codeOf({ phase: 'websocket', error: error('', 'Unexpected server response: 403') }, { protocol: 'ws' }),
    down: codeOf({ phase: 'websocket', error: error('', 'Unexpected server response: 502') }, { protocol: 'ws' }),
    noMqttInside: codeOf({ phase: 'websocket', error: error('', 'Server sent no subprotocol') }, { protocol: 'ws' }),
    noWebSocket: codeOf({ phase: 'websocket', error: error('HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/') }, { protocol: 'ws' }),
    lost: codeOf({ phase: 'mqtt', connack: { code: 0 }, connectedAt: 1, firstBytes: Uint8Array.from([0x20]) }),
    pings: codeOf({ phase: 'mqtt', connack: { code: 0 }, connectedAt: 1, keepaliveRanOut: true }),
  }).toEqual({
    refused: 'mqtt.refused.4',
    ended: 'mqtt.disconnected.141',
    dns: 'mqtt.host-not-found',
    tcp: 'mqtt.connection-refused',
    tcpSlow: 'mqtt.connection-timeout',
    untrusted: 'tls.unknown-ca',
    handshake: 'tls.not-tls',
    cut: 'tls.cut',
    lateAlert: 'tls.client-certificate-required',
    silent: 'mqtt.connack-timeout',
    hungUp: 'mqtt.closed-before-connack',
    tlsAlertInPlain: 'mqtt.port-speaks-tls',
    http: 'mqtt.port-speaks-http',
    other: 'mqtt.not-mqtt',
    path: 'mqtt.websocket-path',
    gateway: 'mqtt.websocket-forbidden',
    down: 'mqtt.websocket-status',
    noMqttInside: 'mqtt.websocket-not-mqtt',
    noWebSocket: 'mqtt.websocket-refused',
    lost: 'mqtt.connection-lost',
    pings: 'mqtt.keepalive-timeout',
  })
})

test('keeps the first error, and the words of each address that was tried', () => {
  const attempt = newAttempt('localhost')
  noteError(attempt, Object.assign(new AggregateError([Object.assign(new Error('connect ECONNREFUSED ::1:1'), { code: 'ECONNREFUSED' }), Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })]), { code: 'ECONNREFUSED' }))
  noteError(attempt, new Error('later'))
  expect(attempt.error).toEqual({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1' })
  expect([newAttempt('10.0.0.1').phase, newAttempt('localhost').phase]).toEqual(['tcp', 'dns'])
})

test('a token in a WebSocket path stays out of the words', () => {
  const attempt: Attempt = { ...newAttempt('broker.example'), phase: 'websocket', error: error('', 'Unexpected server response: 404') }
  const { what, next } = explainAttempt(attempt, { ...options, protocol: 'ws', path: '/mqtt?token=sesame' }, material)
  expect([what.en, next.en.includes('sesame')]).toEqual(['The server has no WebSocket at /mqtt?… (HTTP 404)', false])
})

test('a WebSocket path that no URL can carry is named before anything is sent', () => {
  const codes = ['mqtt', 'ws', 'wss'].map((protocol) => checkOptions({ ...options, protocol: protocol as BrokerOptions['protocol'], path: '/a#b' })?.code)
  expect(codes).toEqual([undefined, 'mqtt.websocket-fragment', 'mqtt.websocket-fragment'])
})
