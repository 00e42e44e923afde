import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createPtyCarrier } from '../../electron/cli/sim-pty.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import { practiceModels } from '../../electron/services/practice/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { valueOf } from '../support/plan-bench.ts'

/** The whole app on a pseudo-terminal with a simulated EC20 whose name look-ups fail, and then do not. */
let folder: string
let app: App
const undo: (() => unknown)[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-check-'))
  app = await createApp({ dataDir: path.join(folder, 'data'), host: createHeadlessHost() })
})
afterAll(async () => {
  await app?.dispose()
  for (const each of undo.toReversed()) await each()
  await rm(folder, { recursive: true, force: true })
})

async function modemOn(port: string, fault: string) {
  const model = practiceModels.find(({ id }) => id === 'quectel-ec20')
  if (!model) throw new Error('no such simulator')
  const modem = model.create({ pace: 'instant' })
  const carrier = createPtyCarrier(port)
  carrier.onData((bytes) => modem.receive(bytes))
  modem.onOutput(carrier.write)
  undo.push(() => carrier.close(), () => modem.dispose())
  modem.setFault(fault)
  await carrier.plug()
  return modem
}

const failedStep = ({ steps }: WizardRun) => steps.find(({ status }) => status === 'failed')

it('says by a check that the name does not resolve; with the fault gone it resolves, and the retry goes through', async () => {
  const port = path.join(folder, 'ttyEC20')
  const modem = await modemOn(port, 'dns-failure')
  const { broker } = valueOf(await app.api['practice.startBroker']())
  if (!broker) throw new Error('no broker')
  const session = valueOf(await app.api['serial.open'](port, defaultLineSettings))
  const inputs = { host: 'localhost', port: String(broker.tcpPort), tls: 'none', clientId: 'next-check', username: broker.username, password: broker.password, publishTopic: 'next/check', payload: '{"v":1}' }
  const { id } = valueOf(await app.api['wizard.start'](session.id, 'quectel-ec20', 'mqtt', inputs))

  valueOf(await app.api['wizard.runAll'](id))
  const failed = valueOf(await app.api['wizard.settled'](id))
  const { failure, checks } = failedStep(failed) ?? {}
  expect([failure?.stage, failure?.evidence, checks?.[0]?.send]).toStrictEqual(['net', '+QMTOPEN: 0,4', 'AT+QIDNSGIP=1,"localhost"'])

  const asked = failedStep(valueOf(await app.api['wizard.check'](id, 0, false)))?.checks?.[0]
  expect([asked?.status, asked?.lines.map(({ text }) => text), asked?.findings.map(({ verdict }) => verdict)]).toStrictEqual(['answered', ['+QIURC: "dnsgip",565'], ['confirms']])

  modem.setFault(null)
  const again = failedStep(valueOf(await app.api['wizard.check'](id, 0, false)))?.checks?.[0]
  expect([again?.lines.map(({ text }) => text), again?.findings.map(({ verdict }) => verdict)]).toStrictEqual([['+QIURC: "dnsgip",0,1,600', '+QIURC: "dnsgip","127.0.0.1"'], ['rules-out']])

  valueOf(await app.api['wizard.runAll'](id))
  const done = valueOf(await app.api['wizard.settled'](id))
  expect([done.status, done.steps.map(({ status }) => status).filter((status) => status !== 'passed')]).toStrictEqual(['done', []])

  // Closed, all of it is on disk.
  valueOf(await app.api['serial.close'](session.id))
  const recording = await readFile(session.recording.file, 'utf8')
  expect([recording.includes('AT+QIDNSGIP=1'), recording.includes(broker.password)]).toStrictEqual([true, false])
})
