import { describe, expect, it } from 'vitest'
import { mqttCloud } from '../../../shared/clouds/mqtt/profile.ts'
import { quectelEc20 } from '../../../shared/modems/quectel-ec20/profile.ts'
import { composeSending } from '../../../shared/wizard/exchange.ts'
import { scriptedRun } from '../../../test/support/scripted-run.ts'

describe('once the modem is on the broker', () => {
  const message = { kind: 'publish', topic: 'up/more', payload: 'on', qos: 0 } as const
  const send = async ({ run }: ReturnType<typeof scriptedRun>) => {
    const begun = run.sendExtra(message, composeSending(quectelEc20, mqttCloud, run.plan.job, message).steps)
    if (begun.ok) await begun.value.ended
    return begun
  }
  const answers = { 'AT+QMTPUB=0,0,0,0,"up/more"': '\r\n> ', 'on\u001a': '\r\nOK\r\n\r\n+QMTPUB: 0,0,0\r\n' }

  it('publishes another message, tells of it and gives the port back', async () => {
    const plan = scriptedRun(answers)
    await plan.advance('all')
    expect(await send(plan)).toMatchObject({ ok: true })
    expect(plan.sent.slice(-2)).toStrictEqual(['AT+QMTPUB=0,0,0,0,"up/more"', 'on\u001a'])
    expect(plan.run.snapshot()).toMatchObject({ status: 'done', extras: [{ ...message, status: 'passed', sent: ['AT+QMTPUB=0,0,0,0,"up/more"'] }] })
    expect(plan.snapshots.some(({ extras }) => extras[0]?.status === 'running')).toBe(true)
    expect(plan.owners.at(-1)).toBe('person')
  })

  it('tells of the loss where the modem only says ERROR because of it', async () => {
    const plan = scriptedRun({ 'AT+QMTPUB=0,0,0,0,"up/more"': '\r\nERROR\r\n' })
    await plan.advance('all')
    plan.say('+QMTSTAT: 0,1')
    await send(plan)
    const { extras, notice } = plan.run.snapshot()
    expect(extras.map(({ status, failure }) => [status, failure])).toStrictEqual([['failed', notice]])
    expect(notice?.code).toMatch(/^mqtt/)
  })

  it('is refused before the plan’s end, after a stop, and while another is under way', async () => {
    const plan = scriptedRun({ ...answers, 'on\u001a': null })
    expect(await send(plan)).toMatchObject({ ok: false, failure: { code: 'wizard.not-connected' } })
    await plan.advance('all')
    const first = send(plan)
    expect(await send(plan)).toMatchObject({ ok: false, failure: { code: 'wizard.running' } })
    await plan.run.stop()
    await first
    expect(plan.run.snapshot().extras.map(({ status, failure }) => [status, failure?.code])).toStrictEqual([['failed', 'wizard.stopped']])
    expect(await send(plan)).toMatchObject({ ok: false, failure: { code: 'wizard.not-connected' } })
  })
})
