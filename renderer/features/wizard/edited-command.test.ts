import { expect, it } from 'vitest'
import { readEdit } from './edited-command.ts'

const masked = 'AT+QMTCONN=0,"bench","dev","••••••"'

it('leaves an untouched line to the program, which knows the secrets', () => {
  expect(readEdit(masked, masked)).toEqual({ kind: 'as-planned' })
})

it('never sends bullets in the place of a secret', () => {
  expect(readEdit(masked, 'AT+QMTCONN=0,"other","dev","••••••"')).toEqual({ kind: 'still-masked' })
})

it('takes a line as typed, spaces included', () => {
  expect(readEdit('AT+CSQ', 'AT+CSQ=? ')).toEqual({ kind: 'edited', line: 'AT+CSQ=? ' })
})

it('refuses an empty line', () => {
  expect(readEdit('AT', ' ')).toEqual({ kind: 'empty' })
})
