import { expect, it } from 'vitest'
import { buildCase } from '../../../shared/casefile/build-case.ts'
import type { CaseRun } from '../../../shared/casefile/format.ts'
import { caseRun } from '../../../test/support/case-run.ts'
import { stageStates } from '../wizard/run-progress.ts'
import { runAt, runEnd, stepAt } from './run-at.ts'
import { clockText } from './replay-controls.tsx'
import { rowsBy, rowsOf } from './use-replay.ts'

const content = buildCase(caseRun({ isRefused: true }))
const run = content.run as CaseRun
const failing = run.steps.find(({ status }) => status === 'failed')
const begin = failing?.startedAt ?? Number.NaN

const stagesAt = (at: number): string => stageStates(runAt(run, at)).map(({ stage, status }) => `${stage} ${status}`).join(', ')

it('a step is to come, runs, and has ended, as the replay goes on', () => {
  const [first] = run.steps
  expect([-1, 0, 9, 10].map((at) => first && stepAt(first, at))).toStrictEqual(['waiting', 'running', 'running', 'passed'])
  expect([begin - 1, begin, begin + 10].map((at) => failing && stepAt(failing, at))).toStrictEqual(['waiting', 'running', 'failed'])
  expect(runEnd(run)).toBe(begin + 10)
})

it('the stages follow, and the failure shows where it happened', () => {
  expect(stagesAt(-1)).toBe('port passed, modem waiting, sim waiting, radio waiting, data waiting, net waiting, tls waiting, mqtt waiting, cloud waiting')
  expect(stagesAt(begin - 1)).toMatch(/^port passed, modem passed, sim passed, radio passed, data passed, .*mqtt running, cloud waiting$/)
  expect(stagesAt(Number.POSITIVE_INFINITY)).toMatch(/mqtt failed, cloud waiting$/)
})

it('rows come at their times', () => {
  const rows = rowsOf(content)
  const start = Date.parse(content.transcript.startedAt)
  const times = rows.map(({ at }) => at - start)
  expect(rows.slice(0, 2).map(({ direction, text }) => [direction, text])).toStrictEqual([
    ['out', 'AT\r'],
    ['in', '\r\nOK\r\n'],
  ])
  expect([-1, 0, 9, 10, Number.POSITIVE_INFINITY].map((at) => rowsBy(times, at))).toStrictEqual([0, 1, 1, 2, rows.length])
})

it('the clock has minutes, seconds and milliseconds', () => {
  expect([0, 999.6, 62_350].map(clockText)).toStrictEqual(['0:00.000', '0:01.000', '1:02.350'])
})
