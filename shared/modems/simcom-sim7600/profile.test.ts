import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LineDecoder } from '../../at/line-decoder.ts'
import { mqttCloud } from '../../clouds/mqtt/profile.ts'
import type { Inputs } from '../../clouds/profile.ts'
import { fromUtf8, utf8 } from '../../text/bytes.ts'
import { composePlan } from '../../wizard/compose.ts'
import type { Credential, Job } from '../../wizard/credential.ts'
import type { Evidence, Step } from '../../wizard/step.ts'
import { simcomSim7600 } from './profile.ts'

const circumstances = { now: Date.UTC(2024, 6, 22), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }
const file = (name: string, size: number) => ({ name, bytes: new Uint8Array(size).fill(0x41) })
const tcp: Inputs = {
  host: '10.1.2.3',
  port: '1883',
  tls: 'none',
  clientId: 'client test0',
  username: 'user',
  password: 'pass,word',
  publishTopic: 'up/x',
  subscribeTopic: 'down/温度',
  subscribeQos: '1',
  qos: '1',
  payload: '{"温度":25}',
}
/** The device of the recorded sessions. */
const aws: Inputs = {
  host: 'a39i0c3i2yvc9z-ats.iot.ap-south-1.amazonaws.com',
  port: '8883',
  tls: 'mutual',
  ca: file('root.pem', 1188),
  cert: file('device.pem.crt', 1220),
  key: file('private.pem.key', 1675),
  clientId: 'SIMCom_client01',
  keepAlive: '60',
  publishTopic: 'aws/things/simcom7600_device01/',
  qos: '1',
  payload: '{"message":"Hello from SIMCom Module"}',
}

const compose = (inputs: Inputs) => composePlan(simcomSim7600, mqttCloud, inputs, circumstances)
const steps = (inputs: Inputs): readonly Step[] => {
  const { plan, findings } = compose(inputs)
  expect(findings.filter(({ severity }) => severity === 'error')).toStrictEqual([])
  return plan?.steps ?? []
}
const codes = (inputs: Inputs) => compose(inputs).findings.map(({ severity, field, code }) => `${severity} ${field}: ${code}`)
const job = (credential: Partial<Credential>, keepAlive?: number): Job => ({
  credential: { host: 'h', port: 8883, tls: 'server', clientId: 'c', ...credential },
  exchange: { payload: '', qos: 0, subscribeQos: 0, retain: false },
  ...(keepAlive !== undefined && { keepAlive }),
})
/** Commands, and what follows a prompt behind its `>`, as a terminal shows them. */
const shown = (inputs: Inputs): readonly string[] => steps(inputs).flatMap(({ send, then }) => [send, ...(then ? [`>${fromUtf8(then.bytes)}`] : [])])
const own = (inputs: Inputs) => shown(inputs).filter((line) => /^AT\+C(MQTT|SSL|CERT)|^>/.test(line))
const step = (inputs: Inputs, id: string) => steps(inputs).find((each) => each.id === id)

