import { expect, it } from 'vitest'
import { builtInProfiles, makeCatalogue } from '../catalogue.ts'
import type { Inputs } from '../clouds/profile.ts'
import { composePlan } from '../wizard/compose.ts'
import { maskPlan } from '../wizard/mask-plan.ts'
import { readProfile } from './read-profile.ts'

/** Secrets of profiles that people write themselves: masked wherever their templates put them. */
const cloudFile = `
kind: cloud
id: signed-name
name: Signed name
source: a test
fields:
  - { key: device, kind: text, label: Device }
  - { key: token, kind: secret, label: Token }
endpoint: { host: 'broker.example.com', transports: [tcp] }
values:
  - { name: sign, hmac: sha1, key: '{token}', over: '{device}' }
  - { name: plainHash, hash: md5, over: '{device}' }
login:
  clientId: '{device}-{plainHash}'
  username: '{device}|{sign}|{token|base64}'
  password: 'p-{token|upper}'
`
const modemFile = `
kind: modem
id: plain-modem
name: Plain modem
maker: Acme
source: a test
identity: Plain
limits: { tls: [none] }
fields:
  - { key: pin, kind: secret, label: PIN }
steps:
  - { id: pin, stage: sim, title: PIN, send: 'AT+PIN="{pin}"' }
  - { id: open, stage: net, title: Open, send: 'AT+OPEN="{host}",{port}', chained: true }
  - { id: login, stage: mqtt, title: Log in, send: 'AT+LOGIN="{clientId}","{username}",{password|length},"{password|hex}"' }
  - { id: publish, stage: cloud, title: Publish, when: [publish], send: 'AT+PUB="{publishTopic}","{payload}"' }
  - { id: note, stage: cloud, title: Note, send: 'AT+NOTE', data: { prompt: '>', content: 'secret {password}' } }
closing: [{ line: AT+CLOSE }]
`
const [cloudRead, modemRead] = [readProfile(cloudFile, builtInProfiles), readProfile(modemFile, builtInProfiles)]
if (cloudRead.kind !== 'cloud' || modemRead.kind !== 'modem') throw new Error(JSON.stringify([cloudRead, modemRead]))
const catalogue = makeCatalogue({ clouds: [cloudRead.data], modems: [modemRead.data] })

const circumstances = { now: 1_767_225_600_000, random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }
const inputs: Inputs = { device: 'meter', token: 'sesame-token', pin: '4711', publishTopic: 'up', payload: 'hello' }
const compose = (given: Inputs) => {
  const [modem, cloud] = [catalogue.findModem('plain-modem'), catalogue.findCloud('signed-name')]
  if (!modem || !cloud) throw new Error('not there')
  return composePlan(modem, cloud, given, circumstances)
}

// printf meter | openssl dgst -sha1 -hmac sesame-token
const sign = 'bd63e12c4f1ef3735ce25d050c35c131290bb54b'
const hex = Buffer.from('p-SESAME-TOKEN').toString('hex')

it('a plan that leaves the program shows none of them, whatever filter they went through', () => {
  const { plan, findings } = compose(inputs)
  if (!plan) throw new Error(JSON.stringify(findings))
  const secrets = ['sesame-token', 'SESAME-TOKEN', Buffer.from('sesame-token').toString('base64'), hex, '4711', sign]
  const open = JSON.stringify(plan)
  const masked = JSON.stringify(maskPlan(plan), (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value))
  expect(secrets.filter((secret) => !open.includes(secret))).toStrictEqual(['sesame-token'])
  expect(secrets.filter((secret) => masked.includes(secret))).toStrictEqual([])
  // What is no secret stays readable: the digest of the device's name alone, the length.
  expect([masked.includes(plan.job.credential.clientId), masked.includes(',14,')]).toStrictEqual([true, true])
})

it('each step names the secrets in its command, so that the session masks them', () => {
  const steps = compose(inputs).plan?.steps ?? []
  expect(steps.find(({ id }) => id === 'pin')?.secrets).toStrictEqual(['4711'])
  expect(steps.find(({ id }) => id === 'login')?.secrets).toContain(hex)
  expect(steps.find(({ id }) => id === 'note')?.then).toMatchObject({ secret: true, label: 'secret {password}' })
})

it.each([
  ['say "hi"', ['modem.payload-characters']],
  ['two\nlines', ['modem.payload-characters']],
  ['say hi', []],
])('a message %j that stands in the command itself: %j', (payload, codes) => {
  expect(compose({ ...inputs, payload }).findings.map(({ code }) => code)).toStrictEqual(codes)
})

it('TLS is refused where the file knows no way to it', () => {
  const [modem, cloud] = [catalogue.findModem('plain-modem'), catalogue.findCloud('mqtt')]
  if (!modem || !cloud) throw new Error('not there')
  const { findings } = composePlan(modem, cloud, { host: 'h.example', tls: 'server', ca: { name: 'ca.pem', bytes: new Uint8Array([0x41]) }, clientId: 'c', pin: '1' }, circumstances)
  expect(findings.map(({ code, what }) => [code, what.en])).toStrictEqual([['modem.tls', 'The Plain modem has no way to connect by TLS in its profile.']])
})
