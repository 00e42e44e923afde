import { createServer, type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createPracticePorts, practiceModels, PracticeService } from '../../electron/services/practice/index.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { mqttCloud } from '../../shared/clouds/mqtt/profile.ts'
import { explainLog } from '../../shared/diagnosis/explain-log.ts'
import { matchFieldFailures } from '../../shared/diagnosis/field-failures/index.ts'
import { symptomsOfStep } from '../../shared/diagnosis/step-symptoms.ts'
import { findModem } from '../../shared/modems/index.ts'
import { fromLatin1, utf8 } from '../../shared/text/bytes.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { loopBroker, undo, undoAll } from '../support/air780-bench.ts'
import { scaled } from '../support/fault-trial.ts'
import { scriptModem } from '../support/modem-script.ts'
import { openPlanBench } from '../support/plan-bench.ts'
import { valueOf } from '../support/value-of.ts'

const practice = new PracticeService()
afterAll(() => practice.dispose())
afterEach(undoAll)

let plain: Inputs
let secure: Inputs
beforeAll(async () => {
  const { broker } = valueOf(await practice.startBroker())
  if (!broker) throw new Error('no broker')
  const login = { username: broker.username, password: broker.password, publishTopic: 'up', subscribeTopic: 'down', payload: '{"v":"x"}' }
  plain = { host: 'localhost', port: String(broker.tcpPort), tls: 'none', ...login }
  secure = { host: 'localhost', port: String(broker.tlsPort), tls: 'server', ca: broker.ca, ...login }
})

/** ms that a simulated modem's second takes, and that the channel adds to every time. */
const secondMs = 25
const graceMs = 300

const simulators = { 'quectel-ec20': 'quectel-ec20', 'lierda-nt35e': 'lierda-nt35e', 'simcom-sim7600': 'simcom-sim7600', 'luat-air780e': 'airm2m-air780ep', 'esp-at': 'esp-at' } as const
type Profile = keyof typeof simulators

/** The field failure that comes first at the step where the plan fails. */
async function planFailure(profile: Profile, fault: string, isSecure: boolean): Promise<unknown> {
  const modem = findModem(profile)
  if (!modem) throw new Error(`no profile ${profile}`)
  const own: Inputs = profile === 'esp-at' ? { ssid: 'workshop' } : {}
  const { plan } = composePlan(modem, mqttCloud, { ...(isSecure ? secure : plain), ...own, clientId: `${profile}-${fault}` }, { now: Date.now(), random: '' })
  if (!plan) throw new Error('the inputs of this test make a plan')
  const modemId = simulators[profile]
  const service = new PracticeService({ modem: { pace: 'instant', secondMs }, unpluggedMs: 50 })
  const bench = await openPlanBench([createPracticePorts(service)], graceMs)
  try {
    const session = await bench.open(`practice:${modemId}`)
    valueOf(await service.setFault(modemId, fault))
    const { run, toEnd } = bench.prepare(session.id, modem, scaled(plan, secondMs))
    const { steps } = await toEnd()
    await run.stop()
    run.dispose()
    const failed = steps.find(({ status }) => status === 'failed')
    const [first] = failed ? symptomsOfStep(plan, steps, failed) : []
    return [first?.id, first?.stage]
  } finally {
    await bench.dispose()
    await service.dispose()
  }
}

