import { describe, expect, it } from 'vitest'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Failure } from '../../../shared/contract/failure.ts'
import type { SessionInfo } from '../../../shared/contract/serial.ts'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { mqttCloud } from '../../../shared/clouds/mqtt/profile.ts'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { quectelEc20 } from '../../../shared/modems/quectel-ec20/profile.ts'
import { fromUtf8, utf8 } from '../../../shared/text/bytes.ts'
import { composePlan } from '../../../shared/wizard/compose.ts'
import { composeSending } from '../../../shared/wizard/exchange.ts'
import { AtChannel } from '../at/index.ts'
import type { SessionLink } from '../serial/link.ts'
import { PlanRun } from './plan-run.ts'
import { RunFills } from './run-fills.ts'
import { RunLink } from './run-link.ts'

const inputs: Inputs = {
  host: '192.0.2.1',
  tls: 'none',
  clientId: 'id',
  username: 'user',
  password: 'sesame-7',
  publishTopic: 'up',
  subscribeTopic: 'down',
  payload: '{"a":1}',
}

const unplugged: Failure = { code: 'port.vanished', stage: 'port', what: { en: 'gone', zh: '没了' }, next: { en: 'plug it in', zh: '插上' } }

/** What a healthy modem answers, as the manual prints it; a test overrides single commands. */
const healthy: Record<string, string> = {
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

type Answer = string | null | ((count: number) => string | null)

function bench(answers: Record<string, Answer> = {}, now: () => number = () => 0, given: Inputs = inputs) {
  const bytes = new Emitter<[Uint8Array, number]>()
  const states = new Emitter<[SessionInfo]>()
  const sent: string[] = []
  const counts = new Map<string, number>()
  const owners: string[] = []
  let state: SessionInfo['state'] = 'open'
  let owned = false
  const info = (): SessionInfo => ({ state, ...(state !== 'open' && { failure: unplugged }) }) as SessionInfo
  const link: SessionLink = {
    sessionId: 's',
    info,
    write: async (data, _mask, onTaken) => {
      if (state !== 'open') return fail(unplugged)
      const command = fromUtf8(data).replace(/\r$/, '')
      sent.push(command)
      // As a slow port tells it.
      for (const count of [2, 4, data.length]) onTaken?.(count)
      const count = counts.get(command) ?? 0
      counts.set(command, count + 1)
      const chosen = command in answers ? answers[command] : (healthy[command] ?? '\r\nOK\r\n')
      const answer = typeof chosen === 'function' ? chosen(count) : chosen
      if (answer != null) setImmediate(() => bytes.fire(utf8(answer), 0))
      return ok(null)
    },
    onBytes: bytes.on,
    onState: states.on,
    note: () => {},
    hide: () => {},
    protect: () => {},
    release: () => {
      owned = false
      owners.push('person')
    },
  }
  const access = {
    acquire: () => {
      if (owned) return fail(unplugged)
      owned = true
      owners.push('wizard')
      return ok(link)
    },
    observe: () => ok({ onBytes: bytes.on, onState: states.on, dispose: () => {} }),
  }
  const { plan } = composePlan(quectelEc20, mqttCloud, given, { now: 0, random: '' })
  if (!plan) throw new Error('the inputs of this test make a plan')
  const snapshots: WizardRun[] = []
  const probes: boolean[] = []
  const run = new PlanRun({
    id: 'r',
    sessionId: 's',
    plan,
    modem: quectelEc20,
    fills: new RunFills({ plan, cloud: mqttCloud, circumstances: () => ({ now: 0, random: '' }) }),
    link: new RunLink(access, 's', { onBytes: bytes.on, onState: states.on, dispose: () => {} }),
    openChannel: (atLink, options) => new AtChannel(atLink, options),
    now,
    probe: async (login) => {
      probes.push(login)
      return { at: 0, layers: [], verdict: { en: 'v', zh: 'v' } }
    },
    onChange: (snapshot) => snapshots.push(snapshot),
  })
  const advance = async (mode: 'one' | 'all', edited: string | null = null) => {
    const begun = run.advance(mode, edited)
    if (begun.ok) await begun.value.ended
    return begun
  }
  return {
    run,
    advance,
    sent,
    snapshots,
    probes,
    owners,
    say: (line: string) => bytes.fire(utf8(`\r\n${line}\r\n`), 0),
    unplug: () => {
      state = 'waiting'
      states.fire(info())
    },
    replug: () => {
      state = 'open'
      states.fire(info())
    },
  }
}

const statuses = (run: PlanRun) => Object.fromEntries(run.snapshot().steps.map((step) => [step.stepId, step.status]))

describe('PlanRun', () => {
  it('tells how much of a slow write is out, and gives the modem its whole time after it', async () => {
    let at = 0
    const { advance, snapshots } = bench({}, () => (at += 200))
    await advance('all')
    const told = snapshots.map(({ steps }) => steps.find(({ stepId }) => stepId === 'publish')).filter((step) => step?.data && step.status === 'running')
    const [planned] = snapshots[0]?.steps.filter(({ stepId }) => stepId === 'publish') ?? []
    expect(told.map((step) => [step?.data, (step?.patienceMs ?? 0) - (planned?.patienceMs ?? 0)])).toStrictEqual([
      [{ sentBytes: 2, totalBytes: 7 }, 200],
      [{ sentBytes: 4, totalBytes: 7 }, 400],
      [{ sentBytes: 7, totalBytes: 7 }, 600],
    ])
  })

  it('shows what came so far while it asks again', async () => {
    const { advance, snapshots } = bench({ 'AT+CREG?': (count) => `\r\n+CREG: 0,${count === 0 ? 2 : 1}\r\n\r\nOK\r\n` })
    await advance('all')
    const lines = snapshots.map(({ steps }) => steps.find(({ stepId }) => stepId === 'registration')).filter((step) => step?.status === 'running').map((step) => step?.lines)
    expect(lines).toStrictEqual([[], ['+CREG: 0,2', 'OK']])
  })

  it('runs a plan to its end and gives the port back', async () => {
    const { run, advance, owners } = bench()
    await advance('all')
    expect(run.snapshot().status).toBe('done')
    expect(new Set(Object.values(statuses(run)))).toStrictEqual(new Set(['passed']))
    expect(owners).toStrictEqual(['wizard', 'person'])
    const captured = run.snapshot().steps.flatMap((step) => step.captured.map(({ name, value, words }) => [name, value, words?.en]))
    expect(captured).toStrictEqual([
      ['signal', '26,99', '-61 dBm, good'],
      ['registration', '1', 'registered, home network'],
      ['address', '10.0.0.2', undefined],
      ['granted-qos', '0', undefined],
    ])
  })

  describe('once the modem is on the broker', () => {
    const message = { kind: 'publish', topic: 'up/more', payload: 'on', qos: 0 } as const
    const send = async ({ run }: ReturnType<typeof bench>) => {
      const begun = run.sendExtra(message, composeSending(quectelEc20, mqttCloud, run.plan.job, message).steps)
      if (begun.ok) await begun.value.ended
      return begun
    }
    const answers = { 'AT+QMTPUB=0,0,0,0,"up/more"': '\r\n> ', 'on\u001a': '\r\nOK\r\n\r\n+QMTPUB: 0,0,0\r\n' }

    it('publishes another message, tells of it and gives the port back', async () => {
      const plan = bench(answers)
      await plan.advance('all')
      expect(await send(plan)).toMatchObject({ ok: true })
      expect(plan.sent.slice(-2)).toStrictEqual(['AT+QMTPUB=0,0,0,0,"up/more"', 'on\u001a'])
      expect(plan.run.snapshot()).toMatchObject({ status: 'done', extras: [{ ...message, status: 'passed', sent: ['AT+QMTPUB=0,0,0,0,"up/more"'] }] })
      expect(plan.snapshots.some(({ extras }) => extras[0]?.status === 'running')).toBe(true)
      expect(plan.owners.at(-1)).toBe('person')
    })

    it('tells of the loss where the modem only says ERROR because of it', async () => {
      const plan = bench({ 'AT+QMTPUB=0,0,0,0,"up/more"': '\r\nERROR\r\n' })
      await plan.advance('all')
      plan.say('+QMTSTAT: 0,1')
      await send(plan)
      const { extras, notice } = plan.run.snapshot()
      expect(extras.map(({ status, failure }) => [status, failure])).toStrictEqual([['failed', notice]])
      expect(notice?.code).toMatch(/^mqtt/)
    })

    it('is refused before the plan’s end, after a stop, and while another is under way', async () => {
      const plan = bench({ ...answers, 'on\u001a': null })
      expect(await send(plan)).toMatchObject({ ok: false, failure: { code: 'wizard.not-connected' } })
      await plan.advance('all')
      const first = send(plan)
      expect(await send(plan)).toMatchObject({ ok: false, failure: { code: 'wizard.running' } })
      await plan.run.stop()
      await first
      expect(plan.run.snapshot().extras.map(({ status, failure }) => [status, failure?.code])).toStrictEqual([['failed', 'wizard.stopped']])
      expect(await send(plan)).toMatchObject({ ok: false, failure: { code: 'wizard.not-connected' } })
    })
  })

  it('runs one step at a time, but the login together with the connection it needs', async () => {
    const { run, advance, sent } = bench()
    const steps = run.snapshot().plan.steps.map((step) => step.id)
    for (let i = 0; i < steps.indexOf('open'); i++) await advance('one')
    expect([run.snapshot().status, steps[run.snapshot().position]]).toStrictEqual(['paused', 'open'])
    await advance('one')
    expect(steps[run.snapshot().position]).toBe('subscribe')
    expect(sent.slice(-2)).toStrictEqual(['AT+QMTOPEN=0,"192.0.2.1",1883', 'AT+QMTCONN=0,"id","user","sesame-7"'])
  })

  it('never lets the password out', async () => {
    const { advance, snapshots } = bench({ 'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nERROR\r\n' })
    await advance('all')
    expect(JSON.stringify(snapshots)).not.toContain('sesame-7')
    expect(snapshots.at(-1)?.plan.steps.find((step) => step.id === 'connect')?.send).toBe('AT+QMTCONN=0,"id","user","••••••"')
  })

  it('stops at the first failure, says the stage, and retries the chain from its start', async () => {
    const { run, advance, sent } = bench({
      'AT+QMTCONN=0,"id","user","sesame-7"': (count) => (count === 0 ? '\r\nOK\r\n\r\n+QMTCONN: 0,0,5\r\n' : '\r\nOK\r\n\r\n+QMTCONN: 0,0,0\r\n'),
      'AT+QMTOPEN=0,"192.0.2.1",1883': (count) => (count === 1 ? '\r\nOK\r\n\r\n+QMTOPEN: 0,2\r\n' : '\r\nOK\r\n\r\n+QMTOPEN: 0,0\r\n'),
    })
    await advance('all')
    const failed = run.snapshot()
    expect([failed.status, failed.steps.find((step) => step.status === 'failed')?.failure?.code]).toStrictEqual(['failed', 'mqtt.refused.5'])
    expect(failed.plan.steps[failed.position]?.id).toBe('open')
    await advance('all')
    expect(run.snapshot().status).toBe('done')
    expect(sent.filter((command) => /QMT(OPEN|CLOSE|CONN)/.test(command))).toStrictEqual([
      'AT+QMTOPEN=0,"192.0.2.1",1883',
      'AT+QMTCONN=0,"id","user","sesame-7"',
      'AT+QMTOPEN=0,"192.0.2.1",1883',
      'AT+QMTCLOSE=0',
      'AT+QMTOPEN=0,"192.0.2.1",1883',
      'AT+QMTCONN=0,"id","user","sesame-7"',
    ])
  })

  it.each([
    ['the connection failed, without the login', 'AT+QMTOPEN=0,"192.0.2.1",1883', '\r\nOK\r\n\r\n+QMTOPEN: 0,5\r\n', false],
    ['the login failed, with it', 'AT+QMTCONN=0,"id","user","sesame-7"', '\r\nOK\r\n\r\n+QMTCONN: 0,0,4\r\n', true],
  ])('has the PC try the broker after %s', async (_, command, answer, login) => {
    const { run, advance, probes } = bench({ [command]: answer })
    await advance('all')
    await run.whenIdle()
    expect([probes, run.snapshot().probe?.verdict.en]).toStrictEqual([[login], 'v'])
  })

  it('asks again while the SIM is still starting', async () => {
    const { run, advance, sent } = bench({ 'AT+CPIN?': (count) => (count === 0 ? '\r\n+CME ERROR: 14\r\n' : '\r\n+CPIN: READY\r\n\r\nOK\r\n') })
    await advance('one')
    await advance('one')
    expect([statuses(run)['sim'], sent.filter((command) => command === 'AT+CPIN?').length]).toStrictEqual(['passed', 2])
  })

  it('skips a step that a person vouches for', async () => {
    const { run, advance } = bench({ 'AT+CSQ': '\r\nERROR\r\n' })
    await advance('all')
    run.skip()
    await advance('all')
    expect([run.snapshot().status, statuses(run)['signal']]).toStrictEqual(['done', 'skipped'])
  })

  it('shows no secret that a person typed into an edited line, though it is sent', async () => {
    const { run, advance, sent, snapshots } = bench({ 'AT+CPIN="4711"': '\r\n+CME ERROR: 16\r\n' })
    await advance('one', 'AT+CPIN="4711"')
    expect([sent, run.snapshot().steps[0]?.sent, run.snapshot().steps[0]?.status]).toStrictEqual([['AT+CPIN="4711"'], 'AT+CPIN="••••••"', 'failed'])
    expect(JSON.stringify(snapshots)).not.toContain('4711')
  })

  it('sends an edited line as typed, with the secret put back for its bullets', async () => {
    const { run, advance, sent } = bench({ 'AT+QMTCONN=0,"other","user","sesame-7"': '\r\nOK\r\n\r\n+QMTCONN: 0,0,0\r\n' })
    await advance('one', 'AT+CPIN?')
    expect([sent[0], run.snapshot().steps[0]?.sent]).toStrictEqual(['AT+CPIN?', 'AT+CPIN?'])
  })

  it('stops at once while a command waits, and closes what it opened', async () => {
    const { run, sent, snapshots } = bench({ 'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nOK\r\n' })
    run.advance('all')
    await expect.poll(() => sent.at(-1)).toContain('AT+QMTCONN')
    await run.stop()
    expect(run.snapshot().status).toBe('stopped')
    expect(sent.slice(-2)).toStrictEqual(['AT+QMTDISC=0', 'AT+QMTCLOSE=0'])
    expect(snapshots.at(-1)?.steps.find((step) => step.stepId === 'connect')?.status).toBe('waiting')
  })

  it('lets no step in while a stop is still closing', async () => {
    const { run, sent } = bench({ 'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nOK\r\n' })
    run.advance('all')
    await expect.poll(() => sent.at(-1)).toContain('AT+QMTCONN')
    const stopped = run.stop()
    await expect.poll(() => sent.at(-1)).toContain('AT+QMT')
    expect(run.advance('one')).toMatchObject({ ok: false, failure: { code: 'wizard.running' } })
    await stopped
    expect(run.snapshot().status).toBe('stopped')
  })

  it('fails with the port’s own words when the modem is unplugged at any step, and goes on after it is back', async () => {
    const { plan } = composePlan(quectelEc20, mqttCloud, inputs, { now: 0, random: '' })
    for (const [index, step] of (plan?.steps ?? []).entries()) {
      const at = bench({ [step.send]: (count) => (count === 0 ? null : (healthy[step.send] ?? '\r\nOK\r\n')) })
      at.run.advance('all')
      await expect.poll(() => at.sent.at(-1), { interval: 1 }).toBe(step.send)
      at.unplug()
      await at.run.whenIdle()
      const failed = at.run.snapshot()
      expect([failed.status, failed.steps[index]?.failure?.code, failed.steps[index]?.failure?.stage]).toStrictEqual(['failed', 'port.vanished', 'port'])
      const refused = await at.advance('all')
      expect(refused.ok).toBe(false)
      at.replug()
      await at.advance('all')
      expect(at.run.snapshot().status).toBe('done')
    }
  })

  it('ends in words and frees the port when the program itself stumbles', async () => {
    // Times are asked for at the start and the end of every step: the fifth is the start of the third.
    let asked = 0
    const { run, advance, owners } = bench({}, () => {
      asked++
      if (asked === 5) throw new Error('sesame-7')
      return 0
    })
    await advance('all')
    const failed = run.snapshot().steps.find((step) => step.status === 'failed')
    expect([run.snapshot().status, failed?.stepId, failed?.failure?.code, owners.at(-1)]).toStrictEqual(['failed', 'signal', 'wizard.fault', 'person'])
    expect(JSON.stringify(run.snapshot())).not.toContain('sesame-7')
  })

  it('collects messages, and reports a loss after the end', async () => {
    const { run, advance, say } = bench()
    await advance('all')
    say('+QMTRECV: 0,0,"down",7,"{"b":2}"')
    say('+QMTSTAT: 0,1')
    expect(run.snapshot().received).toStrictEqual([{ at: 0, topic: 'down', payload: '{"b":2}' }])
    expect(run.snapshot().notice?.code).toBe('mqtt.link.1')
  })

  it('tells a SIM that fell out after it was ready', async () => {
    const { run, advance, say } = bench()
    await advance('all')
    say('+CPIN: NOT READY')
    expect(run.snapshot().notice).toMatchObject({ code: 'sim.fell-out', stage: 'sim', evidence: '+CPIN: NOT READY' })
  })

  it('tells a data connection that the network took away by the words of 3GPP alone', async () => {
    const { run, advance, say } = bench()
    await advance('all')
    say('+CGEV: NW PDN DEACT 1')
    expect(run.snapshot().notice).toMatchObject({ code: 'data.lost', stage: 'data' })
  })

  it('supposes a second client once the login is thrown out for the third time', async () => {
    const { run, advance, say } = bench({ 'AT+QMTPUB=0,1,1,0,"up"': '\r\n+QMTSTAT: 0,1\r\n\r\nERROR\r\n' })
    const codes: (string | undefined)[] = []
    for (let round = 0; round < 3; round++) {
      await advance('all')
      codes.push(run.snapshot().steps.find(({ failure }) => failure)?.failure?.code)
    }
    say('+QMTSTAT: 0,1')
    expect(codes).toStrictEqual(['mqtt.link.1', 'mqtt.link.1', 'mqtt.kicked'])
  })

  describe('a login that is turned down', () => {
    // Until 2024-03-24 16:00 UTC.
    const username = 'QCWGDPVYC6dev;12010126;8697d;1711296000'
    const login: Inputs = { ...inputs, username, password: '1a72;hmacsha256' }
    const connect = `AT+QMTCONN=0,"id","${username}","1a72;hmacsha256"`
    const refused = '\r\nOK\r\n\r\n+QMTCONN: 0,0,4\r\n'
    const failed = async (now: number, answers: Record<string, string> = {}) => {
      const { run, advance } = bench({ [connect]: refused, ...answers }, () => now, login)
      await advance('all')
      return run.snapshot().steps.find(({ failure }) => failure)?.failure
    }
    it('had expired by this PC’s clock', async () => {
      expect(await failed(Date.UTC(2026, 7, 7))).toMatchObject({ code: 'cloud.token-expired', stage: 'cloud', evidence: '+QMTCONN: 0,0,4' })
    })
    it('had expired by the modem’s clock, where this PC’s is behind', async () => {
      const clock = { 'AT+CPIN?': '\r\n+CPIN: READY\r\n+CCLK: "26/08/07,13:54:02+32"\r\n\r\nOK\r\n' }
      expect(await failed(Date.UTC(2024, 0, 1), clock)).toMatchObject({ code: 'cloud.token-expired' })
    })
    it('was still valid', async () => {
      expect(await failed(Date.UTC(2024, 0, 1))).toMatchObject({ code: 'mqtt.refused.4' })
    })
  })

  it('fails at once when the modem restarts under a command, and begins again from the top', async () => {
    const { run, advance, sent } = bench({ 'AT+QMTOPEN=0,"192.0.2.1",1883': (count) => (count === 0 ? '\r\nOK\r\n\r\nRDY\r\n' : '\r\nOK\r\n\r\n+QMTOPEN: 0,0\r\n') })
    await advance('all')
    const failed = run.snapshot()
    expect([failed.status, failed.position, failed.notice]).toStrictEqual(['failed', 0, undefined])
    expect(failed.steps.find((step) => step.status === 'failed')).toMatchObject({ stepId: 'open', failure: { code: 'modem.rebooted', stage: 'modem', evidence: 'RDY' } })
    const before = sent.length
    await advance('all')
    expect([run.snapshot().status, sent[before]]).toStrictEqual(['done', 'AT'])
    expect(new Set(Object.values(statuses(run)))).toStrictEqual(new Set(['passed']))
  })

  it('asks once more when the modem was just switched on', async () => {
    const { run, advance } = bench({
      AT: (count) => (count === 0 ? '\r\nRDY\r\n' : '\r\nOK\r\n'),
      'AT+CSQ': (count) => (count === 0 ? '\r\nRDY\r\n' : '\r\n+CSQ: 26,99\r\n\r\nOK\r\n\r\nRDY\r\n'),
    })
    await advance('all')
    expect([run.snapshot().status, run.snapshot().notice]).toStrictEqual(['done', undefined])
  })

  it('goes on with a modem that has restarted while a person was reading, as long as nothing was set in it', async () => {
    const { run, advance, say, sent } = bench()
    await advance('one')
    await advance('one')
    say('RDY')
    expect(run.snapshot()).toMatchObject({ status: 'paused', notice: { code: 'modem.rebooted' } })
    await advance('all')
    expect(run.snapshot().status).toBe('done')

    const changed = bench()
    while (changed.sent.at(-1) !== 'AT+CGATT=1') await changed.advance('one')
    changed.say('RDY')
    await changed.advance('all')
    expect([changed.run.snapshot().status, changed.run.snapshot().position, changed.sent.at(-1)]).toStrictEqual(['failed', 0, 'AT+CGATT=1'])
    expect(sent).toContain('AT+CGATT=1')
  })

  it('takes a modem that restarts again and again for one that does', async () => {
    const { run, advance } = bench({ 'AT+CPIN?': '\r\nRDY\r\n' })
    await advance('all')
    expect(run.snapshot().steps.find((step) => step.status === 'failed')).toMatchObject({ stepId: 'sim', failure: { code: 'modem.rebooted' } })
  })

  it('sends nothing more to a modem that restarted between two steps', async () => {
    const { run, advance, sent } = bench({ 'AT+CGATT=1': '\r\nOK\r\n\r\nRDY\r\n' })
    await advance('all')
    expect(run.snapshot().steps.find((step) => step.status === 'failed')).toMatchObject({ stepId: 'attached', failure: { code: 'modem.rebooted' } })
    expect(sent.at(-1)).toBe('AT+CGATT=1')
  })

  it('gives the lost link as the cause, not the ERROR that follows from it', async () => {
    const between = bench({ 'AT+QMTCONN=0,"id","user","sesame-7"': '\r\nOK\r\n\r\n+QMTCONN: 0,0,0\r\n\r\n+QMTSTAT: 0,1\r\n' })
    await between.advance('all')
    const within = bench({ 'AT+QMTSUB=0,1,"down",0': '\r\n+QMTSTAT: 0,1\r\n\r\nERROR\r\n' })
    await within.advance('all')
    const failures = [between, within].map(({ run }) => run.snapshot().steps.find((step) => step.status === 'failed'))
    expect(failures.map((step) => [step?.stepId, step?.failure?.code])).toStrictEqual([
      ['subscribe', 'mqtt.link.1'],
      ['subscribe', 'mqtt.link.1'],
    ])
  })

  it('opens the connection again in a new try after the link was lost under a later step', async () => {
    const { run, advance, sent } = bench({ 'AT+QMTSUB=0,1,"down",0': (count) => (count === 0 ? '\r\n+QMTSTAT: 0,1\r\n\r\nERROR\r\n' : '\r\nOK\r\n\r\n+QMTSUB: 0,1,0,0\r\n') })
    await advance('all')
    const before = sent.length
    await advance('all')
    expect([run.snapshot().status, sent.slice(before, before + 2)]).toStrictEqual(['done', ['AT+QMTOPEN=0,"192.0.2.1",1883', 'AT+QMTCONN=0,"id","user","sesame-7"']])
  })

  it('takes no notice of a loss that belongs to an earlier connection', async () => {
    const { run, advance } = bench({ 'AT+CSQ': '\r\n+QMTSTAT: 0,1\r\n\r\n+CSQ: 26,99\r\n\r\nOK\r\n' })
    await advance('all')
    expect(run.snapshot().status).toBe('done')
  })

  it('closes once what it opened, however often it is asked to stop', async () => {
    const { run, advance, sent } = bench()
    await advance('all')
    await Promise.all([run.stop(), run.stop()])
    await run.stop()
    expect(sent.filter((command) => /QMT(DISC|CLOSE)/.test(command))).toStrictEqual(['AT+QMTDISC=0', 'AT+QMTCLOSE=0'])
  })

  it('hides the password in an echo that noise made unrecognisable', async () => {
    const { run, advance } = bench({ 'AT+QMTCONN=0,"id","user","sesame-7"': 'AT+QMTCO?N=0,"id","user","sesame-7"\r\r\nERROR\r\n' })
    await advance('all')
    const failed = run.snapshot().steps.find((step) => step.status === 'failed')
    expect(failed?.lines).toStrictEqual(['AT+QMTCO?N=0,"id","user","••••••"', 'ERROR'])
  })
})
