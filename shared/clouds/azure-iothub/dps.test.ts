import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { circumstances } from '../../../test/support/check-properties.ts'
import type { Inputs } from '../profile.ts'
import { findOperation, signWith } from '../sign.ts'
import { azureIotHub } from './profile.ts'

// Group key, registration ID and derived key as Azure's page "Symmetric key attestation" publishes them.
const groupKey = '8isrFI1sGsIlvvFSSFRiMfCNzv21fjbE/+ah/lSh3lF8e2YG1Te7w1KpZhJFFXJrqYKi9yegxkqIChbqOS9Egw=='
const registrationId = 'sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6'
const deviceKey = 'Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc='

const enrolment: Inputs = { idScope: '0ne00002193', registrationId, key: deviceKey, se: '1790000000' }

function register(inputs: Inputs) {
  const operation = findOperation(azureIotHub, 'dps-register')
  if (!operation) throw new Error('no such operation')
  const { made, findings } = signWith(azureIotHub, operation, inputs, circumstances)
  if (!made?.talk || !made.login) throw new Error(findings.map(({ code }) => code).join())
  return { ...made, talk: made.talk, login: made.login }
}

describe('a registration with DPS', () => {
  it('logs in as its page says', () => {
    const { login, expiresAt } = register(enrolment)
    const sr = `0ne00002193%2Fregistrations%2F${registrationId}`
    const sig = createHmac('sha256', Buffer.from(deviceKey, 'base64')).update(`${sr}\n1790000000`).digest('base64')
    expect(login).toStrictEqual({
      host: 'global.azure-devices-provisioning.net',
      port: 8883,
      transport: 'tls',
      clientId: registrationId,
      username: `0ne00002193/registrations/${registrationId}/api-version=2019-03-31`,
      password: `SharedAccessSignature sr=${sr}&sig=${encodeURIComponent(sig)}&se=1790000000&skn=registration`,
    })
    expect(expiresAt).toBe(1_790_000_000_000)
  })

  it('derives a device’s key from its group’s, as published', () => {
    const group = register({ ...enrolment, key: groupKey, enrollment: 'group' })
    expect(group.values['deviceKey']).toBe(deviceKey)
    expect(group.login).toStrictEqual(register(enrolment).login)
  })

  it('takes another host and port, and WebSocket', () => {
    expect(register({ ...enrolment, host: 'localhost', port: '18883' }).login).toMatchObject({ host: 'localhost', port: 18_883 })
    expect(register({ ...enrolment, transport: 'wss' }).login).toMatchObject({ port: 443, path: '/$iothub/websocket' })
  })

  it('goes by certificate without a password', () => {
    const file = { name: 'x.pem', bytes: new Uint8Array([1]) }
    const { login, talk } = register({ idScope: '0ne00002193', registrationId, auth: 'cert', cert: file, privateKey: file })
    expect(login).toMatchObject({ certificate: file, privateKey: file })
    expect(login.password).toBeUndefined()
    const answer = talk.read('$dps/registrations/res/200/?$rid=1', assigned)
    expect(answer).toMatchObject({ kind: 'done', inputs: { auth: 'cert', hub: 'contoso.azure-devices.net', deviceId: registrationId } })
  })
})

const operationId = '4.d0a671905ea5b2c8.42d78160-4c78-479e-8be7-61d5e55dac0d'
const assigned = JSON.stringify({ operationId, status: 'assigned', registrationState: { registrationId, assignedHub: 'contoso.azure-devices.net', deviceId: registrationId, status: 'assigned' } })
const poll = `$dps/registrations/GET/iotdps-get-operationstatus/?$rid=1&operationId=${operationId}`

describe('the conversation with DPS', () => {
  const { talk } = register({ ...enrolment, key: groupKey, enrollment: 'group' })

  it('asks for answers, then registers', () => {
    expect(talk.subscribe).toStrictEqual(['$dps/registrations/res/#'])
    expect(talk.first).toStrictEqual({ topic: '$dps/registrations/PUT/iotdps-register/?$rid=1', payload: `{"registrationId":"${registrationId}"}` })
  })

  it.each<[string, string, string, object]>([
    ['waits as long as told, then asks', '202/?$rid=1&retry-after=7', JSON.stringify({ operationId, status: 'assigning' }), { kind: 'ask', topic: poll, payload: '', afterMs: 7000 }],
    ['waits three seconds when not told', '202/?$rid=1', JSON.stringify({ operationId, status: 'assigning' }), { kind: 'ask', topic: poll, payload: '', afterMs: 3000 }],
    ['never waits for hours', '202/?$rid=1&retry-after=86400', JSON.stringify({ operationId, status: 'assigning' }), { kind: 'ask', topic: poll, payload: '', afterMs: 120_000 }],
    ['asks on while it is still assigning', '200/?$rid=1', JSON.stringify({ operationId, status: 'assigning' }), { kind: 'ask', topic: poll }],
    ['registers again after being throttled', '429/?$rid=1&retry-after=5', '{"errorCode":429001}', { kind: 'ask', topic: '$dps/registrations/PUT/iotdps-register/?$rid=1', afterMs: 5000 }],
    ['brings hub, device and the device’s own key', '200/?$rid=1', assigned, { kind: 'done', inputs: { auth: 'sas', hub: 'contoso.azure-devices.net', deviceId: registrationId, key: deviceKey } }],
    ['tells of an enrolment that is switched off', '200/?$rid=1', JSON.stringify({ operationId, status: 'disabled' }), { kind: 'failed', failure: { code: 'azure.dps.disabled', stage: 'cloud' } }],
    [
      'tells why an assignment failed',
      '200/?$rid=1',
      JSON.stringify({ operationId, status: 'failed', registrationState: { errorCode: 400_209, errorMessage: 'Custom allocation failed.' } }),
      { kind: 'failed', failure: { code: 'azure.dps.failed', what: { en: 'The device could not be assigned. (errorCode 400209, “Custom allocation failed.”)' } } },
    ],
    ['tells of a signature not accepted', '401/?$rid=1', '{"errorCode":401002,"trackingId":"x","message":"Unauthorized"}', { kind: 'failed', failure: { code: 'azure.dps.401', evidence: '$dps/registrations/res/401' } }],
    ['tells of an unknown enrolment', '404/?$rid=1', '', { kind: 'failed', failure: { code: 'azure.dps.404' } }],
    ['tells of a failing service', '500/?$rid=1', 'oops', { kind: 'failed', failure: { code: 'azure.dps.500' } }],
    ['gives up on an answer without an operation', '202/?$rid=1', 'not JSON', { kind: 'failed', failure: { code: 'azure.dps.unreadable' } }],
    ['puts nothing odd into a topic', '202/?$rid=1', '{"operationId":"a/#&b"}', { kind: 'failed', failure: { code: 'azure.dps.unreadable' } }],
    ['gives up on an answer without a hub', '200/?$rid=1', '{"status":"assigned"}', { kind: 'failed', failure: { code: 'azure.dps.unreadable' } }],
  ])('%s', (_, status, payload, expected) => {
    expect(talk.read(`$dps/registrations/res/${status}`, payload)).toMatchObject(expected)
  })

  it('waits for its own topics only', () => {
    expect(talk.read('devices/x/messages/devicebound/', assigned)).toStrictEqual({ kind: 'wait' })
  })

  it('says no key in a failure', () => {
    const texts = ['401', '404', '500'].map((status) => JSON.stringify(talk.read(`$dps/registrations/res/${status}/?$rid=1`, '{}')))
    expect(texts.join()).not.toMatch(/Jsm0ly|8isrFI/)
  })
})
