import { describe, expect, it } from 'vitest'
import { scriptedRun, statuses } from '../../../test/support/scripted-run.ts'

describe('what the modem tells of by itself', () => {
  it('collects messages, and reports a loss after the end', async () => {
    const { run, advance, say } = scriptedRun()
    await advance('all')
    say('+QMTRECV: 0,0,"down",7,"{"b":2}"')
    say('+QMTSTAT: 0,1')
    expect(run.snapshot().received).toStrictEqual([{ at: 0, topic: 'down', payload: '{"b":2}' }])
    expect(run.snapshot().notice?.code).toBe('mqtt.link.1')
  })

  it('fails at once when the modem restarts under a command, and begins again from the top', async () => {
    const { run, advance, sent } = scriptedRun({ 'AT+QMTOPEN=0,"192.0.2.1",1883': (count) => (count === 0 ? '\r\nOK\r\n\r\nRDY\r\n' : '\r\nOK\r\n\r\n+QMTOPEN: 0,0\r\n') })
    await advance('all')
    const failed = run.snapshot()
    expect([failed.status, failed.position, failed.notice]).toStrictEqual(['failed', 0, undefined])
    expect(failed.steps.find((step) => step.status === 'failed')).toMatchObject({ stepId: 'open', failure: { code: 'modem.rebooted', stage: 'modem', evidence: 'RDY' } })
    const before = sent.length
    await advance('all')
    expect([run.snapshot().status, sent[before]]).toStrictEqual(['done', 'AT'])
    expect(new Set(Object.values(statuses(run)))).toStrictEqual(new Set(['passed']))
  })

  it('asks once more when the modem was just switched on', async () => {
    const { run, advance } = scriptedRun({
      AT: (count) => (count === 0 ? '\r\nRDY\r\n' : '\r\nOK\r\n'),
      'AT+CSQ': (count) => (count === 0 ? '\r\nRDY\r\n' : '\r\n+CSQ: 26,99\r\n\r\nOK\r\n\r\nRDY\r\n'),
    })
    await advance('all')
    expect([run.snapshot().status, run.snapshot().notice]).toStrictEqual(['done', undefined])
  })

  it('goes on with a modem that has restarted while a person was reading, as long as nothing was set in it', async () => {
    const { run, advance, say, sent } = scriptedRun()
    await advance('one')
    await advance('one')
    say('RDY')
    expect(run.snapshot()).toMatchObject({ status: 'paused', notice: { code: 'modem.rebooted' } })
    await advance('all')
    expect(run.snapshot().status).toBe('done')

    const changed = scriptedRun()
    while (changed.sent.at(-1) !== 'AT+CGATT=1') await changed.advance('one')
    changed.say('RDY')
    await changed.advance('all')
    expect([changed.run.snapshot().status, changed.run.snapshot().position, changed.sent.at(-1)]).toStrictEqual(['failed', 0, 'AT+CGATT=1'])
    expect(sent).toContain('AT+CGATT=1')
  })

  it('takes a modem that restarts again and again for one that does', async () => {
    const { run, advance } = scriptedRun({ 'AT+CPIN?': '\r\nRDY\r\n' })
    await advance('all')
    expect(run.snapshot().steps.find((step) => step.status === 'failed')).toMatchObject({ stepId: 'sim', failure: { code: 'modem.rebooted' } })
  })

  it('sends nothing more to a modem that restarted between two steps', async () => {
    const { run, advance, sent } = scriptedRun({ 'AT+CGATT=1': '\r\nOK\r\n\r\nRDY\r\n' })
    await advance('all')
    expect(run.snapshot().steps.find((step) => step.status === 'failed')).toMatchObject({ stepId: 'attached', failure: { code: 'modem.rebooted' } })
    expect(sent.at(-1)).toBe('AT+CGATT=1')
  })

  it('gives the lost link as the cause, not the ERROR that follows from it', async () => {
    const between = scriptedRun({ 'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nOK\r\n\r\n+QMTCONN: 0,0,0\r\n\r\n+QMTSTAT: 0,1\r\n' })
    await between.advance('all')
    const within = scriptedRun({ 'AT+QMTSUB=0,1,"down",0': '\r\n+QMTSTAT: 0,1\r\n\r\nERROR\r\n' })
    await within.advance('all')
    const failures = [between, within].map(({ run }) => run.snapshot().steps.find((step) => step.status === 'failed'))
    expect(failures.map((step) => [step?.stepId, step?.failure?.code])).toStrictEqual([
      ['subscribe', 'mqtt.link.1'],
      ['subscribe', 'mqtt.link.1'],
    ])
  })

  it('opens the connection again in a new try after the link was lost under a later step', async () => {
    const { run, advance, sent } = scriptedRun({ 'AT+QMTSUB=0,1,"down",0': (count) => (count === 0 ? '\r\n+QMTSTAT: 0,1\r\n\r\nERROR\r\n' : '\r\nOK\r\n\r\n+QMTSUB: 0,1,0,0\r\n') })
    await advance('all')
    const before = sent.length
    await advance('all')
    expect([run.snapshot().status, sent.slice(before, before + 2)]).toStrictEqual(['done', ['AT+QMTOPEN=0,"192.0.2.1",1883', 'AT+QMTCONN=0,"id","user","sesame-7"']])
  })

  it('takes no notice of a loss that belongs to an earlier connection', async () => {
    const { run, advance } = scriptedRun({ 'AT+CSQ': '\r\n+QMTSTAT: 0,1\r\n\r\n+CSQ: 26,99\r\n\r\nOK\r\n' })
    await advance('all')
    expect(run.snapshot().status).toBe('done')
  })
})
