import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectedWrites } from '../../../test/support/expected-transcript.ts'
import { LineDecoder } from '../../at/line-decoder.ts'
import { alibabaIot } from '../../clouds/alibaba-iot/profile.ts'
import { mqttCloud } from '../../clouds/mqtt/profile.ts'
import type { Inputs } from '../../clouds/profile.ts'
import { utf8 } from '../../text/bytes.ts'
import { composePlan } from '../../wizard/compose.ts'
import type { Evidence, Step } from '../../wizard/step.ts'
import { lierdaNt35e } from './profile.ts'

const circumstances = { now: Date.UTC(2024, 6, 22), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }
const json = '{"method":"post","温度":25}'
const tcp: Inputs = {
  host: 'broker.example',
  port: '1883',
  tls: 'none',
  clientId: 'NT35E',
  username: 'user',
  password: 'pass,word',
  keepAlive: '120',
  publishTopic: 'up/x',
  subscribeTopic: 'down/x',
  subscribeQos: '1',
  qos: '1',
  payload: json,
}

const steps = (inputs: Inputs): readonly Step[] => {
  const { plan, findings } = composePlan(lierdaNt35e, mqttCloud, inputs, circumstances)
  expect(findings.filter(({ severity }) => severity === 'error')).toStrictEqual([])
  return plan?.steps ?? []
}
const sent = (inputs: Inputs): readonly string[] => steps(inputs).map(({ send }) => send)
const codes = (inputs: Inputs, cloud = mqttCloud) => composePlan(lierdaNt35e, cloud, inputs, circumstances).findings.map(({ severity, field, code }) => `${severity} ${field}: ${code}`)

