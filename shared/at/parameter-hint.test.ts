import { expect, test } from 'vitest'
import { espAtSignatures } from '../modems/esp-at/signatures.ts'
import { nordicSignatures } from '../modems/nrf-serial-modem/signatures.ts'
import { quectelSignatures } from '../modems/quectel-ec20/signatures.ts'
import { problemOf, writeParameters } from './build-command.ts'
import { commonSignatures } from './common-signatures.ts'
import { parametersOf } from './parameter.ts'
import { choicesAt, hintAt } from './parameter-hint.ts'

const signatures = { ...commonSignatures, ...quectelSignatures, ...espAtSignatures, ...nordicSignatures }

/** The caret is where the bar stands. */
const at = (marked: string) => {
  const caret = marked.indexOf('|')
  return hintAt(marked.replace('|', ''), caret, signatures)
}
const named = (marked: string) => at(marked)?.current?.name

test('the parameter at the caret is told, in every place of the line', () => {
  expect([named('AT+CFUN=|'), named('AT+CFUN=1|'), named('AT+CFUN=1,|'), named('AT+CFUN=|1,1'), named('at+cfun|')]).toStrictEqual(['fun', 'fun', 'rst', 'fun', 'fun'])
  expect(named('AT+CFUN=1,1,|')).toBeUndefined()
  expect(at('AT+CFUN=1,1,|')).toMatchObject({ name: '+CFUN', at: 2, values: ['1', '1', ''] })
})

test('commas in quotation marks and behind a backslash part nothing', () => {
  expect(named('AT+QMTCONN=0,"a,b|')).toBe('clientID')
  expect(named('AT+QMTCONN=0,"a,b","user,|')).toBe('username')
  expect(named('AT+MQTTUSERCFG=0,1,"a\\,b|')).toBe('client_id')
  expect(named('AT+MQTTUSERCFG=0,1,"a\\"b\\,",|')).toBe('username')
})

test('of joined commands the one at the caret speaks', () => {
  expect(at('AT+CMEE=2;+CREG=|')).toMatchObject({ name: '+CREG', head: 'AT+CMEE=2;+CREG=', tail: '' })
  expect(at('AT+CMEE=|;+CREG=1')).toMatchObject({ name: '+CMEE', tail: ';+CREG=1' })
  // A login's own semicolon is none.
  expect(named('AT+QMTCONN=0,"a;+b",|')).toBe('username')
})

test('what follows a key is known once the key is typed', () => {
  expect(at('AT+QMTCFG="keepalive",0,|')?.current).toMatchObject({ name: 'keep_alive_time', range: [0, 3600] })
  expect(at('AT+QMTCFG=|')?.parameters.map(({ name }) => name)).toStrictEqual(['type'])
  expect(at('AT+QMTCFG="nonsense",0,|')?.current).toBeUndefined()
})

test('questions, other commands and data have no parameters', () => {
  expect(['AT+CFUN?|', 'AT+CFUN=?|', 'AT+NONSENSE=1|', 'AT|', 'hello=1|', 'AT+CFUN x|', '|'].map(at)).toStrictEqual(Array(7).fill(undefined))
})

test('the values of a list complete the line, as they stand on the wire', () => {
  const lines = (marked: string) => {
    const hint = at(marked)
    return hint && choicesAt(hint).map(({ line }) => line)
  }
  expect(lines('AT+CFUN=1,|')).toStrictEqual(['AT+CFUN=1,0', 'AT+CFUN=1,1'])
  expect(lines('AT+CGDCONT=1,"ipv4|')).toStrictEqual(['AT+CGDCONT=1,"IPV4V6"'])
  expect(lines('AT+CFUN=1,0|')).toStrictEqual([])
  expect(lines('AT+QMTOPEN=0,|')).toStrictEqual([])
})

const write = (name: string, ...values: string[]) => {
  const signature = signatures[name]
  return signature && writeParameters(parametersOf(signature, values), values, 'escapes' in signature && signature.escapes === true)
}

test('a form’s values become the line that the manual shows', () => {
  // Quectel MQTT application note, AT+QMTOPEN and AT+QMTPUB; Serial Modem, AT#XMQTTCON; ESP-AT user guide, MQTT notes.
  expect(write('+QMTOPEN', '0', 'broker.example', '1883')).toBe('0,"broker.example",1883')
  expect(write('+QMTPUB', '0', '1', '1', '0', 'topic/pub', '')).toBe('0,1,1,0,"topic/pub"')
  expect(write('#XMQTTCON', '1', '', '', 'mqtt.server.com', '1883', '')).toBe('1,"","","mqtt.server.com",1883')
  expect(write('#XMQTTCON', '0', '', '', '', '', '')).toBe('0')
  expect(write('+MQTTUSERCFG', '0', '1', 'a,b', 'u', '', '0', '0', '')).toBe('0,1,"a\\,b","u","",0,0,""')
  expect(write('+CGDCONT', '1', 'IP', '', '', '', '')).toBe('1,"IP"')
  expect(write('+CPSMS', '1', '', '', '10100101', '00000101')).toBe('1,,,"10100101","00000101"')
  expect(write('+QMTCFG', 'keepalive', '0', '120')).toBe('"keepalive",0,120')
})

test('a value that the manual does not allow is named with its limit', () => {
  const problem = (name: string, index: number, value: string, escapes = false) => {
    const signature = signatures[name]
    const parameter = signature && parametersOf(signature, [])[index]
    return parameter && problemOf(parameter, value, escapes)
  }
  expect(problem('+QMTOPEN', 2, '70000')).toStrictEqual({ kind: 'range', least: 1, most: 65_535 })
  expect(problem('+QMTOPEN', 2, 'mqtt')).toStrictEqual({ kind: 'number' })
  expect(problem('+QMTOPEN', 1, '')).toStrictEqual({ kind: 'missing' })
  // 51 characters of three bytes.
  expect(problem('+QMTOPEN', 1, '中'.repeat(51))).toStrictEqual({ kind: 'long', bytes: 153, most: 100 })
  expect(problem('+QMTOPEN', 1, 'a"b')).toStrictEqual({ kind: 'quote' })
  expect(problem('+MQTTPUB', 2, '{"a":1}', true)).toBeUndefined()
  expect(problem('+CFUN', 0, '1,1')).toStrictEqual({ kind: 'comma' })
  expect(problem('+QMTCONN', 1, 'a\r\nAT+CFUN=1,1')).toStrictEqual({ kind: 'control' })
  expect(problem('+CFUN', 1, '')).toBeUndefined()
})
