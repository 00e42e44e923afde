import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPracticePorts, PracticeService } from '../../electron/services/practice/index.ts'
import { findCloud } from '../../shared/clouds/index.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeBroker } from '../../shared/contract/practice.ts'
import { findModem } from '../../shared/modems/index.ts'
import type { ModemProfile } from '../../shared/modems/profile.ts'
import type { Plan } from '../../shared/wizard/plan.ts'
import { putBackSteps } from '../../shared/wizard/put-back.ts'
import { openPlanBench } from '../support/plan-bench.ts'
import { planOf } from '../support/plan-of.ts'
import { valueOf } from '../support/value-of.ts'

/** Simulated modems and the practice broker over TLS: what a plan changes, and the modem after it was put back. */
const practice = new PracticeService({ modem: { pace: 'instant', secondMs: 100 } })
let bench: Awaited<ReturnType<typeof openPlanBench>>
let broker: PracticeBroker

beforeAll(async () => {
  const state = valueOf(await practice.startBroker())
  if (!state.broker) throw new Error('the broker is off')
  broker = state.broker
  bench = await openPlanBench([createPracticePorts(practice)], 500)
})
afterAll(async () => {
  await bench?.dispose()
  await practice.dispose()
})

function practicePlan(modem: ModemProfile, change: Inputs): Plan {
  const { host, tlsPort, username, password, ca } = broker
  const inputs: Inputs = { host, port: String(tlsPort), tls: 'server', ca, clientId: modem.id, username, password, keepAlive: '90', ssid: 'workshop-2.4G', wifiPassword: '12345678', ...change }
  return planOf(modem, findCloud('mqtt'), inputs)
}

/** What the modem answers to these commands, one after the other. */
async function ask(sessionId: string, modem: ModemProfile, plan: Plan, commands: readonly string[]): Promise<readonly (readonly string[])[]> {
  const words = { en: '', zh: '' }
  const steps = commands.map((send, at) => ({ id: String(at), stage: 'modem' as const, title: words, why: words, source: '', send, secrets: [], expect: { timeoutMs: 2_000 }, risk: 'reads' as const }))
  const { run, toEnd } = bench.prepare(sessionId, modem, { ...plan, steps })
  const { status, steps: ran } = await toEnd()
  run.dispose()
  expect([status, ran.flatMap(({ failure }) => (failure ? [failure.evidence] : []))]).toStrictEqual(['done', []])
  return ran.map(({ lines }) => lines)
}

const ssl = (...keys: readonly string[]) => keys.map((key) => `AT+QSSLCFG="${key}",2`)
const quectel = ['AT+QMTCFG="SSL",0', 'AT+QMTCFG="keepalive",0', 'AT+QMTCFG="recv/mode",0', ...ssl('cacert', 'seclevel', 'sslversion', 'ciphersuite', 'ignorelocaltime', 'sni')]

describe('put back', () => {
  it.each<[model: string, profile: string, set: readonly string[], questions: readonly string[]]>([
    ['quectel-ec20', 'quectel-ec20', ['AT+QSSLCFG="seclevel",2,0', 'AT+QSSLCFG="ciphersuite",2,0x0035', 'AT+QMTCFG="keepalive",0,33'], [...quectel, 'AT+QFLST="RAM:*"']],
    ['quectel-ec200', 'quectel-ec200', ['AT+QSSLCFG="sslversion",2,3', 'AT+QMTCFG="recv/mode",0,1,0'], [...quectel, 'AT+QMTCFG="version",0', 'AT+QFLST="UFS:*"']],
    ['airm2m-air780ep', 'luat-air780e', ['AT+MQTTMSGSET=1', 'AT+SSLCFG="seclevel",88,2'], ['AT+MQTTMSGSET?', 'AT+FSLS', ...['cacert', 'seclevel', 'hostname', 'ignorelocaltime'].map((key) => `AT+SSLCFG="${key}",88`)]],
    ['esp-at', 'esp-at', ['AT+CWMODE=3', 'AT+SYSLOG=0'], ['AT+CWMODE?', 'AT+SYSLOG?', 'AT+CIPSNTPCFG?']],
  ])('%s: state before and after are the same', async (model, profile, set, questions) => {
    const modem = findModem(profile)
    if (!modem) throw new Error(profile)
    const session = await bench.open(`practice:${model}`)
    const plan = practicePlan(modem, { careful: 'yes' })
    await ask(session.id, modem, plan, set)
    const before = await ask(session.id, modem, plan, questions)
    const { run, toEnd } = bench.prepare(session.id, modem, plan)
    expect((await toEnd()).status).toBe('done')
    expect(valueOf(await run.putBack())).toBeNull()
    const { status, extras, changes } = run.snapshot()
    expect([status, extras.map(({ kind, status: came, failure }) => [kind, came, failure?.evidence]), changes]).toStrictEqual(['stopped', [['put-back', 'passed', undefined]], []])
    run.dispose()
    expect(await ask(session.id, modem, plan, questions)).toStrictEqual(before)
    await session.close()
  })

  it('SIM7600: the settings that AT+CSSLCFG? tells, and the file', async () => {
    const modem = findModem('simcom-sim7600')
    if (!modem) throw new Error('profile missing')
    const session = await bench.open('practice:simcom-sim7600')
    const plan = practicePlan(modem, { careful: 'yes' })
    await ask(session.id, modem, plan, ['AT+CSSLCFG="authmode",0,2', 'AT+CSSLCFG="negotiatetime",0,77'])
    const shown = async () => (await ask(session.id, modem, plan, ['AT+CSSLCFG?', 'AT+CCERTLIST'])).map((lines) => lines.map((line) => line.replace(/^(\+CSSLCFG: 0(?:,\d+){4}),.*$/, '$1')))
    const before = await shown()
    const { run, toEnd } = bench.prepare(session.id, modem, plan)
    expect((await toEnd()).status).toBe('done')
    await run.putBack()
    run.dispose()
    expect(await shown()).toStrictEqual(before)
    await session.close()
  })

  it('without reading first sends the plan’s commands alone, and still takes its file away', async () => {
    const modem = findModem('quectel-ec20')
    if (!modem) throw new Error('profile missing')
    const session = await bench.open('practice:quectel-ec20')
    const plan = practicePlan(modem, {})
    const { run, writes, toEnd } = bench.prepare(session.id, modem, plan)
    expect((await toEnd()).status).toBe('done')
    expect(writes.filter((line) => line.startsWith('AT')).map((line) => line.trim())).toStrictEqual(plan.steps.map(({ send }) => send))
    expect(putBackSteps(plan.steps, run.snapshot().changes).map(({ send }) => send)).toStrictEqual(['AT+QFDEL="RAM:cacert.pem"'])
    await run.putBack()
    run.dispose()
    expect((await ask(session.id, modem, plan, ['AT+QFLST="RAM:*"']))[0]).toStrictEqual(['OK'])
    await session.close()
  })
})
