import { describe, expect, it } from 'vitest'
import { mqttCloud } from '../../../shared/clouds/mqtt/profile.ts'
import { quectelEc20 } from '../../../shared/modems/quectel-ec20/profile.ts'
import { composePlan } from '../../../shared/wizard/compose.ts'
import { healthyAnswers, scriptedInputs, scriptedRun, statuses } from '../../../test/support/scripted-run.ts'

describe('PlanRun', () => {
  it('tells how much of a slow write is out, and gives the modem its whole time after it', async () => {
    let at = 0
    const { advance, snapshots } = scriptedRun({}, () => (at += 200))
    await advance('all')
    const told = snapshots.map(({ steps }) => steps.find(({ stepId }) => stepId === 'publish')).filter((step) => step?.data && step.status === 'running')
    const [planned] = snapshots[0]?.steps.filter(({ stepId }) => stepId === 'publish') ?? []
    expect(told.map((step) => [step?.data, (step?.patienceMs ?? 0) - (planned?.patienceMs ?? 0)])).toStrictEqual([
      [{ sentBytes: 2, totalBytes: 7 }, 200],
      [{ sentBytes: 4, totalBytes: 7 }, 400],
      [{ sentBytes: 7, totalBytes: 7 }, 600],
    ])
  })

  it('shows what came so far while it asks again', async () => {
    const { advance, snapshots } = scriptedRun({ 'AT+CREG?': (count) => `\r\n+CREG: 0,${count === 0 ? 2 : 1}\r\n\r\nOK\r\n` })
    await advance('all')
    const lines = snapshots.map(({ steps }) => steps.find(({ stepId }) => stepId === 'registration')).filter((step) => step?.status === 'running').map((step) => step?.lines)
    expect(lines).toStrictEqual([[], ['+CREG: 0,2', 'OK']])
  })

  it('runs a plan to its end and gives the port back', async () => {
    const { run, advance, owners } = scriptedRun()
    await advance('all')
    expect(run.snapshot().status).toBe('done')
    expect(new Set(Object.values(statuses(run)))).toStrictEqual(new Set(['passed']))
    expect(owners).toStrictEqual(['wizard', 'person'])
    const captured = run.snapshot().steps.flatMap((step) => step.captured.map(({ name, value, words }) => [name, value, words?.en]))
    expect(captured).toStrictEqual([
      ['signal', '26,99', '-61 dBm, good'],
      ['registration', '1', 'registered, home network'],
      ['address', '10.0.0.2', undefined],
      ['granted-qos', '0', undefined],
    ])
  })

  it('runs one step at a time, but the login together with the connection it needs', async () => {
    const { run, advance, sent } = scriptedRun()
    const steps = run.snapshot().plan.steps.map((step) => step.id)
    for (let i = 0; i < steps.indexOf('open'); i++) await advance('one')
    expect([run.snapshot().status, steps[run.snapshot().position]]).toStrictEqual(['paused', 'open'])
    await advance('one')
    expect(steps[run.snapshot().position]).toBe('subscribe')
    expect(sent.slice(-2)).toStrictEqual(['AT+QMTOPEN=0,"192.0.2.1",1883', 'AT+QMTCONN=0,"id","user","sesame-7"'])
  })

  it('never lets the password out', async () => {
    const { advance, snapshots } = scriptedRun({ 'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nERROR\r\n' })
    await advance('all')
    expect(JSON.stringify(snapshots)).not.toContain('sesame-7')
    expect(snapshots.at(-1)?.plan.steps.find((step) => step.id === 'connect')?.send).toBe('AT+QMTCONN=0,"id","user","••••••"')
  })

  it('stops at the first failure, says the stage, and retries the chain from its start', async () => {
    const { run, advance, sent } = scriptedRun({
      'AT+QMTCONN=0,"id","user","sesame-7"': (count) => (count === 0 ? '\r\nOK\r\n\r\n+QMTCONN: 0,0,5\r\n' : '\r\nOK\r\n\r\n+QMTCONN: 0,0,0\r\n'),
      'AT+QMTOPEN=0,"192.0.2.1",1883': (count) => (count === 1 ? '\r\nOK\r\n\r\n+QMTOPEN: 0,2\r\n' : '\r\nOK\r\n\r\n+QMTOPEN: 0,0\r\n'),
    })
    await advance('all')
    const failed = run.snapshot()
    expect([failed.status, failed.steps.find((step) => step.status === 'failed')?.failure?.code]).toStrictEqual(['failed', 'mqtt.refused.5'])
    expect(failed.plan.steps[failed.position]?.id).toBe('open')
    await advance('all')
    expect(run.snapshot().status).toBe('done')
    expect(sent.filter((command) => /QMT(OPEN|CLOSE|CONN)/.test(command))).toStrictEqual([
      'AT+QMTOPEN=0,"192.0.2.1",1883',
      'AT+QMTCONN=0,"id","user","sesame-7"',
      'AT+QMTOPEN=0,"192.0.2.1",1883',
      'AT+QMTCLOSE=0',
      'AT+QMTOPEN=0,"192.0.2.1",1883',
      'AT+QMTCONN=0,"id","user","sesame-7"',
    ])
  })

  it.each([
    ['the connection failed, without the login', 'AT+QMTOPEN=0,"192.0.2.1",1883', '\r\nOK\r\n\r\n+QMTOPEN: 0,5\r\n', 'login left, after a failure'],
    ['the login failed, with it', 'AT+QMTCONN=0,"id","user","sesame-7"', '\r\nOK\r\n\r\n+QMTCONN: 0,0,4\r\n', 'login tried, after a failure'],
  ])('has the PC try the broker after %s', async (_, command, answer, probe) => {
    const { run, advance, probes } = scriptedRun({ [command]: answer })
    await advance('all')
    await run.whenIdle()
    expect([probes, run.snapshot().probe?.verdict.en]).toStrictEqual([[probe], 'v'])
  })

  it('tries the login from the PC before the plan is run and after it is stopped, but never while the modem may be on the broker with it', async () => {
    const { run, advance, probes, say } = scriptedRun({})
    await run.probeNow()
    expect(run.snapshot().probe?.verdict.en).toBe('v')
    await advance('one')
    expect(run.snapshot().probe).toBeUndefined()
    await run.probeNow()
    await advance('all')
    await run.probeNow()
    say('\r\n+QMTSTAT: 0,1\r\n')
    await run.probeNow()
    await run.stop()
    await run.probeNow()
    expect(probes).toStrictEqual(['login tried, before any', 'login left, before any', 'login left, before any', 'login tried, after a failure', 'login tried, before any'])
  })

  it('leaves out what the PC finds of the broker when the plan was tried again meanwhile', async () => {
    let endProbe = (): void => {}
    const probing = new Promise<void>((resolve) => (endProbe = resolve))
    const answers = { 'AT+QMTOPEN=0,"192.0.2.1",1883': (count: number) => `\r\nOK\r\n\r\n+QMTOPEN: 0,${count === 0 ? 5 : 0}\r\n` }
    const { run, advance, probes } = scriptedRun(answers, () => 0, scriptedInputs, probing)
    await advance('all')
    const isProbed = run.whenIdle()
    await advance('all')
    endProbe()
    await isProbed
    expect([probes, run.snapshot().status, run.snapshot().probe]).toStrictEqual([['login left, after a failure'], 'done', undefined])
  })

  it('asks again while the SIM is still starting', async () => {
    const { run, advance, sent } = scriptedRun({ 'AT+CPIN?': (count) => (count === 0 ? '\r\n+CME ERROR: 14\r\n' : '\r\n+CPIN: READY\r\n\r\nOK\r\n') })
    await advance('one')
    await advance('one')
    expect([statuses(run)['sim'], sent.filter((command) => command === 'AT+CPIN?').length]).toStrictEqual(['passed', 2])
  })

  it('skips a step that a person vouches for', async () => {
    const { run, advance } = scriptedRun({ 'AT+CSQ': '\r\nERROR\r\n' })
    await advance('all')
    run.skip()
    await advance('all')
    expect([run.snapshot().status, statuses(run)['signal']]).toStrictEqual(['done', 'skipped'])
  })

  it('shows no secret that a person typed into an edited line, though it is sent', async () => {
    const { run, advance, sent, snapshots } = scriptedRun({ 'AT+CPIN="4711"': '\r\n+CME ERROR: 16\r\n' })
    await advance('one', 'AT+CPIN="4711"')
    expect([sent, run.snapshot().steps[0]?.sent, run.snapshot().steps[0]?.status]).toStrictEqual([['AT+CPIN="4711"'], 'AT+CPIN="••••••"', 'failed'])
    expect(JSON.stringify(snapshots)).not.toContain('4711')
  })

  it('sends an edited line as typed, with the secret put back for its bullets', async () => {
    const { run, advance, sent } = scriptedRun({ 'AT+QMTCONN=0,"other","user","sesame-7"': '\r\nOK\r\n\r\n+QMTCONN: 0,0,0\r\n' })
    await advance('one', 'AT+CPIN?')
    expect([sent[0], run.snapshot().steps[0]?.sent]).toStrictEqual(['AT+CPIN?', 'AT+CPIN?'])
  })

  it('fails with the port’s own words when the modem is unplugged at any step, and goes on after it is back', async () => {
    const { plan } = composePlan(quectelEc20, mqttCloud, scriptedInputs, { now: 0, random: '' })
    for (const [index, step] of (plan?.steps ?? []).entries()) {
      const at = scriptedRun({ [step.send]: (count) => (count === 0 ? null : (healthyAnswers[step.send] ?? '\r\nOK\r\n')) })
      at.run.advance('all')
      await expect.poll(() => at.sent.at(-1), { interval: 1 }).toBe(step.send)
      at.unplug()
      await at.run.whenIdle()
      const failed = at.run.snapshot()
      expect([failed.status, failed.steps[index]?.failure?.code, failed.steps[index]?.failure?.stage]).toStrictEqual(['failed', 'port.vanished', 'port'])
      const refused = await at.advance('all')
      expect(refused.ok).toBe(false)
      at.replug()
      await at.advance('all')
      expect(at.run.snapshot().status).toBe('done')
    }
  })

  it('ends in words and frees the port when the program itself stumbles', async () => {
    // Times are asked for at the start and the end of every step: the fifth is the start of the third.
    let asked = 0
    const { run, advance, owners } = scriptedRun({}, () => {
      asked++
      if (asked === 5) throw new Error('sesame-7')
      return 0
    })
    await advance('all')
    const failed = run.snapshot().steps.find((step) => step.status === 'failed')
    expect([run.snapshot().status, failed?.stepId, failed?.failure?.code, owners.at(-1)]).toStrictEqual(['failed', 'signal', 'wizard.fault', 'person'])
    expect(JSON.stringify(run.snapshot())).not.toContain('sesame-7')
  })

  it('hides the password in an echo that noise made unrecognisable', async () => {
    const { run, advance } = scriptedRun({ 'AT+QMTCONN=0,"id","user","sesame-7"': 'AT+QMTCO?N=0,"id","user","sesame-7"\r\r\nERROR\r\n' })
    await advance('all')
    const failed = run.snapshot().steps.find((step) => step.status === 'failed')
    expect(failed?.lines).toStrictEqual(['AT+QMTCO?N=0,"id","user","••••••"', 'ERROR'])
  })
})
