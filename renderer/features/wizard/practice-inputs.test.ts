import { expect, it } from 'vitest'
import { findCloud } from '../../../shared/clouds/index.ts'
import { practiceInputs } from './practice-inputs.ts'

const ca = { name: 'practice-ca.pem', bytes: new Uint8Array([1]) }
const broker = { host: '127.0.0.1', tcpPort: 1001, tlsPort: 1002, wsPort: 1003, wssPort: 1004, username: 'bench', password: 'made-up', ca }
const cloud = findCloud('mqtt')!

it('fills the whole form of a newcomer', () => {
  expect(practiceInputs(broker, cloud, {})).toEqual({
    host: '127.0.0.1',
    port: '1002',
    tls: 'server',
    ca,
    username: 'bench',
    password: 'made-up',
    clientId: 'ec20-bench-01',
    publishTopic: 'bench/ec20/up',
    subscribeTopic: 'bench/ec20/down',
    payload: '{"params":{"IndoorTemperature":25.4}}',
  })
})

it('leaves what a person chose for the exchange', () => {
  const filled = practiceInputs(broker, cloud, { clientId: 'mine', publishTopic: 'a/b', subscribeTopic: '', payload: 'hi' })
  expect(Object.keys(filled).toSorted()).toEqual(['ca', 'host', 'password', 'port', 'subscribeTopic', 'tls', 'username'])
})

it('gives a cloud only the fields it has', () => {
  const small = { ...cloud, fields: cloud.fields.filter((field) => field.key === 'host') }
  expect(practiceInputs(broker, small, {})).toEqual({ host: '127.0.0.1' })
})