describe.concurrent('a plan that fails, by a fault of the simulated modem', () => {
  it.each([
    ['quectel-ec20', 'silent', false, 'port.no-answer', 'port'],
    ['quectel-ec20', 'garbage', false, 'port.garbled', 'port'],
    ['quectel-ec20', 'urc-port-elsewhere', false, 'port.no-urc', 'modem'],
    ['quectel-ec20', 'reboots', false, 'modem.brown-out', 'modem'],
    ['quectel-ec20', 'no-sim', false, 'sim.missing', 'sim'],
    ['luat-air780e', 'sim-pin', false, 'sim.pin', 'sim'],
    ['simcom-sim7600', 'sim-puk', false, 'sim.puk', 'sim'],
    ['lierda-nt35e', 'no-antenna', false, 'radio.no-signal', 'radio'],
    ['quectel-ec20', 'no-registration', false, 'radio.searching', 'radio'],
    ['simcom-sim7600', 'registration-denied', false, 'radio.denied', 'radio'],
    ['lierda-nt35e', 'no-pdp', false, 'data.no-address', 'data'],
    ['simcom-sim7600', 'wrong-apn', false, 'data.no-address', 'data'],
    ['quectel-ec20', 'dns-failure', false, 'net.dns', 'net'],
    ['simcom-sim7600', 'dns-failure', false, 'net.dns', 'net'],
    ['quectel-ec20', 'refused', false, 'net.tcp', 'net'],
    ['luat-air780e', 'refused', false, 'net.tcp', 'net'],
    ['quectel-ec20', 'tls-ca', true, 'tls.verify', 'tls'],
    ['simcom-sim7600', 'tls-ca', true, 'tls.verify', 'tls'],
    ['luat-air780e', 'tls-ca', true, 'tls.verify', 'tls'],
    ['esp-at', 'tls-ca', true, 'tls.esp', 'tls'],
    ['quectel-ec20', 'connack-1', false, 'mqtt.refused-1', 'mqtt'],
    ['simcom-sim7600', 'connack-2', false, 'mqtt.refused-2', 'mqtt'],
    ['lierda-nt35e', 'connack-3', false, 'mqtt.refused-3', 'mqtt'],
    ['quectel-ec20', 'connack-4', false, 'mqtt.refused-4', 'mqtt'],
    ['simcom-sim7600', 'connack-5', false, 'mqtt.refused-5', 'mqtt'],
    ['luat-air780e', 'refused-login', false, 'mqtt.no-connack', 'mqtt'],
    ['quectel-ec20', 'prompt-never-comes', false, 'publish.stuck', 'mqtt'],
    ['quectel-ec20', 'publish-fails', false, 'publish.not-sent', 'mqtt'],
  ] as const)('%s with %s', async (profile, fault, isSecure, id, stage) => {
    expect(await planFailure(profile, fault, isSecure)).toStrictEqual([id, stage])
  })
})

/** A modem with its echo on, and all that was heard of it: what a terminal's log would show. */
function terminal(modemId: string, fault?: string, lineEnd = '\r') {
  const modem = practiceModels.find(({ id }) => id === modemId)?.create({ pace: 'instant', secondMs: 50 })
  if (!modem) throw new Error(`no ${modemId} in the catalogue`)
  undo.push(modem.dispose)
  if (fault) expect(modem.setFault(fault)).toBe(true)
  const { send, until } = scriptModem(modem)
  let log = ''
  return {
    /** Sends a line and waits for what ends it. */
    say: async (line: string, mark = '\r\nOK\r\n') => {
      send(`${fromLatin1(utf8(line))}${lineEnd}`)
      log += await until(mark, 10_000)
    },
    type: (data: string) => send(data),
    hear: async (mark: string) => {
      log += await until(mark, 10_000)
    },
    lines: () => log.split(/[\r\n]+/).filter((text) => text !== '').map((text) => ({ text })),
    first: () => {
      const [first] = explainLog(Buffer.from(log, 'latin1').toString('utf8')).symptoms
      return [first?.failure.id, first?.failure.stage]
    },
  }
}

