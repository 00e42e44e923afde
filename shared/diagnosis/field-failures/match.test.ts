import { expect, it } from 'vitest'
import { text } from '../../text/local-text.ts'
import type { FieldFailure, Sign } from './field-failure.ts'
import { FieldMatcher, linesOfEvidence, type Scope, type SeenLine } from './match.ts'

const entry = (id: string, ...when: readonly Sign[]): FieldFailure => ({ id, stage: 'modem', symptom: text('x', '测'), when, causes: [], checks: [], fix: text('x', '测') })
const lines = (...texts: readonly string[]): readonly SeenLine[] => texts.map((each) => ({ text: each }))
const found = (entries: readonly FieldFailure[], seen: readonly SeenLine[], scope: Scope = {}) => new FieldMatcher(entries).inLines(seen, scope).map(({ entry: { id }, at }) => [id, at])

it('puts what asks for more before what asks for less, and a hint behind everything', () => {
  const entries = [entry('hint', { line: '^ERROR$', answers: '^AT\\+X', before: ['^RDY$'], weak: true }), entry('plain', { line: '^ERROR$' }), entry('close', { line: '^ERROR$', answers: '^AT\\+X' })]
  expect(found(entries, lines('RDY', 'AT+X=1', 'ERROR'))).toStrictEqual([
    ['close', 2],
    ['plain', 2],
    ['hint', 2],
  ])
})

it('keeps the catalogue’s order among equals, and gives the last line where each shows', () => {
  expect(found([entry('a', { line: '^ERROR' }), entry('b', { line: 'ERROR$' })], lines('ERROR', 'OK', 'ERROR'))).toStrictEqual([
    ['a', 2],
    ['b', 2],
  ])
})

it('follows lines in their order, without what must not stand between', () => {
  const late = [entry('late', { line: '^CLOSED$', before: ['^OPEN$'], unless: '^LOGIN$' })]
  expect(found(late, lines('LOGIN', 'OPEN', 'CLOSED'))).toStrictEqual([['late', 2]])
  expect(found(late, lines('OPEN', 'LOGIN', 'CLOSED'))).toStrictEqual([])
  expect(found(late, lines('CLOSED', 'OPEN'))).toStrictEqual([])
})

it('misses an answer until the next command, not beyond', () => {
  const silent = [entry('silent', { line: '^OK$', answers: '^AT\\+OPEN', lacks: '^\\+OPEN' })]
  expect(found(silent, lines('AT+OPEN', 'OK', 'AT', '+OPEN: 0'))).toStrictEqual([['silent', 1]])
  expect(found(silent, lines('AT+OPEN', 'OK', '+OPEN: 0', 'AT'))).toStrictEqual([])
})

it('counts, and counts only where the answer is missing', () => {
  const thrice = [entry('thrice', { line: '^AT$', from: 'host', lacks: '.', times: 3 })]
  const sent: SeenLine = { text: 'AT', from: 'host' }
  expect(found(thrice, [sent, sent, sent])).toStrictEqual([['thrice', 2]])
  expect(found(thrice, [sent, { text: 'OK', from: 'modem' }, sent, sent])).toStrictEqual([])
})

it('leaves out another family; a cloud’s own failure needs the cloud', () => {
  const entries = [entry('quectel', { line: '^ERROR$', families: ['quectel'] }), entry('aws', { line: '^ERROR$', clouds: ['aws'] })]
  expect(found(entries, lines('ERROR'), { modem: 'luat-air780e' })).toStrictEqual([])
  expect(found(entries, lines('ERROR'))).toStrictEqual([['quectel', 0]])
  expect(found(entries, lines('ERROR'), { modem: 'quectel-bg96', cloud: 'aws' })).toStrictEqual([
    ['aws', 0],
    ['quectel', 0],
  ])
})

it('puts a step’s code at the line that proves its failure', () => {
  const evidence = { stepId: 'x', stage: 'modem', command: 'AT+X', final: 'ERROR', lines: ['AT+X', '+X: 1', 'ERROR'], offending: '+X: 1', received: 'lines' } as const
  expect(linesOfEvidence(evidence, 'modem.x')).toStrictEqual([
    { text: 'AT+X', from: 'host' },
    { text: '+X: 1', from: 'modem', code: 'modem.x' },
    { text: 'ERROR', from: 'modem' },
  ])
})

it('leaves out what is answered anywhere in the log', () => {
  const unread = [entry('unread', { line: '^\\+MSG: \\d$', never: '^AT\\+READ' })]
  expect(found(unread, lines('+MSG: 0'))).toStrictEqual([['unread', 0]])
  expect(found(unread, lines('+MSG: 0', 'AT+READ'))).toStrictEqual([])
})
