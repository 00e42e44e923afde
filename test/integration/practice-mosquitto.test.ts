import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createAuthority, practiceModels } from '../../electron/services/practice/index.ts'
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts'
import { scriptModem } from '../support/modem-script.ts'
import { start, type Started } from '../support/process.ts'

/**
 * The simulated EC20 by hand, byte for byte as a person at a terminal types the source article's commands, against a real
 * mosquitto, with mosquitto's own clients as witnesses.
 */
const login = { bench: 'open, sesame 42', pc: 'pc-secret' }
const json = '{"params":{"IndoorTemperature":55,"mhumi":55}}'

let broker: Mosquitto
let expired: Mosquitto
const running: Started[] = []
const undo: (() => void)[] = []

beforeAll(async () => {
  ;[broker, expired] = await Promise.all([startMosquitto({ tls: 'server', users: login }), startMosquitto({ tls: 'server', users: login, validTo: Date.UTC(2024, 0, 1) })])
})

afterEach(async () => {
  for (const each of undo.splice(0)) each()
  await Promise.all(running.splice(0).map((each) => each.stop()))
})

afterAll(() => Promise.all([broker?.stop(), expired?.stop()]))

const model = () => {
  const found = practiceModels.find(({ id }) => id === 'quectel-ec20')
  if (!found) throw new Error('no EC20 in the catalogue')
  return found
}

function modem(fault?: string) {
  const sim = model().create({ pace: 'instant' })
  if (fault) sim.setFault(fault)
  undo.push(sim.dispose)
  return scriptModem(sim)
}

type Script = ReturnType<typeof modem>

async function upload({ command, send, until }: Script, name: string, pem: string): Promise<void> {
  await command(`AT+QFUPL="${name}",${pem.length},100`, 'CONNECT\r\n')
  send(pem)
  await until('OK\r\n')
}

const tlsSettings = ['AT+QMTCFG="SSL",0,1,2', 'AT+QSSLCFG="cacert",2,"RAM:cacert.pem"', 'AT+QSSLCFG="seclevel",2,1', 'AT+QSSLCFG="sslversion",2,4', 'AT+QSSLCFG="ciphersuite",2,0xFFFF']

/** Everything up to AT+QMTOPEN; answers with its URC. */
async function open(script: Script, options: { port: number; ca?: string; host?: string; settings?: readonly string[] }): Promise<string> {
  await script.command('ATE0')
  if (options.ca !== undefined) {
    await upload(script, 'RAM:cacert.pem', options.ca)
    for (const line of tlsSettings) await script.command(line)
  }
  for (const line of options.settings ?? []) await script.command(line)
  await script.command(`AT+QMTOPEN=0,"${options.host ?? '127.0.0.1'}",${options.port}`)
  await script.until('\r\n+QMTOPEN: ', 15_000)
  return (await script.until('\r\n')).trim()
}

async function connect(script: Script, password = login.bench): Promise<string> {
  await script.command(`AT+QMTCONN=0,"Clientid","bench","${password}"`)
  await script.until('\r\n+QMTCONN: ')
  return (await script.until('\r\n')).trim()
}

const witness = (program: 'mosquitto_sub' | 'mosquitto_pub', args: readonly string[]) => {
  const started = start(program, ['-h', 'localhost', '-p', String(broker.tlsPort), '--cafile', broker.caFile, '-u', 'pc', '-P', login.pc, ...args])
  running.push(started)
  return started
}

test('the whole article: CA, TLS, login, publish and receive', async () => {
  // A retained message, which comes once the subscription stands, says that the witness is listening.
  expect(await witness('mosquitto_pub', ['-t', 'ready', '-m', 'yes', '-r']).exit).toBe(0)
  const subscriber = witness('mosquitto_sub', ['-t', 'ready', '-t', 'PubTopic', '-q', '1', '-v'])
  await subscriber.until(/^ready yes$/m)
  const script = modem()
  expect(await open(script, { port: broker.tlsPort, ca: broker.ca, settings: ['AT+QMTCFG="recv/mode",0,0,1'] })).toBe('0,0')
  expect(await connect(script)).toBe('0,0,0')

  await script.command('AT+QMTPUB=0,1,1,0,"PubTopic"', '> ')
  script.send(`${json}\x1a`)
  expect(await script.until('+QMTPUB: 0,1,0\r\n')).toBe('\r\nOK\r\n\r\n+QMTPUB: 0,1,0\r\n')
  await subscriber.until(/^PubTopic /m)
  expect(subscriber.stdout()).toContain(`PubTopic ${json}\n`)

  await script.command('AT+QMTSUB=0,1,"SubTopic",0')
  expect(await script.until('+QMTSUB: 0,1,0,0\r\n')).toBe('\r\n+QMTSUB: 0,1,0,0\r\n')
  const publisher = witness('mosquitto_pub', ['-t', 'SubTopic', '-m', '{"led":"on"}'])
  expect(await publisher.exit).toBe(0)
  expect(await script.until('"}"\r\n')).toBe('\r\n+QMTRECV: 0,0,"SubTopic",12,"{"led":"on"}"\r\n')

  await script.command('AT+QMTDISC=0')
  expect(await script.until('0,0\r\n')).toBe('\r\n+QMTDISC: 0,0\r\n')
})

