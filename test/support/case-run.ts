import type { CaseSources } from '../../shared/casefile/build-case.ts'
import { mqttCloud as mqtt } from '../../shared/clouds/mqtt/profile.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { Failure } from '../../shared/contract/failure.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { StepRun } from '../../shared/contract/wizard.ts'
import { quectelEc20 } from '../../shared/modems/quectel-ec20/profile.ts'
import { utf8 } from '../../shared/text/bytes.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { maskEdited, maskPlan } from '../../shared/wizard/mask-plan.ts'

/** Quectel EC2x MQTT note, AT+QMTCONN: 0,0,5 is a refused login. */
const refused: Failure = {
  code: 'mqtt.refused.5',
  stage: 'mqtt',
  what: { en: 'The broker refused this client.', zh: '服务器拒绝了这个客户端。' },
  next: { en: 'Check the password.', zh: '检查密码。' },
  evidence: '+QMTCONN: 0,0,5',
}

const answers: Readonly<Record<string, readonly string[]>> = {
  sim: ['+CPIN: READY', 'OK'],
  signal: ['+CSQ: 26,99', 'OK'],
  registration: ['+CREG: 0,1', 'OK'],
  attached: ['+CGATT: 1', 'OK'],
  address: ['+CGPADDR: 1,"10.0.0.2"', 'OK'],
  open: ['OK', '+QMTOPEN: 0,0'],
  connect: ['OK', '+QMTCONN: 0,0,0'],
  subscribe: ['OK', '+QMTSUB: 0,1,0,0'],
  publish: ['OK', '+QMTPUB: 0,1,0'],
}

export type CaseRunOptions = {
  readonly inputs?: Inputs
  /** Lines by step id, in place of those that a good run has. */
  readonly answers?: Readonly<Record<string, readonly string[]>>
  /** ms by step id; others take 10. */
  readonly times?: Readonly<Record<string, number>>
  /** The login is refused, and the run ends there. */
  readonly isRefused?: boolean
  readonly firmware?: string
  /** When the run begins, in ms since the epoch. */
  readonly at?: number
  readonly imei?: string
}

/** What a case file is made of: an EC20's run against a plain broker, in memory, in the words of Quectel's manuals. */
export function caseRun(options: CaseRunOptions = {}): CaseSources {
  const { at = Date.UTC(2026, 10, 27, 3), firmware = 'EC20CEFAGR06A08M4G', imei = '868488076506128' } = options
  const inputs = { host: 'broker.example.com', port: '1883', tls: 'none', clientId: `dev-${imei}`, username: 'bench', password: 'open sesame', publishTopic: 'up', subscribeTopic: 'down', payload: '{"t":25}', ...options.inputs }
  const { plan } = composePlan(quectelEc20, mqtt, inputs, { now: at, random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' })
  if (!plan) throw new Error('the plan is not complete')
  const pieces: { at: number; direction: 'in' | 'out' | 'note'; bytes: Uint8Array }[] = [{ at: at - 2_000, direction: 'note', bytes: utf8('Opened /home/lin/ttyEC20, 115200 8N1') }]
  let clock = at - 1_000
  const say = (direction: 'in' | 'out', content: string): void => void pieces.push({ at: clock++, direction, bytes: utf8(content) })
  for (const [command, line] of [['ATI', `Quectel\r\nEC20F\r\nRevision: ${firmware}`], ['AT+CGMR', firmware], ['AT+CGSN', imei]] as const) {
    say('out', `${command}\r`)
    say('in', `${command}\r\r\n${line}\r\n\r\nOK\r\n`)
  }
  clock = at
  const connect = plan.steps.findIndex(({ id }) => id === 'connect')
  const steps = plan.steps.map((step, index): StepRun => {
    const isFailing = options.isRefused === true && index === connect
    if (options.isRefused && index > connect) return { stepId: step.id, status: 'waiting', patienceMs: 40_000, lines: [], captured: [] }
    const lines = options.answers?.[step.id] ?? (isFailing ? ['OK', '+QMTCONN: 0,0,5'] : (answers[step.id] ?? ['OK']))
    const startedAt = clock
    say('out', `${maskEdited(step.send, step.secrets).replaceAll('•', '*')}\r`)
    clock = startedAt + (options.times?.[step.id] ?? 10)
    for (const line of lines) say('in', `\r\n${line}\r\n`)
    return { stepId: step.id, status: isFailing ? 'failed' : 'passed', startedAt, elapsedMs: options.times?.[step.id] ?? 10, patienceMs: 40_000, lines, captured: [], ...(isFailing && { failure: refused }) }
  })
  return {
    program: '0.1.0',
    now: clock,
    session: { port: { path: '/home/lin/ttyEC20', kind: 'system', label: 'ttyEC20' }, settings: defaultLineSettings },
    run: { id: 'r', sessionId: 's', plan: maskPlan(plan), status: options.isRefused ? 'failed' : 'done', steps, position: options.isRefused ? connect : steps.length, received: [], extras: [], topics: [], changes: [] },
    pieces,
    from: at,
    secrets: [inputs.password],
    folders: ['/home/lin'],
  }
}
