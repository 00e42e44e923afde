import { expect, test } from 'vitest'
import type { HighlightRule } from '../../../shared/contract/settings.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { findMarks, markParts, ruleFault } from './highlight.ts'
import { visibleText } from './visible-text.ts'

const rule = (value: string, change: Partial<HighlightRule> = {}): HighlightRule => ({ name: '', kind: 'text', value, ignoreCase: false, colour: 'yellow', isOn: true, ...change })
const found = (rules: readonly HighlightRule[], line: string) => findMarks(rules, line).map(({ start, end, colour }) => [line.slice(start, end), colour])

test('text is taken as it stands, an expression as one, case only where it counts', () => {
  expect(found([rule('+CSQ')], '+CSQ: 26,99 +csq')).toEqual([['+CSQ', 'yellow']])
  expect(found([rule('+csq', { ignoreCase: true })], '+CSQ: 26,99 +csq')).toEqual([
    ['+CSQ', 'yellow'],
    ['+csq', 'yellow'],
  ])
  expect(found([rule('\\d+$', { kind: 'regex', colour: 'red' })], '+CSQ: 26,99')).toEqual([['99', 'red']])
})

test('the rule that stands first has what two of them match, and one that is off has nothing', () => {
  const rules = [rule('QMTSTAT', { isOn: false }), rule('STAT: 0', { colour: 'red' }), rule('\\+QMT[A-Z]+: \\d', { kind: 'regex', colour: 'green' }), rule('0,1', { colour: 'blue' })]
  expect(found(rules, '+QMTSTAT: 0,1 +QMTPUB: 0')).toEqual([
    ['STAT: 0', 'red'],
    ['+QMTPUB: 0', 'green'],
  ])
})

test('a rule that cannot be used says why and marks nothing', () => {
  const bad = [rule(''), rule('(', { kind: 'regex' }), rule('(a+)+', { kind: 'regex' }), rule('x*', { kind: 'regex' }), rule('(?=a)', { kind: 'regex' })]
  expect(bad.slice(0, 4).map((each) => ruleFault(each)?.en.split(/[:.]/)[0])).toEqual(['Nothing to look for', 'Not a regular expression', expect.stringMatching(/^A repeated group/), 'This expression matches an empty text, everywhere'])
  expect(found(bad, 'aaaa(xx')).toEqual([])
  expect([ruleFault(rule('(')), ruleFault(rule('[A-Z]+', { kind: 'regex' }))]).toEqual([null, null])
})

test('a mark goes through controls and text alike, as they are seen', () => {
  const parts = visibleText(utf8('{"t":1}\x1aOK'))
  const marked = markParts(parts, findMarks([rule('1}\\x1AO')], parts.map(({ text }) => text).join('')))
  expect(marked.map(({ text, isControl, mark }) => [text, isControl, mark?.colour])).toEqual([
    ['{"t":', false, undefined],
    ['1}', false, 'yellow'],
    ['\\x1A', true, 'yellow'],
    ['O', false, 'yellow'],
    ['K', false, undefined],
  ])
})

test('a slow expression on a long row takes no longer than a frame or two', () => {
  const line = 'a'.repeat(4096)
  const started = performance.now()
  expect(findMarks([rule('.*b.*c.*d', { kind: 'regex' })], line)).toEqual([])
  expect(performance.now() - started).toBeLessThan(500)
})