test('QoS 2 both ways', async () => {
  const script = modem()
  await open(script, { port: broker.port })
  await connect(script)
  await script.command('AT+QMTSUB=0,1,"loop",2')
  await script.until('+QMTSUB: 0,1,0,2\r\n')
  await script.command('AT+QMTPUBEX=0,5,2,0,"loop",3', '> ')
  script.send('abc')
  // The broker may send the message back before or after the last acknowledgement.
  const heard = await script.until('+QMTPUBEX: 0,5,0\r\n')
  expect(heard.includes('"abc"') ? heard : await script.until('"abc"\r\n')).toContain('"loop","abc"\r\n')
})

describe('what can be wrong', () => {
  test('password: the broker answers 5, and closes', async () => {
    const script = modem()
    expect(await open(script, { port: broker.port })).toBe('0,0')
    expect(await connect(script, 'wrong')).toBe('0,0,5')
    expect(await script.until('STAT: 0,1\r\n')).toBe('\r\n+QMTSTAT: 0,1\r\n')
  })

  test('the fault of a refused login does the same with the right password', async () => {
    const script = modem('refused-login')
    await open(script, { port: broker.port })
    expect(await connect(script)).toBe('0,0,5')
  })

  test('CA', async () => {
    const other = await createAuthority({ name: 'Test CA' })
    expect(await open(modem(), { port: broker.tlsPort, ca: other.certificate })).toBe('0,5')
  })

  test('CA that was cut short while uploading', async () => {
    expect(await open(modem(), { port: broker.tlsPort, ca: broker.ca.slice(0, -200) })).toBe('0,5')
  })

  test('no CA matters to seclevel 0 only', async () => {
    const ssl = 'AT+QMTCFG="SSL",0,1,2'
    expect(await open(modem(), { port: broker.tlsPort, settings: [ssl] })).toBe('0,0')
    expect(await open(modem(), { port: broker.tlsPort, settings: [ssl, 'AT+QSSLCFG="seclevel",2,1'] })).toBe('0,5')
  })

  test('port: refused, TLS on the plain port, plain on the TLS port', async () => {
    expect(await open(modem(), { port: 1 })).toBe('0,5')
    expect(await open(modem(), { port: broker.port, ca: broker.ca })).toBe('0,5')
    const script = modem()
    expect(await open(script, { port: broker.tlsPort })).toBe('0,0')
    expect(await connect(script)).toBe('0,2')
    expect(await script.until('STAT: 0,1\r\n')).toBe('\r\n+QMTSTAT: 0,1\r\n')
  })

  test('an expired certificate counts only when ignorelocaltime is 0', async () => {
    const check = (ignore: 0 | 1) => open(modem(), { port: expired.tlsPort, ca: expired.ca, settings: [`AT+QSSLCFG="ignorelocaltime",2,${ignore}`] })
    expect([await check(1), await check(0)]).toEqual(['0,0', '0,5'])
  })

  test('a bad clock makes a good certificate fail, and network time mends it', async () => {
    const script = modem('bad-clock')
    expect(await open(script, { port: broker.tlsPort, ca: broker.ca, settings: ['AT+QSSLCFG="ignorelocaltime",2,0'] })).toBe('0,5')
    await script.command('AT+QNTP=1,"ntp.aliyun.com"')
    await script.until('+QNTP: 0,')
    await script.command(`AT+QMTOPEN=0,"127.0.0.1",${broker.tlsPort}`)
    expect(await script.until('+QMTOPEN: 0,0\r\n')).toContain('+QMTOPEN: 0,0')
  })

  test('TLS versions and suites the server does not take', async () => {
    const attempt = (...settings: string[]) => open(modem(), { port: broker.tlsPort, ca: broker.ca, settings })
    expect(await attempt('AT+QSSLCFG="sslversion",2,3')).toBe('0,0')
    expect(await attempt('AT+QSSLCFG="sslversion",2,0')).toBe('0,5')
    expect(await attempt('AT+QSSLCFG="ciphersuite",2,0X0005')).toBe('0,5')
    expect(await attempt('AT+QSSLCFG="ciphersuite",2,0XC02F')).toBe('0,0')
  })
})

test('a client certificate: mutual TLS needs seclevel 2 with both files', async () => {
  const mutual = await startMosquitto({ tls: 'mutual', users: login })
  try {
    const client = await mutual.authority.issue({ name: 'device' })
    const script = modem()
    await script.command('ATE0')
    await upload(script, 'client.pem', client.certificate)
    await upload(script, 'key.pem', client.privateKey)
    const settings = ['AT+QSSLCFG="seclevel",2,2', 'AT+QSSLCFG="clientcert",2,"client.pem"', 'AT+QSSLCFG="clientkey",2,"key.pem"']
    expect(await open(script, { port: mutual.tlsPort, ca: mutual.ca, settings })).toBe('0,0')
    expect(await connect(script)).toBe('0,0,0')
    expect(await open(modem(), { port: mutual.tlsPort, ca: mutual.ca, settings: settings.slice(0, 1) })).toBe('0,5')
  } finally {
    await mutual.stop()
  }
})
