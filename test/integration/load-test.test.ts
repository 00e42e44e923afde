import { createPrivateKey } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { LoadTestService, runLoad } from '../../electron/services/load-test/index.ts'
import { openLoadClient } from '../../electron/services/mqtt/index.ts'
import type { LoadPlan, LoadReport, LoadTestState } from '../../shared/contract/load-test.ts'
import { buildRunner } from '../support/build-runner.ts'
import { issue, pemFile } from '../support/certificates.ts'
import { freePort } from '../support/mosquitto-tls.ts'
import { base, broker, fakeBroker, makeIdentities, undo, undoAll, until, valueOf } from '../support/mqtt-client-bench.ts'
import { startScriptedBroker } from '../support/scripted-broker.ts'

let runner: Awaited<ReturnType<typeof buildRunner>>
beforeAll(async () => {
  runner = await buildRunner()
})
afterAll(() => runner.remove())
afterEach(undoAll)

const planFor = (port: number, change: Partial<LoadPlan> = {}): LoadPlan => ({
  broker: { ...base, port, clientId: 'load' },
  publishers: 5,
  subscribers: 5,
  rate: 500,
  payloadBytes: 64,
  qos: 0,
  seconds: 1,
  topic: 'load',
  delivery: 'each',
  ...change,
})

const run = (plan: LoadPlan, signal = new AbortController().signal): Promise<LoadReport> => runLoad({ plan, run: 7, open: openLoadClient, signal, tell: () => {} })

const counts = ({ phase, figures: { sent, expected, received, repeated, refused, connected } }: LoadReport) => ({ phase, sent, expected, received, repeated, refused, connected })

describe('a run against mosquitto', () => {
  test.each([0, 1, 2] as const)('QoS %s: each message has one receiver, none is lost, times and connects are measured', async (qos) => {
    const { port } = await broker({ isQuiet: true })
    const report = await run(planFor(port, { qos }))
    const { sent, expected, received } = report.figures
    // 500 a second for one second; the last tick may fall short by what is due in it.
    expect(sent).toBeGreaterThan(400)
    expect(sent).toBeLessThanOrEqual(500)
    expect([report.phase, expected, received, report.failures]).toEqual(['done', sent, sent, []])
    expect(report.points.reduce((sum, point) => sum + point.sent, 0)).toBe(sent)
    expect(report.points.reduce((sum, point) => sum + point.received, 0)).toBe(sent)
    const { p50, p95, p99, max } = report.figures.latency
    expect(p50 > 0 && p50 <= p95 && p95 <= p99 && p99 <= max).toBe(true)
    expect(report.figures.connect.p50).toBeGreaterThan(0)
  })

  test('every subscriber gets every message when it is to', async () => {
    const { port } = await broker({ isQuiet: true })
    const { phase, sent, expected, received } = counts(await run(planFor(port, { delivery: 'all', publishers: 2, subscribers: 3, rate: 100 })))
    expect([phase, expected, received]).toEqual(['done', sent * 3, sent * 3])
  })

  test('more publishers than subscribers, more subscribers than publishers, no subscriber at all', async () => {
    const { port } = await broker({ isQuiet: true })
    for (const [publishers, subscribers] of [[7, 3], [2, 6]] as const) {
      const { sent, expected, received } = counts(await run(planFor(port, { publishers, subscribers, rate: 100 })))
      expect([publishers, sent > 0, expected, received]).toEqual([publishers, true, sent, sent])
    }
    const alone = counts(await run(planFor(port, { subscribers: 0, rate: 100 })))
    expect([alone.phase, alone.sent > 0, alone.expected, alone.received]).toEqual(['done', true, 0, 0])
  })

  test('over TLS and over WebSocket', async () => {
    const identities = await makeIdentities()
    const { tlsPort, wsPort } = await broker({ isQuiet: true, tls: identities.server, webSocket: 'plain' })
    for (const change of [{ protocol: 'mqtts', port: tlsPort, ca: identities.caFile() }, { protocol: 'ws', port: wsPort, path: '/mqtt' }] as const) {
      const plan = planFor(1, { rate: 100 })
      const { phase, sent, received } = counts(await run({ ...plan, broker: { ...plan.broker, ...change } }))
      expect([change.protocol, phase, sent > 0, received]).toEqual([change.protocol, 'done', true, sent])
    }
  })
})

