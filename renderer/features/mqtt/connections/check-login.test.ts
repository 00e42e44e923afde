import { expect, test } from 'vitest'
import { explainConnack } from '../../../../shared/mqtt/connack.ts'
import type { BrokerOptions } from '../../../../shared/contract/mqtt.ts'
import { newForm, toOptions } from './broker-form.ts'
import { loginToCheck } from './check-login.ts'

const options = { ...(toOptions({ ...newForm('abc123'), host: 'h.example' }) as BrokerOptions), port: 1883, host: 'mqtt.example.com', clientId: 'c', username: 'u', password: 'p' }

test.each([4, 5, 134, 135])('a login refused with %i can be checked, part by part', (code) => {
  expect(loginToCheck(explainConnack(code), options)).toEqual({ host: 'mqtt.example.com', port: '1883', clientId: 'c', username: 'u', password: 'p' })
})

test('not one that was refused for something else, that is not known here, or that has none', () => {
  expect(loginToCheck(explainConnack(3), options)).toBeUndefined()
  expect(loginToCheck(undefined, options)).toBeUndefined()
  expect(loginToCheck(explainConnack(5), undefined)).toBeUndefined()
  expect(loginToCheck(explainConnack(5), { ...options, password: '' })).toBeUndefined()
  expect(loginToCheck(explainConnack(5), { ...options, username: '' })).toBeUndefined()
})

test('a part that was not sent is not given', () => {
  expect(loginToCheck(explainConnack(4), { ...options, clientId: '' })).not.toHaveProperty('clientId')
})
