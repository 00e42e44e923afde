import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { quectelLogin } from './login-commands.ts'

const transcript = (name: string): readonly string[] => readFileSync(new URL(`../../../test/transcripts/${name}.txt`, import.meta.url), 'utf8').split('\n')
const base = { host: 'h.example', port: 1883, transport: 'tcp', clientId: 'c' } as const
const sends = (...args: Parameters<typeof quectelLogin.make>): readonly string[] => quectelLogin.make(...args).lines.map(({ send }) => send)
const errors = (...args: Parameters<typeof quectelLogin.make>): readonly string[] =>
  quectelLogin.make(...args).findings.flatMap(({ severity, code, field }) => (severity === 'error' ? [`${code} ${field}`] : []))

test('opens and connects as a shipped water meter does on Tencent IoT Hub', () => {
  const lines = sends({
    host: 'QCWGDPVYC6.iotcloud.tencentdevices.com',
    port: 1883,
    transport: 'tcp',
    clientId: 'QCWGDPVYC6Water_meter_1',
    username: 'QCWGDPVYC6Water_meter_1;12010126;8697d;1711296000',
    password: '1a7285034f9e1a3248a0e7b7a9fe7f3b25a9d93a8a188fb6f6cf89e733ced986;hmacsha256',
  })
  expect(lines).toStrictEqual(['AT+QMTCFG="version",0,4', 'AT+QMTCFG="SSL",0,0', ...transcript('quectel-tencent-command-set').slice(0, 2)])
})

test('TLS as in the EC20 MQTTS article, with SNI besides', () => {
  const ca = { name: 'cacert.pem', bytes: new Uint8Array(1163).fill(0x41) }
  const { lines } = quectelLogin.make({ host: '121.36.47.54', port: 8883, transport: 'tls', clientId: 'Clientid', username: 'Username', password: 'Password', ca })
  expect(lines.map(({ send }) => send)).toStrictEqual([
    'AT+QMTCFG="version",0,4',
    'AT+QMTCFG="SSL",0,1,2',
    'AT+QFUPL="RAM:cacert.pem",1163,100',
    'AT+QSSLCFG="cacert",2,"RAM:cacert.pem"',
    'AT+QSSLCFG="seclevel",2,1',
    'AT+QSSLCFG="sslversion",2,4',
    'AT+QSSLCFG="ciphersuite",2,0xFFFF',
    'AT+QSSLCFG="ignorelocaltime",2,1',
    'AT+QSSLCFG="sni",2,1',
    'AT+QMTOPEN=0,"121.36.47.54",8883',
    'AT+QMTCONN=0,"Clientid","Username","Password"',
  ])
  expect(lines.filter(({ data }) => data).map(({ expect: prompt, data }) => [prompt, data?.length, data?.text.length])).toStrictEqual([['CONNECT', 1163, 1163]])
  expect(lines.slice(-2).map(({ expect: result, secret }) => [result, secret])).toStrictEqual([
    ['+QMTOPEN: 0,0', false],
    ['+QMTCONN: 0,0,0', true],
  ])
})

test('offers the built-in Alibaba mode as in the official BC26 session, also where the login itself does not fit', () => {
  const alibaba = { productKey: 'a1X2bEnP82z', deviceName: 'example_nbiot', deviceSecret: 'DdBF53KirNVdxujCX8JbU4VT9hodSqer' }
  const login = { host: 'a1X2bEnP82z.iot-as-mqtt.cn-shanghai.aliyuncs.com', port: 1883, transport: 'tcp', clientId: `${'x'.repeat(300)}|` } as const
  const { lines, alternative } = quectelLogin.make(login, { alibaba })
  expect(lines).toStrictEqual([])
  const sent = alternative?.lines.map(({ send }) => send) ?? []
  const session = transcript('quectel-bc26-aliyun-aliauth').filter((line) => /^AT\+QMT(?:CFG="aliauth",0,|OPEN=|CONN=)/.test(line))
  expect(session).toHaveLength(3)
  expect(sent.slice(-3)).toStrictEqual(session)
  expect(alternative?.lines.find(({ send }) => send.includes('aliauth'))?.secret).toBe(true)
  expect(quectelLogin.make(login).alternative).toBeUndefined()
})

test('refuses what the line cannot carry, by bytes', () => {
  expect(errors({ ...base, host: 'h'.repeat(101) })).toStrictEqual(['modem.too-long host'])
  expect(errors({ ...base, clientId: '温'.repeat(85) })).toStrictEqual([])
  expect(errors({ ...base, clientId: '温'.repeat(86) })).toStrictEqual(['modem.too-long clientId'])
  expect(errors({ ...base, password: 'a"b' })).toStrictEqual(['modem.double-quote password'])
  expect(errors({ ...base, username: 'a\r\n' })).toStrictEqual(['modem.control username'])
  expect(errors({ ...base, transport: 'wss', path: '/mqtt' })).toStrictEqual(['modem.no-websocket transport'])
  expect(errors({ ...base, port: 443, transport: 'tls', alpn: ['x-amzn-mqtt-ca'] })).toStrictEqual(['modem.no-alpn port'])
  expect(sends({ ...base, password: 'a"b' })).toStrictEqual([])
})

test('a certificate needs its key, and a CA', () => {
  const file = { name: 'x.pem', bytes: new Uint8Array(1) }
  expect(errors({ ...base, transport: 'tls', certificate: file })).toStrictEqual(['modem.half-pair privateKey', 'modem.no-ca ca'])
  expect(sends({ ...base, transport: 'tls', ca: file, certificate: file, privateKey: file })).toContain('AT+QSSLCFG="seclevel",2,2')
  expect(quectelLogin.make({ ...base, transport: 'tls', ca: file, certificate: file, privateKey: file }).lines.filter(({ secret }) => secret).map(({ send }) => send)).toStrictEqual([
    'AT+QFUPL="RAM:user_key.pem",1,100',
  ])
  expect(quectelLogin.make({ ...base, transport: 'tls' }).findings.map(({ code }) => code)).toStrictEqual(['modem.unverified'])
})
