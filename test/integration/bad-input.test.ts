import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issue, makeAuthority } from '../support/certificates.ts'
import { useCommandBench } from '../support/command-bench.ts'
import { startTlsBroker, type TlsBroker } from '../support/mosquitto-tls.ts'
import type { Started } from '../support/process.ts'

/** What goes wrong at a bench, with the built command, real pseudo-terminals and mosquitto: clear words, bounded, usable afterwards. */
const { at, launch, atelier } = useCommandBench('bad')
const password = 'open, sesame 42'

let broker: TlsBroker
let keyPem: string

beforeAll(async () => {
  const authority = await makeAuthority('Bench CA')
  const [server, client] = await Promise.all([issue(authority, 'localhost', { names: ['localhost', '127.0.0.1'] }), issue(authority, 'device', { usage: 'client' })])
  keyPem = client.key
  const der = Buffer.from(authority.cert.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  const files = { 'ca.pem': authority.cert, 'ca.der': der, 'client.pem': client.cert, 'client.key': client.key, 'other.key': server.key, 'empty.pem': '', 'leaf.pem': server.cert }
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(at(name), content)))
  broker = await startTlsBroker({
    users: { bench: password, pc: 'pc' },
    tls: { cert: server.cert, key: server.key, ca: authority.cert, requireClientCertificate: true },
  })
})

afterAll(() => broker?.stop())

async function modemOn(name: string, fault?: string): Promise<{ port: string; sim: Started }> {
  const port = at(name.replaceAll(/\W+/g, '-'))
  const sim = atelier('sim', '--modem', 'quectel-ec20', '--pty', port, ...(fault ? ['--fault', fault] : []))
  await sim.until(/ready/)
  return { port, sim }
}

function run(port: string, change: Record<string, string> = {}, more: readonly string[] = ['--json']) {
  const inputs = {
    host: 'localhost',
    port: String(broker.tlsPort),
    tls: 'mutual',
    ca: at('ca.pem'),
    cert: at('client.pem'),
    key: at('client.key'),
    // Of this port alone: tests run side by side.
    clientId: path.basename(port).slice(0, 23),
    username: 'bench',
    password,
    subscribeTopic: 'down',
    publishTopic: 'up',
    payload: '{"a":1}',
    ...change,
  }
  const sets = Object.entries(inputs).flatMap(([key, value]) => ['--set', `${key}=${value}`])
  return atelier('run', '--modem', 'quectel-ec20', '--cloud', 'mqtt', '--port', port, ...sets, ...more)
}

async function outcome(started: Started) {
  const code = await started.exit
  return { code, result: JSON.parse(started.stdout()), all: started.stdout() + started.stderr() }
}

/** How long a failure took counts from its step: programs that start side by side on two cores take seconds. */
const failedStep = ({ steps }: { readonly steps: readonly { readonly status: string; readonly sent: string; readonly startedAt: number }[] }) => {
  const failed = steps.find(({ status }) => status === 'failed')
  if (!failed) throw new Error('no step failed')
  return failed
}