describe('the plan', () => {
  it('over TCP sends the manual’s commands, with lengths in bytes', () => {
    expect(own(tcp)).toStrictEqual([
      'AT+CMQTTSTART',
      'AT+CMQTTACCQ=0,"client test0",0',
      'AT+CMQTTCONNECT=0,"tcp://10.1.2.3:1883",120,1,"user","pass,word"',
      'AT+CMQTTSUB=0,11,1',
      '>down/温度',
      'AT+CMQTTTOPIC=0,4',
      '>up/x',
      'AT+CMQTTPAYLOAD=0,13',
      '>{"温度":25}',
      'AT+CMQTTPUB=0,1,60',
    ])
  })

  it('to AWS by certificate sends what the recorded session sends', () => {
    const compared = /^AT\+CSSLCFG="(?:sslversion|authmode|cacert|clientcert|clientkey)|^AT\+CMQTT(?:START|ACCQ|SSLCFG|CONNECT|TOPIC|PAYLOAD|PUB)|^>(?:aws|\{)/
    const recorded = readFileSync(new URL('../../../test/transcripts/simcom-sim7600-aws-pub-ok.txt', import.meta.url), 'utf8').split('\n')
    // The session sets a will and subscribes as well; their prompts are answered before AT+CMQTTTOPIC.
    const from = recorded.indexOf('AT+CMQTTTOPIC=0,31')
    const expected = recorded.filter((line, index) => compared.test(line) && !(line.startsWith('>') && index < from))
    expect(expected).toHaveLength(14)
    expect(own(aws).filter((line) => compared.test(line))).toStrictEqual(expected)
  })

  it('stores three files by their own sizes, checks that they are there, and masks the key alone', () => {
    const stored = steps(aws).filter(({ send }) => send.startsWith('AT+CCERT'))
    expect(stored.map(({ send }) => send)).toStrictEqual(['AT+CCERTDOWN="cacert.pem",1188', 'AT+CCERTDOWN="clientcert.pem",1220', 'AT+CCERTDOWN="clientkey.pem",1675', 'AT+CCERTLIST'])
    expect(stored.map(({ then }) => then && [then.prompt, then.bytes.length, then.end, then.secret])).toStrictEqual([
      ['>', 1188, 'length', false],
      ['>', 1220, 'length', false],
      ['>', 1675, 'length', true],
      undefined,
    ])
    expect(stored[3]?.expect.line?.accept).toBe('^\\+CCERTLIST: "clientkey\\.pem"$')
    expect(stored[0]?.recover?.[0]?.send.map(({ line }) => line)).toStrictEqual(['AT+CCERTDELE="cacert.pem"'])
  })

  it.each<[string, Partial<Credential>, string]>([
    ['nothing', {}, '0'],
    ['a CA', { ca: file('ca', 9) }, '1'],
    ['a CA, certificate and key', { tls: 'mutual', ca: file('ca', 9), certificate: file('c', 9), privateKey: file('k', 9) }, '2'],
    ['certificate and key', { tls: 'mutual', certificate: file('c', 9), privateKey: file('k', 9) }, '3'],
  ])('%s: authmode', (_, files, mode) => {
    expect(simcomSim7600.steps(job(files)).map(({ send }) => send)).toContain(`AT+CSSLCFG="authmode",0,${mode}`)
  })

  it('names the server to itself, but no address', () => {
    expect([own(aws), own({ ...aws, host: '10.1.2.3' })].map((lines) => lines.includes('AT+CSSLCFG="enableSNI",0,1'))).toStrictEqual([true, false])
  })

  it('starts a service left running anew, and speaks MQTT 3.1.1 where 3.1 was refused', () => {
    const [start] = step(tcp, 'start')?.recover ?? []
    expect(['ERROR', '+CMQTTSTART: 23', '+CMQTTSTART: 7'].map((line) => new RegExp(start?.when ?? '$^').test(line))).toStrictEqual([true, true, false])
    expect(start?.send.map(({ line }) => line)).toStrictEqual(['AT+CMQTTDISC=0,60', 'AT+CMQTTREL=0', 'AT+CMQTTSTOP'])
    const [connect] = step(aws, 'connect')?.recover ?? []
    expect([26, 27, 30].map((err) => new RegExp(connect?.when ?? '$^').test(`+CMQTTCONNECT: 0,${err}`))).toStrictEqual([true, true, false])
    expect(connect?.send.map(({ line }) => line)).toStrictEqual(['AT+CMQTTCFG="version",0,4', 'AT+CMQTTSSLCFG=0,0'])
  })

  it('keeps service to login in one chain, topic to publication in another', () => {
    expect(steps({ ...aws, subscribeTopic: 'a' }).flatMap(({ id, chained }) => (chained ? [id] : []))).toStrictEqual(['start', 'acquire', 'tls-bind', 'topic', 'payload'])
  })

  it('leaves out what was not asked for', () => {
    const { username: _, password: __, publishTopic: ___, subscribeTopic: ____, ...rest } = tcp
    expect(own({ ...rest, payload: '' }).at(-1)).toBe('AT+CMQTTCONNECT=0,"tcp://10.1.2.3:1883",120,1')
  })

  it('masks the password, and names every step in both languages, with a source and a time', () => {
    expect(steps(tcp).flatMap(({ id, secrets }) => (secrets.length > 0 ? [id, ...secrets] : []))).toStrictEqual(['connect', 'pass,word'])
    const all = steps({ ...aws, subscribeTopic: 'a' })
    for (const { title, why, source, expect: wanted } of all) {
      expect([title.en, title.zh, why.en, why.zh, source].every((words) => words.length > 0)).toBe(true)
      expect(wanted.timeoutMs).toBeGreaterThan(0)
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })
})

describe('what the modem cannot take', () => {
  it.each<[string, Inputs, string]>([
    ['a host over 244 bytes', { host: `${'h'.repeat(242)}.cn` }, 'error host: modem.too-long'],
    ['a client ID over 128 bytes', { clientId: 'c'.repeat(129) }, 'error clientId: modem.too-long'],
    ['a client ID over 23 bytes', { clientId: 'c'.repeat(24) }, 'warning clientId: modem.old-firmware'],
    ['a user name over 256 bytes', { username: 'u'.repeat(257) }, 'error username: modem.too-long'],
    ['a password over 256 bytes', { password: 'p'.repeat(257) }, 'error password: modem.too-long'],
    ['a topic over 1024 bytes', { publishTopic: 't'.repeat(1025) }, 'error publishTopic: modem.too-long'],
    ['a message over 10240 bytes', { payload: 'x'.repeat(10_241) }, 'error payload: modem.payload-too-long'],
    ['an empty message', { payload: '' }, 'error payload: modem.payload-empty'],
    ['a double quote', { password: 'a"b' }, 'error password: modem.double-quote'],
    ['a keep-alive that only A76xx takes', { keepAlive: '30' }, 'warning keepAlive: modem.keep-alive'],
    ['a file over 10240 bytes', { tls: 'server', ca: file('bundle.pem', 10_241) }, 'error ca: modem.file-too-long'],
    ['WebSocket', { transport: 'ws', tls: 'none' }, 'error transport: modem.no-websocket'],
  ])('%s', (_, change, code) => {
    expect(codes({ ...tcp, ...change })).toContain(code)
  })

  it('warns of TLS without a CA, and refuses a keep-alive outside 1 to 64800 s', () => {
    const found = [job({}), job({ ca: file('ca', 9) }, 64_801), job({ ca: file('ca', 9) }, 0), job({ ca: file('ca', 9) }, 64_800)].map((each) => simcomSim7600.lint(each))
    expect(found.map((findings) => findings.map(({ severity, code }) => `${severity} ${code}`))).toStrictEqual([
      ['warning modem.unverified'],
      ['error modem.keep-alive'],
      ['error modem.keep-alive'],
      [],
    ])
  })

  it('takes 128 bytes of client ID and what it can of the rest without an error', () => {
    const largest = { ...tcp, clientId: 'c'.repeat(128), publishTopic: 't'.repeat(1024), payload: 'x'.repeat(10_240) }
    expect(codes(largest).filter((code) => code.startsWith('error'))).toStrictEqual([])
  })

  it('quotes and commas of a topic go after the prompt, where they harm nothing', () => {
    expect(codes({ ...tcp, publishTopic: 'a"b,c', subscribeTopic: 'd,e' }).filter((code) => code.includes('Topic'))).toStrictEqual([])
  })
})

describe('messages', () => {
  const read = (text: string) => new LineDecoder(simcomSim7600.lengthUrcs).push(utf8(text)).map((line) => simcomSim7600.parseMessage(line))

  it('of the recorded session', () => {
    const recorded = '\r\n+CMQTTRXSTART: 0,3,38\r\n+CMQTTRXTOPIC: 0,3\r\nAws\r\n+CMQTTRXPAYLOAD: 0,38\r\n{"message":"Hello from SIMCom Module"}\r\n+CMQTTRXEND: 0\r\n'
    expect(read(recorded)).toStrictEqual([{ topic: 'Aws', payload: '{"message":"Hello from SIMCom Module"}' }])
  })

  it('with line ends inside', () => {
    const json = '{\n  "message": "Hello from AWS IoT console"\n}'
    expect(read(`\r\n+CMQTTRXSTART: 0,3,45\r\n+CMQTTRXTOPIC: 0,3\r\naws\r\n+CMQTTRXPAYLOAD: 0,45\r\n${json}\r\n+CMQTTRXEND: 0\r\n`)).toStrictEqual([{ topic: 'aws', payload: json }])
  })

  it('in pieces, a character cut in two among them', () => {
    const [first, second] = [[0xe6, 0xb8], [0xa9]]
    const bytes = [
      ...utf8('\r\n+CMQTTRXSTART: 0,1,3\r\n+CMQTTRXTOPIC: 0,1\r\nt\r\n+CMQTTRXPAYLOAD: 0,2\r\n'),
      ...(first ?? []),
      ...utf8('\r\n+CMQTTRXPAYLOAD: 0,1\r\n'),
      ...(second ?? []),
      ...utf8('\r\n+CMQTTRXEND: 0\r\n'),
    ]
    const lines = new LineDecoder(simcomSim7600.lengthUrcs).push(Uint8Array.from(bytes))
    expect(lines.map((line) => simcomSim7600.parseMessage(line))).toStrictEqual([{ topic: 't', payload: '温' }])
  })

  it('and no other line', () => {
    expect(['+CMQTTRXSTART: 0,3,38', '+CMQTTPUB: 0,0', 'OK'].map((line) => simcomSim7600.parseMessage(line))).toStrictEqual([undefined, undefined, undefined])
  })
})

describe('explanations', () => {
  const explain = (change: Partial<Evidence>) =>
    simcomSim7600.explain({ stepId: 'connect', stage: 'mqtt', command: 'AT+X', final: 'OK', lines: [], received: 'lines', ...change })

  it.each<[string, string, string]>([
    ['+CMQTTSTART: 7', 'mqtt.result.7', 'data'],
    ['+CMQTTSTOP: 21', 'mqtt.result.21', 'mqtt'],
    ['+CMQTTACCQ: 0,19', 'mqtt.result.19', 'mqtt'],
    ['+CMQTTCONNECT: 0,3', 'mqtt.result.3', 'net'],
    ['+CMQTTCONNECT: 0,25', 'mqtt.result.25', 'net'],
    ['+CMQTTCONNECT: 0,26', 'mqtt.result.26', 'mqtt'],
    ['+CMQTTCONNECT: 0,27', 'mqtt.refused.1', 'mqtt'],
    ['+CMQTTCONNECT: 0,28', 'mqtt.refused.2', 'mqtt'],
    ['+CMQTTCONNECT: 0,29', 'mqtt.refused.3', 'mqtt'],
    ['+CMQTTCONNECT: 0,30', 'mqtt.refused.4', 'mqtt'],
    ['+CMQTTCONNECT: 0,31', 'mqtt.refused.5', 'mqtt'],
    ['+CMQTTCONNECT: 0,32', 'mqtt.result.32', 'tls'],
    ['+CMQTTCONNECT: 0,33', 'mqtt.result.33', 'tls'],
    ['+CMQTTCONNECT: 0,34', 'mqtt.result.34', 'tls'],
    ['+CMQTTCONNECT: 0,99', 'mqtt.result', 'mqtt'],
    ['+CMQTTSUB: 0,6', 'mqtt.subscribe-refused', 'cloud'],
    ['+CMQTTSUB: 0,12', 'mqtt.result.12', 'mqtt'],
    ['+CMQTTPUB: 0,6', 'mqtt.publish-not-sent', 'mqtt'],
    ['+CMQTTPUB: 0,18', 'mqtt.result.18', 'mqtt'],
    ['+CMQTTCONNLOST: 0,1', 'mqtt.link.1', 'mqtt'],
    ['+CMQTTCONNLOST: 0,2', 'mqtt.link.2', 'mqtt'],
    ['+CMQTTCONNLOST: 0,3', 'mqtt.link.3', 'data'],
    ['+CMQTTNONET', 'data.deactivated', 'data'],
    ['+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY', 'data.deactivated', 'data'],
    ['RDY', 'modem.rebooted', 'modem'],
    ['+CPIN: SIM PIN', 'sim.not-ready', 'sim'],
    ['+CREG: 0,3', 'radio.denied', 'radio'],
    ['+CGPADDR: 1,0.0.0.0', 'data.no-address', 'data'],
  ])('%s is %s at stage %s, in both languages', (offending, code, stage) => {
    const failure = explain({ offending })
    expect([failure?.code, failure?.stage, failure?.evidence]).toStrictEqual([code, stage, offending])
    expect([failure?.what.en, failure?.what.zh, failure?.next.en, failure?.next.zh].every((words) => (words ?? '').length > 3)).toBe(true)
  })

  it('every code of the manual, 1 to 35, has its own words', () => {
    const words = Array.from({ length: 35 }, (_, index) => explain({ offending: `+CMQTTCONNECT: 0,${index + 1}` })?.what.en)
    expect(new Set(words).size).toBe(35)
  })

  it.each<[string, string, string]>([
    ['AT+CCERTDOWN="cacert.pem",1188', 'ERROR', 'tls.file-refused'],
    ['AT+CSSLCFG="sslversion",0,4', 'ERROR', 'tls.version-refused'],
    ['AT+CSSLCFG="enableSNI",0,1', 'ERROR', 'tls.no-sni'],
    ['AT+CMQTTSTART', 'ERROR', 'mqtt.service-not-started'],
    ['AT+CMQTTACCQ=0,"c",0', 'ERROR', 'mqtt.client-refused'],
    ['AT+CMQTTSTART', 'COMMAND NOT SUPPORT', 'modem.not-supported'],
    ['AT+CPIN?', '+CME ERROR: 10', 'modem.cme.10'],
  ])('%s answered by %s is %s', (command, final, code) => {
    expect(explain({ command, final })?.code).toBe(code)
  })

  it('takes the reason beside a bare ERROR', () => {
    expect(explain({ command: 'AT+CMQTTSUB=0,1,1', final: 'ERROR', lines: ['+CMQTTSUB: 0,11', 'ERROR'] })?.code).toBe('mqtt.result.11')
  })

  it('says so when a result stays away', () => {
    expect(explain({ command: 'AT+CMQTTPUB=0,1,60', timedOut: 'urc' })).toMatchObject({ code: 'modem.no-result', evidence: 'AT+CMQTTPUB=0,1,60' })
  })

  it.each(['+CMQTTSTART: 0', '+CMQTTCONNECT: 0,0', '+CMQTTSUB: 0,0', '+CMQTTPUB: 0,0', '+CMQTTDISC: 0,0', '+CMQTTRXSTART: 0,3,38', '+CCERTLIST: "cacert.pem"'])('%s is no failure', (line) => {
    expect(simcomSim7600.explainUrc(line)).toBeUndefined()
    expect(simcomSim7600.describe(line)?.isFailure).toBe(false)
  })

  it('describes failures too, and no other family’s lines', () => {
    expect(simcomSim7600.describe('+CMQTTCONNECT: 0,26')?.isFailure).toBe(true)
    expect(['+QMTOPEN: 0,5', 'RDY', 'OK', 'AT+CMQTTSTART'].map((line) => simcomSim7600.describe(line))).toStrictEqual([undefined, undefined, undefined, undefined])
  })
})

it('tells the module by its name, and no module with other commands', () => {
  expect(['SIMCOM_SIM7600EI', 'SIM7500E', 'A7670C-LASS', 'Model: A7608SA'].map((name) => simcomSim7600.identity.test(name))).toStrictEqual([true, true, true, true])
  expect(['SIM7000E', 'SIM7080G', 'EC20F', 'NT35E-CN', 'Air780EP'].some((name) => simcomSim7600.identity.test(name))).toBe(false)
})
