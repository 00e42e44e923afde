import { expect, it } from 'vitest'
import type { Evidence } from '../../wizard/step.ts'
import { fieldFailures, fieldFailuresOfStep, matchFieldFailures, type Scope, type SeenLine } from './index.ts'

/** Sent lines begin with >>, received ones with <<, where a log tells them apart. */
const read = (log: string): readonly SeenLine[] =>
  log
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, arrow, text] = /^(>>|<<)(.*)$/.exec(line) ?? []
      return text === undefined ? { text: line } : { text, from: arrow === '>>' ? 'host' : 'modem' }
    })

type Case = { readonly id: string; readonly stage: string; readonly log: string; readonly scope?: Scope }

const cases: readonly Case[] = [
  { id: 'port.no-answer', stage: 'port', log: '>>AT\n>>AT\n>>AT' },
  { id: 'port.garbled', stage: 'port', log: '>>AT\n<<\ufffd\ufffd\u0003\ufffd' },
  { id: 'port.echo-only', stage: 'modem', log: '>>AT\n<<AT\n>>AT+CPIN?\n<<AT+CPIN?' },
  // The article's own line for the EC20.
  { id: 'port.typographic', stage: 'modem', log: 'AT+QMTCFG=“recv/mode"0,0,1\nERROR' },
  { id: 'port.no-urc', stage: 'modem', log: 'AT+QMTOPEN=0,"a.example",1883\nOK\nAT\nOK', scope: { modem: 'quectel-ec20' } },
]

it.each(cases)('$id', ({ id, stage, log, scope = {} }) => {
  const [first] = matchFieldFailures(read(log), scope)
  expect([first?.entry.id, first?.entry.stage]).toStrictEqual([id, stage])
})

it('reads a failed step of the wizard', () => {
  const evidence: Evidence = { stepId: 'at', stage: 'modem', command: 'AT', final: null, lines: [], timedOut: 'final', received: 'nothing' }
  expect(fieldFailuresOfStep(evidence, 'modem.silent', {}).map(({ id }) => id)[0]).toBe('port.no-answer')
})

it('every entry has words in both languages, and causes without a source are hypotheses', () => {
  for (const { id, symptom, causes, checks, fix } of fieldFailures) {
    const words = [symptom, fix, ...causes.map((cause) => cause.text), ...checks.flatMap(({ tells, answers = [] }) => [tells, ...answers.map(({ means }) => means)])]
    expect(words.filter(({ en, zh }) => en.trim() === '' || !/\p{Script=Han}/u.test(zh)), id).toStrictEqual([])
    for (const { text: said, source } of causes) expect([id, source === undefined, said.en.startsWith('Possible: '), said.zh.startsWith('可能：')]).toStrictEqual([id, source === undefined, source === undefined, source === undefined])
    expect([id, causes.length > 0, checks.length > 0]).toStrictEqual([id, true, true])
  }
})
