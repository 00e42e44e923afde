import { expect, it } from 'vitest'
import type { BrokerProbe, StepRun } from '../../../shared/contract/wizard.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'
import { RunProbe, type ProbeHow } from './run-probe.ts'

const found = (at: number): BrokerProbe => ({ at, layers: [], verdict: text('It answers.', '有应答。') })
const failed = (stepId: string, stage: Failure['stage']): StepRun => ({
  stepId,
  status: 'failed',
  patienceMs: 1000,
  lines: [],
  captured: [],
  failure: { code: 'test', stage, what: text('It failed.', '失败了。'), next: text('Try again.', '再试一次。') },
})

/** Tries of the broker that end when they are told to, and how they were asked for. */
function probes() {
  const asked: ProbeHow[] = []
  const ends: ((probe: BrokerProbe) => void)[] = []
  let changes = 0
  const run = new RunProbe({
    probe: (how) => {
      asked.push(how)
      return new Promise((resolve) => ends.push(resolve))
    },
    onChange: () => changes++,
  })
  return { run, asked, ends, changes: () => changes }
}

it('keeps what a try found until the plan is set going again', async () => {
  const { run, ends, changes } = probes()
  const tried = run.run({ login: 'left', hasFailed: false })
  ends[0]?.(found(1))
  await tried
  expect([run.found, changes()]).toStrictEqual([found(1), 1])
  run.forget()
  expect([run.found, changes()]).toStrictEqual([undefined, 1])
})

it('throws away what a try found of a plan that has been set going again meanwhile', async () => {
  const { run, ends, changes } = probes()
  const tried = run.run({ login: 'left', hasFailed: true })
  run.forget()
  ends[0]?.(found(1))
  await tried
  expect([run.found, changes()]).toStrictEqual([undefined, 0])
})

it.each<readonly [string, StepRun | undefined, readonly ProbeHow[]]>([
  ['the login failed: the PC logs in as well', failed('connect', 'mqtt'), [{ login: 'tried', hasFailed: true }]],
  ['the way there failed: the PC leaves the login', failed('open', 'net'), [{ login: 'left', hasFailed: true }]],
  ['the port is gone: nothing is known of the broker', failed('connect', 'port'), []],
  ['a step before the broker failed', failed('attach', 'radio'), []],
  ['no step failed', undefined, []],
])('%s', async (_, step, asks) => {
  const { run, asked, ends } = probes()
  const tried = run.afterFailure(step)
  ends[0]?.(found(1))
  await tried
  expect(asked).toStrictEqual(asks)
})
