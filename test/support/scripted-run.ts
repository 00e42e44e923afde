import { AtChannel } from '../../electron/services/at/index.ts'
import { PlanRun } from '../../electron/services/wizard/plan-run.ts'
import { RunFills } from '../../electron/services/wizard/run-fills.ts'
import { RunLink } from '../../electron/services/wizard/run-link.ts'
import { mqttCloud } from '../../shared/clouds/mqtt/profile.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { quectelEc20 } from '../../shared/modems/quectel-ec20/profile.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { scriptedSession, type Answers } from './scripted-session.ts'

export const scriptedInputs: Inputs = {
  host: '192.0.2.1',
  tls: 'none',
  clientId: 'id',
  username: 'user',
  password: 'sesame-7',
  publishTopic: 'up',
  subscribeTopic: 'down',
  payload: '{"a":1}',
}

/** What a healthy modem answers, as the manual prints it; a test overrides single commands. */
export const healthyAnswers: Readonly<Record<string, string>> = {
  'AT+CPIN?': '\r\n+CPIN: READY\r\n\r\nOK\r\n',
  'AT+CSQ': '\r\n+CSQ: 26,99\r\n\r\nOK\r\n',
  'AT+CREG?': '\r\n+CREG: 0,1\r\n\r\nOK\r\n',
  'AT+CGATT?': '\r\n+CGATT: 1\r\n\r\nOK\r\n',
  'AT+CGPADDR': '\r\n+CGPADDR: 1,"10.0.0.2"\r\n\r\nOK\r\n',
  'AT+QMTOPEN=0,"192.0.2.1",1883': '\r\nOK\r\n\r\n+QMTOPEN: 0,0\r\n',
  'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nOK\r\n\r\n+QMTCONN: 0,0,0\r\n',
  'AT+QMTSUB=0,1,"down",0': '\r\nOK\r\n\r\n+QMTSUB: 0,1,0,0\r\n',
  'AT+QMTPUB=0,1,1,0,"up"': '\r\n> ',
  '{"a":1}\u001a': '\r\nOK\r\n\r\n+QMTPUB: 0,1,0\r\n',
  'AT+QMTDISC=0': '\r\nOK\r\n\r\n+QMTDISC: 0,0\r\n',
  'AT+QMTCLOSE=0': '\r\nOK\r\n\r\n+QMTCLOSE: 0,0\r\n',
}

/** One plan of the EC20 on a session whose modem answers by script. `probing`: the PC's own try of the broker ends with it. */
export function scriptedRun(answers: Answers = {}, now: () => number = () => 0, given: Inputs = scriptedInputs, probing: Promise<void> = Promise.resolve()) {
  const session = scriptedSession({ ...healthyAnswers, ...answers })
  const { plan } = composePlan(quectelEc20, mqttCloud, given, { now: 0, random: '' })
  if (!plan) throw new Error('the inputs of this test make a plan')
  const snapshots: WizardRun[] = []
  const probes: string[] = []
  const run = new PlanRun({
    id: 'r',
    sessionId: 's',
    plan,
    modem: quectelEc20,
    fills: new RunFills({ plan, cloud: mqttCloud, circumstances: () => ({ now: 0, random: '' }) }),
    link: new RunLink(session.access, 's', session.observer),
    openChannel: (atLink, options) => new AtChannel(atLink, options),
    now,
    probe: async ({ login, hasFailed }) => {
      probes.push(`login ${login}, ${hasFailed ? 'after a failure' : 'before any'}`)
      await probing
      return { at: 0, layers: [], verdict: { en: 'v', zh: 'v' } }
    },
    onChange: (snapshot) => snapshots.push(snapshot),
  })
  const advance = async (mode: 'one' | 'all', edited: string | null = null) => {
    const begun = run.advance(mode, edited)
    if (begun.ok) await begun.value.ended
    return begun
  }
  const { sent, owners, say, unplug, replug } = session
  return { run, advance, sent, snapshots, probes, owners, say, unplug, replug }
}

export const statuses = (run: PlanRun) => Object.fromEntries(run.snapshot().steps.map((step) => [step.stepId, step.status]))