describe('the plan for an NT35E and any broker over TCP', () => {
  it('sends the documented bytes', () => {
    const writes = steps(tcp).flatMap((step) => [Buffer.from(`${step.send}\r`), ...(step.then ? [Buffer.from(step.then.bytes)] : [])])
    // 29 bytes: each of the two Chinese characters has three.
    const expected = expectedWrites('nt35e-tcp', { ...(tcp as Record<string, string>), payloadBytes: '29' })
    expect(writes).toStrictEqual(expected)
  })

  it('puts a plain message into the command, as the article does, and counts it', () => {
    const publish = (change: Inputs) => sent({ ...tcp, ...change }).at(-1)
    expect(publish({ qos: '0', payload: '1122334455', publishTopic: '/a1JszCpjS61/NT35E_06011/user/COMMUTEST' })).toBe(
      'AT+LMQTTPUB=0,0,0,0,"/a1JszCpjS61/NT35E_06011/user/COMMUTEST",10,"1122334455"',
    )
    expect(publish({ payload: '温度 25;ok' })).toBe('AT+LMQTTPUB=0,2,1,0,"up/x",12,"温度 25;ok"')
  })

  it.each([
    ['quotes', '{"a":1}'],
    ['line ends', 'a\nb'],
    ['more than 1024 bytes', 'x'.repeat(1025)],
  ])('sends a message with %s at the prompt, exactly as long as announced', (_, payload) => {
    const publish = steps({ ...tcp, payload }).at(-1)
    expect(publish?.send).toBe(`AT+LMQTTPUB=0,2,1,0,"up/x",${payload.length}`)
    expect([publish?.then?.prompt, publish?.then?.end, Buffer.from(publish?.then?.bytes ?? []).toString()]).toStrictEqual(['>', 'length', payload])
  })

  it('keeps settings, opening and login in one chain: a retry writes the settings again', () => {
    const all = steps(tcp)
    const chain = all.filter(({ chained }) => chained).map(({ id }) => id)
    expect(chain).toStrictEqual(['set-version', 'set-session', 'set-keepalive', 'set-cache', 'set-recv-mode', 'set-urc', 'open'])
    expect(all[all.findIndex(({ id }) => id === 'open') + 1]?.id).toBe('connect')
  })

  it('closes a connection left open and writes the settings again before opening', () => {
    const recover = steps(tcp).find(({ id }) => id === 'open')?.recover?.[0]
    expect(new RegExp(recover?.when ?? '$^').test('+LMQTTOPEN: 0,-1,2')).toBe(true)
    expect(recover?.send.map(({ line }) => line)).toStrictEqual([
      'AT+LMQTTCLOSE=0',
      'AT+LMQTTCFG="version",0,4',
      'AT+LMQTTCFG="session",0,1',
      'AT+LMQTTCFG="keepalive",0,120',
      'AT+LMQTTCFG="cache",0,0',
      'AT+LMQTTCFG="recv/mode",0,0,1',
      'AT+LMQTTCFG="urc",0,1',
    ])
  })

  it('takes the manual’s longest response times', () => {
    const times = Object.fromEntries(steps(tcp).map(({ id, expect: { timeoutMs, urc } }) => [id, urc?.timeoutMs ?? timeoutMs]))
    expect(times).toMatchObject({ 'set-version': 5_000, open: 160_000, connect: 30_000, subscribe: 30_000, publish: 30_000 })
  })

  it('leaves out what was not asked for', () => {
    const { publishTopic: _, subscribeTopic: __, username: ___, password: ____, keepAlive: _____, ...rest } = tcp
    const lines = sent({ ...rest, payload: '' })
    expect(lines.at(-1)).toBe('AT+LMQTTCONN=0,"NT35E"')
    expect(lines.some((line) => line.includes('keepalive'))).toBe(false)
  })

  it('masks the password, and names every step in both languages, with a source and a time', () => {
    const all = steps(tcp)
    expect(all.filter(({ send }) => send.includes('pass,word')).map(({ secrets }) => secrets)).toStrictEqual([['pass,word']])
    for (const step of all) {
      expect([step.title.en, step.title.zh, step.why.en, step.why.zh, step.source].every((words) => words.length > 0)).toBe(true)
      expect(step.expect.timeoutMs).toBeGreaterThan(0)
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })
})

describe('the article’s device at Alibaba Cloud', () => {
  const device: Inputs = {
    productKey: 'a1JszCpjS61',
    deviceName: 'NT35E_06011',
    deviceSecret: '390358fc595040aa73221e8393aba86c',
    clientId: 'NT35E',
    signmethod: 'hmacsha1',
    transport: 'tcp',
    subscribeTopic: '/a1JszCpjS61/NT35E_06011/user/COMMUTEST',
  }

  it('opens the article’s host and logs in with computed values', () => {
    const lines = composePlan(lierdaNt35e, alibabaIot, device, circumstances).plan?.steps.map(({ send }) => send) ?? []
    expect(lines).toContain('AT+LMQTTOPEN=0,"a1JszCpjS61.iot-as-mqtt.cn-shanghai.aliyuncs.com",1883')
    expect(lines.find((line) => line.startsWith('AT+LMQTTCONN='))).toMatch(
      /^AT\+LMQTTCONN=0,"NT35E\|securemode=3,signmethod=hmacsha1[^"|]*\|","NT35E_06011&a1JszCpjS61","[0-9a-fA-F]{40}"$/,
    )
  })

  it('lets the module sign: the article’s lines, the secret masked wherever it is sent, nothing computed in them', () => {
    const exchange = { publishTopic: '/a1JszCpjS61/NT35E_06011/user/COMMUTEST', payload: '1122334455', qos: '0', subscribeQos: '1' }
    const { plan, findings } = composePlan(lierdaNt35e, alibabaIot, { ...device, ...exchange }, circumstances, 'aliauth')
    expect(findings.filter(({ severity }) => severity === 'error')).toStrictEqual([])
    const all = plan?.steps ?? []
    const own = all.slice(all.findIndex(({ id }) => id === 'set-cloud')).map(({ send }) => send)
    expect([plan?.variant, own]).toStrictEqual([
      'aliauth',
      [
        'AT+LMQTTCFG="cloud",0,2,1',
        'AT+LMQTTCFG="aliauth",0,"a1JszCpjS61","NT35E_06011","390358fc595040aa73221e8393aba86c"',
        'AT+LMQTTOPEN=0,"a1JszCpjS61.iot-as-mqtt.cn-shanghai.aliyuncs.com",1883',
        'AT+LMQTTCONN=0,"NT35E_06011"',
        'AT+LMQTTSUBUNSUB=0,0,1,"/a1JszCpjS61/NT35E_06011/user/COMMUTEST",1',
        'AT+LMQTTPUB=0,0,0,0,"/a1JszCpjS61/NT35E_06011/user/COMMUTEST",10,"1122334455"',
      ],
    ])
    const carriers = all.filter((step) => JSON.stringify([step.send, step.recover]).includes('390358fc'))
    expect(carriers.map(({ id, secrets }) => [id, secrets])).toStrictEqual([
      ['set-aliauth', ['390358fc595040aa73221e8393aba86c']],
      ['open', ['390358fc595040aa73221e8393aba86c']],
    ])
    expect(composePlan(lierdaNt35e, mqttCloud, tcp, circumstances, 'aliauth').plan).toBeUndefined()
  })

  it('corrects what the article prints wrong: QoS 2 is refused, spaces in a topic are warned of', () => {
    expect(codes({ ...device, subscribeQos: '2' }, alibabaIot)).toContain('error subscribeQos: cloud.qos')
    expect(codes({ ...device, subscribeTopic: '/a1JszCpjS61/ NT35E_06011 /user/COMMUTEST' }, alibabaIot)).toContain('warning subscribeTopic: modem.topic-space')
  })

  it('refuses TLS, which the cloud offers first, and says why', () => {
    expect(codes({ ...device, transport: 'tls' }, alibabaIot)).toContain('error transport: modem.tls-not-documented')
    expect(codes({ ...device, transport: 'wss' }, alibabaIot)).toContain('error transport: modem.no-websocket')
  })
})

