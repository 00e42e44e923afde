import { expect, it } from 'vitest'
import { lateAnswerOf, onlyReads, showsLogin } from './check-command.ts'
import { fieldFailures } from './field-failures/index.ts'

it.each(['AT', 'ATI', 'AT+CSQ', 'AT+CREG?', 'AT+QMTCFG=?', 'AT+CGPADDR=1', 'AT+QIDNSGIP=1,"a.example"', 'AT+QIDNSCFG=1', 'AT+QSSLCFG="sni",2', 'AT+QCFG="nwscanseq"', 'AT+QFLST="*"', 'AT+SAPBR=2,1'])('%s only reads', (command) => {
  expect(onlyReads(command)).toBe(true)
})

it.each([
  'ATZ', 'AT&F', 'AT&W', 'ATE0', 'AT+CFUN=1,1', 'AT+CRESET', 'AT+RESTORE', 'AT+IPR=115200', 'AT+QIACT=1', 'AT+QPOWD', 'AT+QSSLCFG="sni",2,1', 'AT+QCFG="nwscanseq",03', 'AT+QMTCFG="ssl",0,1,2',
  'AT+QIDNSCFG=1,"1.1.1.1","8.8.8.8"', 'AT+QFDEL="*"', 'AT+SAPBR=1,1', 'AT+CGPADDR=1;+CFUN=0', 'AT+CSQ;&F', 'AT+CREG=2', 'AT+CPIN="1234"', 'AT+QIDNSGIP=1,"a";&F',
])('%s is not known to only read', (command) => {
  expect(onlyReads(command)).toBe(false)
})

it('knows what prints the login', () => {
  const prints = ['AT+CMQTTCONNECT?', 'AT+MQTTUSERCFG?', 'AT+MCONFIG?', 'AT+QMTCFG="aliauth",0']
  expect([...prints, 'AT+QMTCONN?', 'AT+MQTTCONN?'].filter(showsLogin)).toStrictEqual(prints)
})

it('waits for the addresses, not for their number', () => {
  const { prefix, interim = '' } = lateAnswerOf('AT+QIDNSGIP=1,"a.example"') ?? { prefix: '' }
  // Quectel TCP/IP application note: the number of addresses, then each of them.
  const lines = ['+QIURC: "dnsgip",0,1,600', '+QIURC: "dnsgip","192.0.2.7"', '+QIURC: "dnsgip",565']
  expect(lines.map((line) => [line.startsWith(prefix), new RegExp(interim).test(line)])).toStrictEqual([[true, true], [true, false], [true, false]])
  expect(lateAnswerOf('AT+CGPADDR')).toBeUndefined()
})

it('the catalogue’s checks only read, but for those that take a message out of the modem', () => {
  const sends = fieldFailures.flatMap(({ checks }) => checks.flatMap(({ send }) => (typeof send === 'string' ? [send] : Object.values(send ?? {}))))
  const concrete = sends.map((send) => send.replace('{host}', 'a.example').replace('{port}', '1883').replace('{ctx}', '2'))
  const takes = ['AT+QMTRECV=0', 'AT+MQTTMSGGET', 'AT+LMQTTREAD=0']
  expect([...new Set(concrete)].filter((send) => !onlyReads(send) && !takes.includes(send))).toStrictEqual([])
})
