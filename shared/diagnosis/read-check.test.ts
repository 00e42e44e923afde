import { expect, it } from 'vitest'
import { quectelEc20 } from '../modems/quectel-ec20/profile.ts'
import { text } from '../text/local-text.ts'
import { readCheck } from './read-check.ts'

const answers = [
  { pattern: '"dnsgip","\\d+\\.', means: text('It resolves.', '能解析。'), verdict: 'rules-out' as const },
  { pattern: '"dnsgip",56\\d', means: text('It does not.', '解析不了。'), verdict: 'confirms' as const },
]

it('says what the answer means for the cause', () => {
  expect([
    readCheck(['OK', '+QIURC: "dnsgip",0,1,600', '+QIURC: "dnsgip","192.0.2.7"'], answers, quectelEc20).findings,
    readCheck(['OK', '+QIURC: "dnsgip",565'], answers, quectelEc20).findings,
    readCheck(['ERROR'], answers, quectelEc20).findings,
  ]).toStrictEqual([
    [{ means: text('It resolves.', '能解析。'), verdict: 'rules-out' }],
    [{ means: text('It does not.', '解析不了。'), verdict: 'confirms' }],
    [],
  ])
})

it('puts lines into words where their meaning is known, and leaves OK out', () => {
  const { lines } = readCheck(['+CSQ: 26,99', '', '+CPIN: READY', '+CGPADDR: 1,"0.0.0.0"', '+XYZZY: 1', 'OK'], [], quectelEc20)
  expect(lines.map((line) => [line.text, line.words?.zh !== undefined])).toStrictEqual([
    ['+CSQ: 26,99', true],
    ['+CPIN: READY', true],
    ['+CGPADDR: 1,"0.0.0.0"', true],
    ['+XYZZY: 1', false],
  ])
})
