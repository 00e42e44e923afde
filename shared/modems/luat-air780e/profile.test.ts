import { describe, expect, it } from 'vitest'
import { readTerminalLog } from '../../../test/support/terminal-log.ts'
import { LineDecoder } from '../../at/line-decoder.ts'
import { alibabaIot } from '../../clouds/alibaba-iot/profile.ts'
import { mqttCloud } from '../../clouds/mqtt/profile.ts'
import type { CloudProfile, Inputs } from '../../clouds/profile.ts'
import { fromUtf8, utf8 } from '../../text/bytes.ts'
import { composePlan } from '../../wizard/compose.ts'
import type { Evidence, Step } from '../../wizard/step.ts'
import { luatAir780e } from './profile.ts'

const circumstances = { now: Date.UTC(2024, 6, 22), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }
const file = (name: string, size: number) => ({ name, bytes: new Uint8Array(size).fill(0x41) })
const tcp: Inputs = {
  host: 'lbsmqtt.airm2m.com',
  port: '1884',
  tls: 'none',
  clientId: '866289037465624',
  username: 'user',
  password: 'password',
  keepAlive: '60',
  publishTopic: 'mqtt/pub_topic',
  subscribeTopic: 'mqtt/sub_topic',
  qos: '0',
  payload: 'publish 0 payload',
}

const steps = (inputs: Inputs, cloud: CloudProfile = mqttCloud): readonly Step[] => {
  const { plan, findings } = composePlan(luatAir780e, cloud, inputs, circumstances)
  expect(findings.filter(({ severity }) => severity === 'error')).toStrictEqual([])
  return plan?.steps ?? []
}
const sent = (inputs: Inputs, cloud?: CloudProfile): readonly string[] => steps(inputs, cloud).map(({ send }) => send)
const codes = (inputs: Inputs) => composePlan(luatAir780e, mqttCloud, inputs, circumstances).findings.map(({ severity, field, code }) => `${severity} ${field}: ${code}`)
const recorded = (name: string) => readTerminalLog(name).map((entry) => entry.sent)
/** The guide's port is in quotes, which it says are optional. */
const bare = (lines: readonly string[]) => lines.map((line) => line.replace(/,"(\d+)"$/, ',$1'))

describe('the plan for an Air780E', () => {
  it('sends what the recorded sessions sent, over TCP, with QoS 0, 1 and 2', () => {
    const all = bare(recorded('luat-air780ep-pub-qos012-old'))
    const of = (qos: string) => sent({ ...tcp, qos, payload: `publish ${qos} payload` }).filter((line) => /^AT\+M(?!QTT)/.test(line))
    const until = all.findIndex((line) => line.startsWith('AT+MPUB'))
    const head = all.slice(all.findIndex((line) => line.startsWith('AT+MCONFIG')), until)
    for (const [index, qos] of ['0', '1', '2'].entries()) expect(of(qos)).toStrictEqual([...head, all[until + index]])
  })

  it('logs in at Alibaba Cloud as the recorded session did, and publishes and subscribes so', () => {
    const inputs: Inputs = {
      productKey: 'k1hipglLdjU',
      deviceName: '868488076506128',
      deviceSecret: 'fef32adf6dad46c2c7cbf335d3a7b021',
      clientId: '868488076506128',
      signmethod: 'hmacmd5',
      securemode: '3',
      timestamp: '',
      transport: 'tcp',
      host: 'k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com',
      port: '1883',
      keepAlive: '120',
      publishTopic: '/k1hipglLdjU/868488076506128/user/update',
      subscribeTopic: '/k1hipglLdjU/868488076506128/user/get',
      payload: 'HelloWorld',
      qos: '1',
    }
    const lines = sent(inputs, alibabaIot).slice(-6)
    const [configuration, open, login] = recorded('air780ep-aliyun-direct-mqtt')
    const [, publish, subscribe, mode] = recorded('air780ep-aliyun-pub-sub')
    // Plain MQTT on 1883: the session went there with TLS, which the public endpoint takes on the same port.
    expect(lines).toStrictEqual([configuration, open?.replace('SSLMIPSTART', 'MIPSTART'), login, mode, subscribe, publish])
  })

  it('writes files and settings as the recorded mutual TLS session did, and names the server besides', () => {
    const inputs: Inputs = {
      ...tcp,
      tls: 'mutual',
      host: 'airtest.openluat.com',
      port: '8883',
      clientId: '868488076506128',
      ca: file('ca.crt', 1212),
      cert: file('client.crt', 1127),
      key: file('client.key', 1679),
    }
    const all = steps(inputs)
    const from = all.findIndex(({ send }) => send.startsWith('AT+FSCREATE'))
    const own = all.slice(from, from + 16).map(({ send }) => send)
    const expected = recorded('luat-air780ep-mqtts-mutual')
    expect(own.filter((line) => !/"(hostname|ignorelocaltime)"/.test(line)).slice(0, 13)).toStrictEqual(expected.slice(1))
    expect(own).toContain('AT+SSLCFG="hostname",88,"airtest.openluat.com"')
    const uploads = all.filter(({ then }) => then)
    expect(uploads.slice(0, 3).map(({ then }) => [then?.prompt, then?.bytes.length, then?.secret])).toStrictEqual([
      ['>', 1212, false],
      ['>', 1127, false],
      ['>', 1679, true],
    ])
  })

  it('chains opening and login, for the server has five seconds’ patience', () => {
    const all = steps(tcp)
    const open = all.findIndex(({ id }) => id === 'open')
    expect([all[open]?.chained, all[open + 1]?.send]).toStrictEqual([true, 'AT+MCONNECT=1,60'])
    expect(new RegExp(all[open]?.recover?.[0]?.when ?? '$^').test('ALREADY CONNECT')).toBe(true)
  })

  it.each([
    ['a "b"', '"a \\22b\\22"'],
    ['C:\\x', '"C:\\5Cx"'],
    ['{\r\n}', '"{\\0D\\0A}"'],
    ['开', '"开"'],
  ])('writes the message %j as the guide escapes it', (payload, expected) => {
    expect(sent({ ...tcp, payload }).at(-1)).toBe(`AT+MPUB="mqtt/pub_topic",0,0,${expected}`)
  })

  it('sends what escapes make too long, or cannot say, as counted bytes', () => {
    for (const payload of [`${'x'.repeat(4099)}"`, 'a\tb']) {
      const step = steps({ ...tcp, payload }).at(-1)
      expect([step?.send, step?.then?.end, fromUtf8(step?.then?.bytes ?? new Uint8Array())]).toStrictEqual([`AT+MPUBEX="mqtt/pub_topic",0,0,${payload.length}`, 'length', payload])
    }
  })

  it('keeps messages when asked, and reads them at the end', () => {
    const lines = sent({ ...tcp, messageMode: '1' })
    expect([lines.includes('AT+MQTTMSGSET=1'), lines.at(-1)]).toStrictEqual([true, 'AT+MQTTMSGGET'])
    expect(codes({ ...tcp, messageMode: '2' }).length).toBe(1)
  })

  it('finds what would break before anything is sent', () => {
    expect(codes({ ...tcp, clientId: 'a"b' })).toContain('error clientId: modem.double-quote')
    expect(codes({ ...tcp, password: 'x'.repeat(257) })).toContain('error password: modem.too-long')
    expect(codes({ ...tcp, payload: 'x'.repeat(4101) })).toContain('error payload: modem.payload-too-long')
    expect(codes({ ...tcp, password: '' })).toContain('warning password: modem.empty-value')
    expect(codes({ ...tcp, clientId: 'a,b' })).toStrictEqual([])
  })
})

