import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issue, makeAuthority } from '../support/certificates.ts'
import { expectedWrites } from '../support/expected-transcript.ts'
import { ptyTo } from '../support/modem-on-pty.ts'
import { useCommandBench } from '../support/command-bench.ts'
import { startTlsBroker, type TlsBroker } from '../support/mosquitto-tls.ts'

/**
 * The whole job on real parts: the built command, real serialport on a pseudo-terminal, a simulated EC20 in a process of its own,
 * mosquitto with TLS and a password, and mosquitto's own clients as witnesses.
 */
const { at, launch, atelier } = useCommandBench('job')
const password = 'open, sesame 42'
const json = '{"params":{"IndoorTemperature":55,"mhumi":55}}'

let broker: TlsBroker
let caPem: string
let otherCaPem: string

beforeAll(async () => {
  const [authority, other] = await Promise.all([makeAuthority('Bench CA'), makeAuthority('Some other CA')])
  const server = await issue(authority, 'localhost', { names: ['localhost', '127.0.0.1'] })
  caPem = authority.cert
  otherCaPem = other.cert
  await Promise.all([writeFile(at('cacert.pem'), caPem), writeFile(at('other.pem'), otherCaPem)])
  broker = await startTlsBroker({ users: { bench: password, pc: 'pc-secret' }, tls: { cert: server.cert, key: server.key } })
})

afterAll(() => broker?.stop())

/** A pseudo-terminal with a simulated EC20 behind it; socat itself keeps the bytes that the host sends. */
async function modemOn(name: string, fault?: string): Promise<{ port: string; sent: () => Promise<Buffer> }> {
  const port = at(name)
  // Up before its port is, as a modem on a bench is: a busy machine may take seconds to start a process.
  const sim = atelier('sim', '--modem', 'quectel-ec20', '--tcp', '0', ...(fault ? ['--fault', fault] : []))
  const [, tcpPort] = await sim.until(/tcp:\/\/127\.0\.0\.1:(\d+)/)
  const log = at(`${name}.sent`)
  await ptyTo(tcpPort ?? '', port, ['-r', log], launch)
  return { port, sent: () => readFile(log) }
}

const inputs = (change: Record<string, string> = {}): string[] =>
  Object.entries({
    host: 'localhost',
    port: String(broker.tlsPort),
    tls: 'server',
    ca: at('cacert.pem'),
    clientId: 'ec20-bench',
    username: 'bench',
    password,
    publishTopic: 'PubTopic',
    subscribeTopic: 'SubTopic',
    payload: json,
    ...change,
  }).flatMap(([key, value]) => ['--set', `${key}=${value}`])

const profile = ['--modem', 'quectel-ec20', '--cloud', 'mqtt']

const mosquittoClient = (program: string, args: string[]) =>
  launch(program, ['-h', 'localhost', '-p', String(broker.tlsPort), '--cafile', at('cacert.pem'), '-u', 'pc', '-P', 'pc-secret', ...args])

/** Client ID and topics of this test alone: the others run at the same time. */
const ownNames = (name: string) => ({ clientId: `ec20-${name}`.slice(0, 23), publishTopic: `${name}/up`, subscribeTopic: `${name}/down` })

const refusedRun = async (name: string, change: Record<string, string>, fault?: string) => {
  const { port } = await modemOn(`tty-${name}`, fault)
  const run = atelier('run', ...profile, '--port', port, ...inputs({ ...ownNames(name), ...change }), '--json')
  const code = await run.exit
  return { code, result: JSON.parse(run.stdout()), stderr: run.stderr() }
}

