import { describe, expect, it } from 'vitest'
import type { Failure, Stage } from '../../../shared/contract/failure.ts'
import type { RunStatus, StepRun, StepStatus, WizardRun } from '../../../shared/contract/wizard.ts'
import { text } from '../../../shared/text/local-text.ts'
import { controlsOf, durationText, elapsedOf, newNotice, patienceFraction, progressOf, runOfSession, stageStates, withRun } from './run-progress.ts'

const words = text('x', 'x')

type Row = readonly [stage: Stage, status: StepStatus, failure?: Stage | Partial<Failure> | undefined, covers?: readonly Stage[]]

function run(status: RunStatus, rows: readonly Row[], over: Partial<WizardRun> = {}): WizardRun {
  const steps = rows.map(([, stepStatus, failed], index): StepRun => {
    const base = { stepId: `s${index}`, status: stepStatus, patienceMs: 300, lines: [], captured: [] }
    const told = typeof failed === 'string' ? { stage: failed } : failed
    return told ? { ...base, failure: { code: 'c', stage: 'mqtt', what: words, next: words, ...told } } : base
  })
  return {
    id: 'r1',
    sessionId: 'a',
    status,
    steps,
    position: 0,
    received: [],
    extras: [],
    topics: [],
    changes: [],
    plan: {
      modem: 'm',
      cloud: 'c',
      title: words,
      findings: [],
      job: {
        credential: { host: 'h', port: 1, tls: 'none', clientId: 'c' },
        exchange: { payload: '', qos: 0, subscribeQos: 0, retain: false },
      },
      steps: rows.map(([stage, , , covers], index) => ({
        id: `s${index}`,
        stage,
        ...(covers && { covers }),
        title: words,
        why: words,
        source: '',
        send: 'AT',
        secrets: [],
        expect: { timeoutMs: 300 },
        risk: 'reads',
      })),
    },
    ...over,
  }
}

const statuses = (value: WizardRun) => stageStates(value).map((each) => each.status)

describe('the stage bar', () => {
  it('starts with an open port, everything else waiting, and marks what the plan does not use', () => {
    expect(statuses(run('ready', [['modem', 'waiting'], ['sim', 'waiting'], ['radio', 'waiting'], ['data', 'waiting'], ['mqtt', 'waiting']]))).toEqual([
      'passed', 'waiting', 'waiting', 'waiting', 'waiting', 'unused', 'unused', 'waiting', 'waiting',
    ])
  })
  it('shows a stage as running between two of its steps', () => {
    expect(statuses(run('running', [['modem', 'passed'], ['modem', 'waiting'], ['mqtt', 'waiting']]))).toEqual([
      'passed', 'running', 'unused', 'unused', 'unused', 'unused', 'unused', 'waiting', 'waiting',
    ])
  })
  it('colours the stage that the explanation names, and nothing behind it as passed', () => {
    expect(statuses(run('failed', [['modem', 'passed'], ['tls', 'passed'], ['mqtt', 'failed', 'tls'], ['cloud', 'waiting']]))).toEqual([
      'passed', 'passed', 'unused', 'unused', 'unused', 'unused', 'failed', 'waiting', 'waiting',
    ])
  })
  it('can blame the port itself', () => {
    expect(statuses(run('failed', [['modem', 'failed', 'port']]))).toEqual([
      'failed', 'waiting', 'unused', 'unused', 'unused', 'unused', 'unused', 'unused', 'waiting',
    ])
  })
  it('shows an unplugged port at once, whatever the steps say', () => {
    const unplugged = stageStates(run('paused', [['modem', 'passed'], ['mqtt', 'waiting']]), false)
    expect(unplugged.slice(0, 2)).toEqual([
      { stage: 'port', status: 'failed' },
      { stage: 'modem', status: 'passed' },
    ])
  })
  it('names a later stage without painting the one before it red', () => {
    expect(statuses(run('failed', [['mqtt', 'failed', 'cloud']]))).toEqual([
      'passed', 'unused', 'unused', 'unused', 'unused', 'unused', 'unused', 'passed', 'failed',
    ])
  })
  it('is all green at the end, the cloud included', () => {
    expect(statuses(run('done', [['modem', 'passed'], ['sim', 'skipped'], ['mqtt', 'passed'], ['mqtt', 'skipped']]))).toEqual([
      'passed', 'passed', 'skipped', 'unused', 'unused', 'unused', 'unused', 'passed', 'passed',
    ])
  })
})

it('counts passed and skipped steps as finished', () => {
  expect(progressOf(run('failed', [['modem', 'passed'], ['sim', 'skipped'], ['data', 'failed']]))).toEqual({ finished: 2, total: 3 })
})

