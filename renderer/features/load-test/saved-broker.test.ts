import { expect, test } from 'vitest'
import { firstForm } from './load-form.ts'
import { stillMissing } from './saved-broker.ts'

test('what was not kept is named until it is filled in', () => {
  const { broker } = firstForm
  const missing = ['password', 'privateKey', 'path', 'passphrase', 'userProperties'] as const
  expect(stillMissing(missing, { ...broker, userProperties: [{ name: 'token', value: '' }] })).toEqual(missing)
  const key = { name: 'k.pem', bytes: new Uint8Array([1]) }
  expect(stillMissing(missing, { ...broker, password: 'p', privateKey: key, path: '/mqtt?t=1', userProperties: [{ name: 'token', value: 'x' }] })).toEqual(['passphrase'])
  expect(stillMissing([], broker)).toEqual([])
})
