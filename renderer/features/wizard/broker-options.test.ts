import { expect, it } from 'vitest'
import type { Job } from '../../../shared/wizard/credential.ts'
import { brokerOptionsOf } from './broker-options.ts'

const file = (name: string) => ({ name, bytes: new Uint8Array([1]) })
const exchange = { payload: '', qos: 0, subscribeQos: 0, retain: false } as const
const form: Job = {
  credential: { host: 'a.example', port: 8883, tls: 'server', ca: file('ca.pem'), clientId: 'ec20', username: 'dev', password: 'hush' },
  exchange,
}
const masked: Job = { ...form, credential: { ...form.credential, password: '••••••' } }
const expected = {
  name: 'a.example:8883',
  protocol: 'mqtts',
  host: 'a.example',
  port: 8883,
  path: '/mqtt',
  clientId: 'ec20-pc',
  username: 'dev',
  password: 'hush',
  keepAlive: 60,
  cleanSession: true,
  version: 4,
  ca: file('ca.pem'),
  certificate: null,
  privateKey: null,
  verifyServer: true,
} as const

it('is the modem’s broker and login under another client id', () => {
  expect(brokerOptionsOf(masked, form)).toEqual(expected)
})

it('leaves the password to the person when the form says something else by now', () => {
  expect(brokerOptionsOf(masked, { ...form, credential: { ...form.credential, username: 'other' } })).toEqual({ ...expected, password: '' })
  expect(brokerOptionsOf(masked, undefined)).toEqual({ ...expected, password: '' })
})

it('never passes on a key that was emptied by masking', () => {
  const mutual: Job = {
    ...form,
    credential: { ...form.credential, tls: 'mutual', certificate: file('client.pem'), privateKey: file('key.pem') },
  }
  const emptied: Job = { ...mutual, credential: { ...mutual.credential, privateKey: { name: 'key.pem', bytes: new Uint8Array() } } }
  expect(brokerOptionsOf(emptied, mutual)).toEqual({ ...expected, certificate: file('client.pem'), privateKey: file('key.pem') })
  expect(brokerOptionsOf(emptied, undefined)).toEqual({ ...expected, password: '' })
})

it('takes a token that is the user name from the form, and the WebSocket path along', () => {
  const token: Job = { ...form, credential: { ...form.credential, username: 'A1-TOKEN', hidden: ['A1-TOKEN'], webSocketPath: '/ws' } }
  const shown: Job = { ...token, credential: { host: 'a.example', port: 8883, tls: 'server', ca: file('ca.pem'), clientId: 'ec20', username: '••••••', webSocketPath: '/ws' } }
  expect(brokerOptionsOf(shown, token)).toMatchObject({ protocol: 'wss', path: '/ws', username: 'A1-TOKEN' })
})
