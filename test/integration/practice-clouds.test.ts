import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { converse, MqttService } from '../../electron/services/mqtt/index.ts'
import { PracticeService } from '../../electron/services/practice/index.ts'
import { RegistrationService } from '../../electron/services/registration/index.ts'
import { clouds, findCloud } from '../../shared/clouds/index.ts'
import type { Circumstances, CloudProfile, Inputs } from '../../shared/clouds/profile.ts'
import { findOperation, signWith } from '../../shared/clouds/sign.ts'
import type { PracticeCloud, PracticeDemo } from '../../shared/contract/practice.ts'
import { brokerOptionsOf } from '../../shared/mqtt/broker-options.ts'
import { checkLogin } from '../../shared/signature/check.ts'
import { circumstancesOf } from '../../shared/signature/circumstances.ts'
import { givenParts, type Given, type GivenPart } from '../../shared/signature/given.ts'
import type { Login } from '../../shared/signature/login.ts'

/**
 * The cloud profiles and the practice clouds were written apart from each other, both from the clouds' documents: each login that a
 * profile computes must be let in, and each that is wrong must be refused there and explained here.
 */
const practice = new PracticeService()
const folder = mkdtempSync(join(tmpdir(), 'atelier-mqtt-'))
const mqtt = new MqttService({ folder })
const registration = new RegistrationService({ converse })
let stands: readonly PracticeCloud[] = []

