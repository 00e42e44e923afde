import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectedWrites } from '../../../test/support/expected-transcript.ts'
import { mqttCloud } from '../../clouds/mqtt/profile.ts'
import type { Inputs } from '../../clouds/profile.ts'
import { concat, utf8 } from '../../text/bytes.ts'
import { composePlan } from '../../wizard/compose.ts'
import type { Evidence, Step } from '../../wizard/step.ts'
import { fileChecksum } from './file-checksum.ts'
import { quectelEc20 } from './profile.ts'

const ca = { name: 'cacert.pem', bytes: new Uint8Array(1163).fill(0x41) }
const circumstances = { now: Date.UTC(2024, 6, 22), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }
const article: Inputs = {
  host: '121.36.47.54',
  port: '8883',
  tls: 'server',
  ca,
  clientId: 'Clientid',
  username: 'Username',
  password: 'Password',
  publishTopic: 'PubTopic',
  subscribeTopic: 'SubTopic',
  payload: '{params:{IndoorTemperature:55,mhumi:55}}',
}

const steps = (inputs: Inputs): readonly Step[] => {
  const { plan, findings } = composePlan(quectelEc20, mqttCloud, inputs, circumstances)
  expect(findings.filter((finding) => finding.severity === 'error')).toStrictEqual([])
  return plan?.steps ?? []
}

const writes = (all: readonly Step[]) =>
  all.flatMap((step) => [
    Buffer.from(`${step.send}\r`),
    ...(step.then ? [Buffer.from(step.then.end === 'ctrl-z' ? concat([step.then.bytes, new Uint8Array([0x1a])]) : step.then.bytes)] : []),
  ])

const errors = (inputs: Inputs) =>
  composePlan(quectelEc20, mqttCloud, inputs, circumstances).findings.flatMap((finding) => (finding.severity === 'error' ? [`${finding.field}: ${finding.code}`] : []))