describe('a command that goes through several stages', () => {
  // DNS/TCP, TLS, MQTT, Cloud.
  const tail = (value: WizardRun) => statuses(value).slice(5)
  const tlsOpen = (status: StepStatus, failure?: Partial<Failure>) =>
    run(status === 'failed' ? 'failed' : 'paused', [['tls', 'passed'], ['tls', status, failure, ['net']], ['mqtt', 'waiting']])

  it('takes name and TCP through with TLS', () => {
    expect([tail(tlsOpen('waiting')), tail(tlsOpen('passed'))]).toEqual([
      ['waiting', 'waiting', 'waiting', 'waiting'],
      ['passed', 'passed', 'waiting', 'waiting'],
    ])
  })
  it('fails at the stage that is told, with what lies before it proved', () => {
    expect([tail(tlsOpen('failed', { stage: 'net' })), tail(tlsOpen('failed', { stage: 'tls' }))]).toEqual([
      ['failed', 'waiting', 'waiting', 'waiting'],
      ['passed', 'failed', 'waiting', 'waiting'],
    ])
  })
  it('proves nothing where the modem does not tell the stages apart, or does no more than refuse', () => {
    const open = ['failed', 'waiting', 'waiting']
    expect([tail(tlsOpen('failed', { stage: 'tls', earliest: 'net' })), tail(tlsOpen('failed', { stage: 'tls', code: 'modem.error' }))]).toEqual([
      ['waiting', ...open],
      ['waiting', ...open],
    ])
  })
  it('shows all of a single connect command as passed once the login is answered', () => {
    const connect = (failure: Partial<Failure>) => tail(run('failed', [['mqtt', 'passed'], ['mqtt', 'failed', failure, ['net', 'tls']]]))
    expect([connect({ code: 'mqtt.refused.5' }), connect({ code: 'mqtt.connect', earliest: 'net' })]).toEqual([
      ['passed', 'passed', 'failed', 'waiting'],
      ['waiting', 'waiting', 'failed', 'waiting'],
    ])
  })
})

describe('patience', () => {
  const step: StepRun = { stepId: 's', status: 'running', startedAt: 1000, patienceMs: 400, lines: [], captured: [] }
  it('runs from 0 to 1 and stays there', () => {
    expect([900, 1000, 1100, 1400, 9000].map((now) => patienceFraction(step, now))).toEqual([0, 0, 0.25, 1, 1])
  })
  it('is 0 before the step begins', () => {
    expect(patienceFraction({ stepId: 's', status: 'waiting', patienceMs: 400, lines: [], captured: [] }, 9000)).toBe(0)
  })
  it('knows what has gone by', () => {
    expect(elapsedOf(step, 1250)).toBe(250)
    expect(elapsedOf({ ...step, status: 'passed', elapsedMs: 12 }, 9000)).toBe(12)
  })
})

it('writes durations as an engineer would', () => {
  expect([0, 12.4, 999, 3100, 30_000, 120_000].map(durationText)).toEqual(['0 ms', '12 ms', '999 ms', '3.1 s', '30 s', '120 s'])
})

it('offers only what the run can do', () => {
  expect(controlsOf('ready')).toEqual(['runAll', 'runStep', 'skip', 'stop'])
  expect(controlsOf('running')).toEqual(['pause', 'stop'])
  expect(controlsOf('failed')).toEqual(['retry', 'runAll', 'skip', 'stop'])
  expect(controlsOf('done')).toEqual(['leave', 'stop'])
})

it('keeps one run in its place and finds the newest of a session', () => {
  const first = run('done', [])
  const second = run('ready', [], { id: 'r2' })
  const other = run('ready', [], { id: 'r3', sessionId: 'b' })
  const changed = run('stopped', [])
  const runs = withRun([first, second, other], changed)
  expect(runs).toEqual([changed, second, other])
  expect(runOfSession(runs, 'a')).toBe(second)
  expect(runOfSession(runs, null)).toBeUndefined()
})

describe('what the modem reports after a plan', () => {
  const notice = { code: 'lost', stage: 'mqtt' as const, what: words, next: words }

  it('turns the stage it names red again, and the cloud is no longer proved', () => {
    expect(statuses(run('done', [['modem', 'passed'], ['mqtt', 'passed']], { notice }))).toEqual([
      'passed', 'passed', 'unused', 'unused', 'unused', 'unused', 'unused', 'failed', 'waiting',
    ])
  })
  it('is said where it explains a failure, not where it only follows from one', () => {
    const failedAt = (stage: Stage) => newNotice(run('failed', [[stage, 'failed', stage]], { notice }))
    expect([failedAt('cloud'), failedAt('mqtt'), failedAt('tls')]).toEqual([notice, undefined, undefined])
  })
  it('is no news before the first step or after a stop', () => {
    expect(newNotice(run('ready', [['mqtt', 'waiting']], { notice }))).toBeUndefined()
    expect(newNotice(run('stopped', [['mqtt', 'waiting']], { notice }))).toBeUndefined()
  })
})
