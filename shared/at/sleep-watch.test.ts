import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { maskedLines } from '../diagnosis/mask-log.ts'
import { SleepWatch, type SleepSign } from './sleep-watch.ts'

type Event = readonly [at: number, direction: 'out' | 'in', words: string]

const signs = (...events: readonly Event[]): SleepSign[] => {
  const watch = new SleepWatch()
  return events.flatMap(([at, direction, words]) => {
    if (direction === 'in') return watch.received(words, at) ?? []
    watch.sent(words, at)
    return []
  })
}

test.each([
  ['the first AT of a session (autobaud, or asleep already)', [[0, 'out', 'AT\r'], [1500, 'out', 'AT\r'], [1510, 'in', 'AT\r\r\nOK\r\n']], [{ lost: 'AT', answered: 'AT' }]],
  ['after a pause in a session', [[0, 'out', 'AT\r'], [20, 'in', '\r\nOK\r\n'], [30_000, 'out', 'AT+CSQ\r'], [32_000, 'out', 'AT+CSQ\r'], [32_020, 'in', '\r\n+CSQ: 20,99\r\n\r\nOK\r\n']], [{ lost: 'AT+CSQ', answered: 'AT+CSQ' }]],
  ['typed key by key, the answer in pieces', [[0, 'out', 'A'], [90, 'out', 'T'], [200, 'out', '\r'], [2000, 'out', 'AT'], [2050, 'out', '\r'], [2060, 'in', '\r\nO'], [2061, 'in', 'K\r\n']], [{ lost: 'AT', answered: 'AT' }]],
  ['two are lost, the third gets through: said once', [[0, 'out', 'AT\r'], [1000, 'out', 'AT\r'], [2000, 'out', 'AT\r'], [2010, 'in', '\r\nOK\r\n'], [2500, 'out', 'AT\r'], [2510, 'in', '\r\nOK\r\n']], [{ lost: 'AT', answered: 'AT' }]],
  ['an error is an answer too', [[0, 'out', 'AT\r'], [1000, 'out', 'AT+CPIN?\r'], [1010, 'in', '\r\n+CME ERROR: 10\r\n']], [{ lost: 'AT', answered: 'AT+CPIN?' }]],
] as const)('%s', (_name, events, expected) => {
  expect(signs(...events)).toStrictEqual(expected)
})

test.each([
  ['in the middle of traffic', [[0, 'out', 'AT\r'], [20, 'in', '\r\nOK\r\n'], [1000, 'out', 'AT\r'], [2000, 'out', 'AT\r'], [2010, 'in', '\r\nOK\r\n']]],
  ['sent without waiting', [[0, 'out', 'AT\r'], [100, 'out', 'AT\r'], [110, 'in', '\r\nOK\r\n\r\nOK\r\n']]],
  ['a command that takes long', [[0, 'out', 'AT+COPS=?\r'], [9000, 'out', 'AT\r'], [9100, 'in', '\r\nOK\r\n']]],
  ['the first was echoed', [[0, 'out', 'AT\r'], [5, 'in', 'AT\r'], [2000, 'out', 'AT\r'], [2010, 'in', 'AT\r\r\nOK\r\n']]],
  ['the module was starting', [[0, 'out', 'AT\r'], [3000, 'out', 'AT\r'], [3500, 'in', '\r\nRDY\r\n'], [3600, 'in', '\r\nOK\r\n']]],
  ['the second is silent for long as well', [[0, 'out', 'AT\r'], [1000, 'out', 'AT\r'], [9000, 'in', '\r\nOK\r\n']]],
  ['data after a prompt', [[0, 'out', 'AT+QMTPUB=0,1,1,0,"t",2\r'], [10, 'in', '\r\n> '], [9000, 'out', 'hi\r'], [10_000, 'out', 'AT\r'], [10_010, 'in', '\r\nOK\r\n']]],
] as const)('no sign: %s', (_name, events) => {
  expect(signs(...events)).toStrictEqual([])
})

test('no sign in any recorded session, with a second between its lines', () => {
  const folder = new URL('../../test/transcripts/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  expect(files.length).toBeGreaterThan(30)
  for (const name of files) {
    const events = maskedLines(readFileSync(new URL(name, folder), 'utf8')).map(({ text }, index): Event => [index * 1000, /^AT/i.test(text.trim()) ? 'out' : 'in', `${text}\r`])
    expect([name, signs(...events)]).toStrictEqual([name, []])
  }
})
