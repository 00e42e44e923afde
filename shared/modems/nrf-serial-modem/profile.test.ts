import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LineDecoder } from '../../at/line-decoder.ts'
import { mqttCloud } from '../../clouds/mqtt/profile.ts'
import type { Inputs } from '../../clouds/profile.ts'
import { fromUtf8, utf8 } from '../../text/bytes.ts'
import { composePlan } from '../../wizard/compose.ts'
import type { Credential, Job } from '../../wizard/credential.ts'
import { maskPlan } from '../../wizard/mask-plan.ts'
import type { Evidence, Step } from '../../wizard/step.ts'
import { identify } from '../index.ts'
import { nrfSerialModem } from './profile.ts'

const transcript = readFileSync(new URL('../../../test/transcripts/nrf-serial-modem-mqtt.txt', import.meta.url), 'utf8').split('\n')

const job = (credential: Partial<Credential> = {}, exchange: Partial<Job['exchange']> = {}): Job => ({
  credential: { host: 'mqtt.server.com', port: 1883, tls: 'none', clientId: 'MyMQTT-Client-ID', ...credential },
  exchange: { payload: 'x', qos: 0, subscribeQos: 0, retain: false, ...exchange },
  keepAlive: 300,
})
const own = (steps: readonly Step[]) => steps.map(({ send }) => send).filter((line) => /^AT#XMQTT(?!CFG=\?)/.test(line))
const stepOf = (steps: readonly Step[], id: string): Step => {
  const found = steps.find((step) => step.id === id)
  if (!found) throw new Error(id)
  return found
}
const pem = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`
const file = (name: string, text: string) => ({ name, bytes: utf8(text) })
const mutual = {
  tls: 'mutual',
  port: 8883,
  ca: file('ca.pem', `# "A root"\r\n${pem('CERTIFICATE', 'AAAA').replaceAll('\n', '\r\n')}\r\n`),
  certificate: file('cert.pem', pem('CERTIFICATE', 'BBBB')),
  privateKey: file('key.pem', pem('PRIVATE KEY', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC')),
} as const

describe('the plan', () => {
  it('is the documentation’s examples', () => {
    const topic0 = own(nrfSerialModem.steps(job({}, { subscribeTopic: 'nrf91/sm/mqtt/topic0', publishTopic: 'nrf91/sm/mqtt/topic0', payload: 'Test message with QoS 0' })))
    const topic1 = own(nrfSerialModem.steps(job({}, { publishTopic: 'nrf91/sm/mqtt/topic1', payload: 'Test message with QoS 1', qos: 1 })))
    const topic2 = own(nrfSerialModem.steps(job({}, { subscribeTopic: 'nrf91/sm/mqtt/topic2', subscribeQos: 2 })))
    for (const line of [...topic0, ...topic1, ...topic2]) expect(transcript).toContain(line)
    expect(topic0).toHaveLength(4)
    expect(nrfSerialModem.closing.map(({ line }) => line)).toStrictEqual(['AT#XMQTTCON=0'])
  })

  it('publishes in data mode what a quotation mark or a comma would cut, and ends it by +++', () => {
    const json = stepOf(nrfSerialModem.steps(job({}, { publishTopic: 't', payload: '{"msg":"Test Json publish"}', qos: 2, retain: true })), 'publish')
    expect([json.send, json.then?.prompt, fromUtf8(json.then?.bytes ?? utf8(''))]).toStrictEqual(['AT#XMQTTPUB="t","",2,1', 'OK', '{"msg":"Test Json publish"}+++'])
    expect(transcript).toContain(fromUtf8(json.then?.bytes ?? utf8('')))
    expect(json.expect.urc?.prefix).toBe('#XMQTTEVT: 6,')
    const prefixes = ([0, 1, 2] as const).map((qos) => stepOf(nrfSerialModem.steps(job({}, { publishTopic: 't', payload: 'a,b', qos })), 'publish').expect.urc?.prefix)
    expect(prefixes).toStrictEqual(['#XDATAMODE: ', '#XMQTTEVT: 3,', '#XMQTTEVT: 6,'])
    expect(['温度', 'a\nb', 'a,b', 'a"b', 'x'.repeat(1025)].map((payload) => stepOf(nrfSerialModem.steps(job({}, { publishTopic: 't', payload })), 'publish').then?.prompt)).toStrictEqual(['OK', 'OK', 'OK', 'OK', 'OK'])
    expect(stepOf(nrfSerialModem.steps(job({}, { publishTopic: 't', payload: 'a b-c+d' })), 'publish').expect.urc).toBeUndefined()
  })

  it('writes certificates while the radio is off, as the rest of the line, line ends and all; then the radio goes on', () => {
    const steps = nrfSerialModem.steps(job(mutual))
    expect(steps.map(({ id }) => id)).toStrictEqual([
      'at', 'error-codes', 'client', 'radio-off', 'ca-store', 'cert-store', 'key-store', 'stored', 'radio-on', 'sim', 'signal', 'registration', 'address', 'resolve', 'client-id', 'connect',
    ])
    const stored = steps.flatMap(({ send, then, risk }) => (then ? [[send + fromUtf8(then.bytes), then.prompt, then.secret, risk]] : []))
    expect(stored).toStrictEqual([
      [`AT%CMNG=0,1000,0,"${pem('CERTIFICATE', 'AAAA')}"`, 'inline', false, 'writes-nvm'],
      [`AT%CMNG=0,1000,1,"${pem('CERTIFICATE', 'BBBB')}"`, 'inline', false, 'writes-nvm'],
      [`AT%CMNG=0,1000,2,"${pem('PRIVATE KEY', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC')}"`, 'inline', true, 'writes-nvm'],
    ])
    expect(stepOf(steps, 'connect').send).toBe('AT#XMQTTCON=1,"","","mqtt.server.com",8883,1000')
    expect(new RegExp(stepOf(steps, 'stored').expect.line?.accept ?? '').test(`%CMNG: 1000,2,"${'0'.repeat(64)}"`)).toBe(true)
  })

  it('asks for no name where there is none, and writes nothing without a file', () => {
    expect(nrfSerialModem.steps(job({ host: '10.0.0.9' })).map(({ id }) => id)).not.toContain('resolve')
    expect(nrfSerialModem.steps(job({ tls: 'server' })).map(({ id }) => id)).not.toContain('radio-off')
  })

  it('shows neither password nor private key', () => {
    const inputs: Inputs = { host: 'h.example', port: '8883', clientId: 'c', username: 'u', password: 'hunter2', tls: 'mutual', ca: mutual.ca, cert: mutual.certificate, key: mutual.privateKey }
    const { plan, findings } = composePlan(nrfSerialModem, mqttCloud, inputs, { now: 0, random: '' })
    if (!plan) throw new Error(findings.map(({ code }) => code).join())
    const shown = JSON.stringify(maskPlan(plan))
    expect(['hunter2', 'MIIEvQ', String(utf8('MIIEvQ'))].filter((secret) => shown.includes(secret))).toStrictEqual([])
  })

  it('masks the password and not the host behind it that holds the same letters', () => {
    const { plan } = composePlan(nrfSerialModem, mqttCloud, { host: 'test.example', port: '1883', tls: 'none', clientId: 'c', username: 'test', password: 'test' }, { now: 0, random: '' })
    expect(plan && stepOf(maskPlan(plan).steps, 'connect').send).toBe('AT#XMQTTCON=1,"test","••••••","test.example",1883')
  })

  it('waits for a cell and for the network, and takes a state with and without quotation marks', () => {
    const steps = nrfSerialModem.steps(job())
    const judge = (id: string, line: string) => {
      const { line: rule, poll } = stepOf(steps, id).expect
      return new RegExp(rule?.accept ?? '').test(line) ? 'right' : new RegExp(poll?.while ?? '(?!)').test(line) ? 'wait' : 'wrong'
    }
    expect([
      judge('signal', '+CESQ: 99,99,255,255,31,62'),
      judge('signal', '+CESQ: 99,99,255,255,255,255'),
      judge('sim', '+CPIN: READY'),
      judge('sim', '+CPIN: "READY"'),
      judge('sim', '+CPIN: "SIM PIN"'),
      judge('registration', '+CEREG: 5,5,"002F","0012BEEF",7,,,"00000000","00000110"'),
      judge('registration', '+CEREG: 0,2'),
      judge('registration', '+CEREG: 0,3'),
      judge('registration', '+CEREG: 0,90'),
      judge('address', '+CGPADDR: 0,"10.0.0.2"'),
      judge('address', '+CGPADDR: 0'),
      judge('resolve', '#XGETADDRINFO: "142.251.42.142"'),
      judge('resolve', '#XGETADDRINFO: "EAI_NONAME"'),
    ]).toStrictEqual(['right', 'wait', 'right', 'right', 'wrong', 'right', 'wait', 'wrong', 'wrong', 'right', 'wait', 'right', 'wrong'])
  })
})

describe('limits', () => {
  const codes = (credential: Partial<Credential>, exchange: Partial<Job['exchange']> = {}) => nrfSerialModem.lint(job(credential, exchange)).map(({ code, field }) => `${code} ${field}`)

  it('takes what the firmware’s buffers hold and refuses one byte more', () => {
    const full = { host: 'h'.repeat(127), clientId: 'c'.repeat(64), username: 'u'.repeat(32), password: 'p'.repeat(32) }
    const exchange = { publishTopic: 't'.repeat(127), payload: 'x'.repeat(4096) }
    expect(codes(full, exchange)).toStrictEqual([])
    const over = Object.fromEntries(Object.entries(full).map(([key, value]) => [key, `${value}x`]))
    expect(codes(over, { publishTopic: `${exchange.publishTopic}x`, payload: `${exchange.payload}x` }).toSorted()).toStrictEqual([
      'modem.payload-too-long payload',
      'modem.too-long clientId',
      'modem.too-long host',
      'modem.too-long password',
      'modem.too-long publishTopic',
      'modem.too-long username',
    ])
    expect(nrfSerialModem.lint(job({ password: 'p'.repeat(33), username: 'u' }))[0]?.next.en).toMatch(/hmacmd5/)
  })

  it('takes a longer login for an own build, and says what that must have', () => {
    const found = nrfSerialModem.lint({ ...job({ username: 'u'.repeat(33), password: 'p'.repeat(64) }), options: { firmware: 'own' } })
    expect(found.map(({ severity, field, next }) => [severity, field, /SM_MAX_(?:USERNAME|PASSWORD)/.exec(next.en)?.[0]])).toStrictEqual([
      ['warning', 'username', 'SM_MAX_USERNAME'],
      ['warning', 'password', 'SM_MAX_PASSWORD'],
    ])
  })

  it.each([
    [{ password: 'p' }, {}, ['modem.password-without-name username']],
    [{}, { publishTopic: 't', payload: '' }, ['modem.payload-empty payload']],
    [{}, { publishTopic: 't', payload: 'a+++b' }, ['modem.payload-ends-data-mode payload']],
    [{}, { publishTopic: 't', payload: 'a+' }, ['modem.payload-ends-data-mode payload']],
    [{}, { publishTopic: 't', payload: 'a++b' }, []],
    [{}, { payload: '' }, []],
    [{ tls: 'server' }, {}, ['modem.tag-without-ca ca']],
    [{ tls: 'server', ca: file('ca.der', '\x30\x82') }, {}, ['modem.not-pem ca']],
    [{ tls: 'server', ca: file('ca.pem', pem('CERTIFICATE', 'A'.repeat(8192))) }, {}, ['modem.file-too-long ca']],
    [{ webSocketPath: '/mqtt' }, {}, ['modem.no-websocket transport']],
    [{ username: 'a"b' }, {}, ['modem.double-quote username']],
  ] as const)('%j %j: %j', (credential, exchange, expected) => {
    expect(codes(credential, exchange)).toStrictEqual(expected)
  })
})

describe('what the module says', () => {
  it('reads a message by its lengths, wherever the bytes are cut', () => {
    const topic = '温/t'
    const payload = 'a\r\n#XMQTTEVT: 1,-128\r\nOK'
    const wire = utf8(`\r\n#XMQTTMSG: ${utf8(topic).length},${utf8(payload).length}\r\n${topic}\r\n${payload}\r\n\r\n#XMQTTEVT: 2,0\r\n`)
    for (let cut = 0; cut <= wire.length; cut++) {
      const decoder = new LineDecoder(nrfSerialModem.lengthUrcs)
      const lines = [...decoder.push(wire.slice(0, cut)), ...decoder.push(wire.slice(cut))]
      expect([lines.length, nrfSerialModem.parseMessage(lines[0] ?? ''), lines[1]]).toStrictEqual([2, { topic, payload }, '#XMQTTEVT: 2,0'])
    }
  })

  it('reads the documentation’s example, whose topic is shorter than it says', () => {
    const [line = ''] = new LineDecoder(nrfSerialModem.lengthUrcs).push(utf8('\r\n#XMQTTMSG: 21,7\r\nnrf91/sm/mqtt/topic0\r\nmessage\r\n\r\n'))
    expect(nrfSerialModem.parseMessage(line)).toStrictEqual({ topic: 'nrf91/sm/mqtt/topic0', payload: 'message' })
  })

  const failed = (evidence: Partial<Evidence>): Evidence => ({ stepId: 'connect', stage: 'mqtt', command: 'AT#X', final: 'OK', lines: [], received: 'lines', ...evidence })
  it.each([
    [{ offending: '#XMQTTEVT: 0,2' }, 'mqtt.refused.2', 'mqtt'],
    [{ offending: '#XMQTTEVT: 0,4' }, 'mqtt.refused.4', 'mqtt'],
    [{ offending: '#XMQTTEVT: 0,5' }, 'mqtt.refused.5', 'mqtt'],
    [{ offending: '#XMQTTEVT: 0,-22' }, 'mqtt.result.-22', 'mqtt'],
    [{ offending: '#XMQTTEVT: 1,-128' }, 'mqtt.link', 'mqtt'],
    [{ offending: '#XMQTTEVT: 1,-999' }, 'mqtt.link', 'mqtt'],
    [{ final: 'ERROR' }, 'net.tcp', 'net'],
    [{ final: 'ERROR', stage: 'tls' }, 'tls.connect', 'tls'],
    [{ stepId: 'resolve', stage: 'net', final: 'ERROR' }, 'net.dns', 'net'],
    [{ stepId: 'client', stage: 'modem', final: 'ERROR' }, 'modem.no-command', 'modem'],
    [{ stepId: 'ca-store', stage: 'tls', final: '+CME ERROR: 515' }, 'nrf.credential.515', 'tls'],
    [{ stepId: 'sim', stage: 'sim', final: '+CME ERROR: 10' }, 'modem.cme.10', 'sim'],
    [{ stepId: 'sim', stage: 'sim', offending: '+CPIN: "SIM PIN"' }, 'sim.not-ready', 'sim'],
    [{ stepId: 'signal', stage: 'radio', offending: '+CESQ: 99,99,255,255,255,255' }, 'radio.no-signal', 'radio'],
    [{ stepId: 'registration', stage: 'radio', offending: '+CEREG: 0,3' }, 'radio.denied', 'radio'],
    [{ stepId: 'registration', stage: 'radio', offending: '+CEREG: 0,90' }, 'sim.failure', 'sim'],
    [{ stepId: 'address', stage: 'data', offending: '+CGPADDR: 0' }, 'data.no-address', 'data'],
    [{ stepId: 'publish', stage: 'cloud', offending: '#XDATAMODE: -1' }, 'mqtt.publish-failed', 'mqtt'],
    [{ stepId: 'publish', stage: 'cloud', final: 'ERROR' }, 'mqtt.publish-failed', 'mqtt'],
    [{ offending: 'Ready' }, 'modem.rebooted', 'modem'],
  ] as const)('%j is %s', (evidence, code, stage) => {
    const found = nrfSerialModem.explain(failed(evidence))
    expect([found?.code, found?.stage]).toStrictEqual([code, stage])
  })

  it('tells of a loss, not of an end that was asked for or told already', () => {
    expect(['#XMQTTEVT: 1,-128', '#XMODEM: FAULT,0x1,0x2A3B', '#XMQTTEVT: 1,0', '#XMQTTEVT: 1,-111', '#XMQTTEVT: 9,0', 'Ready'].map((line) => nrfSerialModem.explainUrc(line)?.code)).toStrictEqual([
      'mqtt.link', 'modem.rebooted', undefined, undefined, undefined, 'modem.rebooted',
    ])
  })

  it('has words for every line of its own in the documentation', () => {
    const lines = transcript.filter((line) => line.startsWith('#X') && !line.startsWith('#XMQTTCFG'))
    expect(lines.length).toBeGreaterThan(15)
    for (const line of lines) expect([line, nrfSerialModem.describe(line)?.isFailure]).toStrictEqual([line, false])
    expect(['#XMQTTEVT: 0,5', '#XMQTTEVT: 1,-128', '#XDATAMODE: -1', '+CME ERROR: 518'].map((line) => nrfSerialModem.describe(line)?.isFailure)).toStrictEqual([true, true, true, true])
    expect(nrfSerialModem.describe('+CSQ: 1,1')).toBeUndefined()
  })

  // A recorded nRF9160 and the ordering name of the nRF9151.
  it.each([
    ['nRF9160-SICA', 'mfw_nrf9160_1.2.0'],
    ['nRF9151-LACA', 'mfw_nrf91x1_2.0.2'],
  ])('is known as %s with %s', (model, firmware) => {
    expect(identify([['ERROR'], [model, 'OK'], [firmware, 'OK'], ['ERROR']])).toMatchObject({ fit: 'exact', modem: 'nrf-serial-modem', model })
  })
})