describe.concurrent('an EC20 on a pseudo-terminal and mosquitto with TLS and a password', () => {
  it('publishes JSON that mosquitto_sub receives, shows what mosquitto_pub sends, and sends exactly the article’s bytes', async () => {
    const { port, sent } = await modemOn('ttyEC20')
    // A session that outlives its client: what is published meanwhile waits for it.
    const watcher = ['-i', 'watcher', '-c', '-q', '1', '-t', 'PubTopic']
    expect(await mosquittoClient(process.env['ATELIER_MOSQUITTO_SUB'] ?? 'mosquitto_sub', [...watcher, '-E']).exit).toBe(0)

    const run = atelier('run', ...profile, '--port', port, ...inputs(), '--wait', '3', '--json')
    await run.until(/✓ cloud +AT\+QMTPUB/, 30_000)
    await mosquittoClient(process.env['ATELIER_MOSQUITTO_PUB'] ?? 'mosquitto_pub', ['-t', 'SubTopic', '-m', '{"relay":"开"}']).exit
    expect(await run.exit).toBe(0)
    const witness = mosquittoClient(process.env['ATELIER_MOSQUITTO_SUB'] ?? 'mosquitto_sub', [...watcher, '-C', '1', '-W', '10'])
    expect([await witness.exit, witness.stdout()]).toStrictEqual([0, `${json}\n`])

    const result = JSON.parse(run.stdout())
    expect(result.ok).toBe(true)
    expect(result.received.map(({ topic, payload }: { topic: string; payload: string }) => [topic, payload])).toStrictEqual([['SubTopic', '{"relay":"开"}']])

    const expected = expectedWrites('ec20-mqtts', {
      caBytes: String(Buffer.byteLength(caPem)),
      caFile: caPem,
      host: 'localhost',
      port: String(broker.tlsPort),
      clientId: 'ec20-bench',
      username: 'bench',
      password,
      subscribeTopic: 'SubTopic',
      publishTopic: 'PubTopic',
      payload: json,
    })
    expect((await sent()).toString('latin1')).toBe(Buffer.concat(expected).toString('latin1'))

    const recording = await readFile(result.recording)
    expect(recording.includes(`+QMTRECV: 0,0,"SubTopic",${Buffer.byteLength('{"relay":"开"}')},"{"relay":"开"}"`)).toBe(true)
    expect(recording.includes(password)).toBe(false)
    expect(run.stdout() + run.stderr()).not.toContain(password)
  })

  it('prints in a plan exactly what a run sends', async () => {
    const values = inputs(ownNames('planned'))
    const plan = atelier('plan', ...profile, ...values, '--json')
    expect(await plan.exit).toBe(0)
    const { steps } = JSON.parse(plan.stdout())
    const planned = steps.flatMap((step: { send: string; lineEnd: string; data?: { base64: string; end: string } }) => [
      Buffer.from(step.send + step.lineEnd),
      ...(step.data ? [Buffer.concat([Buffer.from(step.data.base64, 'base64'), Buffer.from(step.data.end === 'ctrl-z' ? [0x1a] : [])])] : []),
    ])
    const { port, sent } = await modemOn('ttyPlanned')
    const run = atelier('run', ...profile, '--port', port, ...values)
    expect([await run.exit, run.stderr()]).toStrictEqual([0, expect.stringContaining('recording')])
    expect((await sent()).equals(Buffer.concat(planned))).toBe(true)
  })

  it.each<[string, Record<string, string>, string, string, RegExp]>([
    ['a wrong password', { password: 'wrong' }, 'mqtt.refused.5', 'mqtt', /\+QMTCONN: 0,0,5/],
    ['a wrong CA', { ca: 'other.pem' }, 'mqtt.open.5', 'tls', /\+QMTOPEN: 0,5/],
    ['a wrong port', { port: '1' }, 'mqtt.open.5', 'tls', /\+QMTOPEN: 0,5/],
    ['a wrong host', { host: 'no-such-host.invalid' }, 'mqtt.open.4', 'net', /\+QMTOPEN: 0,4/],
  ])('names stage and next step for %s, and lets nothing leak', async (name, change, code, stage, evidence) => {
    const { ca, ...rest } = change
    const { code: exit, result, stderr } = await refusedRun(name.replaceAll(' ', '-'), { ...rest, ...(ca && { ca: at(ca) }) })
    expect([exit, result.failure.code, result.failure.stage]).toStrictEqual([1, code, stage])
    expect(result.failure.evidence).toMatch(evidence)
    expect(result.failure.next.en.length).toBeGreaterThan(10)
    expect(result.probe.verdict.en.length).toBeGreaterThan(10)
    expect(JSON.stringify(result) + stderr).not.toContain(password)
  })

  it.each<[string, string, string]>([
    ['no-pdp', 'data.no-address', 'data'],
    ['no-sim', 'modem.cme.10', 'sim'],
    ['silent', 'modem.silent', 'modem'],
    ['garbage', 'modem.garbled', 'modem'],
    ['registration-denied', 'radio.denied', 'radio'],
    ['dns-failure', 'mqtt.open.4', 'net'],
    ['publish-fails', 'mqtt.publish-not-sent', 'mqtt'],
  ])('says what is wrong with a modem that has the fault %s', async (fault, code, stage) => {
    const { code: exit, result } = await refusedRun(fault, {}, fault)
    expect([exit, result.failure.code, result.failure.stage]).toStrictEqual([1, code, stage])
  })

  it('clears a file that an earlier run left behind and goes on', async () => {
    const { port, sent } = await modemOn('tty-file-exists', 'file-exists')
    const run = atelier('run', ...profile, '--port', port, ...inputs(ownNames('file-exists')))
    expect([await run.exit, run.stdout()]).toStrictEqual([0, expect.stringContaining('AT+QMTPUB')])
    expect((await sent()).toString('latin1')).toContain('AT+QFDEL="RAM:cacert.pem"\rAT+QFUPL="RAM:cacert.pem"')
  })

  it('refuses bad usage with exit code 2 and sends nothing', async () => {
    const run = async (...args: string[]) => {
      const started = atelier(...args)
      const code = await started.exit
      return { code, stderr: started.stderr() }
    }
    const bad = [
      await run('run', ...profile),
      await run('run', '--modem', 'nokia-3310', '--cloud', 'mqtt', '--port', '/dev/null'),
      await run('plan', ...profile, '--set', 'colour=red'),
      await run('plan', ...profile, '--set', 'ca=/no/such/file.pem'),
      await run('plan', ...profile, '--set', 'host=a'),
      await run('frobnicate'),
    ]
    expect(bad.map(({ code }) => code)).toStrictEqual([2, 2, 2, 2, 2, 2])
    expect(bad.map(({ stderr }) => stderr.length > 0)).toStrictEqual([true, true, true, true, true, true])
    const missing = await run('run', ...profile, '--port', at('nothing-here'), ...inputs())
    expect([missing.code, missing.stderr]).toStrictEqual([1, expect.stringContaining('[port]')])
  })
})
