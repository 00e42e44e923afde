import { expect, it } from 'vitest'
import { findCloud } from '../../../shared/clouds/index.ts'
import { findModem } from '../../../shared/modems/index.ts'
import { composePlan } from '../../../shared/wizard/compose.ts'
import { planText } from './plan-text.ts'

it('lists every command with its data, and no secret', () => {
  const modem = findModem('quectel-ec20')
  const cloud = findCloud('mqtt')
  if (!modem || !cloud) throw new Error('profile missing')
  const inputs = { host: 'h.example', tls: 'none', clientId: 'id', username: 'u', password: 'hunter2', publishTopic: 'up', payload: '{"a":1}' }
  const { plan } = composePlan(modem, cloud, inputs, { now: 0, random: '' })
  if (!plan) throw new Error('no plan')
  const lines = planText(plan).split('\n')
  expect(lines.filter((line) => line.startsWith('AT'))).toHaveLength(plan.steps.length)
  expect(lines.slice(-5)).toEqual([
    'AT+QMTOPEN=0,"h.example",1883',
    'AT+QMTCONN=0,"id","u","••••••"',
    'AT+QMTPUB=0,1,1,0,"up"',
    '  > {"a":1} <Ctrl-Z>',
    '',
  ])
})
