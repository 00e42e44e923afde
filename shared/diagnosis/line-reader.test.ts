import { describe, expect, it } from 'vitest'
import { findModem } from '../modems/index.ts'
import { LineReader } from './line-reader.ts'
import { vocabularies } from './vocabulary.ts'

/** Kind and words of the last of some lines, for a module of a family or of none known. */
function last(family: string | undefined, ...lines: readonly string[]): string {
  const reader = new LineReader(vocabularies(family === undefined ? undefined : findModem(family)))
  const read = lines.map((text) => reader.read({ text })).at(-1)
  return `${read?.kind}: ${read?.words?.en}`
}

describe('commands, with what their parameters say', () => {
  it.each([
    ['quectel-ec20', 'AT+QMTOPEN=0,"broker.example",8883', 'opens MQTT client 0 to broker.example:8883'],
    ['quectel-ec20', 'AT+QMTCFG="keepalive",0,120', 'sets the keep-alive in seconds: 120'],
    ['quectel-ec20', 'AT+QMTCFG="keepalive",0', 'asks for the keep-alive in seconds'],
    ['quectel-ec20', 'AT+QMTPUBEX=0,1,1,0,"up",7', 'publishes 7 bytes to up, QoS 1'],
    ['lierda-nt35e', 'AT+LMQTTSUBUNSUB=0,1,3,"t",2', 'unsubscribes from t'],
    ['luat-air780e', 'AT+SSLMIPSTART="a.example",8883', 'connects to a.example:8883 by TLS'],
    ['simcom-sim7600', 'AT+CMQTTACCQ=0,"dev",1', 'takes MQTT client 0 with client ID “dev”, TLS'],
    ['esp-at', 'AT+MQTTUSERCFG=0,5,"dev","","",0,0,""', 'sets the login: TLS, both verified, client ID “dev”, no user name'],
    [undefined, 'AT#XMQTTCON=1,"","","a.example",1883', 'connects to a.example:1883 and logs in, without user name'],
    [undefined, 'ATE0', 'echo off'],
    [undefined, 'AT+CFUN=1,1', 'restarts the modem'],
    [undefined, 'AT+CMEE=2;+CSQ', 'errors in words; asks for the signal strength'],
    [undefined, 'AT+CREG=?', 'asks which values are possible: registration (circuit-switched)'],
    [undefined, 'AT+CGDCONT=1,"IP","CMIOT"', 'context 1: IP, APN “CMIOT”'],
  ])('%s %s', (family, line, words) => {
    expect(last(family, line)).toBe(`sent: ${words}`)
  })
})

describe('answers of 27.007', () => {
  it.each([
    // 27.007, 8.5: −113 dBm and 2 dB a step.
    ['+CSQ: 21,99', 'answer: -71 dBm, good'],
    // 27.007, 8.69: RSRP 46 is −95 dBm, RSRQ 20 is −10 dB.
    ['+CESQ: 99,99,255,255,20,46', 'answer: RSRP -95 dBm, RSRQ -10 dB'],
    ['+CEREG: 2,1,"1A2B","01C4D30B",7', 'answer: registered, home network, area 1A2B, cell 01C4D30B, LTE'],
    ['+CEREG: 3,3,"1A2B","01C4D30B",9,0,11', 'error: registration denied, area 1A2B, cell 01C4D30B, NB-IoT, cause 11: PLMN not allowed'],
    ['+CGPADDR: 1,"10.0.0.2"', 'answer: context 1 has the address 10.0.0.2'],
    ['+COPS: 0,2,"46000",7', 'answer: operator 46000, LTE, automatic'],
    ['+CCLK: "26/08/07,13:54:02+32"', 'answer: the clock says 2026/08/07 13:54:02+32'],
    ['+CCLK: "80/01/06,00:00:12+00"', 'answer: the clock is not set'],
    ['+CMS ERROR: 310', 'error: short messages: 310, SIM not inserted'],
  ])('%s', (line, words) => {
    const name = line.split(':')[0]?.replace('+CMS ERROR', '+CMGL') ?? ''
    expect(last(undefined, `AT${name}?`, line)).toBe(words)
  })
})

it('tells an answer from what came by itself', () => {
  expect(last(undefined, 'AT+CSQ', '+CREG: 1')).toBe('urc: registered, home network')
  expect(last('quectel-ec20', 'AT+QNWINFO', '+QNWINFO: "FDD LTE","46000","LTE BAND 3",1300')).toBe('answer: FDD LTE, operator 46000, LTE BAND 3, channel 1300')
  expect(last('quectel-ec20', 'AT', 'OK', '+QIURC: "closed",1')).toBe('urc: socket 1 was closed by the server')
})

it('reads bare answers by the question before them', () => {
  expect(last(undefined, 'AT+CGMM', 'EC20F')).toBe('answer: the model')
  expect(last(undefined, 'ATI', 'Revision: EG25GGBR07A08M2G')).toBe('answer: what the module says of itself')
  expect(last(undefined, 'AT+CGSN', '861234567890123')).toBe('answer: the IMEI')
})

it('takes data for data, by its length and by its mark, also when it looks like a command’s answer', () => {
  expect(last('quectel-ec20', 'AT+QMTPUBEX=0,0,0,0,"up",6', '>', '+CSQ 1')).toBe('data: the message')
  expect(last('luat-air780e', 'AT+FSWRITE="ca.crt",0,40,15', '>', '-----BEGIN CERTIFICATE-----', 'MIIB')).toBe('data: the file’s content')
  expect(last('luat-air780e', '+MSUB: "t",20 byte,{', '  "msg": "hello"', '}')).toBe('data: the message')
  expect(last('luat-air780e', '+MSUB: "t",20 byte,{', '  "msg": "hello"', '}', 'OK')).toBe('ok: done')
})

it('knows a module that starts, but not a maker’s name that was asked for', () => {
  expect(last('quectel-ec20', 'RDY')).toBe('boot: the module starts')
  expect(last('quectel-ec20', 'POWERED DOWN')).toBe('boot: the module goes down')
  expect(last('lierda-nt35e', 'AT+CGMI', 'Lierda')).toBe('answer: the maker')
})

it('says so in words where it does not know', () => {
  expect(last(undefined, '\u0012{~garbage')).toBe('unknown: unknown')
  expect(last(undefined, 'AT+XYZZY=1')).toBe('unknown: a command that is unknown here')
  expect(last(undefined, 'AT+XYZZY?', '+XYZZY: 1')).toBe('unknown: unknown answer to +XYZZY')
})
