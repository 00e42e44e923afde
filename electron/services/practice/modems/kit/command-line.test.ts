import { expect, test } from 'vitest'
import { parseArguments } from './arguments.ts'
import { parseCommandLine } from './command-line.ts'

test('arguments keep what the manual tells apart: quoted text, integers, words and blanks', () => {
  expect(parseArguments('"SSL",0,-1,0xFFFF,,"a;b,c"')).toEqual([
    { kind: 'text', value: 'SSL' },
    { kind: 'integer', value: 0 },
    { kind: 'integer', value: -1 },
    { kind: 'word', value: '0xFFFF' },
    { kind: 'none' },
    { kind: 'text', value: 'a;b,c' },
  ])
})

test.each([['"open'], ['"a"b'], ['a"b"'], ['"a" ,1']])('arguments %s cannot be taken apart', (body) => {
  expect(parseArguments(body)).toBeNull()
})

test('a typographic quote before a straight one spoils the arguments, as on the module', () => {
  expect(parseArguments('\xe2\x80\x9crecv/mode"0,0,1')).toBeNull()
})

test('the four forms of an extended command', () => {
  const forms = ['AT+CSQ', 'at+cpin?', 'AT+QMTCFG=?', 'AT+CGATT=1'].map((line) => parseCommandLine(line)?.[0])
  expect(forms).toEqual([
    { name: '+CSQ', form: 'run', args: [], text: 'AT+CSQ' },
    { name: '+CPIN', form: 'read', args: [], text: 'AT+CPIN?' },
    { name: '+QMTCFG', form: 'test', args: [], text: 'AT+QMTCFG=?' },
    { name: '+CGATT', form: 'set', args: [{ kind: 'integer', value: 1 }], text: 'AT+CGATT=1' },
  ])
})

test('several commands on one line, and a semicolon inside quotes', () => {
  expect(parseCommandLine('ATE0V1;+CSQ;+QMTCONN=0,"id","u;12010126"')?.map(({ text }) => text)).toEqual(['ATE0', 'ATV1', 'AT+CSQ', 'AT+QMTCONN=0,"id","u;12010126"'])
})

test('a cancelling ESC before the line is swallowed; a line without AT is none', () => {
  expect(parseCommandLine('\x1bAT')?.map(({ text }) => text)).toEqual(['AT'])
  expect(parseCommandLine('{"a":1}\x1aAT')).toBeNull()
  expect(parseCommandLine('')).toBeNull()
})

test('line ends between quotation marks stay where the family says so', () => {
  const text = 'AT%CMNG=0,1,0,"a\nb"'
  const content = (syntax: Parameters<typeof parseCommandLine>[1]) => parseCommandLine(text, syntax)?.[0]?.args?.[3]
  expect([content({ prefixes: '%', quotesHoldLines: true }), content({ prefixes: '%' })]).toEqual([
    { kind: 'text', value: 'a\nb' },
    { kind: 'text', value: 'ab' },
  ])
})
