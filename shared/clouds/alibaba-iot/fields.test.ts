import { expect, it } from 'vitest'
import { findOperation, signWith } from '../sign.ts'
import type { Inputs } from '../profile.ts'
import { alibabaIot } from './profile.ts'

/** The device of the published Air780EP guide. */
const device = { productKey: 'k1hipglLdjU', deviceName: '868488076506128', deviceSecret: 'fef32adf6dad46c2c7cbf335d3a7b021' }
const codesOf = (inputs: Inputs) => {
  const login = findOperation(alibabaIot, 'login')
  if (!login) throw new Error('no login')
  return signWith(alibabaIot, login, { ...device, ...inputs }, { now: 1_700_000_000_000, random: '0123456789abcdef' }).findings.filter(({ field }) => field === 'timestamp' || field === 'deviceSecret').map(({ severity, field, code }) => `${severity} ${field} ${code}`)
}

it.each([
  [{}, []],
  [{ timestamp: '1700000000000' }, []],
  // The documents' own examples.
  [{ timestamp: '789' }, []],
  [{ timestamp: '1700000000' }, ['warning timestamp input.form']],
  [{ timestamp: '9'.repeat(20) }, ['warning timestamp input.form']],
  [{ timestamp: 'now' }, ['error timestamp input.form']],
  [{ deviceSecret: device.deviceSecret.slice(0, -1) }, ['warning deviceSecret input.form']],
])('%j', (inputs, expected) => {
  expect(codesOf(inputs)).toStrictEqual(expected)
})