describe('what an Air780E says', () => {
  const read = (bytes: string) => new LineDecoder(luatAir780e.lengthUrcs).push(utf8(bytes)).map((line) => luatAir780e.parseMessage(line))

  it('is read by its count, in either form, line ends included', () => {
    expect(read('\r\n+MSUB: "mqtt/sub_topic",20 byte,{\r\n  "msg": "hello"}\r\n')).toStrictEqual([{ topic: 'mqtt/sub_topic', payload: '{\r\n  "msg": "hello"}' }])
    expect(read('+MSUB:mqtt/sub_topic,6 byte,123456\r\n')).toStrictEqual([{ topic: 'mqtt/sub_topic', payload: '123456' }])
    expect(read('+MSUB: "t",6 byte,温度\r\n')).toStrictEqual([{ topic: 't', payload: '温度' }])
    expect(read('+MSUB: 0\r\n')).toStrictEqual([undefined])
  })

  const evidence = (change: Partial<Evidence>): Evidence => ({ stepId: 'open', stage: 'mqtt', command: 'AT', final: 'OK', lines: [], received: 'lines', ...change })

  it.each<[Partial<Evidence>, string, string]>([
    [{ offending: 'CONNECT FAIL', lines: ['OK', 'STATE: IP STATUS', 'CONNECT FAIL'] }, 'mqtt.open-failed', 'net'],
    [{ offending: 'CONNECT FAIL', lines: ['STATE: IP INITIAL', 'CONNECT FAIL'] }, 'data.no-address', 'data'],
    [{ offending: 'ALREADY CONNECT' }, 'mqtt.already-open', 'net'],
    [{ stepId: 'connect', offending: 'CLOSED' }, 'mqtt.refused', 'mqtt'],
    [{ stepId: 'publish', offending: 'CLOSED' }, 'mqtt.closed', 'mqtt'],
    [{ stepId: 'connect', final: '+CME ERROR: 767', lines: ['CLOSED'] }, 'mqtt.too-late', 'mqtt'],
    [{ stepId: 'publish', final: '+CME ERROR: 767' }, 'modem.wrong-state', 'mqtt'],
    [{ stepId: 'configure', final: '+CME ERROR: 765' }, 'modem.invalid-input', 'mqtt'],
    [{ stepId: 'subscribe', offending: 'ERROR' }, 'mqtt.subscribe-refused', 'cloud'],
    [{ stepId: 'ca-create', stage: 'tls', final: 'ERROR' }, 'modem.file', 'tls'],
    [{ stepId: 'http-action', offending: '+HTTPACTION: 1,603,0' }, 'http.603', 'net'],
    [{ stepId: 'http-action', offending: '+HTTPACTION: 1,404,20' }, 'http.404', 'cloud'],
    [{ offending: '+CGEV: NW PDN DEACT 1' }, 'data.lost', 'data'],
    [{ offending: 'RDY' }, 'modem.rebooted', 'modem'],
    [{ stepId: 'publish', timedOut: 'urc' }, 'modem.no-urc', 'mqtt'],
  ])('%j is put into words', (change, code, stage) => {
    const found = luatAir780e.explain(evidence(change))
    expect([found?.code, found?.stage]).toStrictEqual([code, stage])
    expect(found?.what.zh).toMatch(/[\u4e00-\u9fff]/)
  })

  it('is described in a log', () => {
    const words = (line: string) => luatAir780e.describe(line)?.isFailure
    expect(['CONNACK OK', 'CLOSED', '+MSUB: 2', '+MQTTSTATU :1', '+MQTTSTATU :2', '+HTTPACTION: 1,200,124', '+HTTPACTION: 1,601,0', 'OK'].map(words)).toStrictEqual([
      false, true, false, false, true, false, true, undefined,
    ])
  })
})