describe('what goes wrong is said in words', () => {
  test('nothing listens, wrong password, a CA that is not the server’s', async () => {
    const identities = await makeIdentities()
    const { port, tlsPort } = await broker({ isQuiet: true, users: { bench: 'right-pass' }, tls: identities.server })
    const of = async (change: Partial<LoadPlan['broker']>) => {
      const plan = planFor(port)
      const { phase, failure } = await run({ ...plan, broker: { ...plan.broker, ...change } })
      return [phase, failure?.code]
    }
    expect(await of({ port: await freePort() })).toEqual(['failed', 'mqtt.connection-refused'])
    expect(await of({ username: 'bench', password: 'wrong' })).toEqual(['failed', 'mqtt.refused.5'])
    expect(await of({ protocol: 'mqtts', port: tlsPort, username: 'bench', password: 'right-pass' })).toEqual(['failed', 'tls.unknown-ca'])
    expect(await of({ protocol: 'mqtts', port: tlsPort, ca: pemFile('ca.pem', 'hello') })).toEqual(['failed', 'tls.ca-not-pem'])
  })

  test('a broker that gives up half-way: the run ends by itself and tells what was lost', async () => {
    let published = 0
    const tired = await startScriptedBroker((packet, peer) => {
      if (packet.cmd === 'connect') peer.send({ cmd: 'connack', returnCode: 0, sessionPresent: false })
      if (packet.cmd === 'subscribe') peer.send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [0] })
      if (packet.cmd === 'publish' && ++published > 50) peer.hangUp()
    })
    undo.push(tired.close)
    const report = await run(planFor(tired.port, { seconds: 30 }))
    expect([report.phase, report.figures.received, report.figures.expected > 0]).toEqual(['done', 0, true])
    expect(report.failures.map(({ failure, count }) => [failure.code, count])).toEqual([['mqtt.connection-lost', 5]])
  })

  test('acknowledgements that never come end the run all the same', async () => {
    const port = await fakeBroker((socket, chunk) => {
      if (chunk[0] === 0x10) socket.write(Buffer.from([0x20, 2, 0, 0]))
    })
    const report = await run(planFor(port, { qos: 1, subscribers: 0 }))
    expect([report.phase, report.figures.sent > 0]).toEqual(['done', true])
  })

  test('MQTT 5: refused publishes are counted with their reason', async () => {
    // Not mosquitto 2.0: it never gives back the quota of a publish that it refused, and hangs up in the end.
    const refusing = await startScriptedBroker((packet, peer) => {
      const { messageId = 0 } = packet
      if (packet.cmd === 'connect') peer.raw(Buffer.from([0x20, 3, 0, 0, 0]))
      if (packet.cmd === 'publish') peer.raw(Buffer.from([0x40, 3, messageId >> 8, messageId & 255, 135]))
    })
    undo.push(refusing.close)
    const plan = planFor(refusing.port, { qos: 1, rate: 50, subscribers: 0 })
    const report = await run({ ...plan, broker: { ...plan.broker, version: 5 } })
    const { sent, refused } = report.figures
    expect([report.phase, sent > 0, refused]).toEqual(['done', true, sent])
    expect(report.failures.map(({ failure, count }) => [failure.code, count])).toEqual([['mqtt.publish-refused.135', sent]])
  })
})