async function expectNoSecret(all: string, recording: string): Promise<void> {
  const texts = [all, (await readFile(recording)).toString('latin1')]
  const secrets = [password, ...keyPem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'))]
  expect(texts.flatMap((content) => secrets.filter((secret) => content.includes(secret)))).toStrictEqual([])
}

describe.concurrent('the modem goes away', () => {
  it.each(['AT+CPIN', 'AT+QFUPL="RAM:user_key.pem"', 'AT+QMTCONN', 'AT+QMTPUB'])('unplugged at %s: says so at once, and the next run passes', async (command) => {
    const { port, sim } = await modemOn(`unplug ${command}`, `unplug-at:${command}`)
    const first = await outcome(run(port))
    expect([first.code, first.result.failure.code, first.result.failure.stage]).toStrictEqual([1, 'port.vanished', 'port'])
    const failed = failedStep(first.result)
    expect(Date.now() - failed.startedAt).toBeLessThan(8_000)
    expect(failed.sent.startsWith(command)).toBe(true)
    const recorded = (await readFile(first.result.recording)).toString('latin1')
    expect(recorded).toContain(command)
    await expectNoSecret(first.all, first.result.recording)
    await sim.until(/plugged in again/)
    const second = await outcome(run(port))
    expect([second.code, second.result.failure]).toStrictEqual([0, undefined])
  })

  it.each(['AT+CGATT=1', 'AT+QMTOPEN'])('restarted at %s: ends at once and names the restart', async (command) => {
    const { port } = await modemOn(`reboot ${command}`, `reboot-at:${command}`)
    const { code, result } = await outcome(run(port))
    expect([code, result.failure.code, result.failure.evidence]).toStrictEqual([1, 'modem.rebooted', 'RDY'])
    expect(Date.now() - failedStep(result).startedAt).toBeLessThan(10_000)
  })

  it('a serial server that hangs up is a lost connection', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await new Promise((resolve) => {
      server.once('listening', resolve)
    })
    const { code, result } = await outcome(run(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`))
    server.close()
    expect([code, result.failure.code]).toStrictEqual([1, 'port.vanished'])
  })
})

describe.concurrent('files', () => {
  it.each([
    ['ca', 'ca.der', /DER/],
    ['ca', 'client.key', /private key/],
    ['ca', 'empty.pem', /empty/],
    ['key', 'other.key', /does not belong/],
  ])('%s=%s is refused in words before a port is opened', async (field, file, words) => {
    const refused = run('/no/such/port', { [field]: at(file) }, [])
    expect([await refused.exit, refused.stdout()]).toStrictEqual([2, ''])
    expect(refused.stderr()).toMatch(words)
    expect(refused.stderr()).not.toContain('/no/such/port')
  })

  it('warns of a CA file that is none, in Chinese where asked', async () => {
    const warned = run('/no/such/port', { ca: at('leaf.pem') }, ['--lang', 'zh'])
    expect(await warned.exit).toBe(1)
    expect(warned.stderr()).toMatch(/warning \[tls\] ca: CA 文件里是服务器或设备证书，不是 CA：CN=localhost。请改用/)
  })
})

describe.concurrent('one port, one modem', () => {
  it('takes messages that look like answers, tells the second program who has the port, and closes what it opened on Ctrl-C', async () => {
    const { port } = await modemOn('shared')
    const first = run(port, { payload: 'OK' }, ['--wait', '30'])
    await first.until(/waiting 30 s/)
    const second = await outcome(run(port))
    expect([second.code, second.result.failure.code]).toStrictEqual([1, 'port.busy'])
    expect(second.result.failure.what.en).toContain(`pid ${first.child.pid}`)

    const message = 'a\r\nOK\r\n+CME ERROR: 3\r\n"b" \u001b[31m中'
    const client = ['-h', 'localhost', '-p', String(broker.tlsPort), '--cafile', at('ca.pem'), '--cert', at('client.pem'), '--key', at('client.key'), '-u', 'pc', '-P', 'pc']
    const sender = launch(process.env['ATELIER_MOSQUITTO_PUB'] ?? 'mosquitto_pub', [...client, '-t', 'down', '-m', message])
    expect(await sender.exit).toBe(0)
    await first.until(/← down .*中/)
    expect(first.stdout()).toContain('← down  a\\r\\nOK\\r\\n+CME ERROR: 3\\r\\n"b" \\x1b[31m中')

    const from = Date.now()
    first.child.kill('SIGINT')
    expect(await first.exit).toBe(0)
    expect(Date.now() - from).toBeLessThan(8_000)
    const file = /recording (.*)/.exec(first.stderr())?.[1] ?? ''
    expect((await readFile(file)).toString('latin1').match(/\+QMTDISC: 0,0/g)).toHaveLength(1)
    await expectNoSecret(first.stdout() + first.stderr(), file)

    const again = await outcome(run(port))
    expect(again.code).toBe(0)
  })

  it('Ctrl-C under a command that waits ends soon and says so', async () => {
    const { port } = await modemOn('waits', 'urc-port-elsewhere')
    const stopped = run(port)
    await stopped.until(/ignorelocaltime/)
    const from = Date.now()
    stopped.child.kill('SIGINT')
    const { code, result } = await outcome(stopped)
    expect([code, result.status, result.failure.code]).toStrictEqual([1, 'stopped', 'wizard.stopped'])
    expect(Date.now() - from).toBeLessThan(12_000)
  })
})
