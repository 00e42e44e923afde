import { describe, expect, it } from 'vitest'
import { scriptedRun } from '../../../test/support/scripted-run.ts'

describe('the stop of a run', () => {
  it('stops at once while a command waits, and closes what it opened', async () => {
    const { run, sent, snapshots } = scriptedRun({ 'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nOK\r\n' })
    run.advance('all')
    await expect.poll(() => sent.at(-1)).toContain('AT+QMTCONN')
    await run.stop()
    expect(run.snapshot().status).toBe('stopped')
    expect(sent.slice(-2)).toStrictEqual(['AT+QMTDISC=0', 'AT+QMTCLOSE=0'])
    expect(snapshots.at(-1)?.steps.find((step) => step.stepId === 'connect')?.status).toBe('waiting')
  })

  it('lets no step in while a stop is still closing', async () => {
    const { run, sent } = scriptedRun({ 'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nOK\r\n' })
    run.advance('all')
    await expect.poll(() => sent.at(-1)).toContain('AT+QMTCONN')
    const stopped = run.stop()
    await expect.poll(() => sent.at(-1)).toContain('AT+QMT')
    expect(run.advance('one')).toMatchObject({ ok: false, failure: { code: 'wizard.running' } })
    await stopped
    expect(run.snapshot().status).toBe('stopped')
  })

  it('closes once what it opened, however often it is asked to stop', async () => {
    const { run, advance, sent } = scriptedRun()
    await advance('all')
    await Promise.all([run.stop(), run.stop()])
    await run.stop()
    expect(sent.filter((command) => /QMT(DISC|CLOSE)/.test(command))).toStrictEqual(['AT+QMTDISC=0', 'AT+QMTCLOSE=0'])
  })
})
