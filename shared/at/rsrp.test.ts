import { expect, test } from 'vitest'
import { describeCommonAnswer } from './describe-answer.ts'
import { describeValue } from './describe-value.ts'
import { rsrpToDbm } from './rsrp.ts'

// 27.007, 8.69: 1 is −140 dBm ≤ rsrp < −139 dBm, 95 is −46 ≤ rsrp < −45, 97 is −44 ≤ rsrp, 255 not known or not detectable.
test('RSRP is the lower bound of its step', () => {
  expect([1, 95, 97, 255, 98].map(rsrpToDbm)).toStrictEqual([-140, -46, -44, undefined, undefined])
})

test('a captured value and the line beside it are read alike', () => {
  expect(describeValue('rsrp', '46')?.en).toBe('RSRP -95 dBm, good')
  expect(describeCommonAnswer('+CESQ: 99,99,255,255,255,46')?.words.en).toBe('RSRP -95 dBm')
})
