import { describe, expect, it } from 'vitest'
import { isUnsolicited } from './classify-line.ts'
import { isFinalResult } from './final-result.ts'

const quectel = ['+QMTRECV:', '+QMTOPEN:', '+QIND:', 'RDY']

describe('isUnsolicited', () => {
  it.each([
    ['+CSQ: 26,99', 'AT+CSQ', false],
    ['+QIND: SMS DONE', 'AT+CSQ', true],
    ['+CREG: 0,1', 'AT+CREG?', false],
    ['+CREG: 1,"D509","80D413D",7', 'AT+CREG?', true],
    ['+CREG: 2', 'AT+CREG?', true],
    ['+CGREG: 4,5,"66C0","1042","0"', 'AT+CGREG?', false],
    ['+CREG: 1', 'AT+CSQ', true],
    ['+QMTOPEN: 0,"broker",8883', 'AT+QMTOPEN?', false],
    ['+QMTRECV: 0,0,"t","x"', 'AT+CPIN?', true],
    ['RDY', 'AT', true],
    ['Quectel', 'ATI', false],
    ['Revision: EC20CEFAGR06A15M4G', 'ATI', false],
    ['EC20F', 'AT+CGMM', false],
    ['+CGEV: ME PDN ACT 1', 'ATI', true],
  ])('%s while %s runs: %s', (line, command, expected) => {
    expect(isUnsolicited(line, command, quectel)).toBe(expected)
  })
})

describe('isFinalResult', () => {
  it.each(['OK', 'ERROR', '+CME ERROR: 10', '+CME ERROR: SIM not inserted', '+CMS ERROR: 500', 'NO CARRIER', 'CONNECT', 'CONNECT 115200', 'ABORTED'])('%s ends a command', (line) => {
    expect(isFinalResult(line)).toBe(true)
  })
  it.each(['+CSQ: 26,99', 'OKAY', 'CONNECTED', '> ', 'ERRORS: 0'])('%s does not', (line) => {
    expect(isFinalResult(line)).toBe(false)
  })
})
