import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { explainLog } from './explain-log.ts'

const recorded = (name: string) => readFileSync(new URL(`../../test/transcripts/${name}.txt`, import.meta.url), 'utf8')
const told = (log: string) => explainLog(log).symptoms.map(({ failure, line, place }) => [failure.id, line, place])

it('gives the verdict the field failures of its line, the closest first', () => {
  expect(told(recorded('simcom-sim7600-aws-connect-fail-26')).slice(0, 2).map(([id, , place]) => [id, place])).toStrictEqual([
    ['mqtt.simcom-closed', 'verdict'],
    ['tls.aws', 'verdict'],
  ])
})

it('names what else the log shows with its line, and calls what fits any session a hint', () => {
  const log = 'AT+CSQ\nOK\n+CSQ: 5,99\nAT+QMTOPEN=0,"a.example",1883\nOK\n+QMTOPEN: 0,0\nAT+QMTCONN=0,"dev","u","pass"\nOK\n+QMTCONN: 0,0,4\n'
  expect(told(log)).toStrictEqual([
    ['mqtt.refused-4', 9, 'verdict'],
    ['radio.weak', 3, 'elsewhere'],
  ])
  expect(told('AT+QMTPUB=0,1,1,0,"up",2\n>hi\nOK\n+QMTPUB: 0,1,0\n')).toStrictEqual([['publish.nothing-shown', 4, 'hint']])
})

it('leaves out what was mended, and what only looks like a failure', () => {
  expect(told(recorded('luat-air780e-boot-already-connect-767')).filter(([, , place]) => place !== 'hint')).toStrictEqual([])
  expect(told(recorded('luat-air780ep-closed-reconnect')).filter(([, , place]) => place !== 'hint')).toStrictEqual([])
})

it('finds nothing but hints in published sessions that went well', () => {
  const good = ['air780ep-aliyun-direct-mqtt', 'air780ep-aliyun-http-auth', 'air780ep-aliyun-pub-sub', 'luat-air724ug-aliyun-http-auth', 'luat-air780ep-mqtt-tcp', 'luat-air780ep-mqtts-mutual', 'luat-air780ep-pub-sub-cache', 'luat-air780ep-pub-qos012-old', 'nrf-serial-modem-mqtt', 'quectel-bc26-aliyun-aliauth', 'simcom-sim7600-aws-pub-ok']
  expect(good.map((name) => [name, told(recorded(name)).filter(([, , place]) => place !== 'hint')])).toStrictEqual(good.map((name) => [name, []]))
})

it('tells an echo from a command by the arrows', () => {
  expect(told('[10:00:00.001]发→◇AT\n[10:00:00.020]收←◆AT\n[10:00:02.001]发→◇AT\n[10:00:02.020]收←◆AT\n')[0]?.[0]).toBe('port.echo-only')
  expect(told('[10:00:00.001]发→◇AT\n[10:00:02.001]发→◇AT\n[10:00:04.001]发→◇AT\n')[0]?.[0]).toBe('port.no-answer')
})

it('reads the arrows of every terminal that the log reader knows', () => {
  const exported = ['→ AT', '← AT', '→ AT', '← AT'].map((line, at) => `2026-11-22 03:11:0${at}.123 ${line}\n`).join('')
  const llcom = ['<- AT', '-> AT', '<- AT', '-> AT'].map((line, at) => `[2026-11-22 03:11:0${at}.123]${line}\n`).join('')
  expect([told(exported)[0]?.[0], told(llcom)[0]?.[0]]).toStrictEqual(['port.echo-only', 'port.echo-only'])
})
