import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { explainLog } from './explain-log.ts'

const folder = new URL('../../test/transcripts/', import.meta.url)
const read = (name: string) => readFileSync(new URL(`${name}.txt`, folder), 'utf8')

describe('recorded sessions', () => {
  it('names the failed connection to AWS with its line', () => {
    const { modem, cloud, verdict, isConnected } = explainLog(read('simcom-sim7600-aws-connect-fail-26'))
    expect({ modem, cloud, isConnected }).toStrictEqual({ modem: 'simcom-sim7600', cloud: 'aws', isConnected: false })
    expect(verdict?.evidence).toBe('+CMQTTCONNECT: 0,26')
  })

  it('tells that the loss was mended later, and that 767 on closing means nothing', () => {
    const { failures, lines } = explainLog(read('luat-air780ep-closed-reconnect'))
    expect(failures.map(({ code, isRecovered }) => [code, isRecovered])).toStrictEqual([['mqtt.dropped', true]])
    expect(lines.find(({ text }) => text === '+CME ERROR: 767')?.isFailure).toBe(false)
  })
})

it('shows no secret of any recorded session', () => {
  const secrets = ['0f655b12adf519b9a7a2b0a990f398b6', '137eb0759ca248b79383a60c0b0e0f80', 'fef32adf6dad46c2c7cbf335d3a7b021', '20558baadb2a0b04847767980f0ee67b', 'DdBF53KirNVdxujCX8JbU4VT9hodSqer', '390358fc595040aa73221e8393aba86c', '1a7285034f9e1a3248a0e7b7a9fe7f3b25a9d93a8a188fb6f6cf89e733ced986']
  const logs = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  for (const secret of secrets) {
    expect(logs.some((log) => log.includes(secret))).toBe(true)
    for (const log of logs) expect(JSON.stringify(explainLog(log))).not.toContain(secret)
  }
})

it.each([
  ['+CPIN: SIM PUK', 'sim'],
  ['+CME ERROR: 10', 'sim'],
  ['+CSQ: 99,99', 'radio'],
  ['+CEREG: 0,3', 'radio'],
])('%s belongs to the stage %s', (line, stage) => {
  expect(explainLog(`AT\r\nOK\r\n${line}\r\n`).verdict?.stage).toBe(stage)
})

const asleep = (log: string): number[] => explainLog(log).lines.flatMap(({ number, words }) => (words?.en.includes('the module was asleep') ? [number] : []))

it('says of the answer after a lost first AT that the module was asleep, where the log tells times and directions', () => {
  expect(asleep('[14:00:00.000]发→◇AT\r\n□\r\n[14:00:02.000]发→◇AT\r\n□\r\n[14:00:02.012]收←◆AT\r\n\r\nOK\r\n\r\n')).toStrictEqual([7])
  expect(asleep('2026-11-22 03:11:07.000 → AT\n2026-11-22 03:11:07.020 ← OK\n2026-11-22 03:11:37.000 → AT+CSQ\n2026-11-22 03:11:39.000 → AT+CSQ\n2026-11-22 03:11:39.010 ← +CSQ: 20,99\n2026-11-22 03:11:39.010 ← OK\n')).toStrictEqual([6])
})

it.each([
  ['answered at once', '[14:00:00.000]发→◇AT\r\n□\r\n[14:00:00.012]收←◆AT\r\n\r\nOK\r\n\r\n[14:00:30.000]发→◇AT\r\n□\r\n[14:00:30.012]收←◆AT\r\n\r\nOK\r\n\r\n'],
  ['a log of echoes: what stands there was heard', '[14:00:00.000] AT\n[14:00:02.000] AT\n[14:00:02.010] OK\n'],
  ['no times', '发→◇AT\r\n□\r\n发→◇AT\r\n□\r\n收←◆AT\r\n\r\nOK\r\n'],
])('says nothing of sleep: %s', (_, log) => {
  expect(asleep(log)).toStrictEqual([])
})

it('supposes a second client when logins are thrown out again and again', () => {
  const round = 'AT+QMTOPEN=0,"a.example",1883\nOK\n+QMTOPEN: 0,0\nAT+QMTCONN=0,"dev"\nOK\n+QMTCONN: 0,0,0\n+QMTSTAT: 0,1\n'
  expect(explainLog(round.repeat(3)).verdict?.code).toBe('mqtt.kicked')
  expect(explainLog(round).verdict?.code).toBe('mqtt.dropped')
})

it('counts TLS in where the link was to have it, as the wizard does', () => {
  const refused = 'AT+QMTOPEN=0,"a.example",8883\nOK\n+QMTOPEN: 0,5\n'
  const told = (log: string) => {
    const found = explainLog(log).failures.find(({ code }) => code.startsWith('mqtt.open'))
    return [found?.code, found?.stage, found?.earliest]
  }
  expect(told(`AT+QMTCFG="ssl",0,1,2\nOK\n${refused}`)).toStrictEqual(['mqtt.open.5', 'tls', 'net'])
  expect(explainLog(`AT+QMTCFG="ssl",0,1\nOK\n${refused}`).verdict?.next.en).toContain('CA')
  for (const plain of ['', 'AT+QMTCFG="ssl",1,1\nOK\n', 'AT+QMTCFG="ssl",0,1\nOK\nAT+QMTCFG="ssl",0,0\nOK\n', 'AT+QMTCFG="ssl",0,1\nOK\nRDY\n']) {
    expect(told(`ATI\nQuectel\nEC20F\nOK\n${plain}${refused}`)).toStrictEqual(['mqtt.open.5', 'net', undefined])
  }
  const air = (opening: string) => told(`AT+MCONFIG="id","u","p"\nOK\n${opening}="a.example",8883\nOK\nSTATE: IP STATUS\nCONNECT FAIL\n`)
  expect([air('AT+SSLMIPSTART'), air('AT+MIPSTART')]).toStrictEqual([
    ['mqtt.open-failed', 'tls', 'net'],
    ['mqtt.open-failed', 'net', undefined],
  ])
})

it('finds a field failure however far from the verdict it stands', () => {
  const idle = Array.from({ length: 5_000 }, (_, at) => `AT+QMTPUB=0,1,1,0,"up",2\n>${at}\nOK\n+QMTPUB: 0,1,0\n`).join('')
  const log = `AT+CSQ\n+CSQ: 5,99\nOK\n${idle}AT+QMTCONN=0,"dev","u","pass"\nOK\n+QMTCONN: 0,0,4\n`
  expect(explainLog(log).symptoms.filter(({ place }) => place !== 'hint').map(({ failure, line }) => [failure.id, line])).toStrictEqual([
    ['mqtt.refused-4', 20_006],
    ['radio.weak', 2],
  ])
})
