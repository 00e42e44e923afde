import { expect, test } from 'vitest'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import type { WizardRun } from '../../../../shared/contract/wizard.ts'
import { connectionWith, modemWith } from './same-client.ts'

const client = { host: 'Broker.example', clientId: 'dev-1' }
const run = (part: object, host = 'broker.example', clientId = 'dev-1') => ({ id: 'r', status: 'done', plan: { job: { credential: { host, clientId } } }, ...part }) as unknown as WizardRun
const connection = (part: object, options: object = {}) => ({ id: 'c', state: 'connected', options: { host: 'broker.example', clientId: 'dev-1', ...options }, ...part }) as unknown as ConnectionInfo

test.each([
  ['is on the broker', run({}), true],
  ['is on its way', run({ status: 'running' }), true],
  ['has not begun', run({ status: 'ready' }), false],
  ['has failed', run({ status: 'failed' }), false],
  ['has lost its link', run({ notice: {} }), false],
  ['is at another broker', run({}, 'other.example'), false],
  ['has another client ID', run({}, 'broker.example', 'dev-2'), false],
])('a modem that %s', (_, one, isFound) => {
  expect(modemWith([one], client) !== undefined).toBe(isFound)
})

test.each([
  ['is up', connection({}), true],
  ['is coming back', connection({ state: 'reconnecting' }), true],
  ['was refused', connection({ state: 'failed' }), false],
  ['is the one that is being changed', connection({ savedId: 's1' }), false],
  ['is at another broker', connection({}, { host: 'other.example' }), false],
])('a connection that %s', (_, one, isFound) => {
  expect(connectionWith([one], client, 's1') !== undefined).toBe(isFound)
})

test('an empty client ID is nobody’s: the broker gives each its own', () => {
  const nobody = { host: 'broker.example', clientId: '' }
  expect([modemWith([run({}, 'broker.example', '')], nobody), connectionWith([connection({}, { clientId: '' })], nobody)]).toEqual([undefined, undefined])
})
