import { expect, test } from 'vitest'
import { latin1 } from '../text/bytes.ts'
import { classifyAnswer, ratesToTry } from './heard.ts'

test.each([
  ['', 'nothing'],
  ['AT\r\r\nOK\r\n', 'ok'],
  ['\r\nOK\r\n', 'ok'],
  ['\u00fe\r\nOK\r\n', 'ok'],
  ['AT\r0\r', 'ok'],
  ['\r\nERROR\r\n', 'text'],
  ['\r\n+CREG: 1\r\n', 'text'],
  ['$GNRMC,081836.00,A,3751.65,S,14507.36,E*25\r\n', 'text'],
  ['AT\r', 'echo'],
  ['AT\r\nAT\r\n', 'echo'],
  ['\u0000\u00fc\u0000\u00fe', 'garbage'],
  ['\u00c1\u00d4\u008d\u008d\u008a\u00cf\u00cb\u008d\u008a', 'garbage'],
  ['z', 'garbage'],
  ['\r\n', 'garbage'],
] as const)('%j is %s', (answer, kind) => {
  expect(classifyAnswer(latin1(answer))).toBe(kind)
})

test('the rate that is set comes first, each rate once', () => {
  expect(ratesToTry(115_200)).toStrictEqual([115_200, 9600, 921_600, 460_800, 230_400, 57_600, 38_400, 19_200, 4800, 2400, 3_000_000])
  expect(ratesToTry(74_880).slice(0, 3)).toStrictEqual([74_880, 115_200, 9600])
})
