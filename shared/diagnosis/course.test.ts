import { describe, expect, it } from 'vitest'
import { explainLog } from './explain-log.ts'

const verdict = (...lines: readonly string[]) => {
  const found = explainLog(lines.join('\r\n')).verdict
  return found && { code: found.code, line: lines[found.line - 1] }
}
const failures = (...lines: readonly string[]) => explainLog(lines.join('\r\n')).failures.map(({ code, isRecovered }) => (isRecovered ? `${code} (mended)` : code))

const open = ['AT+QMTOPEN=0,"a.example",1883', 'OK', '+QMTOPEN: 0,0']
const login = ['AT+QMTCONN=0,"dev","u","p-1234"', 'OK', '+QMTCONN: 0,0,0']

describe('a module that restarts in the middle', () => {
  it('right after it began to transmit: the supply is suspected', () => {
    expect(verdict('AT', 'OK', ...open, 'AT+QMTCONN=0,"dev"', 'RDY', '+CPIN: READY')).toStrictEqual({ code: 'modem.rebooted', line: 'RDY' })
    expect(explainLog(['AT', 'OK', ...open, 'AT+QMTCONN=0,"dev"', 'RDY'].join('\n')).verdict?.what.en).toContain('probably the supply gave way')
  })
  it('otherwise: only that all is gone', () => {
    expect(explainLog(['AT', 'OK', 'AT+CSQ', '+CSQ: 20,99', 'OK', 'RDY'].join('\n')).verdict?.what.en).toBe('The modem restarted by itself: what was set and opened is gone.')
  })
  it('not the supply when the stamps say that it was long after', () => {
    const log = ['[10:00:00.000]AT', '[10:00:00.010]OK', '[10:00:01.000]AT+QMTOPEN=0,"a.example",1883', '[10:00:01.100]OK', '[10:05:00.000]RDY']
    expect(explainLog(log.join('\n')).verdict?.what.en).toBe('The modem restarted by itself: what was set and opened is gone.')
  })
  it('is not one that was asked to, or that had just been switched on', () => {
    expect(verdict('RDY', '+CPIN: READY', 'AT', 'OK')).toBeUndefined()
    expect(verdict('AT', 'OK', 'AT+CFUN=1,1', 'OK', 'RDY', 'APP RDY', 'AT', 'OK')).toBeUndefined()
  })
  it('explains the loss of the connection that was told just before', () => {
    expect(failures('AT', 'OK', ...open, ...login, '+QMTSTAT: 0,1', 'RDY')).toStrictEqual(['modem.rebooted'])
  })
})

describe('a SIM that was there', () => {
  it.each(['+CPIN: NOT READY', '+CPIN: NOT INSERTED', '+QSIMSTAT: 1,0'])('%s', (line) => {
    expect(verdict('AT+CPIN?', '+CPIN: READY', 'OK', 'AT', 'OK', line)).toStrictEqual({ code: 'sim.fell-out', line })
  })
  it('+CME ERROR: 10', () => {
    expect(verdict('AT+CPIN?', '+CPIN: READY', 'OK', 'AT+CIMI', '+CME ERROR: 10')).toStrictEqual({ code: 'sim.fell-out', line: '+CME ERROR: 10' })
  })
  it('is a missing one when it was never there, and none of both while the module restarts', () => {
    expect(verdict('AT+CPIN?', '+CME ERROR: 10')?.code).toBe('modem.cme.10')
    expect(failures('AT+CPIN?', '+CPIN: READY', 'OK', 'AT+CFUN=1,1', 'OK', 'RDY', '+CPIN: NOT READY', '+CPIN: READY')).toStrictEqual(['sim.not-ready (mended)'])
  })
})

describe('the data connection', () => {
  it.each(['+CGEV: NW PDN DEACT 1', '+CGEV: NW DETACH', '+QIURC: "pdpdeact",1'])('lost by the network: %s', (line) => {
    expect(verdict(...open, ...login, line)).toStrictEqual({ code: 'data.lost', line })
  })
  it('is the cause of the link’s end, whichever is told first, and no second client', () => {
    const lost = ['+QMTSTAT: 0,1', '+QIURC: "pdpdeact",1']
    expect(failures(...open, ...login, ...lost, ...open, ...login, ...lost, ...open, ...login, ...lost)).toStrictEqual(['data.lost (mended)', 'data.lost (mended)', 'data.lost'])
    expect(failures(...open, ...login, ...lost.toReversed())).toStrictEqual(['data.lost', 'mqtt.link.1'])
  })
})

