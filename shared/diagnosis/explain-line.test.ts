import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findModem } from '../modems/index.ts'
import { explainLine, type ExplainedRow } from './explain-line.ts'
import { maskedLines, type LoggedLine } from './mask-log.ts'
import { recogniseModem } from './recognise.ts'

const folder = new URL('../../test/transcripts/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))

/** A transcript line by line as a page explains it: each with the lines since its command. */
function explained(name: string, isModemKnown: boolean): readonly (ExplainedRow & { readonly text: string })[] {
  const isSentOnly = name.endsWith('.sent.txt')
  const lines = maskedLines(readFileSync(new URL(name, folder), 'utf8')).map((line) => (isSentOnly ? { ...line, direction: 'sent' as const } : line))
  const modem = isModemKnown ? recogniseModem(lines.map(({ text }) => text)) : undefined
  let before: LoggedLine[] = []
  return lines.map((line) => {
    if (/^\s*AT/i.test(line.text) && line.direction !== 'received') before = []
    const row = explainLine(line.text, line.direction, { modem, before })
    before = [...before, line]
    return { ...row, text: line.text }
  })
}

describe('of every transcript at least 95 % of the lines are explained, and the rest says that it is unknown', () => {
  it.each(files.flatMap((name) => [[name, true] as const, [name, false] as const]))('%s, module known: %s', (name, isModemKnown) => {
    const rows = explained(name, isModemKnown).filter(({ kind }) => kind !== 'blank')
    const unknown = rows.filter(({ isKnown }) => !isKnown)
    expect(rows.filter(({ words }) => words === undefined).map(({ text }) => text)).toStrictEqual([])
    expect(unknown.length / rows.length, unknown.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.05)
  })
})

/** `<symbol>=value: meaning` of every value. */
const fieldsOf = ({ fields }: ExplainedRow): readonly string[] => fields.map(({ symbol, value, meaning }) => `${symbol}=${value}${meaning ? `: ${meaning.en}` : ''}`)

const answer = (line: string, command: string, modem?: string) =>
  explainLine(line, 'received', { modem: modem === undefined ? undefined : findModem(modem), before: [{ text: command, direction: 'sent' }] })

describe('answers and URCs, value by value', () => {
  it.each([
    // 27.007, 8.5: 0 is −113 dBm or less, 31 is −51 or greater, 2 dB a step; ber 99 not known.
    ['+CSQ: 21,99', 'AT+CSQ', ['rssi=21: -71 dBm, good', 'ber=99: not known or not measured'], '3GPP 27.007, 8.5'],
    // 27.007, 8.69: rsrq 20 is −10 ≤ rsrq < −9.5, rsrp 46 is −95 ≤ rsrp < −94; 99 and 255 not known.
    [
      '+CESQ: 99,99,255,255,20,46',
      'AT+CESQ',
      ['rxlev=99: not known or not measured', 'ber=99: not known or not measured', 'rscp=255: not known or not measured', 'ecno=255: not known or not measured', 'rsrq=20: -10 to -9.5 dB', 'rsrp=46: -95 to -94 dBm, good'],
      '3GPP 27.007, 8.69',
    ],
    // 27.007, 10.1.22; the last 8 of the 28 bits of a cell's identity are the cell (36.300, 8.2).
    [
      '+CEREG: 2,5,"1A2B","01C4D30B",7',
      'AT+CEREG?',
      ['n=2: registration, area and cell', 'stat=5: registered, roaming', 'tac=1A2B: 6699 in decimal', 'ci=01C4D30B: 29676299 in decimal: base station 115923, cell 11', 'AcT=7: LTE (Cat M1 too)'],
      '3GPP 27.007, 10.1.22',
    ],
    // By itself: no <n> in front. Cause 11 of 24.301, table 9.9.3.9.1.
    [
      '+CEREG: 3,"1A2B","01C4D30B",9,0,11',
      'AT+CSQ',
      ['stat=3: registration denied', 'tac=1A2B: 6699 in decimal', 'ci=01C4D30B: 29676299 in decimal: base station 115923, cell 11', 'AcT=9: NB-IoT', 'cause_type=0: EMM, MM or GMM cause of 3GPP', 'reject_cause=11: PLMN not allowed'],
      '3GPP 27.007, 10.1.22',
    ],
    // 24.008, tables 10.5.163 and 10.5.163a: 001 00010 is 2 minutes; 001 00011 is 3 hours.
    ['+CEREG: 5,"1A2B","01C4D30B",7,,,"00100010","00100011"', 'AT', ['stat=5: registered, roaming', 'tac=1A2B: 6699 in decimal', 'ci=01C4D30B: 29676299 in decimal: base station 115923, cell 11', 'AcT=7: LTE (Cat M1 too)', 'Active-Time=00100010: 2 min', 'Periodic-TAU=00100011: 3 h'], '3GPP 27.007, 10.1.22'],
    ['+COPS: 0,2,"46000",7', 'AT+COPS?', ['mode=0: automatic', 'format=2: number (MCC and MNC)', 'oper=46000: China Mobile', 'AcT=7: LTE (Cat M1 too)'], '3GPP 27.007, 7.3'],
    ['+COPS: (2,"CHINA MOBILE","CMCC","46000",7),(3,"CHN-UNICOM","UNICOM","46001",7)', 'AT+COPS=?', ['stat,long,short,number,AcT=2,"CHINA MOBILE","CMCC","46000",7: current, LTE (Cat M1 too)', 'stat,long,short,number,AcT=3,"CHN-UNICOM","UNICOM","46001",7: forbidden, LTE (Cat M1 too)'], '3GPP 27.007, 7.3'],
    ['+CPIN: SIM PUK', 'AT+CPIN?', ['code=SIM PUK: the SIM is locked and waits for its PUK'], '3GPP 27.007, 8.3'],
    ['+CGATT: 1', 'AT+CGATT?', ['state=1: attached'], '3GPP 27.007, 10.1.9'],
    ['+CGPADDR: 1,"10.0.0.2"', 'AT+CGPADDR', ['cid=1', 'PDP_addr=10.0.0.2'], '3GPP 27.007, 10.1.14'],
    // 27.007, 8.15: the zone in quarters of an hour.
    ['+CCLK: "26/08/07,13:54:02+32"', 'AT+CCLK?', ['date=26/08/07: 2026-08-07', 'time=13:54:02', 'zz=+32: GMT+8 h'], '3GPP 27.007, 8.15'],
    ['+CME ERROR: 10', 'AT+CSQ', ['err=10: SIM not inserted'], '3GPP 27.007, 9.2'],
    ['+CME ERROR: SIM not inserted', 'AT+CSQ', ['err=SIM not inserted: SIM not inserted'], '3GPP 27.007, 9.2'],
    ['+CMS ERROR: 310', 'AT+CMGL', ['err=310: SIM not inserted'], '3GPP 27.005, 3.2.5'],
    // What a test command tells stands beside the parameters of the set command.
    ['+CREG: (0-2)', 'AT+CREG=?', ['n=(0-2)'], '3GPP 27.007, 7.2'],
    ['+CFUN: (0,1,4),(0,1)', 'AT+CFUN=?', ['fun=(0,1,4)', 'rst=(0,1)'], '3GPP 27.007, 8.2'],
  ])('%s to %s', (line, command, fields, source) => {
    const row = answer(line, command)
    expect({ fields: fieldsOf(row), source: row.source }).toStrictEqual({ fields, source })
  })
})

describe('commands, with what is sent', () => {
  it.each([
    ['AT+CFUN=1,1', ['fun=1: full: radio on', 'rst=1: restart the module'], '3GPP 27.007, 8.2'],
    ['AT+CGDCONT=1,"IP","cmnet"', ['cid=1', 'PDP_type=IP: IPv4', 'APN=cmnet'], '3GPP 27.007, 10.1.1'],
    // 24.008, table 10.5.163a: 101 is minutes; table 10.5.163: 000 is 2 seconds.
    ['AT+CPSMS=1,,,"10100101","00000101"', ['mode=1: on', 'Requested_Periodic-TAU=10100101: 5 min', 'Requested_Active-Time=00000101: 10 s'], '3GPP 27.007, 7.38'],
    // 24.008, table 10.5.5.32: 0101 is 81.92 s.
    ['AT+CEDRXS=1,5,"0101"', ['mode=1: on', 'AcT-type=5: NB-IoT', 'Requested_eDRX_value=0101: 81.92 s'], '3GPP 27.007, 7.40'],
    ['AT+CMEE=2;+CREG=1', ['n=2: in words', 'n=1: registration'], '3GPP 27.007, 9.1'],
    ['ATE0', [], 'ITU-T V.250, 6.2.4'],
    ['AT+CSQ', [], '3GPP 27.007, 8.5'],
  ])('%s', (line, fields, source) => {
    const row = explainLine(line, 'sent')
    expect({ kind: row.kind, fields: fieldsOf(row), source: row.source }).toStrictEqual({ kind: 'sent', fields, source })
  })
})

it('a refusal says what to do next', () => {
  expect(answer('+CME ERROR: 10', 'AT+CGATT?')).toMatchObject({ kind: 'error', isFailure: true, words: { zh: '没有检测到 SIM 卡。' }, next: { en: expect.stringContaining('Seat the card') } })
})

it('families that mean different things by a line are both named, unless the module is known', () => {
  // AirM2M's “Air780E AT commands” has 767 for a command that does not fit the state; 27.007 leaves numbers above 255 to each maker.
  expect(answer('+CME ERROR: 767', 'AT+MCONNECT=1,60', 'luat-air780e').words?.en).toBe('not possible in this state')
  // The standard has no such number: whoever has it is named.
  expect(answer('+CME ERROR: 767', 'AT').words?.en).toBe('AirM2M: not possible in this state')
  expect(answer('+HTTPACTION: 1,200,149', 'AT').words?.en).toBe('AirM2M: 149 bytes answered: AT+HTTPREAD; SIMCom: HTTP 200, 149 bytes')
  expect(answer('+CME ERROR: 513', 'AT%CMNG=2,16', 'nrf-serial-modem').words?.en).toBe('There is nothing in this security tag.')
})

it('what nobody knows says so', () => {
  expect(explainLine('\u0012{~garbage', 'received')).toStrictEqual({ kind: 'unknown', words: { en: 'unknown', zh: '未识别' }, fields: [], isFailure: false, isKnown: false })
  expect(explainLine('AT+XYZZY=1', 'sent')).toStrictEqual({ kind: 'sent', words: { en: 'a command that is unknown here', zh: '未识别的指令' }, fields: [], isFailure: false, isKnown: false })
})

describe('lines of the families, value by value', () => {
  it.each([
    // Quectel BG95&BG77&BG600L MQTT application note V1.1: AT+QMTOPEN, AT+QMTCONN, AT+QMTSUB, AT+QMTPUB, +QMTSTAT.
    ['quectel-ec20', '+QMTOPEN: 0,3', ['client_idx=0', 'result=3: The modem could not activate its data connection (PDP).']],
    ['quectel-ec20', '+QMTOPEN: 0,"broker.example",8883', ['client_idx=0', 'host_name=broker.example', 'port=8883: MQTT over TLS, as usual']],
    ['quectel-ec20', '+QMTCONN: 0,0,4', ['client_idx=0', 'result=0: sent and answered', 'ret_code=4: The broker rejected the user name or password.']],
    ['quectel-ec20', '+QMTCONN: 0,3', ['client_idx=0', 'state=3: connected']],
    ['quectel-ec20', '+QMTSUB: 0,1,0,128', ['client_idx=0', 'msgID=1', 'result=0: sent and answered', 'value=128: refused by the broker']],
    ['quectel-ec20', '+QMTPUB: 0,7,1,2', ['client_idx=0', 'msgID=7', 'result=1: sent again', 'value=2']],
    ['quectel-ec20', '+QMTSTAT: 0,2', ['client_idx=0', 'err_code=2: The keep-alive ping failed.']],
    ['quectel-ec20', '+QMTRECV: 0,1,"up",5,"a,b"', ['client_idx=0', 'msgID=1', 'topic=up', 'payload_len=5: 5 bytes', 'payload=a,b']],
    // Quectel TCP/IP application notes: URC and error codes.
    ['quectel-ec20', '+QIURC: "pdpdeact",1', ['event=pdpdeact: the data connection is gone', 'contextID=1']],
    ['quectel-ec20', '+QIOPEN: 1,566', ['connectID=1', 'err=566: the connection could not be made: TCP, or any failure of TLS']],
    // A76XX Series AT Command Manual, 18.3.1 and 18.4.1.
    ['simcom-sim7600', '+CMQTTCONNECT: 0,32', ['client_index=0', 'err=32: The TLS handshake failed.']],
    ['simcom-sim7600', '+CMQTTCONNLOST: 0,3', ['client_index=0', 'cause=3: The network closed the connection.']],
    ['simcom-sim7600', '+CMQTTRXSTART: 0,9,60', ['client_index=0', 'topic_total_len=9: 9 bytes', 'payload_total_len=60: 60 bytes']],
    // Lierda AT manual, +LMQTTURC; AT+LMQTTOPEN.
    ['lierda-nt35e', '+LMQTTOPEN: 0,-1,4', ['tcpconnectID=0', 'result=-1: failed', 'extend=4: The modem could not resolve the broker’s name.']],
    ['lierda-nt35e', '+LMQTTURC: STATS,0,15,5', ['type=STATS: the link changed', 'tcpconnectID=0', 'stats=15: The broker refused the login.', 'ret_code=5: The broker does not authorise this client.']],
    // Air780EP MQTT guide.
    ['luat-air780e', '+MSUB: "t",3 byte,a,b', ['topic=t', 'len=3: 3 bytes', 'message=a,b']],
    ['luat-air780e', '+MQTTSTATU :2', ['status=2: TCP without login']],
    // ESP-AT user guide, AT+MQTTCONN: states; AT+MQTTSUB.
    ['esp-at', '+MQTTSUBRECV:0,"t",4,te,t', ['LinkID=0: the only one', 'topic=t', 'data_length=4: 4 bytes', 'data=te,t']],
    ['esp-at', '+MQTTCONNECTED:0,1,"192.168.10.234","1883","",1', ['LinkID=0: the only one', 'scheme=1: TCP', 'host=192.168.10.234', 'port=1883: MQTT over TCP, as usual', 'reconnect=1: yes']],
    // Serial Modem, MQTT client AT commands; errno 111 is newlib's ECONNREFUSED.
    ['nrf-serial-modem', '#XMQTTEVT: 0,5', ['evt_type=0: the login was answered (CONNACK)', 'result=5: The broker does not authorise this client.']],
    ['nrf-serial-modem', '#XMQTTEVT: 9,0', ['evt_type=9: ping answered (PINGRESP)', 'result=0: success']],
    // nRF91x1 Cellular AT Commands, %CESQ: RSRP as in +CESQ.
    ['nrf-serial-modem', '%CESQ: 46,2,20,3', ['rsrp=46: -95 to -94 dBm', 'rsrp_threshold_index=2', 'rsrq=20: -10 dB or more', 'rsrq_threshold_index=3']],
  ])('%s %s', (modem, line, fields) => {
    const row = answer(line, 'AT', modem)
    expect(fieldsOf(row)).toStrictEqual(fields)
    expect(row.source).toMatch(/, /)
    // Also where nobody knows which module speaks.
    expect(fieldsOf(answer(line, 'AT'))).toStrictEqual(fields)
  })
})
