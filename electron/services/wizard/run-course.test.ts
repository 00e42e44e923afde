import { describe, expect, it } from 'vitest'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { scriptedInputs, scriptedRun } from '../../../test/support/scripted-run.ts'

describe('what the lines of a run tell together', () => {
  it('tells a SIM that fell out after it was ready', async () => {
    const { run, advance, say } = scriptedRun()
    await advance('all')
    say('+CPIN: NOT READY')
    expect(run.snapshot().notice).toMatchObject({ code: 'sim.fell-out', stage: 'sim', evidence: '+CPIN: NOT READY' })
  })

  it('tells a data connection that the network took away by the words of 3GPP alone', async () => {
    const { run, advance, say } = scriptedRun()
    await advance('all')
    say('+CGEV: NW PDN DEACT 1')
    expect(run.snapshot().notice).toMatchObject({ code: 'data.lost', stage: 'data' })
  })

  it('supposes a second client once the login is thrown out for the third time', async () => {
    const { run, advance, say } = scriptedRun({ 'AT+QMTPUB=0,1,1,0,"up"': '\r\n+QMTSTAT: 0,1\r\n\r\nERROR\r\n' })
    const codes: (string | undefined)[] = []
    for (let round = 0; round < 3; round++) {
      await advance('all')
      codes.push(run.snapshot().steps.find(({ failure }) => failure)?.failure?.code)
    }
    say('+QMTSTAT: 0,1')
    expect(codes).toStrictEqual(['mqtt.link.1', 'mqtt.link.1', 'mqtt.kicked'])
  })

  describe('a login that is turned down', () => {
    // Until 2024-03-24 16:00 UTC.
    const username = 'QCWGDPVYC6dev;12010126;8697d;1711296000'
    const login: Inputs = { ...scriptedInputs, username, password: '1a72;hmacsha256' }
    const connect = `AT+QMTCONN=0,"id","${username}","1a72;hmacsha256"`
    const refused = '\r\nOK\r\n\r\n+QMTCONN: 0,0,4\r\n'
    const failed = async (now: number, answers: Record<string, string> = {}) => {
      const { run, advance } = scriptedRun({ [connect]: refused, ...answers }, () => now, login)
      await advance('all')
      return run.snapshot().steps.find(({ failure }) => failure)?.failure
    }
    it('had expired by this PC’s clock', async () => {
      expect(await failed(Date.UTC(2026, 7, 7))).toMatchObject({ code: 'cloud.token-expired', stage: 'cloud', evidence: '+QMTCONN: 0,0,4' })
    })
    it('had expired by the modem’s clock, where this PC’s is behind', async () => {
      const clock = { 'AT+CPIN?': '\r\n+CPIN: READY\r\n+CCLK: "26/08/07,13:54:02+32"\r\n\r\nOK\r\n' }
      expect(await failed(Date.UTC(2024, 0, 1), clock)).toMatchObject({ code: 'cloud.token-expired' })
    })
    it('was still valid', async () => {
      expect(await failed(Date.UTC(2024, 0, 1))).toMatchObject({ code: 'mqtt.refused.4' })
    })
  })
})
