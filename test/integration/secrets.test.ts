import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import { eventNames } from '../../electron/app/rpc-events.ts'
import { readCase } from '../../shared/casefile/read-case.ts'
import { reportMarkdown } from '../../shared/casefile/report-markdown.ts'
import { str } from '../../shared/clouds/inputs.ts'
import type { Result } from '../../shared/contract/failure.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { fromLatin1, utf8 } from '../../shared/text/bytes.ts'
import { issue, makeAuthority, pemFile } from '../support/certificates.ts'
import { startTlsBroker } from '../support/mosquitto-tls.ts'

/**
 * Everything that leaves the program for a client or for the disk, searched for the secrets that went in: through the wizard,
 * the terminal, the MQTT panel and the settings, when things go well and when they fail.
 */
const password = 'sesame-of-the-modem'
const wrongPassword = 'sesame-that-is-refused'
const typedPin = '47110815'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

let app: App
let dataDir: string
let told: string[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-secrets-'))
  undo.push(() => rm(dataDir, { recursive: true }))
  app = await createApp({ dataDir, host: createHeadlessHost() })
  undo.push(() => app.dispose())
  told = []
  for (const event of eventNames) undo.push(app.on(event, (...args: unknown[]) => void told.push(plain(args))))
})

/** Bytes as the characters they are, so that a text in them is found. */
const plain = (value: unknown): string => JSON.stringify(value, (_, item: unknown) => (item instanceof Uint8Array ? fromLatin1(item) : item))

