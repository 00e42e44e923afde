import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { Result } from '../../shared/contract/failure.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'

/** Simulated modems that check certificates' dates against a clock of their own, and the practice broker over TLS. */
let folder: string
let app: App
let state: PracticeState

const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.what.en} (${result.failure.evidence})`)
  return result.value
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-clock-'))
  app = await createApp({ dataDir: path.join(folder, 'data'), host: createHeadlessHost() })
  state = unwrap(await app.api['practice.startBroker']())
})
afterAll(async () => {
  await app?.dispose()
  await rm(folder, { recursive: true, force: true })
})

describe('a modem whose clock stands at 1980', () => {
  it.each([
    ['quectel-ec20', 'quectel-ec20', '80/01/06'],
    ['simcom-sim7600', 'simcom-sim7600', '80/01/06'],
    ['airm2m-air780ep', 'luat-air780e', '80/01/06'],
  ])('%s: named before TLS, set on request, and then on the broker with dates checked', async (model, profile, date) => {
    unwrap(await app.api['practice.setFault'](model, 'bad-clock'))
    const session = unwrap(await app.api['serial.open'](`practice:${model}`, defaultLineSettings))
    const { broker } = state
    if (!broker) throw new Error('the broker is off')
    const inputs: Inputs = { host: 'localhost', port: String(broker.tlsPort), tls: 'server', ca: broker.ca, clientId: model, username: broker.username, password: broker.password, clock: 'dates' }
    const { id } = unwrap(await app.api['wizard.start'](session.id, profile, 'mqtt', inputs))
    unwrap(await app.api['wizard.runAll'](id))
    const stuck = unwrap(await app.api['wizard.settled'](id))
    const failed = stuck.steps[stuck.position]
    expect([stuck.status, failed?.stepId, failed?.failure?.code, failed?.failure?.stage]).toStrictEqual(['failed', 'clock', 'clock.unset', 'tls'])
    expect(failed?.failure?.evidence).toContain(date)

    const set = unwrap(await app.api['wizard.setClock'](id))
    expect(set.extras.map(({ kind, status }) => [kind, status])).toStrictEqual([['set-clock', 'passed']])
    unwrap(await app.api['wizard.runAll'](id))
    expect(unwrap(await app.api['wizard.settled'](id)).status).toBe('done')
  })
})
