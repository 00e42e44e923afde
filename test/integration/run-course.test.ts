import mqtt from 'mqtt'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { openRecording, type Frame } from '../../electron/services/recording/index.ts'
import { createPracticePorts, PracticeService } from '../../electron/services/practice/index.ts'
import { transcriptLines } from '../../shared/casefile/transcript.ts'
import { findCloud } from '../../shared/clouds/index.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { explainLog } from '../../shared/diagnosis/explain-log.ts'
import { findModem } from '../../shared/modems/index.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { openPlanBench } from '../support/plan-bench.ts'
import { valueOf } from '../support/value-of.ts'

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

function planFor(profile: string, login: Inputs = {}) {
  const { broker } = state
  const [modem, cloud] = [findModem(profile), findCloud('mqtt')]
  if (!broker || !modem || !cloud) throw new Error('no bench')
  const inputs = { preset: 'custom', host: broker.host, port: String(broker.tcpPort), tls: 'none', clientId: 'course', username: broker.username, password: broker.password, publishTopic: 'up', payload: '{"a":1}', ...login }
  const { plan } = composePlan(modem, cloud, inputs, { now: Date.now(), random: 'abcdefghijklmnop' })
  if (!plan) throw new Error('no plan')
  return { modem, plan, broker }
}

async function ranWith(fault: string | null, login: Inputs = {}) {
  const { modem, plan } = planFor('quectel-ec20', login)
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

/** A run that is on the broker, with what its session recorded. */
async function onTheBroker(profile: string, simulator: string, clientId: string) {
  const { modem, plan, broker } = planFor(profile, { clientId })
  valueOf(await practice.setFault(simulator, null))
  const session = await bench.open(`practice:${simulator}`)
  const { run, toEnd } = bench.prepare(session.id, modem, plan)
  const notice = () => vi.waitFor(() => run.snapshot().notice ?? Promise.reject(new Error('nothing told')), { timeout: 10_000, interval: 5 })
  /** What the recording of the session says when it is explained as a log. */
  const end = async () => {
    run.dispose()
    await session.close()
    const frames: Frame[] = []
    for await (const frame of valueOf(await openRecording(session.recording)).frames()) frames.push(frame)
    const lines = transcriptLines(frames).filter(({ direction }) => direction !== 'note')
    return explainLog(lines.map(({ text }) => text).join('\n'))
  }
  return { run, toEnd, notice, broker, end }
}

it.each([
  ['quectel-ec20', 'quectel-ec20', 'data.deactivated', '+QIURC: "pdpdeact",1'],
  ['luat-air780e', 'airm2m-air780ep', 'data.lost', '+CGEV: NW PDN DEACT 1'],
  ['simcom-sim7600', 'simcom-sim7600', 'data.deactivated', '+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY'],
])('%s: a bearer that the network releases is the cause, the link’s loss its effect', async (profile, simulator, code, evidence) => {
  const { run, toEnd, notice, end } = await onTheBroker(profile, simulator, `bearer-${profile}`)
  expect((await toEnd()).status).toBe('done')
  valueOf(await practice.setFault(simulator, 'bearer-released'))
  expect(await notice()).toMatchObject({ code, stage: 'data', evidence })
  await run.stop()
  expect(run.snapshot().notice).toMatchObject({ code, stage: 'data', evidence })
  expect((await end()).verdict).toMatchObject({ code: 'data.lost', stage: 'data', evidence })
})

it.each(['quectel-ec20', 'quectel-bg96'])('%s: a card that falls out is the cause of all that goes with it', async (id) => {
  const { run, toEnd, notice, end } = await onTheBroker(id, id, `card-${id}`)
  expect((await toEnd()).status).toBe('done')
  valueOf(await practice.setFault(id, 'sim-falls-out'))
  expect(await notice()).toMatchObject({ code: 'sim.fell-out', stage: 'sim', evidence: '+CPIN: NOT READY' })
  await run.stop()
  expect(run.snapshot().notice).toMatchObject({ code: 'sim.fell-out' })
  expect((await end()).verdict).toMatchObject({ code: 'sim.fell-out', stage: 'sim', evidence: '+CPIN: NOT READY' })
})

it('a second client with the same client ID: the third time it is suspected', async () => {
  const { run, notice, broker, end } = await onTheBroker('quectel-ec20', ec20(), 'twin')
  // Takes the name back as often as it is thrown out.
  const twin = await mqtt.connectAsync(`mqtt://${broker.host}:${broker.tcpPort}`, { clientId: 'twin', username: broker.username, password: broker.password, reconnectPeriod: 20 })
  const hasLoggedIn = () => run.snapshot().steps.some(({ stepId, status }) => stepId === 'connect' && status === 'passed')
  try {
    const told: unknown[] = []
    for (let time = 0; time < 3; time++) {
      do await valueOf(run.advance('one')).ended
      while (run.snapshot().status === 'paused' && !hasLoggedIn())
      const loss = await notice()
      // The next step is not sent over a link that is gone; the run starts again from where it was opened.
      await valueOf(run.advance('one')).ended
      const { status, steps } = run.snapshot()
      told.push([loss.code, status, steps.find(({ failure }) => failure)?.failure?.code])
    }
    expect(told).toStrictEqual([
      ['mqtt.link.1', 'failed', 'mqtt.link.1'],
      ['mqtt.link.1', 'failed', 'mqtt.link.1'],
      ['mqtt.kicked', 'failed', 'mqtt.kicked'],
    ])
  } finally {
    await twin.endAsync(true)
  }
  expect((await end()).verdict).toMatchObject({ code: 'mqtt.kicked', stage: 'mqtt' })
})
