import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import type { Found } from './found.ts'
import { readGiven } from './read-given.ts'

const transcript = (name: string): string => readFileSync(new URL(`../../../test/transcripts/${name}.txt`, import.meta.url), 'utf8')

/** What a caller shows, in one language. */
const brief = ({ given, inputs, cloud, source, notes }: Found) => ({ at: source.en, ...given, ...(Object.keys(inputs).length > 0 && { inputs }), ...(cloud && { cloud }), ...(notes.length > 0 && { notes: notes.map((note) => note.en) }) })
const read = (text: string) => readGiven(text).map(brief)
const only = (text: string) => {
  const found = read(text)
  expect(found).toHaveLength(1)
  return found[0]
}

const aliyun = {
  clientId: '868488076506128|securemode=3,signmethod=hmacmd5|',
  username: '868488076506128&k1hipglLdjU',
  password: '0f655b12adf519b9a7a2b0a990f398b6',
  host: 'k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com',
  port: '1883',
}

describe('recorded sessions', () => {
  it('Air780EP, SSCOM log with echoes: one login, TLS because of SSLMIPSTART', () => {
    expect(read(transcript('air780ep-aliyun-direct-mqtt'))).toStrictEqual([{ at: 'AT+MCONFIG, line 1', ...aliyun, inputs: { transport: 'tls' } }])
  })

  it('Air780EP, HTTP authentication: the body, then the login that came of it', () => {
    expect(read(transcript('air780ep-aliyun-http-auth'))).toStrictEqual([
      {
        at: 'HTTP body, line 51',
        inputs: {
          productKey: 'k1hipglLdjU',
          sign: '0f655b12adf519b9a7a2b0a990f398b6',
          clientId: '868488076506128',
          deviceName: '868488076506128',
          region: 'cn-shanghai',
        },
        cloud: 'alibaba-iot',
      },
      {
        at: 'AT+MCONFIG, line 73',
        clientId: '868488076506128',
        username: '2BGmgWFvoXlbi1Er9sk4k1hip0',
        password: '137eb0759ca248b79383a60c0b0e0f80',
        host: 'a1qsHBbKtmc.iot-as-mqtt.cn-shanghai.aliyuncs.com',
        port: '1883',
        inputs: { transport: 'tls' },
      },
    ])
  })

  it('Air780EP, dynamic registration', () => {
    expect(only(transcript('air780ep-aliyun-dynamic-register'))).toMatchObject({
      cloud: 'alibaba-iot',
      inputs: {
        productKey: 'k1hipglLdjU',
        deviceName: '868488076506128',
        random: '123456',
        sign: '20558baadb2a0b04847767980f0ee67b',
        signMethod: 'HmacMD5',
      },
    })
  })

  it('Air780EP connecting twice with the same values: one', () => {
    const expected = { clientId: '866289037465624', username: 'user', password: 'password', host: 'lbsmqtt.airm2m.com', port: '1884' }
    expect(only(transcript('luat-air780ep-closed-reconnect'))).toMatchObject({ at: 'AT+MCONFIG, line 1', ...expected, inputs: { transport: 'tcp' } })
  })

  it('Luat without quotation marks, closed before MCONNECT: still an attempt', () => {
    const expected = { clientId: '4QR8TZ9ThuL4G', username: 'ceshi', password: '123456', host: 'iot.modbus.cn', port: '1883' }
    expect(only(transcript('luat-thingscloud-5s'))).toMatchObject(expected)
  })

  it('BC26 that signs by itself', () => {
    expect(only(transcript('quectel-bc26-aliyun-aliauth'))).toMatchObject({
      cloud: 'alibaba-iot',
      inputs: { productKey: 'a1X2bEnP82z', deviceName: 'example_nbiot', deviceSecret: 'DdBF53KirNVdxujCX8JbU4VT9hodSqer' },
      clientId: 'example_nbiot',
      host: 'a1X2bEnP82z.iot-as-mqtt.cn-shanghai.aliyuncs.com',
    })
  })

  it('Quectel with a Tencent login, commands only', () => {
    expect(read(transcript('quectel-tencent-command-set'))).toStrictEqual([
      {
        at: 'AT+QMTCONN, line 2',
        clientId: 'QCWGDPVYC6Water_meter_1',
        username: 'QCWGDPVYC6Water_meter_1;12010126;8697d;1711296000',
        password: '1a7285034f9e1a3248a0e7b7a9fe7f3b25a9d93a8a188fb6f6cf89e733ced986;hmacsha256',
        host: 'QCWGDPVYC6.iotcloud.tencentdevices.com',
        port: '1883',
      },
    ])
  })

  it.each(['simcom-sim7600-aws-pub-ok', 'simcom-sim7600-aws-connect-fail-26'])('%s: client ID from ACCQ, address from CONNECT', (name) => {
    expect(only(transcript(name))).toMatchObject({
      clientId: 'SIMCom_client01',
      host: 'a39i0c3i2yvc9z-ats.iot.ap-south-1.amazonaws.com',
      port: '8883',
      inputs: { transport: 'tls' },
    })
  })

  it('ESP-AT over TCP and over WSS', () => {
    expect(only(transcript('espat-1-mqtt-over-tcp-with-a-local-mqtt-broker-suitable-publisher'))).toMatchObject({
      clientId: 'publisher',
      username: 'espressif',
      password: '123456789',
      host: '192.168.3.102',
      port: '8883',
      inputs: { transport: 'tcp' },
    })
    expect(read(transcript('espat-4-mqtt-over-wss-publisher'))).toStrictEqual([
      { at: 'AT+MQTTUSERCFG, line 13', clientId: 'publisher', host: 'test.mosquitto.org', port: '8081', inputs: { transport: 'wss' } },
    ])
  })

  it('Nordic Serial Modem', () => {
    expect(only(transcript('nrf-serial-modem-mqtt'))).toStrictEqual({
      at: 'AT#XMQTTCFG, line 1',
      clientId: 'MyMQTT-Client-ID',
      host: 'mqtt.server.com',
      port: '1883',
      inputs: { transport: 'tcp' },
    })
  })

  it('whatever the line ends', () => {
    const log = transcript('air780ep-aliyun-direct-mqtt')
    const [expected] = readGiven(log)
    expect(readGiven(log.replaceAll('\n', '\r\n'))).toStrictEqual([expected])
    expect(readGiven(log.replaceAll('\n', '\r'))).toStrictEqual([expected])
  })
})

