import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Evidence } from '../../wizard/step.ts'
import { maskedLines } from '../mask-log.ts'
import { cases } from './field-cases.ts'
import { fieldFailures, fieldFailuresOfStep, matchFieldFailures, type SeenLine } from './index.ts'

const recorded = (name: string): readonly SeenLine[] => maskedLines(readFileSync(new URL(`../../../test/transcripts/${name}.txt`, import.meta.url), 'utf8'))

const read = (log: string): readonly SeenLine[] =>
  log.split('\n').map((line) => {
    const [, arrow, text] = /^(>>|<<)(.*)$/.exec(line) ?? []
    return text === undefined ? { text: line } : { text, from: arrow === '>>' ? 'host' : 'modem' }
  })

const linesOf = (log: string): readonly SeenLine[] => (log.startsWith('file:') ? recorded(log.slice(5)) : read(log)).filter(({ text }) => text !== '')

it.each(cases)('$id: $log', ({ id, stage, log, scope = {} }) => {
  const [first] = matchFieldFailures(linesOf(log), scope)
  expect([first?.entry.id, first?.entry.stage]).toStrictEqual([id, stage])
})

it('has ninety field failures, each with a case that brings it first', () => {
  const ids = fieldFailures.map(({ id }) => id)
  expect([ids.length, new Set(ids).size]).toStrictEqual([90, 90])
  expect(ids.filter((id) => !cases.some((each) => each.id === id))).toStrictEqual([])
})

it('every field failure has words in both languages', () => {
  for (const { id, symptom, causes, checks, fix } of fieldFailures) {
    const words = [symptom, fix, ...causes.map((cause) => cause.text), ...checks.flatMap(({ tells, answers = [] }) => [tells, ...answers.map(({ means }) => means)])]
    expect([id, words.filter(({ en, zh }) => en.trim() === '' || /\p{Script=Han}/u.test(en.replace(/“[^”]*”|\([^)]*\)|[中]/gu, '')) || !/\p{Script=Han}/u.test(zh))]).toStrictEqual([id, []])
    expect([id, causes.length > 0, checks.length > 0]).toStrictEqual([id, true, true])
  }
})

it('a cause without a source is worded as a hypothesis, and one with a source is not', () => {
  const wrong = fieldFailures.flatMap(({ id, causes }) =>
    causes.filter(({ text: { en, zh }, source }) => (source === undefined) !== en.startsWith('Possible: ') || (source === undefined) !== zh.startsWith('可能：')).map(({ text: { en } }) => `${id}: ${en}`),
  )
  expect(wrong).toStrictEqual([])
})

it('what a check sends only reads', () => {
  const commands = fieldFailures.flatMap(({ checks }) => checks.flatMap(({ send }) => (send === undefined ? [] : typeof send === 'string' ? [send] : Object.values(send))))
  const reads = /^AT(?:|[+#]\w+\?|[+#]\w+=\?|\+(?:CSQ|CESQ|CEER|CGPADDR|CGMR|CBC|QNWINFO|CCERTLIST|HTTPREAD|MQTTMSGGET|MQTTSTATU)|\+Q(?:CFG|SSLCFG|MTCFG|URCCFG)="[^"]+"(?:,(?:\d|\{ctx\}))?|(?:\+QIDNSGIP=1,|\+CDNSGIP=|\+CIPDOMAIN=|#XGETADDRINFO=)"\{host\}"|\+QFLST="[^"]+"|\+QIDNSCFG=1|\+SAPBR=2,1|\+(?:QMTRECV|LMQTTREAD)=0)$/
  expect(commands.filter((command) => !reads.test(command))).toStrictEqual([])
})

it('every case says where its lines come from', () => {
  expect(cases.filter(({ from }) => from.trim() === '')).toStrictEqual([])
})

it('reads a failed step of the wizard', () => {
  const evidence: Evidence = { stepId: 'at', stage: 'modem', command: 'AT', final: null, lines: [], timedOut: 'final', received: 'nothing' }
  expect(fieldFailuresOfStep(evidence, 'modem.silent', {}).map(({ id }) => id)).toStrictEqual(['port.no-answer'])
})
