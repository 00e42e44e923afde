import { expect, test } from 'vitest'
import { nrfLogin } from './login-commands.ts'

const base = { host: 'mqtt.server.com', port: 1883, transport: 'tcp', clientId: 'MyMQTT-Client-ID' } as const
const sends = (login: Parameters<typeof nrfLogin.make>[0]): readonly string[] => nrfLogin.make(login).lines.map(({ send }) => send)

test('the documentation’s example', () => {
  // There with a keep-alive of 300 s.
  expect(sends(base)).toStrictEqual(['AT#XMQTTCFG="MyMQTT-Client-ID",120,1', 'AT#XMQTTCON=1,"","","mqtt.server.com",1883'])
  expect(nrfLogin.make(base).lines.at(-1)?.expect).toBe('#XMQTTEVT: 0,0')
})

test('what the firmware’s buffers hold: 64, 32, 32 and 128 bytes', () => {
  const errors = (login: Parameters<typeof nrfLogin.make>[0]) => nrfLogin.make(login).findings.flatMap(({ severity, field }) => (severity === 'error' ? [field] : []))
  expect(errors({ ...base, clientId: 'c'.repeat(64), username: 'u'.repeat(32), password: 'p'.repeat(32), host: 'h'.repeat(128) })).toStrictEqual([])
  expect(errors({ ...base, clientId: 'c'.repeat(65), username: 'u'.repeat(33), password: 'p'.repeat(33), host: 'h'.repeat(129) })).toStrictEqual(['host', 'clientId', 'username', 'password'])
})

test('Alibaba with hmacmd5 fits, with hmacsha256 it does not', () => {
  const login = { ...base, clientId: '868488076506128|securemode=3,signmethod=hmacmd5|', username: '868488076506128&k1hipglLdjU' }
  expect(sends({ ...login, password: '0f655b12adf519b9a7a2b0a990f398b6' })).toHaveLength(2)
  expect(nrfLogin.make({ ...login, password: 'f'.repeat(64) }).findings[0]?.next.en).toMatch(/hmacmd5/)
})

test('TLS: certificates go into a security tag while the radio is off', () => {
  const file = (content: string) => ({ name: 'x.pem', bytes: new TextEncoder().encode(content) })
  const { lines } = nrfLogin.make({ ...base, port: 8883, transport: 'tls', ca: file('CA\nPEM\n'), certificate: file('CERT\n'), privateKey: file('KEY\n') })
  expect(lines.map(({ send, secret }) => [send, secret])).toStrictEqual([
    ['AT+CFUN=4', false],
    ['AT%CMNG=0,1000,0,"CA\nPEM"', false],
    ['AT%CMNG=0,1000,1,"CERT"', false],
    ['AT%CMNG=0,1000,2,"KEY"', true],
    ['AT+CFUN=1', false],
    ['AT#XMQTTCFG="MyMQTT-Client-ID",120,1', false],
    ['AT#XMQTTCON=1,"","","mqtt.server.com",8883,1000', false],
  ])
  expect(nrfLogin.make({ ...base, transport: 'tls' }).findings.map(({ code }) => code)).toStrictEqual(['modem.tag-without-ca'])
})

test('remarks around a certificate stay out: a quotation mark in them would end the text', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----'
  const ca = { name: 'ca.pem', bytes: new TextEncoder().encode(`# Label: "Root CA"\n${pem}\n`) }
  expect(nrfLogin.make({ ...base, port: 8883, transport: 'tls', ca }).lines[1]?.send).toBe(`AT%CMNG=0,1000,0,"${pem}"`)
})