/** Calls as a client would, and keeps what it is answered. */
async function valueOf<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer
  told.push(plain(result))
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.what.en}`)
  return result.value
}

async function failureOf(answer: Promise<Result<unknown>>): Promise<string> {
  const result = await answer
  told.push(plain(result))
  return result.ok ? 'none' : result.failure.code
}

async function runWizard(sessionId: string, inputs: Parameters<App['api']['wizard.start']>[3], cloud = 'mqtt'): Promise<string> {
  const run = await valueOf(app.api['wizard.start'](sessionId, 'quectel-ec20', cloud, inputs))
  await valueOf(app.api['wizard.runAll'](run.id))
  const settled = await valueOf(app.api['wizard.settled'](run.id))
  const failed = settled.steps.find(({ status }) => status === 'failed')
  const saved = await valueOf(app.api['casefile.ofRun'](run.id))
  const content = await valueOf(Promise.resolve(readCase(saved.text)))
  told.push(saved.text, reportMarkdown(content, 'en'), reportMarkdown(content, 'zh'))
  await valueOf(app.api['wizard.stop'](run.id))
  return failed?.failure?.code ?? settled.status
}

async function onDisk(): Promise<string> {
  await app.dispose()
  const names = await readdir(dataDir, { recursive: true, withFileTypes: true })
  const contents = await Promise.all(names.filter((each) => each.isFile()).map((each) => readFile(join(each.parentPath, each.name), 'latin1')))
  return contents.join('\n')
}

it('no password, PIN or private key is told to a client or written to the disk', async () => {
  const ca = await makeAuthority('Bench CA')
  const [server, device] = await Promise.all([issue(ca, 'localhost', { names: ['localhost'] }), issue(ca, 'device', { usage: 'client' })])
  const keyBody = device.key.split('\n')[1] ?? ''
  const broker = await startTlsBroker({ users: { bench: password }, tls: { ...server, ca: ca.cert } })
  undo.push(broker.stop)

  const session = await valueOf(app.api['serial.open']('practice:quectel-ec20', defaultLineSettings))
  const inputs = {
    host: 'localhost',
    port: String(broker.tlsPort),
    tls: 'mutual',
    ca: pemFile('ca.pem', ca.cert),
    cert: pemFile('device.pem', device.cert),
    key: pemFile('device.key', device.key),
    clientId: 'device',
    username: 'bench',
    publishTopic: 'up',
    subscribeTopic: 'down',
    payload: '{"a":1}',
  }
  expect(await runWizard(session.id, { ...inputs, password: wrongPassword })).toBe('mqtt.refused.5')
  expect(await runWizard(session.id, { ...inputs, password })).toBe('done')

  for (const line of [`AT+CPIN="${typedPin}"\r`, `AT+QMTCONN=0,"device","bench","${password}"\r`]) await valueOf(app.api['serial.write'](session.id, utf8(line)))

  const options = { name: '', protocol: 'mqtts', host: 'localhost', port: broker.tlsPort, path: '', clientId: 'pc', username: 'bench', keepAlive: 60, cleanSession: true, version: 4, ca: inputs.ca, certificate: inputs.cert, privateKey: inputs.key, verifyServer: true } as const
  expect(await failureOf(app.api['mqtt.connect']({ ...options, password: wrongPassword }))).toMatch(/^mqtt\.refused/)
  await valueOf(app.api['mqtt.connect']({ ...options, password }))
  told.push(plain(await app.api['mqtt.connections']()), plain(await app.api['wizard.runs']()))
  told.push(plain(await app.api['settings.update']({ sendHistory: [`AT+CPIN="${typedPin}"`], mqttForm: { ...options, password }, wizardInputs: { mqtt: { password } } })))
  told.push(plain(await valueOf(app.api['serial.snapshot'](session.id, 0))))
  told.push((await valueOf(app.api['casefile.ofSession'](session.id))).text)

  const saved = await valueOf(app.api['profiles.save']({ name: 'Bench', modem: 'quectel-ec20', cloud: 'mqtt', inputs: { ...inputs, password } }, { withSecrets: false, replace: null }))
  await valueOf(app.api['profiles.load'](saved.id))
  await valueOf(app.api['profiles.exportFile'](saved.id, true))
  told.push(plain(await app.api['profiles.list']()))

  const written = await onDisk()
  const leaksOf = (text: string) => [password, wrongPassword, typedPin, keyBody, Buffer.from(device.key).toString('base64').slice(60, 120)].filter((secret) => text.includes(secret))
  expect(leaksOf(told.join('\n'))).toStrictEqual([])
  expect(leaksOf(written)).toStrictEqual([])
  // The search itself works: what is no secret is found in both.
  expect([told.join('\n').includes('AT+QMTCONN=0,'), written.includes('AT+QMTCONN=0,'), written.includes('BEGIN CERTIFICATE')]).toStrictEqual([true, true, true])
})

it('the calculator’s calls and a signed login leave no secret behind, nor does a token that is the user name', async () => {
  const bench = await valueOf(app.api['practice.startBroker']())
  // The page is shown the demos on purpose; what follows may not repeat their secrets.
  told.length = 0
  const alibaba = bench.clouds.find(({ id }) => id === 'alibaba-iot')
  const demoOf = (operation: string, transport?: string) => alibaba?.demos.find((demo) => demo.operation === operation && (transport === undefined || demo.inputs['transport'] === transport))
  const [login, register] = [demoOf('login', 'tcp'), demoOf('http-register')]
  if (!login || !register) throw new Error('no demo')
  const [deviceSecret, productSecret] = [str(login.inputs, 'deviceSecret'), str(register.inputs, 'productSecret')]
  const typedSecret = 'ProductSecretThatIsWrong'

  // Refused: the answer says why, without the secret. Granted: the answer is for the page that asked, and goes nowhere else.
  expect(await failureOf(app.api['registration.run']('alibaba-iot', 'http-register', { ...register.inputs, productSecret: typedSecret }))).not.toBe('none')
  const granted = await app.api['registration.run']('alibaba-iot', 'http-register', register.inputs)
  const givenSecret = granted.ok ? str(granted.value.inputs, 'deviceSecret') : ''
  expect(givenSecret).not.toBe('')

  const session = await valueOf(app.api['serial.open']('practice:quectel-ec20', defaultLineSettings))
  expect(await runWizard(session.id, login.inputs, 'alibaba-iot')).toBe('done')
  const token = 'A1_TOKEN_OF_A_DEVICE'
  const tokenInputs = { preset: 'thingsboard', host: 'localhost', port: String(bench.broker?.tcpPort), tls: 'none', clientId: 'ec20', accessToken: token }
  expect(await runWizard(session.id, tokenInputs)).toMatch(/^mqtt\./)

  told.push(plain(await app.api['wizard.runs']()), plain(await valueOf(app.api['serial.snapshot'](session.id, 0))))
  const written = await onDisk()
  const leaksOf = (text: string) => [deviceSecret, productSecret, typedSecret, givenSecret, token].filter((secret) => text.includes(secret))
  expect(leaksOf(told.join('\n'))).toStrictEqual([])
  expect(leaksOf(written)).toStrictEqual([])
  // What was masked is there, as asterisks of the same length.
  const masked = new RegExp(String.raw`AT\+QMTCONN=0,\\?"ec20\\?",\\?"\*{${token.length}}`)
  expect([masked.test(told.join('\n')), masked.test(written)]).toStrictEqual([true, true])
})
