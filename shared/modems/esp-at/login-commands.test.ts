import { expect, test } from 'vitest'
import { espAtLogin } from './login-commands.ts'

const base = { host: '192.168.3.102', port: 8883, transport: 'tcp', clientId: 'publisher' } as const
const sends = (login: Parameters<typeof espAtLogin.make>[0]): readonly string[] => espAtLogin.make(login).lines.map(({ send }) => send)
const file = { name: 'x.pem', bytes: new Uint8Array(7).fill(0x41) }

test('the guide’s examples over TCP and WSS', () => {
  expect(sends({ ...base, username: 'espressif', password: '123456789' })).toStrictEqual([
    'AT+MQTTUSERCFG=0,1,"publisher","espressif","123456789",0,0,""',
    'AT+MQTTCONN=0,"192.168.3.102",8883,0',
  ])
  expect(sends({ ...base, host: 'test.mosquitto.org', port: 8081, transport: 'wss', path: '/mqtt' })).toStrictEqual([
    'AT+MQTTUSERCFG=0,7,"publisher","","",0,0,"mqtt"',
    'AT+MQTTSNI=0,"test.mosquitto.org"',
    'AT+MQTTCONN=0,"test.mosquitto.org",8081,0',
  ])
})

test('escapes the comma of Alibaba’s client ID, a quotation mark and a backslash', () => {
  expect(sends({ ...base, clientId: '12345|securemode=3,signmethod=hmacsha1|', username: 'say "x"', password: 'a\\b' })[0]).toBe(
    'AT+MQTTUSERCFG=0,1,"12345|securemode=3\\,signmethod=hmacsha1|","say \\"x\\"","a\\\\b",0,0,""',
  )
})

test('a Tencent login: the password of 75 bytes goes after the prompt', () => {
  const password = '1a7285034f9e1a3248a0e7b7a9fe7f3b25a9d93a8a188fb6f6cf89e733ced986;hmacsha256'
  const { lines } = espAtLogin.make({ ...base, clientId: 'QCWGDPVYC6Water_meter_1', username: 'QCWGDPVYC6Water_meter_1;12010126;8697d;1711296000', password })
  expect(lines.map(({ send, expect: result, data, secret }) => ({ send, result, data, secret }))).toStrictEqual([
    {
      send: 'AT+MQTTUSERCFG=0,1,"QCWGDPVYC6Water_meter_1","QCWGDPVYC6Water_meter_1;12010126;8697d;1711296000","",0,0,""',
      result: 'OK', data: undefined, secret: false,
    },
    { send: 'AT+MQTTLONGPASSWORD=0,75', result: '>', data: { text: password, length: 75 }, secret: true },
    { send: 'AT+MQTTCONN=0,"192.168.3.102",8883,0', result: '+MQTTCONNECTED:0,1', data: undefined, secret: false },
  ])
})

test('64 bytes stay, 65 go; the whole line stays below 256 with its line end; 1024 is the end', () => {
  expect(sends({ ...base, username: 'u'.repeat(64), password: 'p'.repeat(64) })).toHaveLength(2)
  expect(sends({ ...base, username: '用'.repeat(22), password: 'p' })[1]).toBe('AT+MQTTLONGUSERNAME=0,66')
  for (let size = 1; size <= 256; size++) {
    const lines = sends({ ...base, clientId: 'c'.repeat(size), username: 'u'.repeat(64), password: ','.repeat(64) })
    expect(lines.every((line) => line.length + 2 < 256)).toBe(true)
    expect(lines.length > 2 || lines[0]?.includes(`"${'c'.repeat(size)}"`)).toBe(true)
  }
  expect(sends({ ...base, clientId: 'c'.repeat(250) }).slice(0, 2)).toStrictEqual(['AT+MQTTUSERCFG=0,1,"NULL","","",0,0,""', 'AT+MQTTLONGCLIENTID=0,250'])
  expect(espAtLogin.make({ ...base, password: 'p'.repeat(1025) })).toMatchObject({ lines: [], findings: [{ code: 'modem.too-long', field: 'password' }] })
})

test('schemes by what is checked, with clock, files, ALPN and SNI', () => {
  const scheme = (login: Parameters<typeof espAtLogin.make>[0]) => /MQTTUSERCFG=0,(\d+)/.exec(sends(login).join('\n'))?.[1]
  const pair = { certificate: file, privateKey: file }
  expect((['tls', 'wss'] as const).map((transport) => [{}, { ca: file }, pair, { ca: file, ...pair }].map((files) => scheme({ ...base, transport, ...files })))).toStrictEqual([
    ['2', '3', '4', '5'],
    ['7', '8', '9', '10'],
  ])
  expect(sends({ ...base, host: 'x.iot.us-east-1.amazonaws.com', port: 443, transport: 'tls', alpn: ['x-amzn-mqtt-ca'], ca: file, ...pair })).toStrictEqual([
    'AT+CIPSNTPCFG=1,8,"ntp1.aliyun.com"',
    'AT+CIPSNTPTIME?',
    'AT+SYSMFG=2,"mqtt_ca","mqtt_ca",8,7',
    'AT+SYSMFG=2,"mqtt_cert","mqtt_cert",8,7',
    'AT+SYSMFG=2,"mqtt_key","mqtt_key",8,7',
    'AT+MQTTUSERCFG=0,5,"publisher","","",0,0,""',
    'AT+MQTTALPN=0,1,"x-amzn-mqtt-ca"',
    'AT+MQTTSNI=0,"x.iot.us-east-1.amazonaws.com"',
    'AT+MQTTCONN=0,"x.iot.us-east-1.amazonaws.com",443,0',
  ])
})

test('a signed WebSocket path does not fit', () => {
  const { lines, findings } = espAtLogin.make({ ...base, transport: 'wss', path: `/mqtt?X-Amz-Signature=${'0'.repeat(64)}` })
  expect(lines).toStrictEqual([])
  expect(findings.filter(({ severity }) => severity === 'error').map(({ code, field }) => `${code} ${field}`)).toStrictEqual(['modem.too-long path'])
})