describe('AT commands', () => {
  it('in an article’s table, with typographic quotation marks and a remark behind (EC20 MQTTS article, table 连接服务器)', () => {
    const table = `1 | AT+QMTOPEN=0,“121.36.47.54”,8883 | 开启MQTT SSL 连接,连接服务器 |\n2 | AT+QMTCONN=0,“Clientid”,“Username”,“Password” | 配置MQTT连接 |`
    const found = only(table)
    expect(found).toMatchObject({ clientId: 'Clientid', username: 'Username', password: 'Password', host: '121.36.47.54', port: '8883' })
    expect(found?.notes).toHaveLength(1)
    expect(found?.notes?.[0]).toMatch(/^Typographic quotation marks/)
  })

  it('with a damaged host kept as it is, manual lines left out (NT35E article)', () => {
    const article = [
      'AT+LMQTTCFG=aliauth,tcpconnectID[,product_key,device_name,device_secret]',
      'AT+LMQTTCFG="aliauth",0,"a1JszCpjS61","NT35E_06011","390358fc595040aa73221e8393aba86c"',
      'AT+LMQTTOPEN=tcpconnectID,host_name,port',
      'AT+LMQTTOPEN=0,"a1JszCpjS61.iot-as-mqtt点吸烟 -shanghai.aliyuncs点抗 ",1883',
      'AT+LMQTTCONN=tcpconnectID[,clientID[,username[,password]]]',
      'AT+LMQTTCONN=0,"NT35E"',
    ]
    expect(only(article.join('\n'))).toMatchObject({
      at: 'AT+LMQTTCONN, line 6',
      clientId: 'NT35E',
      host: 'a1JszCpjS61.iot-as-mqtt点吸烟 -shanghai.aliyuncs点抗 ',
      cloud: 'alibaba-iot',
      inputs: { productKey: 'a1JszCpjS61', deviceName: 'NT35E_06011', deviceSecret: '390358fc595040aa73221e8393aba86c' },
    })
  })

  it('keeps attempts apart, and clients', () => {
    const log = [
      'AT+QMTOPEN=0,"a.example",1883',
      'AT+QMTCONN=0,"one","u","wrong"',
      'AT+QMTOPEN=0,"b.example",8883',
      'AT+QMTCONN=0,"one","u","right"',
      'AT+QMTOPEN=1,"c.example",1883',
      'AT+QMTCONN=1,"two"',
      'AT+QMTCONN=0,"one","u","right"',
    ].join('\r\n')
    expect(readGiven(log).map(({ given, line }) => [line, given.host, given.clientId, given.password])).toStrictEqual([
      [2, 'a.example', 'one', 'wrong'],
      [4, 'b.example', 'one', 'right'],
      [6, 'c.example', 'two', undefined],
    ])
  })

  it('a login typed anew before connecting is one more; a triple left behind does not colour a later login', () => {
    const log = ['AT+MCONFIG="id","u","first"', 'AT+MCONFIG="id","u","second"', 'AT+MIPSTART="h.example","1883"', 'AT+MCONNECT=1,60'].join('\n')
    expect(readGiven(log).map(({ given }) => [given.password, given.host])).toStrictEqual([
      ['first', undefined],
      ['second', 'h.example'],
    ])
    const both = ['AT+QMTCFG="aliauth",0,"pk","dn","ds"', 'AT+QMTCONN=0,"dn"', 'AT+QMTCONN=0,"id","user","pass"'].join('\n')
    expect(readGiven(both).map(({ cloud, given }) => [cloud, given.username])).toStrictEqual([
      ['alibaba-iot', undefined],
      [undefined, 'user'],
    ])
  })

  it('keeps blanks inside quotation marks', () => {
    expect(only('AT+QMTCONN=0,"id ","user"," p "')).toMatchObject({ clientId: 'id ', username: 'user', password: ' p ' })
  })

  it('undoes ESP-AT escapes (AT Command Types) and takes long values after the prompt', () => {
    const log = [
      'AT+MQTTUSERCFG=0,1,"12345|securemode=3\\,signmethod=hmacsha1\\,timestamp=789|","a\\\\b","say \\"x\\"",0,0,""',
      'OK',
      'AT+MQTTLONGPASSWORD=0,75',
      '',
      'OK',
      '',
      '>1a7285034f9e1a3248a0e7b7a9fe7f3b25a9d93a8a188fb6f6cf89e733ced986;hmacsha256',
      'OK',
      'AT+MQTTCONN=0,"h.example",1883,0',
    ].join('\r\n')
    expect(only(log)).toMatchObject({
      clientId: '12345|securemode=3,signmethod=hmacsha1,timestamp=789|',
      username: 'a\\b',
      password: '1a7285034f9e1a3248a0e7b7a9fe7f3b25a9d93a8a188fb6f6cf89e733ced986;hmacsha256',
      host: 'h.example',
    })
  })

  it('cuts long values as the modem cuts them, and says so', () => {
    const found = only('AT+MQTTUSERCFG=0,1,"id","","",0,0,""\nAT+MQTTLONGUSERNAME=0,4\nOK\n>\nüser\nAT+MQTTCONN=0,"h",1883,0')
    expect(found).toMatchObject({ username: 'üse' })
    expect(found?.notes).toStrictEqual(['The command announces 4 bytes, 5 follow: the modem takes exactly what was announced.'])
  })

  it('names a comma that ESP-AT would split at, and an address without tcp://', () => {
    expect(only('AT+MQTTUSERCFG=0,1,"a|b=1,c=2|","u","p",0,0,""')?.notes?.[0]).toMatch(/without its backslash/)
    expect(only('AT+CMQTTACCQ=0,"id"\nAT+CMQTTCONNECT=0,"h.example:1883",60,1,"u","p"')).toMatchObject({ host: 'h.example', port: '1883', notes: [expect.stringMatching(/tcp:\/\//)] })
  })

  it('reads the older SLM’s #XMQTTCON with a client ID', () => {
    expect(only('AT#XMQTTCON=1,"MyMQTT-Client-ID","u","p","mqtt.server.com",8883,42')).toMatchObject({
      clientId: 'MyMQTT-Client-ID',
      username: 'u',
      password: 'p',
      host: 'mqtt.server.com',
      port: '8883',
      inputs: { transport: 'tls' },
    })
  })

  it('in C source, and not where source only has placeholders', () => {
    expect(only('send("AT+QMTCONN=0,\\"id\\",\\"u&k\\",\\"p\\"\\r\\n");')).toMatchObject({ clientId: 'id', username: 'u&k', password: 'p' })
    expect(read('printf("AT+QMTCONN=0,\\"%s\\",\\"%s\\",\\"%s\\"\\r\\n", id, user, pass);')).toStrictEqual([])
    expect(read('AT+QMTCONN=<client_idx>,<clientID>[,<username>,<password>]')).toStrictEqual([])
    expect(read('AT+QMTCONN=?\nAT+QMTCONN?\n+QMTCONN: 0,0,0')).toStrictEqual([])
  })
})

describe('HTTP bodies', () => {
  it('names a length that does not fit', () => {
    const log = 'AT+HTTPDATA=112,20000\nDOWNLOAD\nproductKey=k&sign=00&clientId=c&deviceName=d\nOK'
    expect(only(log)?.notes?.[0]).toMatch(/announces 112 bytes, the body has 44\./)
  })
})

describe('JSON', () => {
  it('of Alibaba’s console (“MQTT connection parameters”)', () => {
    const copied =
      '{"clientId":"a1bJx7P5asu.Watch_Sys_Demo|securemode=2,signmethod=hmacsha256,timestamp=1688880712615|","username":"Watch_Sys_Demo&a1bJx7P5asu","mqttHostUrl":"a1bJx7P5asu.iot-as-mqtt.cn-shanghai.aliyuncs.com","passwd":"7ec58f77844de0175fbadaab6d5106a2048a1bd18c52601286ce81d867730e8b","port":1883}'
    expect(read(copied)).toStrictEqual([
      {
        at: 'JSON',
        host: 'a1bJx7P5asu.iot-as-mqtt.cn-shanghai.aliyuncs.com',
        port: '1883',
        clientId: 'a1bJx7P5asu.Watch_Sys_Demo|securemode=2,signmethod=hmacsha256,timestamp=1688880712615|',
        username: 'Watch_Sys_Demo&a1bJx7P5asu',
        password: '7ec58f77844de0175fbadaab6d5106a2048a1bd18c52601286ce81d867730e8b',
        cloud: 'alibaba-iot',
      },
    ])
  })

  it.each([
    ['{"client_id":"c","userName":"u","passwd":"p","hostname":"h","port":"8883","protocol":"MQTTS"}', { inputs: { transport: 'tls' } }],
    ['{"mqttClientId":"c","mqttUsername":"u","mqttPassword":"p","brokerUrl":"ws://h:8883/mqtt"}', { inputs: { transport: 'ws' } }],
    ['{"server":"h","port":8883,"options":{"clientid":"c","user":"u","password":"p"}}', {}],
  ])('in other spellings: %s', (text, more) => {
    expect(only(text)).toMatchObject({ clientId: 'c', username: 'u', password: 'p', host: 'h', port: '8883', ...more })
  })

  it('keeps blanks and line ends inside strings, escaped or not, and says which fault it read over', () => {
    expect(only('{"clientId":"c ","password":"p\\n"}')).toStrictEqual({ at: 'JSON', clientId: 'c ', password: 'p\n' })
    const raw = only('{"clientId": "c",\n "password": "abc\ndef"}')
    expect(raw).toMatchObject({ password: 'abc\ndef' })
    expect(raw?.notes).toStrictEqual(['Line 2, column 18: a line end or other control character inside a string.'])
    expect(only('{“clientId”: “c”, “password”: “p”}')).toMatchObject({ clientId: 'c', password: 'p', notes: [expect.stringMatching(/^Line 1, column 2: a typographic/)] })
  })

  it('inside other text, several of them', () => {
    const text = 'first\n{\n  "clientId": "a",\n  "password": "1"\n}\nthen [{"clientId":"b","password":"2"}]'
    expect(readGiven(text).map(({ given, source }) => [source.en, given.clientId, given.password])).toStrictEqual([
      ['JSON, line 2', 'a', '1'],
      ['JSON, line 6', 'b', '2'],
    ])
  })

  it('of MQTTX: its export of one connection, with an empty user name left out', () => {
    const exported = [
      {
        clientId: 'mqttx_0bda2e11', name: 'bench', clean: true, protocol: 'mqtts', host: 'broker.example', keepalive: 60, connectTimeout: 10, reconnect: true,
        reconnectPeriod: 4000, username: '', password: '', path: '/mqtt', port: 8883, ssl: true, certType: 'server', rejectUnauthorized: true, ALPNProtocols: '', ca: '',
        cert: '', key: '', mqttVersion: '3.1.1', subscriptions: [], messages: [], unreadMessageCount: 0, clientIdWithTime: true, id: '7f4c1b1e-0000-4000-8000-000000000000',
      },
    ]
    expect(only(JSON.stringify(exported, null, 2))).toStrictEqual({
      at: 'MQTTX JSON',
      host: 'broker.example',
      port: '8883',
      clientId: 'mqttx_0bda2e11',
      inputs: { transport: 'tls' },
      notes: [expect.stringMatching(/adds a time to this client ID/)],
    })
  })

  it('that is no login: a device’s certificate, a thing model message', () => {
    expect(read('{"ProductKey":"k1hipglLdjU","DeviceName":"868488076506128","DeviceSecret":"fef3"}')).toStrictEqual([])
    expect(read('{"id":"1","version":"1.0","params":{"LightSwitch":1},"method":"thing.event.property.post"}')).toStrictEqual([])
  })
})

describe('labelled lines', () => {
  it.each([
    ['client id: c\nusername: u\npassword: p\nhost: h\nport: 1883'],
    ['clientId=c\nuser=u\npasswd=p\nserver=h\nport=1883'],
    ['客户端ID：c\n用户名：u\n密码：p\n地址：h\n端口：1883'],
    ['#define MQTT_CLIENT_ID "c"\n#define MQTT_USERNAME   "u"\n#define MQTT_PASSWD "p" // secret\n#define MQTT_HOST "h"\n#define MQTT_PORT 1883'],
    ['const char *mqtt_client_id = "c";\nconst char* mqtt_user = "u";\nconst char mqtt_password[] = "p";\nchar mqtt_server[] = "h";\nmqtt_port = 1883'],
    ['clientId\nc\nusername\nu\npasswd\np\nmqttHostUrl\nh\nport\n1883'],
    ['clientId\tc\nusername\tu\npasswd\tp\nmqttHostUrl\th\nport\t1883'],
    ["- Client ID（clientId）: 'c'\n- 账号: “u”\n- MQTT密码: p\n- 服务器地址: h\n- 服务器端口: 1883"],
  ])('%j', (text) => {
    expect(only(text)).toMatchObject({ at: 'Text, line 1', clientId: 'c', username: 'u', password: 'p', host: 'h', port: '1883' })
  })

  it('keep blanks at the end, which a console’s copy button does not add', () => {
    expect(only('clientId: c\npassword: p ')).toMatchObject({ password: 'p ' })
    expect(only('clientId: "c"\npassword: "p+"')).toMatchObject({ password: 'p+' })
  })

  it('make two logins where a name comes again', () => {
    expect(readGiven('clientId: a\npassword: 1\n\nclientId: b\npassword: 2').map(({ given }) => given)).toStrictEqual([
      { clientId: 'a', password: '1' },
      { clientId: 'b', password: '2' },
    ])
  })

  it('are no values where an article explains how one is made', () => {
    const article = ['mqttClientId: clientId+"|securemode=3,signmethod=hmacsha1,timestamp=132323232|"', 'mqttUsername: deviceName+"&"+productKey', 'mqttPassword: sign_hmac(deviceSecret,content)']
    expect(read(article.join('\n'))).toStrictEqual([])
    expect(read('ClientId:${ProductId}${DeviceName},产品 ID 和设备名的组合字符串。\nPassWord:密码(可赋任意值)。')).toStrictEqual([])
    expect(read('"clientid" : clientid,\n"password" : password')).toStrictEqual([])
  })
})

describe('URLs', () => {
  it('carry user name, password, host and port; percent escapes are undone', () => {
    const found = only('connect to mqtts://dev%40x:p%3Aw@h.example:8883/path, then wait')
    expect(found).toMatchObject({ username: 'dev@x', password: 'p:w', host: 'h.example', port: '8883', inputs: { transport: 'tls' } })
    expect(found?.notes?.[0]).toMatch(/Percent escapes/)
  })

  it('with a Base64 key as it is', () => {
    expect(only('wss://u:ab/cd+ef==@h.example/mqtt')).toMatchObject({ username: 'u', password: 'ab/cd+ef==', host: 'h.example', inputs: { transport: 'wss' }, notes: [expect.stringMatching(/as they are/)] })
  })

  it('without a login are none; beside labelled lines they belong to them', () => {
    expect(read('see wss://h.example/mqtt')).toStrictEqual([])
    expect(only('url: mqtt://u:p@h.example:1883\nclientId: c')).toMatchObject({ clientId: 'c', username: 'u', password: 'p', host: 'h.example', port: '1883' })
  })
})

describe('mosquitto command lines', () => {
  it('with quotation marks and continuation lines', () => {
    const command = "$ mosquitto_sub -h h.example -p 1883 \\\n  -i '12345|securemode=3,signmethod=hmacsha1|' \\\n  -u \"device&pk\" -P 'it'\\''s' -t '#' -v"
    expect(read(command)).toStrictEqual([
      {
        at: 'mosquitto_sub, line 1',
        host: 'h.example',
        port: '1883',
        clientId: '12345|securemode=3,signmethod=hmacsha1|',
        username: 'device&pk',
        password: "it's",
        inputs: { transport: 'tcp' },
      },
    ])
  })

  it('without them: read as meant, with the reason why the shell does not', () => {
    const found = only('mosquitto_pub -h h -i 12345|securemode=3| -u device&pk -P p --cafile ca.pem -t t -m m | cat')
    expect(found).toMatchObject({ clientId: '12345|securemode=3|', username: 'device&pk', password: 'p', inputs: { transport: 'tls' } })
    expect(found?.notes?.[0]).toMatch(/^A \| & ;/)
  })

  it('with -L, and with the dashes of a word processor', () => {
    expect(only('mosquitto_sub -L mqtts://u:p@h.example/topic -i c')).toMatchObject({ clientId: 'c', username: 'u', password: 'p', host: 'h.example', inputs: { transport: 'tls' } })
    expect(only('mosquitto_sub –h h –u u –P p —cafile x')).toMatchObject({ host: 'h', username: 'u', password: 'p', inputs: { transport: 'tls' } })
  })
})

test('notes and sources never hold a value', () => {
  const secret = 'S3cr3t,x'
  const pastes = [
    `{"clientId": "c", 'password': "${secret}",}`,
    `AT+MQTTUSERCFG=0,1,"c","u","${secret}`,
    `mosquitto_sub -u u -P ${secret}|x`,
    `mqtt://u:${secret}/@h`,
  ]
  for (const paste of pastes) {
    const words = readGiven(paste).flatMap(({ notes, source }) => [...notes, source].flatMap(({ en, zh }) => [en, zh]))
    expect(words.length).toBeGreaterThan(0)
    expect(words.filter((word) => word.includes('S3cr3t'))).toStrictEqual([])
  }
})

test('no text makes it fail, or stop', () => {
  for (const text of ['', '\ufeff', '{', '['.repeat(1_000), '{"a":'.repeat(1_000), 'AT+QMTCONN=', 'AT+QMTCONN=0,"', 'mosquitto_sub -u', 'mqtt://@', '发→◇', "mosquitto_pub -P 'x"]) {
    expect(Array.isArray(readGiven(text))).toBe(true)
  }
})

test('a log of many hours is read once through', () => {
  const night = (transcript('air780ep-aliyun-http-auth') + transcript('quectel-bc26-aliyun-aliauth')).repeat(400)
  expect(night.length).toBeGreaterThan(1_000_000)
  expect(readGiven(night)).toHaveLength(3)
})

test('a manual’s brackets are told from a value’s own', () => {
  expect(readGiven('AT+QMTCONN=<client_idx>,<clientid>[,<username>,<password>]')).toStrictEqual([])
  expect(readGiven('AT+QMTCONN=0,"[,!","#","!"').map(({ given }) => given)).toStrictEqual([{ clientId: '[,!', username: '#', password: '!' }])
})
