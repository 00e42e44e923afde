import { expect, it } from 'vitest'
import type { SequenceOutcome, SequenceReport } from '../contract/sequences.ts'
import { text } from '../text/local-text.ts'
import { maskReport } from './mask-report.ts'
import { reportText } from './report-text.ts'

const outcome = (change: Partial<SequenceOutcome>): SequenceOutcome => ({ n: 1, at: 0, round: 1, step: 0, attempt: 1, passed: true, lines: [], elapsedMs: 12, ...change })
const refused = { code: 'sequence.answer', stage: 'modem', what: text('The modem answered ERROR.', '模组回了 ERROR。'), next: text('Look.', '请看。') } as const
const outcomes = [
  outcome({ sent: 'AT+CGSN', lines: ['866758043210983', '', 'OK'] }),
  outcome({ n: 2, step: 1, attempt: 2, passed: false, sent: 'AT+CSQ', lines: ['ERROR'], elapsedMs: 1530, failure: refused }),
]
const report: SequenceReport = {
  run: { id: 'r', sessionId: 's', name: 'Bench', startedAt: 0, endedAt: 61_000, titles: ['AT+CGSN', 'AT+CSQ'], status: 'failed', loops: 2, round: 1, step: 1, passed: 1, failed: 1, last: outcomes, failure: refused },
  outcomes,
  omitted: 3,
}

it('reads as a list of what was done, in both languages', () => {
  expect(reportText(report, 'en', () => 'the day')).toBe(
    'Bench: failed, 1 steps passed, 1 failed, loop 1 of 2, 61.0 s, the day\n(3 steps that passed are left out)\n\n' +
      '✓ 1.1  AT+CGSN  12 ms\n      866758043210983\n      OK\n✗ 1.2  AT+CSQ  1.5 s (try 2)\n      ERROR\n      ! The modem answered ERROR. Look.\n',
  )
  expect(reportText(report, 'zh', () => '某日').split('\n')[0]).toBe('Bench: 失败，1 步通过，1 步失败，第 1/2 轮，61.0 s，某日')
})

it('keeps the module’s own number to itself, wherever it stands', () => {
  const masked = maskReport(report)
  expect(JSON.stringify(masked)).not.toContain('866758043210983')
  expect([masked.outcomes[0]?.lines, masked.run.last[0]?.lines]).toEqual([['86675804******A', '', 'OK'], ['86675804******A', '', 'OK']])
  expect(masked.outcomes[1]).toEqual(outcomes[1])
})
