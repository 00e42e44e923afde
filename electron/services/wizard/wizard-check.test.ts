import { afterEach, describe, expect, it } from 'vitest'
import type { StepCheck, WizardRun } from '../../../shared/contract/wizard.ts'
import type { NextCheck } from '../../../shared/diagnosis/next-checks.ts'
import { quectelEc20 } from '../../../shared/modems/quectel-ec20/profile.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { text } from '../../../shared/text/local-text.ts'
import { scriptedSession, type Answers } from '../../../test/support/scripted-session.ts'
import { AtChannel } from '../at/index.ts'
import { RunChecks } from './run-checks.ts'
import { WizardService } from './wizard-service.ts'

/** As Quectel's manuals print it, unless the test says otherwise. */
const healthy: Answers = {
  'AT+CPIN?': '\r\n+CPIN: READY\r\n\r\nOK\r\n',
  'AT+CSQ': '\r\n+CSQ: 26,99\r\n\r\nOK\r\n',
  'AT+CREG?': '\r\n+CREG: 0,1\r\n\r\nOK\r\n',
  'AT+CGATT?': '\r\n+CGATT: 1\r\n\r\nOK\r\n',
  'AT+CGPADDR': '\r\n+CGPADDR: 1,"10.0.0.2"\r\n\r\nOK\r\n',
  'AT+QMTOPEN=0,"localhost",1': '\r\nOK\r\n\r\n+QMTOPEN: 0,4\r\n',
  'AT+QIDNSGIP=1,"localhost"': '\r\nOK\r\n\r\n+QIURC: "dnsgip",565\r\n',
  'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nOK\r\n\r\n+QMTCONN: 0,0,0\r\n',
  'AT+QMTDISC=0': '\r\nOK\r\n\r\n+QMTDISC: 0,0\r\n',
  'AT+QMTCLOSE=0': '\r\nOK\r\n\r\n+QMTCLOSE: 0,0\r\n',
}

let wizard: WizardService | undefined
afterEach(() => wizard?.dispose())

/** A run that has failed at the name of its broker. */
async function failedRun(over: Answers = {}) {
  const modem = scriptedSession({ ...healthy, ...over })
  const service = new WizardService({ sessions: modem.access, openChannel: (link, options) => new AtChannel(link, { ...options, graceMs: 0 }) })
  wizard = service
  const inputs = { host: 'localhost', port: '1', tls: 'none', clientId: 'id', username: 'user', password: 'sesame-7' }
  const started = await service.start('s', 'quectel-ec20', 'mqtt', inputs)
  if (!started.ok) throw new Error(started.failure.what.en)
  const { id } = started.value
  await service.runAll(id)
  const settled = await service.settled(id)
  if (!settled.ok) throw new Error(settled.failure.what.en)
  return { modem, service, id, run: settled.value }
}

const failedStep = (run: WizardRun) => run.steps.find(({ status }) => status === 'failed')
const checkOf = (result: Awaited<ReturnType<WizardService['check']>>, index = 0) => (result.ok ? failedStep(result.value)?.checks?.[index] : undefined)

