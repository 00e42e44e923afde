import { expect, test } from 'vitest'
import { defaultSendOptions } from '../../../shared/contract/settings.ts'
import { lastingIn } from './lasting-in.ts'

test('a command that lasts is found in text, behind escapes, in hex and before a checksum; what only reads so is none', () => {
  const kinds = (line: string, isHex = false, change = {}): readonly string[] => lastingIn(line, isHex, { ...defaultSendOptions, ...change }).map(({ kind }) => kind)
  expect([kinds('AT&W'), kinds('ATE0\\rAT\\x26W', false, { escapes: true }), kinds('41 54 26 57 0D', true), kinds('AT&W', false, { checksum: 'crc16-modbus' })]).toStrictEqual([['writes-nvm'], ['writes-nvm'], ['writes-nvm'], ['writes-nvm']])
  expect([kinds('ATE0\\rAT&W'), kinds('41 54 0D', true), kinds('4', true), kinds('AT+CSQ')]).toStrictEqual([[], [], [], []])
})