describe('what the modem cannot take', () => {
  const ca = { name: 'ca.pem', bytes: utf8('x') }
  it.each<[string, Inputs, string]>([
    ['a host over 100 bytes', { host: `${'h'.repeat(98)}.cn` }, 'error host: modem.too-long'],
    ['a client ID over 256 bytes', { clientId: 'c'.repeat(257) }, 'error clientId: modem.too-long'],
    ['a password over 256 bytes', { password: 'p'.repeat(257) }, 'error password: modem.too-long'],
    ['a topic over 256 bytes', { publishTopic: 't'.repeat(257) }, 'error publishTopic: modem.too-long'],
    ['a double quote', { username: 'a"b' }, 'error username: modem.double-quote'],
    ['a message over 1460 bytes', { payload: 'x'.repeat(1461) }, 'error payload: modem.payload-too-long'],
    ['TLS with a CA', { tls: 'server', ca }, 'error transport: modem.tls-not-documented'],
    ['TLS with a client certificate', { tls: 'mutual', ca, cert: ca, key: ca }, 'error transport: modem.tls-not-documented'],
    ['WebSocket', { transport: 'ws', tls: 'none' }, 'error transport: modem.no-websocket'],
  ])('%s', (_, change, code) => {
    expect(codes({ ...tcp, ...change })).toContain(code)
  })

  it('a comma is no trouble inside quotes', () => {
    expect(codes(tcp).filter((code) => code.includes('comma'))).toStrictEqual([])
  })

  it('says something else of TLS with and without files, never a value', () => {
    const tls = (change: Inputs) => composePlan(lierdaNt35e, mqttCloud, { ...tcp, ...change }, circumstances).findings.find(({ code }) => code === 'modem.tls-not-documented')
    const bare = lierdaNt35e.lint({ credential: { host: 'h', port: 8883, tls: 'server', clientId: 'c' }, exchange: { payload: '', qos: 0, subscribeQos: 0, retain: false } })
    expect(bare.map(({ code }) => code)).toStrictEqual(['modem.tls-not-documented'])
    expect(bare[0]?.what).not.toStrictEqual(tls({ tls: 'server', ca })?.what)
  })
})

