import { expect, test } from 'vitest'
import { lierdaLogin } from './login-commands.ts'

const base = { host: 'a1JszCpjS61.iot-as-mqtt.cn-shanghai.aliyuncs.com', port: 1883, transport: 'tcp', clientId: 'NT35E' } as const

test('the article’s Alibaba mode', () => {
  const alibaba = { productKey: 'a1JszCpjS61', deviceName: 'NT35E_06011', deviceSecret: '390358fc595040aa73221e8393aba86c' }
  const { lines, alternative } = lierdaLogin.make(base, { alibaba })
  expect(alternative?.lines.map(({ send }) => send)).toStrictEqual([
    'AT+LMQTTCFG="version",0,4',
    'AT+LMQTTCFG="cloud",0,2,1',
    'AT+LMQTTCFG="aliauth",0,"a1JszCpjS61","NT35E_06011","390358fc595040aa73221e8393aba86c"',
    'AT+LMQTTOPEN=0,"a1JszCpjS61.iot-as-mqtt.cn-shanghai.aliyuncs.com",1883',
    // Any client ID will do, says the article, and takes "NT35E"; the device's name tells devices apart.
    'AT+LMQTTCONN=0,"NT35E_06011"',
  ])
  expect(lines.map(({ send, expect: result }) => [send, result]).slice(1)).toStrictEqual([
    ['AT+LMQTTOPEN=0,"a1JszCpjS61.iot-as-mqtt.cn-shanghai.aliyuncs.com",1883', '+LMQTTOPEN: 0,0'],
    ['AT+LMQTTCONN=0,"NT35E"', '+LMQTTCONN: 0,0,0'],
  ])
})

test('256 bytes each, host 100; certificates by hand', () => {
  const file = { name: 'x.pem', bytes: new Uint8Array(1) }
  const codes = (login: Parameters<typeof lierdaLogin.make>[0]) => lierdaLogin.make(login).findings.map(({ severity, code }) => `${severity} ${code}`)
  expect(codes({ ...base, username: 'u'.repeat(256), password: 'p'.repeat(257) })).toStrictEqual(['error modem.too-long'])
  expect(codes({ ...base, host: 'h'.repeat(101) })).toStrictEqual(['error modem.too-long'])
  expect(codes({ ...base, transport: 'tls', ca: file })).toStrictEqual(['warning modem.files-by-hand'])
  expect(codes({ ...base, transport: 'tls', ca: file, certificate: file, privateKey: file })).toStrictEqual(['error modem.files-by-hand'])
  expect(lierdaLogin.make({ ...base, transport: 'tls' }).lines.map(({ send }) => send)).toContain('AT+LMQTTCFG="sslenable",0,1,0')
})