describe('the plan for an EC20 and a private MQTTS broker', () => {
  it('sends what the article sends, byte for byte', () => {
    const expected = expectedWrites('ec20-mqtts', {
      ...(article as Record<string, string>),
      caBytes: '1163',
      caFile: ca.bytes,
    })
    expect(writes(steps(article))).toStrictEqual(expected)
  })

  it('names every step in both languages, with a source and a time', () => {
    for (const step of steps({ ...article, tls: 'mutual', cert: ca, key: ca, keepAlive: '60' })) {
      expect([step.title.en, step.title.zh, step.why.en, step.why.zh, step.source].every((words) => words.length > 0)).toBe(true)
      expect(step.expect.timeoutMs).toBeGreaterThan(0)
    }
    const ids = steps({ ...article, tls: 'mutual', cert: ca, key: ca }).map((step) => step.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('adds the client certificate and key for mutual TLS, and masks the key', () => {
    const all = steps({ ...article, tls: 'mutual', cert: { name: 'c.pem', bytes: utf8('c') }, key: { name: 'k.pem', bytes: utf8('k') } })
    expect(all.map((step) => step.send).filter((send) => /QFUPL|QSSLCFG/.test(send))).toStrictEqual([
      'AT+QFUPL="RAM:cacert.pem",1163,100',
      'AT+QFUPL="RAM:client.pem",1,100',
      'AT+QFUPL="RAM:user_key.pem",1,100',
      'AT+QSSLCFG="cacert",2,"RAM:cacert.pem"',
      'AT+QSSLCFG="clientcert",2,"RAM:client.pem"',
      'AT+QSSLCFG="clientkey",2,"RAM:user_key.pem"',
      'AT+QSSLCFG="seclevel",2,2',
      'AT+QSSLCFG="sslversion",2,4',
      'AT+QSSLCFG="ciphersuite",2,0xFFFF',
      'AT+QSSLCFG="ignorelocaltime",2,1',
    ])
    expect(all.map((step) => step.then?.secret).filter((secret) => secret !== undefined)).toStrictEqual([false, false, true, false])
  })

  it('needs no TLS command but the switch without TLS, and port 1883', () => {
    const { ca: _, port: __, ...rest } = article
    const sent = steps({ ...rest, tls: 'none' }).map((step) => step.send)
    expect(sent.filter((send) => send.includes('SSL') || send.includes('QFUPL'))).toStrictEqual(['AT+QMTCFG="SSL",0,0'])
    expect(sent).toContain('AT+QMTOPEN=0,"121.36.47.54",1883')
  })

  it('counts the message in bytes and uses message ID 0 with QoS 0', () => {
    const publish = steps({ ...article, payload: '{"温度":25}', qos: '0', subscribeQos: '1' })
    expect(publish.at(-1)?.send).toBe('AT+QMTPUB=0,0,0,0,"PubTopic"')
    expect(publish.at(-1)?.then?.bytes.length).toBe(13)
    expect(publish.at(-2)?.send).toBe('AT+QMTSUB=0,1,"SubTopic",1')
  })

  it('leaves out what was not asked for', () => {
    const { publishTopic: _, subscribeTopic: __, username: ___, password: ____, ...rest } = article
    expect(steps({ ...rest, payload: '' }).at(-1)?.send).toBe('AT+QMTCONN=0,"Clientid"')
  })

  it.each<[string, Inputs, string[]]>([
    ['empty fields', { tls: 'server' }, ['host: input.missing', 'ca: input.missing', 'clientId: input.missing']],
    ['what is wrong for the broker and for the modem together', { ...article, host: '', clientId: 'a"b' }, ['host: input.missing', 'clientId: modem.double-quote']],
    ['a scheme in the host', { ...article, host: 'mqtts://h.example' }, ['host: input.host-scheme']],
    ['a port in the host', { ...article, host: 'h.example:8883' }, ['host: input.host-port']],
    ['a login in the host', { ...article, host: 'dev:sesame@h.example' }, ['host: input.host-characters']],
    ['a comma in the host', { ...article, host: 'a,b' }, ['host: input.host-characters']],
    ['a host over 100 bytes', { ...article, host: `${'h'.repeat(100)}.cn` }, ['host: modem.too-long']],
    ['a port out of range', { ...article, port: '70000' }, ['port: input.port']],
    ['a double quote in the password', { ...article, password: 'a"b' }, ['password: modem.double-quote']],
    ['typographic quotes', { ...article, clientId: '“id”' }, ['clientId: input.lookalike']],
    ['a line end in a field', { ...article, username: 'a\rb' }, ['username: input.control-character']],
    ['a topic over the limit', { ...article, publishTopic: 't'.repeat(256) }, ['publishTopic: modem.too-long']],
    ['a topic over the limit in bytes only', { ...article, subscribeTopic: '主'.repeat(86) }, ['subscribeTopic: modem.too-long']],
    ['a wildcard to publish to', { ...article, publishTopic: 'a/#' }, ['publishTopic: mqtt.topic.wildcard-in-name']],
    ['a misplaced wildcard', { ...article, subscribeTopic: 'a#' }, ['subscribeTopic: mqtt.topic.hash-position']],
    ['a password without user name', { ...article, username: '' }, ['username: login.no-username']],
    ['Ctrl-Z in the message', { ...article, payload: 'a\u001ab' }, ['payload: modem.payload-ends-early']],
    ['a message over 1548 bytes', { ...article, payload: 'x'.repeat(1549) }, ['payload: modem.payload-too-long']],
    ['an empty CA file', { ...article, ca: { name: 'x', bytes: new Uint8Array(0) } }, ['ca: input.missing']],
    ['an unknown TLS mode', { ...article, tls: 'maybe' }, ['tls: input.tls']],
    ['an unknown QoS', { ...article, qos: '3' }, ['qos: input.qos']],
    ['a keep-alive out of range', { ...article, keepAlive: '3601' }, ['keepAlive: input.keepAlive']],
  ])('refuses %s before anything is sent', (_, inputs, expected) => {
    expect(errors(inputs)).toStrictEqual(expected)
  })

  it.each(['dev:sesame@h.example', 'mqtts://dev:sesame@h.example:8883'])('repeats no login that came with the host %s', (host) => {
    expect(JSON.stringify(composePlan(quectelEc20, mqttCloud, { ...article, host }, circumstances).findings)).not.toContain('sesame')
  })

  it.each<[string, Inputs, string]>([
    ['a comma in the client ID', { ...article, clientId: 'a,b' }, 'clientId: modem.comma'],
    ['non-ASCII in a topic', { ...article, publishTopic: '温度' }, 'publishTopic: modem.non-ascii'],
    ['a space around the password', { ...article, password: 'pw ' }, 'password: input.outer-space'],
  ])('warns of %s', (_, inputs, expected) => {
    const found = composePlan(quectelEc20, mqttCloud, inputs, circumstances).findings.map((finding) => `${finding.field}: ${finding.code}`)
    expect(found).toContain(expected)
  })
})

describe('fileChecksum', () => {
  const vectors = JSON.parse(readFileSync(new URL('../../../test/vectors/quectel-qfupl.json', import.meta.url), 'utf8')) as {
    file: string
    finalLineEnd: boolean
    size: number
    checksum: string
  }[]
  it.each(vectors)('meets the modem’s own print for $file ($size bytes)', ({ file, finalLineEnd, size, checksum }) => {
    const whole = readFileSync(new URL(`../../../test/vectors/${file}`, import.meta.url))
    const bytes = finalLineEnd ? whole : whole.subarray(0, whole.length - 1)
    expect([bytes.length, fileChecksum(bytes)]).toStrictEqual([size, checksum])
  })
})

describe('messages', () => {
  it.each([
    ['+QMTRECV: 0,0,"down",13,"{"method":1}"', { topic: 'down', payload: '{"method":1}' }],
    ['+QMTRECV: 0,0,"down","{"method":"x"}"', { topic: 'down', payload: '{"method":"x"}' }],
    ['+QMTRECV: 0,1,"a/b",This is publish data from client"', { topic: 'a/b', payload: 'This is publish data from client' }],
    ['+QMTRECV: 0,0,"t",2,""', { topic: 't', payload: '' }],
    ['+QMTSTAT: 0,1', undefined],
  ])('%s', (line, expected) => {
    expect(quectelEc20.parseMessage(line)).toStrictEqual(expected)
  })
})

describe('explanations', () => {
  const evidence = (change: Partial<Evidence>): Evidence => ({
    stepId: 'open',
    stage: 'tls',
    command: 'AT+X',
    final: 'OK',
    lines: [],
    received: 'lines',
    ...change,
  })
  it.each<[string, string, string]>([
    ['+QMTOPEN: 0,-1', 'mqtt.open.-1', 'net'],
    ['+QMTOPEN: 0,1', 'mqtt.open.1', 'net'],
    ['+QMTOPEN: 0,2', 'mqtt.open.2', 'net'],
    ['+QMTOPEN: 0,3', 'mqtt.open.3', 'data'],
    ['+QMTOPEN: 0,4', 'mqtt.open.4', 'net'],
    ['+QMTOPEN: 0,5', 'mqtt.open.5', 'tls'],
    ['+QMTCONN: 0,0,1', 'mqtt.refused.1', 'mqtt'],
    ['+QMTCONN: 0,0,2', 'mqtt.refused.2', 'mqtt'],
    ['+QMTCONN: 0,0,3', 'mqtt.refused.3', 'mqtt'],
    ['+QMTCONN: 0,0,4', 'mqtt.refused.4', 'mqtt'],
    ['+QMTCONN: 0,0,5', 'mqtt.refused.5', 'mqtt'],
    ['+QMTCONN: 0,2', 'mqtt.connect-not-sent', 'mqtt'],
    ['+QMTSUB: 0,1,0,128', 'mqtt.subscribe-refused', 'cloud'],
    ['+QMTSUB: 0,1,2', 'mqtt.subscribe-not-sent', 'mqtt'],
    ['+QMTPUB: 0,1,2', 'mqtt.publish-not-sent', 'mqtt'],
    ...Array.from({ length: 8 }, (_, i): [string, string, string] => [`+QMTSTAT: 0,${i + 1}`, `mqtt.link.${i + 1}`, i === 1 || i === 5 ? 'radio' : 'mqtt']),
    ['+QIURC: "pdpdeact",1', 'data.deactivated', 'data'],
    ['+CPIN: SIM PIN', 'sim.not-ready', 'sim'],
    ['+CSQ: 99,99', 'radio.no-signal', 'radio'],
    ['+CREG: 0,3', 'radio.denied', 'radio'],
    ['+CREG: 0,2', 'radio.not-registered', 'radio'],
    ['+CGATT: 0', 'data.not-attached', 'data'],
    ['+CGPADDR: 1,"0.0.0.0"', 'data.no-address', 'data'],
  ])('%s is %s at stage %s, in both languages', (offending, code, stage) => {
    const failure = quectelEc20.explain(evidence({ offending }))
    expect([failure?.code, failure?.stage, failure?.evidence]).toStrictEqual([code, stage, offending])
    expect([failure?.what.en, failure?.what.zh, failure?.next.en, failure?.next.zh].every((words) => (words ?? '').length > 3)).toBe(true)
  })

  it('does not tell TCP from TLS by result 5, except where there is no TLS', () => {
    const told = (stage: Evidence['stage']) => quectelEc20.explain(evidence({ stage, offending: '+QMTOPEN: 0,5' }))
    expect([told('tls'), told('net')].map((found) => [found?.stage, found?.earliest])).toStrictEqual([
      ['tls', 'net'],
      ['net', undefined],
    ])
  })

  it.each<[string, string]>([
    ['+CME ERROR: 10', 'modem.cme.10'],
    ['+CME ERROR: SIM not inserted', 'modem.cme.10'],
    ['+CME ERROR: 30', 'modem.cme.30'],
    ['+CME ERROR: 148', 'modem.cme.148'],
  ])('%s is %s', (final, code) => {
    expect(quectelEc20.explain(evidence({ final }))?.code).toBe(code)
  })

  it('knows the numbers of a file upload', () => {
    expect(quectelEc20.explain(evidence({ command: 'AT+QFUPL="RAM:cacert.pem",1,100', final: '+CME ERROR: 407' }))?.code).toBe('tls.file.407')
    expect(quectelEc20.explain(evidence({ command: 'AT+QFUPL="RAM:cacert.pem",9,100', offending: '+QFUPL: 8,1234' }))?.code).toBe('tls.file-damaged')
  })
})
