import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createPracticePorts, PracticeService } from '../../electron/services/practice/index.ts'
import { findCloud } from '../../shared/clouds/index.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { explainLog } from '../../shared/diagnosis/explain-log.ts'
import { findModem } from '../../shared/modems/index.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { openPlanBench, valueOf } from '../support/plan-bench.ts'

/** What only several lines together tell, on a simulated module: in the run itself, and in a log of the same session. */
const practice = new PracticeService({ modem: { pace: 'instant', secondMs: 50 } })
let state: PracticeState
let bench: Awaited<ReturnType<typeof openPlanBench>>
beforeAll(async () => {
  state = valueOf(await practice.startBroker())
  bench = await openPlanBench([createPracticePorts(practice)])
})
afterAll(async () => {
  await bench.dispose()
  await practice.dispose()
})
const ec20 = () => state.modems.find(({ profile }) => profile === 'quectel-ec20')?.id ?? ''
beforeEach(async () => valueOf(await practice.setFault(ec20(), null)))

async function ranWith(fault: string | null, login: Inputs = {}) {
  const { broker } = state
  const [modem, cloud] = [findModem('quectel-ec20'), findCloud('mqtt')]
  if (!broker || !modem || !cloud) throw new Error('no bench')
  const inputs = { preset: 'custom', host: broker.host, port: String(broker.tcpPort), tls: 'none', clientId: 'course', username: broker.username, password: broker.password, publishTopic: 'up', payload: '{"a":1}', ...login }
  const { plan } = composePlan(modem, cloud, inputs, { now: Date.now(), random: 'abcdefghijklmnop' })
  if (!plan) throw new Error('no plan')
  valueOf(await practice.setFault(ec20(), fault))
  const session = await bench.open(`practice:${ec20()}`)
  const { run, toEnd } = bench.prepare(session.id, modem, plan)
  const ended = await toEnd()
  const log = ended.steps.flatMap(({ stepId, lines, failure }) => {
    const sent = plan.steps.find(({ id }) => id === stepId)?.send ?? ''
    return lines.length === 0 && !failure ? [] : [sent, ...lines, ...(failure?.evidence !== undefined && !lines.includes(failure.evidence) ? [failure.evidence] : []), 'OK']
  })
  run.dispose()
  await session.close()
  return { failure: ended.steps.find(({ failure }) => failure)?.failure, logged: explainLog(log.join('\r\n')).verdict }
}

it('a module that restarts as it begins to transmit: the supply is suspected', async () => {
  const { failure, logged } = await ranWith('reboot-at:AT+QMTOPEN')
  expect(failure).toMatchObject({ code: 'modem.rebooted', stage: 'modem' })
  expect(failure?.what.en).toContain('probably the supply gave way')
  expect(logged).toMatchObject({ code: 'modem.rebooted', what: failure?.what })
})

it('a refused login whose own expiry has passed is told as expired', async () => {
  const { failure } = await ranWith(null, { username: 'QCWGDPVYC6dev;12010126;8697d;1711296000', password: '1a72;hmacsha256' })
  expect(failure).toMatchObject({ code: 'cloud.token-expired', stage: 'cloud' })
})
