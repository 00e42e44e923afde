import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App } from '../../electron/app/create-app.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { openPracticeApp, type PracticeApp } from '../support/practice-app.ts'
import { valueOf } from '../support/value-of.ts'

/** Simulated modems that check certificates' dates against a clock of their own, and the practice broker over TLS. */
let bench: PracticeApp
let app: App

beforeAll(async () => {
  bench = await openPracticeApp('clock')
  app = bench.app
})
afterAll(() => bench?.dispose())

describe('a modem whose clock stands at 1980', () => {
  it.each([
    ['quectel-ec20', 'quectel-ec20', '80/01/06'],
    ['simcom-sim7600', 'simcom-sim7600', '80/01/06'],
    ['airm2m-air780ep', 'luat-air780e', '80/01/06'],
  ])('%s: named before TLS, set on request, and then on the broker with dates checked', async (model, profile, date) => {
    valueOf(await app.api['practice.setFault'](model, 'bad-clock'))
    const session = valueOf(await app.api['serial.open'](`practice:${model}`, defaultLineSettings))
    const { broker } = bench
    const inputs: Inputs = { host: 'localhost', port: String(broker.tlsPort), tls: 'server', ca: broker.ca, clientId: model, username: broker.username, password: broker.password, clock: 'dates' }
    const { id } = valueOf(await app.api['wizard.start'](session.id, profile, 'mqtt', inputs))
    valueOf(await app.api['wizard.runAll'](id))
    const stuck = valueOf(await app.api['wizard.settled'](id))
    const failed = stuck.steps[stuck.position]
    expect([stuck.status, failed?.stepId, failed?.failure?.code, failed?.failure?.stage]).toStrictEqual(['failed', 'clock', 'clock.unset', 'tls'])
    expect(failed?.failure?.evidence).toContain(date)

    const set = valueOf(await app.api['wizard.setClock'](id))
    expect(set.extras.map(({ kind, status }) => [kind, status])).toStrictEqual([['set-clock', 'passed']])
    valueOf(await app.api['wizard.runAll'](id))
    expect(valueOf(await app.api['wizard.settled'](id)).status).toBe('done')
  })
})