/** A port that refuses: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => void server.close(() => resolve()))
  return port
}

describe('a session by hand, as its log shows it', () => {
  it('typographic quotation marks', async () => {
    const { say, first } = terminal('quectel-ec20')
    await say('AT+QMTCFG=“recv/mode"0,0,1', 'ERROR\r\n')
    expect(first()).toStrictEqual(['port.typographic', 'modem'])
  })

  it('a file that is there already', async () => {
    const { say, type, hear, first } = terminal('quectel-ec20')
    await say('AT+QFUPL="UFS:ca.pem",4,5', 'CONNECT\r\n')
    type('abcd')
    await hear('\r\nOK\r\n')
    await say('AT+QFUPL="UFS:ca.pem",4,5', '407\r\n')
    expect(first()).toStrictEqual(['tls.file-exists', 'tls'])
  })

  it.each([
    ['a host with a scheme', async () => 'AT+QMTOPEN=0,"mqtt://localhost",1883', '+QMTOPEN: 0,1', 'mqtt.open-parameter', 'mqtt'],
    ['a name that nobody knows', async () => 'AT+QMTOPEN=0,"no-such-host.invalid",1883', '+QMTOPEN: 0,4', 'net.dns', 'net'],
    ['a port where nobody listens', async () => `AT+QMTOPEN=0,"127.0.0.1",${await closedPort()}`, '+QMTOPEN: 0,5', 'net.tcp', 'net'],
  ])('%s', async (_what, command, result, id, stage) => {
    const { say, hear, first } = terminal('quectel-ec20')
    await say(await command())
    await hear(`${result}\r\n`)
    expect(first()).toStrictEqual([id, stage])
  })

  it('a client that is open already', async () => {
    const { port } = await loopBroker()
    const { say, hear, first } = terminal('quectel-ec20')
    await say(`AT+QMTOPEN=0,"127.0.0.1",${port}`)
    await hear('+QMTOPEN: 0,0\r\n')
    await say(`AT+QMTOPEN=0,"127.0.0.1",${port}`)
    await hear('+QMTOPEN: 0,2\r\n')
    expect(first()).toStrictEqual(['mqtt.already-open', 'mqtt'])
  })

  it('a message where its length belongs', async () => {
    const { port } = await loopBroker()
    const { say, hear, first } = terminal('quectel-ec20')
    await say(`AT+QMTOPEN=0,"127.0.0.1",${port}`)
    await hear('+QMTOPEN: 0,0\r\n')
    await say('AT+QMTCONN=0,"client"')
    await hear('+QMTCONN: 0,0,0\r\n')
    await say('AT+QMTPUBEX=0,0,0,0,"up","hello"', 'ERROR\r\n')
    expect(first()).toStrictEqual(['publish.refused', 'mqtt'])
  })

  it('a second client with the same ID', async () => {
    const { broker } = valueOf(await practice.startBroker())
    if (!broker) throw new Error('no broker')
    const one = terminal('quectel-ec20')
    const other = terminal('quectel-ec20')
    for (const { say, hear } of [one, other]) {
      await say(`AT+QMTOPEN=0,"127.0.0.1",${broker.tcpPort}`)
      await hear('+QMTOPEN: 0,0\r\n')
      await say(`AT+QMTCONN=0,"twin","${broker.username}","${broker.password}"`)
      await hear('+QMTCONN: 0,0,0\r\n')
    }
    await one.hear('+QMTSTAT: 0,1\r\n')
    expect(one.first()).toStrictEqual(['mqtt.kicked', 'mqtt'])
  })

  it('a clock that stands at 1980', async () => {
    const { say, first } = terminal('quectel-ec20', 'bad-clock')
    await say('AT+CCLK?')
    expect(first()).toStrictEqual(['tls.clock', 'tls'])
  })

  it('a weak signal', async () => {
    const { say, first } = terminal('simcom-sim7600', 'weak-signal')
    await say('AT+CSQ')
    expect(first()).toStrictEqual(['radio.weak', 'radio'])
  })

  it('closing what is closed (AirM2M)', async () => {
    const { say, first, lines } = terminal('airm2m-air780ep')
    await say('AT+CGMR')
    await say('AT+MIPCLOSE', '767\r\n')
    expect(matchFieldFailures(lines(), { modem: 'luat-air780e' })[0]?.entry.id).toBe('mqtt.luat-close')
    // Harmless: an explained log does not call it a failure.
    expect(first()).toStrictEqual([undefined, undefined])
  })

  it('a login that comes too late (AirM2M)', async () => {
    const { port } = await loopBroker()
    const { say, hear, first } = terminal('airm2m-air780ep', 'impatient-server')
    await say('AT+MCONFIG="client","user","secret"')
    await say(`AT+MIPSTART="127.0.0.1",${port}`)
    await hear('CONNECT OK\r\n')
    await hear('CLOSED\r\n')
    expect(first()).toStrictEqual(['mqtt.login-late', 'mqtt'])
  })

  it('a message that is cached and not read (AirM2M)', async () => {
    const { port } = await loopBroker()
    const { say, hear, first } = terminal('airm2m-air780ep')
    await say('AT+MCONFIG="client","user","secret"')
    await say(`AT+MIPSTART="127.0.0.1",${port}`)
    await hear('CONNECT OK\r\n')
    await say('AT+MCONNECT=1,300')
    await hear('CONNACK OK\r\n')
    await say('AT+MQTTMSGSET=1')
    await say('AT+MSUB="down",0')
    await hear('SUBACK\r\n')
    await say('AT+MPUB="down",0,0,"hi"')
    await hear('+MSUB: 0\r\n')
    expect(first()).toStrictEqual(['subscribe.no-downlink', 'cloud'])
  })

  it('the MQTT service started twice (SIMCom)', async () => {
    const { say, hear, first } = terminal('simcom-sim7600')
    await say('AT+CMQTTSTART', '+CMQTTSTART: 0\r\n')
    await say('AT+CMQTTSTART', '+CMQTTSTART: 23\r\n')
    await hear('ERROR\r\n')
    expect(first()).toStrictEqual(['mqtt.simcom-start', 'mqtt'])
  })

  it('a password that is too long (ESP-AT)', async () => {
    const { say, first } = terminal('esp-at', undefined, '\r\n')
    await say('AT+SYSLOG=1')
    await say(`AT+MQTTUSERCFG=0,1,"dev","user","${'x'.repeat(75)}",0,0,""`, 'ERROR\r\n')
    expect(first()).toStrictEqual(['mqtt.esp-too-long', 'mqtt'])
  })
})
