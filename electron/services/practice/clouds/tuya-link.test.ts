import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createDialler, demoOf, granted, isCutOff, loginOf, serveAlone, staysOn, type Dial } from './test-kit.ts'
import { makeTuyaLink, verifyTuya } from './tuya-link.ts'

// openLuat/LuatOS test case for iotauth.
const published = {
  clientId: 'tuyalink_6c95875d0f5ba69607nzfl',
  username: '6c95875d0f5ba69607nzfl|signMethod=hmacSha256,timestamp=7258089600,secureMode=1,accessType=1',
  password: 'd4e2d498e4195db3ed213b33d662e3b7bf434dc3d5a1f2e63b602ac9248ba72c',
}

test.each([
  ['the published login', {}, 'accepted'],
  ['a wrong password', { password: published.password.replace('d4', 'd5') }, 4],
  ['a time stamp that was not signed', { username: published.username.replace('7258089600', '7258089601') }, 4],
  ['milliseconds', { username: published.username.replace('7258089600', '7258089600000') }, 4],
  ['client ID without its prefix', { clientId: '6c95875d0f5ba69607nzfl' }, 2],
  ['an unknown device', { clientId: 'tuyalink_x', username: published.username.replace('6c95875d0f5ba69607nzfl', 'x') }, 5],
])('%s', (_title, change, outcome) => {
  const verdict = verifyTuya({ '6c95875d0f5ba69607nzfl': 'fb803786602df760' }, loginOf({ ...published, ...change }))
  expect(verdict.isAccepted ? 'accepted' : verdict.code).toBe(outcome)
})

describe('running', () => {
  let cloud: Awaited<ReturnType<typeof serveAlone>>
  const { dial, endAll } = createDialler()
  beforeAll(async () => void (cloud = await serveAlone(makeTuyaLink)))
  afterEach(endAll)
  afterAll(() => cloud.close())

  function login(): Dial {
    const { text, file } = demoOf(cloud, 'tls')
    const stamp = Math.floor(Date.now() / 1000)
    const password = createHmac('sha256', text('deviceSecret')).update(`deviceId=${text('deviceId')},timestamp=${stamp},secureMode=1,accessType=1`).digest('hex')
    const username = `${text('deviceId')}|signMethod=hmacSha256,timestamp=${stamp},secureMode=1,accessType=1`
    return { transport: 'tls', port: text('port'), ca: file('ca'), clientId: `tuyalink_${text('deviceId')}`, username, password }
  }

  test('takes the device over TLS, once, with its topics and limits', async () => {
    const first = await dial(login())
    const second = await dial(login())
    expect([first.outcome, second.outcome]).toEqual([0, 0])
    await first.gone
    expect((await dial({ ...login(), password: 'wrong' })).outcome).toBe(4)
    const own = `tylink/${demoOf(cloud, 'tls').text('deviceId')}/thing/property`
    expect(await granted(second, `${own}/set`)).toBe(0)
    expect(await granted(second, 'tylink/other/thing/property/set')).toBe(128)
    expect(await staysOn(second, `${own}/report`)).toBe(true)
    expect(await isCutOff(second, (client) => client.publish(`${own}/report`, '{}', { qos: 2 }))).toBe(true)
    expect(await isCutOff(await dial(login()), (client) => client.publish('tylink/other/thing/property/report', '{}'))).toBe(true)
  })
})
