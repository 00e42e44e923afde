import { expect, it } from 'vitest'
import { mqttCloud } from '../clouds/mqtt/profile.ts'
import type { Inputs } from '../clouds/profile.ts'
import { findModem } from '../modems/index.ts'
import { composePlan } from '../wizard/compose.ts'
import type { Evidence } from '../wizard/step.ts'
import { nextChecks } from './next-checks.ts'

function planOf(modem: string, inputs: Inputs) {
  const profile = findModem(modem)
  const plan = profile && composePlan(profile, mqttCloud, { tls: 'none', clientId: 'c', ssid: 'workshop', publishTopic: 'up', payload: '1', ...inputs }, { now: 0, random: '' }).plan
  if (!plan) throw new Error('the inputs of this test make a plan')
  return plan
}

const failed = (command: string, offending: string): Evidence => ({ stepId: 'open', stage: 'net', command, final: 'OK', lines: ['OK', offending], offending, received: 'lines' })

const sends = (modem: string, command: string, line: string, code: string, host = 'broker.example', earlier: Parameters<typeof nextChecks>[3] = []) =>
  nextChecks(failed(command, line), code, planOf(modem, { host, port: '1883' }), earlier).map(({ send }) => send)

it('asks each family in its own words whether the name resolves, with the plan’s host', () => {
  const first = (...about: [modem: string, command: string, line: string, code: string]) => sends(...about)[0]
  expect([
    first('quectel-ec20', 'AT+QMTOPEN=0,"broker.example",1883', '+QMTOPEN: 0,4', 'mqtt.open.4'),
    first('quectel-bg96', 'AT+QMTOPEN=0,"broker.example",1883', '+QMTOPEN: 0,4', 'mqtt.open.4'),
    first('simcom-sim7600', 'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1', '+CMQTTCONNECT: 0,25', 'mqtt.result.25'),
    first('luat-air780e', 'AT+MIPSTART="broker.example",1883', 'CONNECT FAIL', 'mqtt.open-failed'),
    first('esp-at', 'AT+MQTTCONN=0,"broker.example",1883,0', 'ERROR', 'mqtt.connect'),
    first('nrf-serial-modem', 'AT#XMQTTCON=1,"","","broker.example",1883', 'ERROR', 'net.tcp'),
  ]).toStrictEqual(['AT+QIDNSGIP=1,"broker.example"', 'AT+QIDNSGIP=1,"broker.example"', 'AT+CDNSGIP="broker.example"', 'AT+CDNSGIP="broker.example"', 'AT+CIPDOMAIN="broker.example"', 'AT#XGETADDRINFO="broker.example"'])
})

it('offers three at most, no name look-up for an address, and nothing of 27.007 to a Wi-Fi module', () => {
  expect(sends('quectel-ec20', 'AT+QMTOPEN=0,"broker.example",1883', '+QMTOPEN: 0,4', 'mqtt.open.4').length).toBe(3)
  expect(sends('quectel-ec20', 'AT+QMTOPEN=0,"192.0.2.1",1883', '+QMTOPEN: 0,5', 'mqtt.open.5', '192.0.2.1').filter((send) => send.includes('DNSGIP'))).toStrictEqual([])
  expect(sends('esp-at', 'AT+MQTTCONN=0,"broker.example",1883,0', 'ERROR', 'mqtt.connect').filter((send) => /\+CG|\+CSQ|\+CPIN/.test(send))).toStrictEqual([])
})

it('asks an nRF91 for its signal by AT+CESQ', () => {
  const modems = ['quectel-ec20', 'nrf-serial-modem'] as const
  const asked = modems.map((modem) => nextChecks({ ...failed('AT+CREG?', '+CREG: 0,2'), stepId: 'registration', stage: 'radio' }, 'radio.not-registered', planOf(modem, { host: 'h.example', port: '1883' })).map(({ send }) => send))
  expect(asked.map((sent) => sent.filter((send) => /CSQ|CESQ/.test(send)))).toStrictEqual([['AT+CSQ'], ['AT+CESQ']])
})

it('takes the earlier commands into account: a result 5 with TLS set leads to the certificates', () => {
  const open = ['quectel-ec20', 'AT+QMTOPEN=0,"broker.example",8883', '+QMTOPEN: 0,5', 'mqtt.open.5', 'broker.example'] as const
  const [plain] = sends(...open)
  const secure = sends(...open, [{ text: 'AT+QMTCFG="ssl",0,1,2', from: 'host' }, { text: 'OK', from: 'modem' }])
  expect([plain, secure.includes('AT+QSSLCFG="sni",2')]).toStrictEqual(['AT+QIDNSGIP=1,"broker.example"', true])
})

it('has nothing to offer where the catalogue knows nothing', () => {
  expect(sends('quectel-ec20', 'AT+QMTCFG="version",0,4', '+NEVER: 1', 'modem.unexpected')).toStrictEqual([])
})
