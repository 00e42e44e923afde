import { expect, it } from 'vitest'
import { readEdit } from './edited-command.ts'

const masked = 'AT+QMTCONN=0,"bench","dev","••••••"'

it('leaves an untouched line to the program, which knows the secrets', () => {
  expect(readEdit(masked, masked)).toEqual({ kind: 'as-planned' })
})

it('lets whole bullets stand for the secret, which the program puts back', () => {
  const line = 'AT+QMTCONN=0,"other","dev","••••••"'
  expect(readEdit(masked, line)).toEqual({ kind: 'edited', line, hidesSecret: true })
})

it('never sends bullets that stand for no secret', () => {
  expect(readEdit(masked, 'AT+QMTCONN=0,"bench","dev","•••••"')).toEqual({ kind: 'still-masked' })
  expect(readEdit(masked, 'AT+QMTCONN=0,"bench","dev","•••••••"')).toEqual({ kind: 'still-masked' })
  expect(readEdit(masked, 'AT+QMTCONN=0,"bench","••••••","••••••"')).toEqual({ kind: 'still-masked' })
  expect(readEdit('AT+X="••••••","••••••"', 'AT+X="a","••••••"')).toEqual({ kind: 'still-masked' })
  expect(readEdit('AT', 'AT••••••')).toEqual({ kind: 'still-masked' })
})

it('takes a secret that was typed anew', () => {
  const line = 'AT+QMTCONN=0,"bench","dev","pw"'
  expect(readEdit(masked, line)).toEqual({ kind: 'edited', line, hidesSecret: false })
})

it('takes a line as typed, spaces included', () => {
  expect(readEdit('AT+CSQ', 'AT+CSQ=? ')).toEqual({ kind: 'edited', line: 'AT+CSQ=? ', hidesSecret: false })
})

it('refuses an empty line', () => {
  expect(readEdit('AT', ' ')).toEqual({ kind: 'empty' })
})