describe('a login that had expired', () => {
  const refused = (user: string, password: string) => ['AT+CCLK?', '+CCLK: "26/08/07,13:54:02+32"', 'OK', ...open, `AT+QMTCONN=0,"d","${user}","${password}"`, 'OK', '+QMTCONN: 0,0,4']
  // 1711296000 is 2024-03-24 16:00 UTC, 1893456000 the beginning of 2030.
  it.each([
    ['OneNET’s et', 'pid', 'version=2018-10-31&res=products%2Fpid%2Fdevices%2Fd&et=1711296000&method=md5&sign=c2ln'],
    ['Tencent’s user name', 'QCWGDPVYC6dev;12010126;8697d;1711296000', '1a72;hmacsha256'],
    ['Azure’s se', 'hub.azure-devices.net/d/?api-version=2021-04-12', 'SharedAccessSignature sr=hub&sig=abc%3D&se=1711296000'],
  ])('%s', (_, user, password) => {
    const { verdict: told } = explainLog(refused(user, password).join('\n'))
    expect(told?.code).toBe('cloud.token-expired')
    expect(told?.what.en).toBe('The login was no longer valid: it expired 2024-03-24 16:00 UTC, and it was 2026-08-07 05:54 UTC.')
  })
  it('is not to blame while it is valid, where no clock tells, or when the broker took it', () => {
    const token = (et: string) => `version=2018-10-31&res=products%2Fpid%2Fdevices%2Fd&et=${et}&method=md5&sign=c2ln`
    expect(explainLog(refused('pid', token('1893456000')).join('\n')).verdict?.code).toBe('mqtt.refused.4')
    expect(explainLog(refused('pid', token('1711296000')).slice(3).join('\n')).verdict?.code).toBe('mqtt.refused.4')
    const taken = [...refused('pid', token('1711296000')).slice(0, -1), '+QMTCONN: 0,0,0']
    expect(explainLog(taken.join('\n')).verdict).toBeUndefined()
  })
  it('is judged by the dates of the terminal’s stamps too', () => {
    const stamped = refused('QCWGDPVYC6dev;12010126;8697d;1711296000', '1a72;hmacsha256').slice(3).map((line) => `[2026-08-07 13:54:02.000] ${line}`)
    expect(explainLog(stamped.join('\n')).verdict?.code).toBe('cloud.token-expired')
  })
})

describe('what is harmless, and what came too early or too late', () => {
  it('opening again what is open', () => {
    expect(verdict(...open, ...open.slice(0, 2), '+QMTOPEN: 0,2')).toBeUndefined()
    expect(verdict(...open.slice(0, 2), '+QMTOPEN: 0,2')?.code).toBe('mqtt.open.2')
    expect(verdict('AT+CMQTTSTART', 'OK', '+CMQTTSTART: 0', 'AT+CMQTTSTART', '+CMQTTSTART: 23')).toBeUndefined()
  })
  it('commands before the module had started', () => {
    expect(verdict('RDY', 'AT+CPIN?', '+CME ERROR: 14')?.code).toBe('modem.too-early')
    expect(verdict('RDY', 'AT+CPIN?', '+CME ERROR: 14', 'AT+CPIN?', '+CPIN: READY', 'OK')).toBeUndefined()
    expect(verdict('RDY', '+QIND: PB DONE', 'AT+CPIN?', '+CME ERROR: 14')?.code).toBe('modem.cme.14')
  })
  it('a login after the server’s patience', () => {
    expect(verdict(...open, '+QMTSTAT: 0,1')?.code).toBe('mqtt.login-late')
  })
})

describe('what the terminal sends', () => {
  it('typographic marks are named where the command is refused', () => {
    expect(verdict('AT+QMTCFG=“recv/mode",0,0,1', 'ERROR')?.code).toBe('modem.typographic-marks')
    expect(verdict('AT+QMTCFG=“SSL”，0,1,2', '+CME ERROR: 50')?.code).toBe('modem.typographic-marks')
    expect(verdict('AT+QMTPUB=0,1,1,0,"up","“好”"', 'ERROR')?.code).toBe('modem.error')
  })
  it('echo and never an answer: no carriage return', () => {
    expect(verdict('[10:00:00.000]发→◇AT', '[10:00:00.010]收←◆AT', '[10:00:02.000]发→◇AT+CSQ', '[10:00:02.010]收←◆AT+CSQ')?.code).toBe('port.echo-only')
    // A list of commands without any answer is no log of a deaf modem.
    expect(verdict('AT', 'AT+CSQ', 'AT+CREG?')).toBeUndefined()
  })
})

it('a refusal is got over when the same command succeeds, and bad signal when it is good', () => {
  expect(failures('AT+CSSLCFG="sslversion",0,4"', 'ERROR', 'AT+CSSLCFG="sslversion",0,4', 'OK', 'AT+CSQ', '+CSQ: 99,99', 'OK', 'AT+CSQ', '+CSQ: 20,99', 'OK')).toStrictEqual(['modem.error (mended)', 'radio.no-signal (mended)'])
  expect(failures('AT+CREG?', '+CREG: 0,2', 'OK', 'AT+CEREG?', '+CEREG: 0,1', 'OK')).toStrictEqual(['radio.not-registered (mended)'])
})
