import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { luatLogin } from './login-commands.ts'

test('sends what the Air780EP article’s recorded session sends', () => {
  const log = readFileSync(new URL('../../../test/transcripts/air780ep-aliyun-direct-mqtt.txt', import.meta.url), 'utf8')
  const sent = [...log.matchAll(/发→◇(.*)/g)].map(([, line]) => line)
  expect(sent[0]).toBe('AT+MCONFIG="868488076506128|securemode=3,signmethod=hmacmd5|","868488076506128&k1hipglLdjU","0f655b12adf519b9a7a2b0a990f398b6"')
  const { lines } = luatLogin.make({
    host: 'k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com',
    port: 1883,
    transport: 'tls',
    clientId: '868488076506128|securemode=3,signmethod=hmacmd5|',
    username: '868488076506128&k1hipglLdjU',
    password: '0f655b12adf519b9a7a2b0a990f398b6',
  })
  expect(lines.map(({ send }) => send).slice(-3)).toStrictEqual(sent)
  expect(lines.map(({ expect: result }) => result).slice(-3)).toStrictEqual(['OK', 'CONNECT OK', 'CONNACK OK'])
})

// openLuat, "Air780EP模块AT开发MQTT和MQTTS的应用指南", 双向认证示例: the files have 1212, 1127 and 1679 bytes there.
test('mutual TLS as in openLuat’s guide', () => {
  const file = (name: string, size: number) => ({ name, bytes: new Uint8Array(size).fill(0x41) })
  const { lines, findings } = luatLogin.make({
    host: 'airtest.openluat.com', port: 8883, transport: 'tls', clientId: '868488076506128', username: 'user', password: 'password',
    ca: file('ca', 1212), certificate: file('crt', 1127), privateKey: file('key', 1679),
  })
  expect(findings).toStrictEqual([])
  expect(lines.map(({ send }) => send).filter((send) => !send.includes('hostname') && !send.startsWith('AT+MCONNECT'))).toStrictEqual([
    'AT+FSCREATE="ca.crt"',
    'AT+FSWRITE="ca.crt",0,1212,15',
    'AT+FSCREATE="client.crt"',
    'AT+FSWRITE="client.crt",0,1127,15',
    'AT+FSCREATE="client.key"',
    'AT+FSWRITE="client.key",0,1679,15',
    'AT+SSLCFG="cacert",88,"ca.crt"',
    'AT+SSLCFG="clientcert",88,"client.crt"',
    'AT+SSLCFG="clientkey",88,"client.key"',
    'AT+SSLCFG="seclevel",88,2',
    'AT+MCONFIG="868488076506128","user","password"',
    'AT+SSLMIPSTART="airtest.openluat.com",8883',
  ])
})

test('plain TCP; 256 bytes each', () => {
  const base = { host: 'lbsmqtt.airm2m.com', port: 1884, transport: 'tcp', clientId: 'c' } as const
  expect(luatLogin.make(base).lines.map(({ send }) => send)).toStrictEqual(['AT+MCONFIG="c"', 'AT+MIPSTART="lbsmqtt.airm2m.com",1884', 'AT+MCONNECT=1,120'])
  expect(luatLogin.make({ ...base, username: 'u' }).lines[0]).toMatchObject({ send: 'AT+MCONFIG="c","u",""', note: { en: expect.stringContaining('765') as string } })
  expect(luatLogin.make({ ...base, password: 'p'.repeat(257) })).toMatchObject({ lines: [], findings: [{ code: 'modem.too-long', field: 'password' }] })
})