/** The lines of the fixture that came from the modem. */
const heard = readFileSync(new URL('../../../test/transcripts/lierda-nt26-urc-fixtures.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('AT') && !line.startsWith('>'))

describe('lines of the modem', () => {
  it('reads every message of the fixtures, bare, quoted inside and wrapped', () => {
    expect(heard.map(lierdaNt35e.parseMessage).filter((message) => message !== undefined)).toStrictEqual([
      { topic: 'standard-config/861326070275653/var_write', payload: '{"control":1,"message_id":"t1"}' },
      { topic: 't', payload: '' },
      { topic: 't', payload: '"a",1' },
      { topic: 't', payload: 'hello' },
    ])
  })

  it('says in words what every other line means', () => {
    const described = heard.flatMap((line) => {
      const { words, isFailure } = lierdaNt35e.describe(line) ?? {}
      return words ? [`${line} = ${isFailure ? 'failure: ' : ''}${words.en}`] : []
    })
    expect(described).toStrictEqual([
      '+LMQTTOPEN: 0,0 = connection open',
      '+LMQTTCONN: 0,0,0 = login accepted',
      '+LMQTTSUBUNSUB: 0,1,0,1 = subscribed, QoS 1 granted',
      '+LMQTTPUB: 0,5,0 = published',
      '+LMQTTPUB: 0,7,1,6 = sent, but the acknowledgement was late or not as expected; the message usually arrives',
      '+LMQTTPUB: 0,8,0 = published',
      '+LMQTTURC: RECV,0,5 = a message waits: AT+LMQTTREAD=0 fetches it',
      '+LMQTTUNSUNSUB: 0,3,0 = unsubscribed',
      '+LMQTTURC: STATS,0,1 = failure: The broker closed or reset the connection.',
    ])
  })

  it('knows a restart by the boot ROM’s line and by the power-down line', () => {
    expect(heard.filter((line) => lierdaNt35e.explainUrc(line)?.code === 'modem.rebooted')).toStrictEqual(["^boot.rom'v'!\\n", 'NORMAL POWER DOWN'])
  })

  it.each<[string, string, string]>([
    ['with its length', '+LMQTTURC: RECV,0,1,"t",9,a\r\nOK\r\n"b', 'a\r\nOK\r\n"b'],
    ['of Chinese characters, counted in bytes', '+LMQTTURC: RECV,0,1,"t",6,温度', '温度'],
    ['with its length, in quotes', '+LMQTTURC: RECV,0,1,"t",7,"a\r\nb"c,"', 'a\r\nb"c,'],
    ['with its length, of quotes', '+LMQTTURC: RECV,0,1,"t",3,"a"', '"a"'],
    ['that is a single quote', '+LMQTTURC: RECV,0,1,"t",1,"', '"'],
    ['of no bytes', '+LMQTTURC: RECV,0,1,"t",0,', ''],
    ['read from the buffer', '+LMQTTREAD: 0,1,"t",2,hi', 'hi'],
    ['that only looks counted', '+LMQTTURC: RECV,0,1,"t",25,9', '25,9'],
  ])('a payload %s', (_, urc, payload) => {
    const lines = new LineDecoder(lierdaNt35e.lengthUrcs).push(utf8(`\r\n${urc}\r\n\r\n+CSQ: 26,99\r\n`))
    expect(lines.length === 2 ? lierdaNt35e.parseMessage(lines[0] ?? '') : undefined).toStrictEqual(payload === '25,9' ? undefined : { topic: 't', payload })
    expect(lierdaNt35e.parseMessage(urc)).toStrictEqual({ topic: 't', payload })
  })
})

describe('explanations', () => {
  const explain = (change: Partial<Evidence>) =>
    lierdaNt35e.explain({ stepId: 'open', stage: 'mqtt', command: 'AT+X', final: 'OK', lines: [], received: 'lines', ...change })

  it.each<[string, string, string]>([
    ['+LMQTTOPEN: 0,-1', 'mqtt.open', 'net'],
    ['+LMQTTOPEN: 0,-1,1', 'mqtt.open.1', 'net'],
    ['+LMQTTOPEN: 0,-1,2', 'mqtt.open.2', 'net'],
    ['+LMQTTOPEN: 0,-1,3', 'mqtt.open.3', 'data'],
    ['+LMQTTOPEN: 0,-1,4', 'mqtt.open.4', 'net'],
    ['+LMQTTOPEN: 0,-1,5', 'mqtt.open.5', 'net'],
    ['+LMQTTCONN: 0,0,1', 'mqtt.refused.1', 'mqtt'],
    ['+LMQTTCONN: 0,0,2', 'mqtt.refused.2', 'mqtt'],
    ['+LMQTTCONN: 0,0,3', 'mqtt.refused.3', 'mqtt'],
    ['+LMQTTCONN: 0,0,4', 'mqtt.refused.4', 'mqtt'],
    ['+LMQTTCONN: 0,2,5', 'mqtt.refused.5', 'mqtt'],
    ['+LMQTTCONN: 0,2,6', 'mqtt.connect-not-sent', 'mqtt'],
    ['+LMQTTCONN: 0,2,7', 'mqtt.parameter', 'mqtt'],
    ['+LMQTTCONN: 0,2', 'mqtt.connect-not-sent', 'mqtt'],
    ['+LMQTTSUBUNSUB: 0,1,1', 'mqtt.subscribe-refused', 'cloud'],
    ['+LMQTTSUBUNSUB: 0,1,0,128', 'mqtt.subscribe-refused', 'cloud'],
    ['+LMQTTSUBUNSUB: 0,1,1,6', 'mqtt.subscribe-not-sent', 'mqtt'],
    ['+LMQTTSUBUNSUB: 0,1,1,7', 'mqtt.parameter', 'mqtt'],
    ['+LMQTTUNSUNSUB: 0,3,1,6', 'mqtt.subscribe-not-sent', 'mqtt'],
    ['+LMQTTPUB: 0,2,2', 'mqtt.publish-not-sent', 'mqtt'],
    ['+LMQTTPUB: 0,2,2,6', 'mqtt.publish-not-sent', 'mqtt'],
    ['+LMQTTPUB: 0,2,1,7', 'mqtt.parameter', 'mqtt'],
    ['+LMQTTURC: STATS,0,1', 'mqtt.link.1', 'mqtt'],
    ['+LMQTTURC: STATS,0,2', 'mqtt.link.2', 'net'],
    ['+LMQTTURC: STATS,0,3', 'mqtt.link.3', 'net'],
    ['+LMQTTURC: STATS,0,4', 'mqtt.link.4', 'mqtt'],
    ['+LMQTTURC: STATS,0,7,404', 'mqtt.link.7', 'mqtt'],
    ['+LMQTTURC: STATS,0,8', 'mqtt.link.8', 'radio'],
    ['+LMQTTURC: STATS,0,9', 'mqtt.link.9', 'mqtt'],
    ['+LMQTTURC: STATS,0,10', 'mqtt.link.10', 'mqtt'],
    ['+LMQTTURC: STATS,0,11', 'mqtt.link.11', 'mqtt'],
    ['+LMQTTURC: STATS,0,12', 'mqtt.link.12', 'mqtt'],
    ['+LMQTTURC: STATS,0,13', 'mqtt.link.13', 'mqtt'],
    ['+LMQTTURC: STATS,0,14', 'mqtt.link.14', 'tls'],
    ['+LMQTTURC: STATS,0,15,4', 'mqtt.refused.4', 'mqtt'],
    ['+LMQTTURC: STATS,0,99', 'mqtt.link', 'mqtt'],
    ["^boot.rom'v'!\\n", 'modem.rebooted', 'modem'],
    ['+CPIN: SIM PIN', 'sim.not-ready', 'sim'],
    ['+CEREG: 0,3', 'radio.denied', 'radio'],
    ['+CEREG: 0,2', 'radio.not-registered', 'radio'],
    ['+CGPADDR: 1,"0.0.0.0"', 'data.no-address', 'data'],
  ])('%s is %s at stage %s, in both languages', (offending, code, stage) => {
    const failure = explain({ offending })
    expect([failure?.code, failure?.stage, failure?.evidence]).toStrictEqual([code, stage, offending])
    expect([failure?.what.en, failure?.what.zh, failure?.next.en, failure?.next.zh].every((words) => (words ?? '').length > 3)).toBe(true)
  })

  it.each(['+LMQTTURC: STATS,0,0', '+LMQTTOPEN: 0,0', '+LMQTTCONN: 0,0,0', '+LMQTTCONN: 0,3', '+LMQTTSUBUNSUB: 0,1,0,1', '+LMQTTPUB: 0,2,0', '+LMQTTURC: RECV,0,5'])(
    '%s is no loss',
    (line) => {
      expect(lierdaNt35e.explainUrc(line)).toBeUndefined()
      expect(lierdaNt35e.describe(line)?.isFailure).toBe(false)
    },
  )

  it('names the setting that +LMQTTPUB hangs on when it stays away', () => {
    const missing = explain({ command: 'AT+LMQTTPUB=0,2,1,0,"t",1,"x"', timedOut: 'urc' })
    expect([missing?.code, missing?.next.en.includes('"urc",0,1')]).toStrictEqual(['modem.no-urc', true])
    expect(explain({ command: 'AT+LMQTTOPEN=0,"h",1883', timedOut: 'urc' })?.next.en).not.toContain('"urc"')
  })

  it('leaves +CME ERROR to the common words', () => {
    expect(explain({ final: '+CME ERROR: 3' })?.code).toBe('modem.cme.3')
  })
})

it('tells the module by what ATI, AT+CGMM or AT+LGMR name, and no other', () => {
  expect(['Lierda', 'NT35E-CN', 'NT26EKCNB20NNA'].map((name) => lierdaNt35e.identity.test(name))).toStrictEqual([true, true, true])
  expect(['EC20F', 'Air780EP', 'SIMCOM_SIM7600EI'].some((name) => lierdaNt35e.identity.test(name))).toBe(false)
})
