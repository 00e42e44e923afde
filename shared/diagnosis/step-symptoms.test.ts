import { expect, it } from 'vitest'
import type { StepRun } from '../contract/wizard.ts'
import { text } from '../text/local-text.ts'
import { symptomsOfNotice, symptomsOfStep } from './step-symptoms.ts'

const plan = {
  modem: 'quectel-ec20',
  cloud: 'mqtt',
  steps: [
    { id: 'check', send: 'AT+QSSLCFG="seclevel",2,1' },
    { id: 'open', send: 'AT+QMTOPEN=0,"a.example",8883' },
    { id: 'connect', send: 'AT+QMTCONN=0,"dev"' },
  ],
}
const went = (stepId: string, lines: readonly string[]): StepRun => ({ stepId, status: 'passed', patienceMs: 0, lines, captured: [] })
const failure = (code: string, evidence: string) => ({ code, stage: 'mqtt' as const, what: text('x', '测'), next: text('x', '测'), evidence })

it('reads a result in the light of the settings before it', () => {
  const failed: StepRun = { ...went('open', ['OK', '+QMTOPEN: 0,5']), status: 'failed', failure: failure('mqtt.open.5', '+QMTOPEN: 0,5') }
  expect(symptomsOfStep(plan, [went('check', ['OK']), failed], failed)[0]?.id).toBe('tls.verify')
  expect(symptomsOfStep({ ...plan, steps: plan.steps.slice(1) }, [failed], failed)[0]?.id).toBe('net.tcp')
})

it('says nothing of a step that did not fail', () => {
  expect(symptomsOfStep(plan, [went('check', ['OK'])], went('check', ['OK']))).toStrictEqual([])
})

it('reads a loss after the login', () => {
  const steps = [went('check', ['OK']), went('open', ['OK', '+QMTOPEN: 0,0']), went('connect', ['OK', '+QMTCONN: 0,0,0'])]
  expect(symptomsOfNotice(plan, steps, failure('mqtt.link.1', '+QMTSTAT: 0,1'))[0]?.id).toBe('mqtt.kicked')
  expect(symptomsOfNotice(plan, steps, failure('data.deactivated', '+QIURC: "pdpdeact",1'))[0]?.id).toBe('data.bearer-lost')
})
