import { expect, test } from 'vitest'
import { quectelCommands } from '../modems/quectel-ec20/describe-command.ts'
import { quectelSignatures } from '../modems/quectel-ec20/signatures.ts'
import { commonCommands } from './common-commands.ts'
import { completeCommand } from './complete-command.ts'

const tables = [quectelCommands, commonCommands]
const lines = (typed: string, limit = 20): readonly string[] => completeCommand(typed, tables, limit).map(({ line }) => line)
const said = (typed: string) => Object.fromEntries(completeCommand(typed, tables, 20).map(({ line, words }) => [line, words.en]))

test('names that begin so, the modem’s own before everybody’s', () => {
  expect(lines('AT+QMTO')).toStrictEqual(['AT+QMTOPEN'])
  expect(lines('at+cgp')).toStrictEqual(['at+CGPADDR'])
  expect(lines('AT+Q', 3)).toHaveLength(3)
  expect(lines('AT+CEREX')).toStrictEqual([])
})

test('a whole name offers its forms, and the values that have words of their own', () => {
  expect(said('AT+CTZU')).toStrictEqual({
    'AT+CTZU?': 'asks for clock set by the network',
    'AT+CTZU=?': 'asks which values are possible: clock set by the network',
    'AT+CTZU=0': 'clock set by the network: off',
    'AT+CTZU=1': 'clock set by the network: on',
  })
  expect(said('ATE')).toStrictEqual({ ATE0: 'echo off', ATE1: 'echo on' })
})

test('behind the equals sign stand values and keys', () => {
  expect(said('AT+CFUN=')).toStrictEqual({ 'AT+CFUN=0': 'radio and SIM off (minimum functionality)', 'AT+CFUN=1': 'radio on (full functionality)', 'AT+CFUN=4': 'flight mode: radio off' })
  expect(said('AT+QMTCFG="keep')).toStrictEqual({ 'AT+QMTCFG="keepalive"': 'the keep-alive in seconds' })
  // Any rate may stand there: nothing can be offered.
  expect(lines('AT+IPR=')).toStrictEqual([])
})

test('a command with parameters and no words for its values is offered with its equals sign', () => {
  const offered = completeCommand('AT+QIDNSCFG', tables, 20, quectelSignatures).map(({ line }) => line)
  expect(offered).toContain('AT+QIDNSCFG=')
  expect(lines('AT+QIDNSCFG')).not.toContain('AT+QIDNSCFG=')
})

test('the command behind a semicolon is completed, the ones before it stay', () => {
  expect(lines('AT+CMEE=2;+CSQ')).toContain('AT+CMEE=2;+CSQ?')
})

test('a command is found by what it is about, in either language', () => {
  expect(lines('signal')).toContain('AT+CSQ')
  expect(lines('信号强度')).toContain('AT+CSQ')
  expect(lines('sig')).toStrictEqual([])
})

test('a line that is done, data and empty lines offer nothing', () => {
  expect(['', 'AT', 'AT+CFUN=1,', 'AT+CSQ?', '{"a":1}', 'hello;'].flatMap((typed) => lines(typed))).toStrictEqual([])
})