describe('the checks of a failed step', () => {
  it('are offered with the failure, and nothing of them is sent unasked', async () => {
    const { run, modem } = await failedRun()
    expect([failedStep(run)?.failure?.stage, failedStep(run)?.checks?.[0]?.send, failedStep(run)?.checks?.every(({ status }) => status === 'offered')]).toStrictEqual([
      'net',
      'AT+QIDNSGIP=1,"localhost"',
      true,
    ])
    expect(modem.sent.filter((line) => line.includes('QIDNSGIP'))).toStrictEqual([])
  })

  it('run on the modem, say what the answer means, and leave the run where it was and the port to the person', async () => {
    const { service, id, modem, run } = await failedRun()
    const result = await service.check(id, 0, false)
    const check = checkOf(result)
    expect([check?.status, check?.lines.map((line) => line.text), check?.findings.map(({ verdict }) => verdict)]).toStrictEqual(['answered', ['+QIURC: "dnsgip",565'], ['confirms']])
    expect(result.ok && [result.value.status, result.value.position]).toStrictEqual(['failed', run.position])
    expect([modem.sent.at(-1), modem.isOwned()]).toStrictEqual(['AT+QIDNSGIP=1,"localhost"', false])
  })

  it('rule a cause out where the name resolves, with the address that came', async () => {
    const { service, id } = await failedRun({ 'AT+QIDNSGIP=1,"localhost"': '\r\nOK\r\n\r\n+QIURC: "dnsgip",0,1,600\r\n\r\n+QIURC: "dnsgip","192.0.2.7"\r\n' })
    const check = checkOf(await service.check(id, 0, false))
    expect([check?.lines.map((line) => line.text), check?.findings.map(({ verdict }) => verdict)]).toStrictEqual([['+QIURC: "dnsgip",0,1,600', '+QIURC: "dnsgip","192.0.2.7"'], ['rules-out']])
  })

  it('let the plan be retried and pass once the fault is gone', async () => {
    const { service, id, modem } = await failedRun()
    await service.check(id, 0, false)
    modem.answers['AT+QMTOPEN=0,"localhost",1'] = '\r\nOK\r\n\r\n+QMTOPEN: 0,0\r\n'
    await service.runAll(id)
    const settled = await service.settled(id)
    expect(settled.ok && [settled.value.status, settled.value.steps.some(({ checks }) => checks)]).toStrictEqual(['done', false])
  })

  it('are refused for an index that is not there, for an ended run, and where another program part has the port', async () => {
    const { service, id, modem } = await failedRun()
    const codeOf = async (result: ReturnType<WizardService['check']>) => {
      const told = await result
      return told.ok ? 'sent' : told.failure.code
    }
    const asked = modem.sent.length
    const missing = await codeOf(service.check(id, 7, false))
    modem.take()
    const taken = await codeOf(service.check(id, 0, false))
    expect([missing, taken, await codeOf(service.check('another', 0, false)), modem.sent.length]).toStrictEqual(['wizard.unknown-check', 'port.busy', 'wizard.unknown-run', asked])
  })

  it('run one at a time, and are refused after a stop', async () => {
    const { service, id } = await failedRun()
    const [first, second] = await Promise.all([service.check(id, 0, false), service.check(id, 1, false)])
    expect([first.ok, second.ok || second.failure.code]).toStrictEqual([true, 'wizard.running'])
    await service.stop(id)
    const afterStop = await service.check(id, 0, false)
    expect(afterStop.ok || afterStop.failure.code).toBe('wizard.unknown-check')
  })
})

/** One check on a modem of its own. */
function oneCheck(answers: Answers, over: Partial<NextCheck> = {}) {
  const modem = scriptedSession(answers)
  const owned = modem.access.acquire()
  if (!owned.ok) throw new Error('free')
  const { write, onBytes } = owned.value
  const channel = new AtChannel({ write, onBytes: (listener) => onBytes((data) => listener(data)), onLost: () => () => {}, note: () => {} }, { graceMs: 0, restartLines: quectelEc20.restartLines })
  const told: (readonly StepCheck[])[] = []
  const steps = [{ secrets: ['sesame-7'], hide: [{ after: '"token":"', until: '"' }] }] as unknown as readonly Step[]
  const checks = new RunChecks({ channel, modem: quectelEc20, steps, hide: () => {}, onChange: (list) => told.push(list) })
  const check: NextCheck = { send: 'AT+CEER', tells: text('x', 'x'), timeoutMs: 50, answers: [], changes: false, ...over }
  checks.offer([check])
  const run = async () => {
    await checks.run(0, check, new AbortController().signal)
    return told.at(-1)?.[0]
  }
  return { checks, run, told }
}

describe('one check', () => {
  it('ends in words where the modem says nothing, and where only OK comes', async () => {
    const silent = await oneCheck({ 'AT+CEER': null, AT: null }).run()
    const late = await oneCheck({}, { urc: { prefix: '+X:', timeoutMs: 50 } }).run()
    expect([silent, late].map((check) => [check?.status, check?.failure?.code, check?.failure?.what.en])).toStrictEqual([
      ['failed', 'wizard.check-unanswered', 'The modem did not answer.'],
      ['failed', 'wizard.check-unanswered', 'The modem took the command, but its result never came.'],
    ])
  })

  it('is running first, and shows none of the plan’s secrets afterwards', async () => {
    const { run, told } = oneCheck({ 'AT+CEER': '\r\n+X: "sesame-7"\r\n{"token":"abc123"}\r\n\r\nOK\r\n' })
    const check = await run()
    expect([told[0]?.[0]?.status, check?.lines.map((line) => line.text)]).toStrictEqual(['running', ['+X: "••••••"', '{"token":"••••••"}']])
  })

  it('tells a restart as what it is', async () => {
    expect((await oneCheck({ 'AT+CEER': '\r\nRDY\r\n' }).run())?.failure?.code).toBe('modem.rebooted')
  })

  it('wants the person’s yes where it may change something', () => {
    const { checks } = oneCheck({}, { send: 'AT+CREG=2', changes: true })
    const codes = [false, true].map((isConfirmed) => {
      const found = checks.find(0, isConfirmed)
      return found.ok ? 'sent' : found.failure.code
    })
    expect(codes).toStrictEqual(['wizard.unconfirmed-check', 'sent'])
  })
})