beforeAll(async () => {
  const started = await practice.startBroker()
  if (!started.ok) throw new Error(started.failure.what.en)
  stands = started.value.clouds
})
afterAll(async () => {
  await mqtt.dispose()
  await practice.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const now = (): Circumstances => circumstancesOf(Date.now(), randomBytes)
const signed = clouds.filter(({ id }) => id !== 'mqtt')
const profileOf = ({ id }: PracticeCloud): CloudProfile => {
  const cloud = findCloud(id)
  if (!cloud) throw new Error(`no profile for ${id}`)
  return cloud
}

function sign(cloud: CloudProfile, demo: PracticeDemo, change: Inputs = {}) {
  const operation = findOperation(cloud, demo.operation)
  if (!operation) throw new Error(`${cloud.id} has no operation ${demo.operation}`)
  const { made, findings, inputs } = signWith(cloud, operation, { ...demo.inputs, ...change }, now())
  return { made, inputs, errors: findings.filter(({ severity }) => severity === 'error').map(({ field, code }) => `${field}: ${code}`) }
}

/** Connects and lets go again; the answer's code, `ok` when the login was let in. */
async function tryLogin(cloud: CloudProfile, login: Login): Promise<string> {
  const result = await mqtt.connect(brokerOptionsOf(login, cloud.rules.keepAlive.advised))
  for (const { id } of await mqtt.connections()) await mqtt.remove(id)
  return result.ok ? 'ok' : result.failure.code
}

const refusals = /^(mqtt\.refused\.[2345]|mqtt\.closed-before-connack|mqtt\.websocket-\w+|mqtt\.cut-while-waiting|tls\.\w[\w-]*|mqtt\.connection-lost)$/

it('has a practice cloud for every cloud that signs', () => {
  expect(stands.map(({ id }) => id).toSorted()).toStrictEqual(signed.map(({ id }) => id).toSorted())
  for (const { product, device, demos } of stands) expect([product, device, demos.length > 0]).toStrictEqual([expect.stringMatching(/./), expect.stringMatching(/./), true])
})

it.each([
  ['alibaba-iot', 'transport', ['tcp', 'tls', 'ws', 'wss']],
  ['tencent-iothub', 'auth', ['cert', 'key']],
  ['huawei-iotda', 'auth', ['cert', 'secret']],
  ['azure-iothub', 'auth', ['cert', 'sas']],
  ['aws', 'auth', ['cert', 'custom', 'sigv4']],
])('tries %s by every %s', (id, key, values) => {
  const demos = stands.find((stand) => stand.id === id)?.demos.filter(({ operation }) => operation === 'login') ?? []
  expect([...new Set(demos.map(({ inputs }) => inputs[key]))].filter((value) => value !== undefined)).toStrictEqual(expect.arrayContaining(values))
})

const logins = (cloud: PracticeCloud) => cloud.demos.filter(({ operation }) => operation === 'login')

describe.each(signed.map(({ id }) => id))('%s', (id) => {
  const stand = () => {
    const found = stands.find((each) => each.id === id)
    if (!found) throw new Error(`no practice cloud for ${id}`)
    return found
  }

  it('lets every demo login in, and finds nothing wrong with it', async () => {
    for (const demo of logins(stand())) {
      const cloud = profileOf(stand())
      const { made, errors } = sign(cloud, demo)
      expect([demo.id, errors]).toStrictEqual([demo.id, []])
      if (!made?.login) throw new Error(`${demo.id} gives no login`)
      expect([demo.id, await tryLogin(cloud, made.login)]).toStrictEqual([demo.id, 'ok'])
      expect([demo.id, checkLogin(cloud, givenOf(made.login), demo.inputs, now()).marks]).toStrictEqual([demo.id, []])
    }
  })

  it('refuses a login with one wrong part, and the part is named', async () => {
    const cloud = profileOf(stand())
    let tried = 0
    for (const demo of logins(stand())) {
      const { made } = sign(cloud, demo)
      if (!made?.login) throw new Error(`${demo.id} gives no login`)
      for (const part of ['clientId', 'username', 'password'] as const) {
        const value = made.login[part]
        // Where a certificate is what counts, the clouds take any password; a free client ID may be anything.
        if (value === undefined || value === '' || isFree(id, demo, part)) continue
        const wrong: Login = { ...made.login, [part]: altered(value, part === 'password' ? Math.floor(value.length / 2) : 2) }
        const outcome = await tryLogin(cloud, wrong)
        expect([demo.id, part, outcome]).toStrictEqual([demo.id, part, expect.stringMatching(refusals)])
        const marks = checkLogin(cloud, givenOf(wrong), demo.inputs, now()).marks
        expect([demo.id, part, marks.flatMap((mark) => mark.part ?? [])]).toStrictEqual([demo.id, part, expect.arrayContaining([part])])
        tried++
      }
    }
    expect(tried).toBeGreaterThan(0)
  })

  it('refuses the login of another device or secret, and says which value is wrong', async () => {
    const cloud = profileOf(stand())
    const [demo] = logins(stand())
    if (!demo) throw new Error('no login')
    for (const [key, value] of Object.entries(demo.inputs)) {
      if (!decisive.has(key) || typeof value !== 'string') continue
      const change = { [key]: altered(value, Math.floor(value.length / 2)) }
      const { made } = sign(cloud, demo, change)
      if (!made?.login) continue
      expect([key, await tryLogin(cloud, made.login)]).toStrictEqual([key, expect.stringMatching(refusals)])
      const marks = checkLogin(cloud, givenOf(made.login), demo.inputs, now()).marks
      expect([key, marks.length > 0, marks.flatMap(({ field, part }) => [field, part])]).toStrictEqual([key, true, expect.arrayContaining([secrets.has(key) ? 'password' : key])])
    }
  })

  // Huawei's provisioning of a group is the one registration that has no stand-in.
  if (!['alibaba-iot', 'tencent-iothub', 'azure-iothub'].includes(id)) return
  it('answers every registration and authentication, and what it gives logs in', async () => {
    const cloud = profileOf(stand())
    const demos = stand().demos.filter(({ operation }) => ['http', 'mqtt'].includes(findOperation(cloud, operation)?.kind ?? ''))
    expect(demos.length).toBeGreaterThan(0)
    for (const demo of demos) {
      const result = await registration.run(cloud.id, findOperation(cloud, demo.operation)?.id ?? '', demo.inputs)
      expect([demo.id, result.ok ? 'ok' : result.failure]).toStrictEqual([demo.id, 'ok'])
      if (!result.ok) continue
      const [first] = logins(stand())
      const { made } = sign(cloud, first ?? demo, { ...demo.inputs, ...result.value.inputs, ...endpointOf(first) })
      const login = result.value.login ? { ...made?.login, ...result.value.login } : made?.login
      if (!login?.host) throw new Error(`${demo.id}: nothing to log in with`)
      expect([demo.id, await tryLogin(cloud, login as Login)]).toStrictEqual([demo.id, 'ok'])
    }
  })
})

const decisive = new Set(['productKey', 'deviceName', 'deviceSecret', 'productId', 'psk', 'key', 'deviceId', 'secret', 'coreId', 'deviceKey'])
const secrets = new Set(['deviceSecret', 'psk', 'key', 'secret'])

const endpointOf = (demo: PracticeDemo | undefined): Inputs => {
  const { host, port, transport, ca } = demo?.inputs ?? {}
  return { host, port, transport, ca }
}

function isFree(cloud: string, demo: PracticeDemo, part: GivenPart): boolean {
  const byCertificate = demo.inputs['auth'] === 'cert' || (cloud === 'aws' && demo.inputs['auth'] === undefined)
  if (byCertificate && part === 'password') return true
  // The client ID of Baidu is anybody's choice, and so is that of AWS as far as the authoriser or SigV4 is concerned.
  return part === 'clientId' && (cloud === 'baidu-iotcore' || (cloud === 'aws' && !byCertificate))
}

/** One character replaced by another of its kind. */
function altered(value: string, at: number): string {
  const old = value[at] ?? ''
  const next = /[0-8]/.test(old) ? String(Number(old) + 1) : old === '9' ? '0' : old === 'b' ? 'c' : 'b'
  return value.slice(0, at) + next + value.slice(at + 1)
}

const givenOf = (login: Login): Given =>
  Object.fromEntries(
    givenParts.flatMap((part) => {
      const value = login[part]
      return value === undefined ? [] : [[part, String(value)]]
    }),
  )
