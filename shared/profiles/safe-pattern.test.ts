import { describe, expect, it } from 'vitest'
import { modems } from '../modems/index.ts'
import { patternFault } from './safe-pattern.ts'

describe('patterns that may take for ever are refused by their form', () => {
  it.each(['(a+)+$', '(a*)*b', '(a|aa)+$', '(?:.*,)*x', '([a-z]+\\d?){2,}', '(.*)(.*)(.*)(.*)x', '(a?){50}', '(?:\\d+){3,}', '(a)\\1', '(?<=a)b', '(?<x>a)\\k<x>', 'a{1001}', '(?:a{100}){100}', 'x'.repeat(301), '(', '[a'])('%s', (source) => {
    expect(patternFault(source)).not.toBeNull()
  })
})

describe('patterns as manuals need them are taken', () => {
  it.each(['^\\+QMTOPEN: 0,(-1|5)$', '^\\+CPIN: READY$', '^\\+CSQ: ([0-9]|[12][0-9]|3[01]),', '^\\+QMTRECV: \\d+,\\d+,"(?<topic>[^"]*)",(\\d+,)?"(?<payload>.*)"$', '(?:ab){3}', '[(+*|]+', 'a\\(b\\)+', '^(?!OK)[A-Z]+'])('%s', (source) => {
    expect(patternFault(source)).toBeNull()
  })

  it('the slowest that are left end soon on a long line that does not match', () => {
    const source = '^.*a.*b.*c\\d+$'
    expect(patternFault(source)).toBeNull()
    const started = Date.now()
    expect(new RegExp(source).test('abc'.repeat(300))).toBe(false)
    expect(Date.now() - started).toBeLessThan(1_000)
  })
})

it('what the built-in profiles say of results is within it, so that a file can say it too', () => {
  const job = { credential: { host: 'h', port: 1, tls: 'none' as const, clientId: 'c' }, exchange: { publishTopic: 'p', subscribeTopic: 's', payload: 'm', qos: 1 as const, subscribeQos: 1 as const, retain: false } }
  const accepts = modems.flatMap((modem) => modem.steps(job).flatMap(({ expect: { urc, line } }) => [urc?.accept, line?.accept].filter((each) => each !== undefined)))
  expect(accepts.filter((source) => patternFault(source) !== null)).toStrictEqual([])
})
