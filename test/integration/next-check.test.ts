import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { modemOnPty } from '../support/modem-on-pty.ts'
import { openPracticeApp, type PracticeApp } from '../support/practice-app.ts'
import { valueOf } from '../support/value-of.ts'

/** The whole app on a pseudo-terminal with a simulated EC20 whose name look-ups fail, and then do not. */
let bench: PracticeApp
beforeAll(async () => {
  bench = await openPracticeApp('check')
})
afterAll(() => bench?.dispose())

const failedStep = ({ steps }: WizardRun) => steps.find(({ status }) => status === 'failed')

it('says by a check that the name does not resolve; with the fault gone it resolves, and the retry goes through', async () => {
  const { app, broker } = bench
  const port = path.join(bench.folder, 'ttyEC20')
  const { modem, stop } = await modemOnPty('quectel-ec20', port, { pace: 'instant' })
  bench.undo.push(stop)
  modem.setFault('dns-failure')
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