describe('the service with its thread', () => {
  const made = () => {
    const loadTest = new LoadTestService({ runner: runner.file })
    undo.push(() => loadTest.dispose())
    return loadTest
  }
  const untilPhase = (loadTest: LoadTestService, phase: LoadTestState['phase']) => until(loadTest.onDidChange, (state) => (state.phase === phase ? state : undefined))

  test('runs, tells each second, and leaves no secret in what it tells', async () => {
    const { port } = await broker({ isQuiet: true, users: { bench: 'right-pass' } })
    const loadTest = made()
    const told: LoadTestState[] = []
    undo.push(loadTest.onDidChange((state) => told.push(state)))
    const done = untilPhase(loadTest, 'done')
    const plan = planFor(port, { seconds: 2 })
    valueOf(await loadTest.start({ ...plan, broker: { ...plan.broker, username: 'bench', password: 'right-pass' } }, null))
    const second = await loadTest.start(plan, null)
    expect(second.ok || second.failure.code).toBe('load-test.already-running')
    const { figures, points } = await done
    expect([figures.received, figures.sent > 800, points.length]).toEqual([figures.sent, true, 3])
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['connecting', 'running', 'draining', 'done'])
    expect(JSON.stringify([told, await loadTest.state()])).not.toContain('right-pass')
  })

  test('every client shows the certificate that the broker demands; neither key nor pass phrase nor token is told', async () => {
    const identities = await makeIdentities()
    const client = await issue(identities.ca, 'load', { usage: 'client' })
    const { tlsPort } = await broker({ isQuiet: true, tls: { ...identities.server, ca: identities.ca.cert, requireClientCertificate: true } })
    const key = String(createPrivateKey(client.key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }))
    const tls = { protocol: 'mqtts', port: tlsPort, ca: identities.caFile(), path: '/mqtt?token=made-up-token' } as const
    const loadTest = made()
    const told: LoadTestState[] = []
    undo.push(loadTest.onDidChange((state) => told.push(state)))
    const run = async (change: Partial<LoadPlan['broker']>) => {
      const ended = until(loadTest.onDidChange, (state) => (state.phase === 'done' || state.phase === 'failed' ? state : undefined))
      const plan = planFor(tlsPort, { rate: 100 })
      valueOf(await loadTest.start({ ...plan, broker: { ...plan.broker, ...tls, ...change } }, null))
      const { phase, failure, figures } = await ended
      return [phase, failure?.code, figures.connected, figures.sent > 0 && figures.received === figures.sent]
    }
    const pair = { certificate: pemFile('c.pem', client.cert), privateKey: pemFile('k.pem', key), passphrase: 'open sesame' }
    expect(await run({})).toEqual(['failed', 'tls.client-certificate-required', 0, false])
    expect(await run({ ...pair, privateKey: pemFile('k.pem', identities.server.key), passphrase: '' })).toEqual(['failed', 'tls.key-mismatch', 0, false])
    expect(await run(pair)).toEqual(['done', undefined, 10, true])
    expect(JSON.stringify([told, await loadTest.state()])).not.toMatch(/sesame|made-up-token|PRIVATE KEY/)
    expect(told.every(({ plan }) => plan.broker.privateKey === null)).toBe(true)
  })

  test('a broker that takes connections and says nothing does not keep it from being stopped', async () => {
    const silent = await startScriptedBroker(() => {})
    undo.push(silent.close)
    const loadTest = made()
    valueOf(await loadTest.start(planFor(silent.port, { publishers: 100, subscribers: 0 }), null))
    await silent.untilOpen(20)
    const from = Date.now()
    valueOf(await loadTest.stop())
    // By itself: its thread would be ended after 5 s.
    expect(Date.now() - from).toBeLessThan(3000)
    expect((await loadTest.state())?.phase).toBe('stopped')
    await silent.untilNobody()
  })

  test.each([
    ['stopping', (loadTest: LoadTestService) => loadTest.stop()],
    ['closing the program', (loadTest: LoadTestService) => loadTest.dispose()],
  ])('%s leaves no client connected', async (_how, end) => {
    const watched = await startScriptedBroker((packet, peer) => {
      if (packet.cmd === 'connect') peer.send({ cmd: 'connack', returnCode: 0, sessionPresent: false })
      if (packet.cmd === 'subscribe') peer.send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [0] })
    })
    undo.push(watched.close)
    const loadTest = made()
    const running = untilPhase(loadTest, 'running')
    valueOf(await loadTest.start(planFor(watched.port, { publishers: 60, subscribers: 40, seconds: 60 }), null))
    await running
    expect(watched.open()).toBe(100)
    const stopped = untilPhase(loadTest, 'stopped')
    await end(loadTest)
    expect((await stopped).figures.sent).toBeGreaterThanOrEqual(0)
    await watched.untilNobody()
  })
})
