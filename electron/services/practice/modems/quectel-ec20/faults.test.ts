import { afterEach, describe, expect, test } from 'vitest'
import { scriptModem } from '../../../../../test/support/modem-script.ts'
import { startScriptedBroker, type ScriptedBroker } from '../../../../../test/support/scripted-broker.ts'
import { parseFault } from '../kit/faults.ts'
import { createEc20, ec20 } from './ec20.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})

async function faulty(name: string) {
  const modem = createEc20({ pace: 'instant', secondMs: 50, now: () => Date.UTC(2026, 7, 7) })
  undo.push(modem.dispose)
  const script = scriptModem(modem)
  await script.command('ATE0')
  expect(modem.setFault(name)).toBe(true)
  return { modem, ...script }
}

/** Accepts the login `user`/`secret` and refuses any other with 5. */
async function strictBroker(): Promise<ScriptedBroker> {
  const broker = await startScriptedBroker((packet, peer) => {
    const messageId = packet.messageId ?? 0
    if (packet.cmd === 'connect') peer.send({ cmd: 'connack', returnCode: packet.password?.toString() === 'secret' ? 0 : 5, sessionPresent: false })
    if (packet.cmd === 'publish') peer.send({ cmd: 'puback', messageId })
  })
  undo.push(broker.close)
  return broker
}

async function connectedWith(name: string) {
  const broker = await strictBroker()
  const it = await faulty(name)
  await it.command(`AT+QMTOPEN=0,"127.0.0.1",${broker.port}`)
  await it.until('+QMTOPEN: 0,0\r\n')
  await it.command('AT+QMTCONN=0,"client","user","secret"')
  return { ...it, broker }
}

const firstLine = (answer: string) => answer.split('\r\n')[1]

test('every listed fault is known, told in both languages, and can be switched off', async () => {
  const modem = createEc20({ pace: 'instant' })
  undo.push(modem.dispose)
  for (const { name, title, hint } of ec20.faults) {
    expect([title.en, title.zh, hint.en, hint.zh].every((words) => words.length > 2)).toBe(true)
    expect(modem.setFault(name)).toBe(true)
    if (name === 'unplugged-now') modem.powerCycle()
  }
  expect([modem.setFault('no-such-fault'), modem.setFault('silent-at:'), modem.setFault('eats-at:AT')]).toEqual([false, false, false])
  modem.setFault(null)
  expect(modem.fault()).toBeNull()
})

test('a fault tied to a command is taken apart', () => {
  expect(parseFault(ec20.faults, 'unplug-at:at+qmtopen')).toEqual({ name: 'unplug-at:at+qmtopen', kind: 'unplug-at', prefix: 'AT+QMTOPEN' })
})

describe('SIM and radio', () => {
  const answers: [fault: string, line: string, answer: string][] = [
    ['no-sim', 'AT+CPIN?', '+CME ERROR: 10'],
    ['no-sim', 'AT+CREG?', '+CREG: 0,0'],
    ['sim-pin', 'AT+CPIN?', '+CPIN: SIM PIN'],
    ['sim-pin', 'AT+QCCID', '+CME ERROR: 11'],
    ['weak-signal', 'AT+CSQ', '+CSQ: 4,99'],
    ['no-registration', 'AT+CREG?', '+CREG: 0,2'],
    ['no-registration', 'AT+CGATT=1', '+CME ERROR: 30'],
    ['registration-denied', 'AT+CREG?', '+CREG: 0,3'],
    ['registration-denied', 'AT+CGATT?', '+CGATT: 0'],
    ['no-pdp', 'AT+CGATT?', '+CGATT: 1'],
    ['no-pdp', 'AT+CGPADDR', '+CGPADDR: 1,"0.0.0.0"'],
    ['no-pdp', 'AT+QIACT=1', 'ERROR'],
    ['bad-clock', 'AT+CCLK?', '+CCLK: "80/01/06,00:00:00+32"'],
  ]
  test.each(answers)('%s: %s answers %s', async (fault, line, answer) => {
    const { command } = await faulty(fault)
    expect(firstLine(await command(line, `${answer}\r\n`))).toBe(answer)
  })

  test.each([
    ['no-sim', 'localhost', 3],
    ['registration-denied', 'localhost', 3],
    ['no-pdp', 'localhost', 3],
    ['dns-failure', 'localhost', 4],
  ])('%s: opening to %s is %i', async (fault, host, code) => {
    const { command, until } = await faulty(fault)
    await command(`AT+QMTOPEN=0,"${host}",1883`)
    expect(await until('\r\n+QMTOPEN: 0,')).toBe('\r\n+QMTOPEN: 0,')
    expect(await until('\r\n')).toBe(`${code}\r\n`)
  })

  test('the PIN unlocks the card; three wrong ones block it', async () => {
    const { command, until } = await faulty('sim-pin')
    expect(await command('AT+CPIN="0000"', '16\r\n')).toBe('\r\n+CME ERROR: 16\r\n')
    await command('AT+CPIN="1234"')
    expect(await until('READY\r\n')).toBe('\r\n+CPIN: READY\r\n')
    expect(await command('AT+CREG?')).toBe('\r\n+CREG: 0,1\r\n\r\nOK\r\n')
    const blocked = await faulty('sim-pin')
    for (const code of [16, 16, 12]) await blocked.command('AT+CPIN="9999"', `+CME ERROR: ${code}\r\n`)
    expect(firstLine(await blocked.command('AT+CPIN?', 'PUK\r\n'))).toBe('+CPIN: SIM PUK')
  })

  test('a registration that is lost is told to who asked', async () => {
    const { modem, command, until } = await faulty('weak-signal')
    await command('AT+CEREG=1')
    modem.setFault('registration-denied')
    expect(await until('3\r\n')).toBe('\r\n+CEREG: 3\r\n')
    modem.setFault(null)
    expect(await until('1\r\n')).toBe('\r\n+CEREG: 1\r\n')
  })

  test('network time mends a bad clock', async () => {
    const { command, until } = await faulty('bad-clock')
    await command('AT+QNTP=1,"ntp.aliyun.com"')
    expect(await until('"\r\n')).toBe('\r\n+QNTP: 0,"2026/08/07,08:00:00+32"\r\n')
  })
})

describe('the line', () => {
  test('silent: not even an echo', async () => {
    const { modem, send, quiet, command } = await faulty('silent')
    send('AT\r')
    expect(await quiet(30)).toBe('')
    modem.setFault(null)
    expect(await command('AT')).toBe('\r\nOK\r\n')
  })

  test('garbage: bytes come, no answer can be read from them', async () => {
    const { send, quiet } = await faulty('garbage')
    send('AT\r')
    expect(await quiet(30)).toMatch(/^[\x80-\xff]{6}$/)
  })

  test('noise: the answers are all there, with something in between', async () => {
    const { command } = await faulty('noise')
    expect(await command('AT+CSQ')).toBe('\x00\xff\xfe\r\n+CSQ: 26,99\r\n\r\n+QIND: "csq",26,99\r\n\r\nOK\r\n')
    expect(await command('AT+CREG?')).toBe('\r\n+CREG: 1,"D509","80D413D",7\r\n\r\n+CREG: 0,1\r\n\xf8\x80\r\nOK\r\n')
  })

  test.each([
    ['AT+CSQ', 0.3],
    ['AT+CPIN?', 5],
    ['AT+CFUN?', 15],
  ])('slow: %s is answered just within the %f s of the manual', async (line, seconds) => {
    const { command } = await faulty('slow')
    const from = Date.now()
    await command(line)
    expect((Date.now() - from + 5) / (seconds * 50)).toBeGreaterThanOrEqual(0.9)
  })

  test('URCs on another port: OK comes, the result does not, until urcport is put right', async () => {
    const { command, quiet, until } = await faulty('urc-port-elsewhere')
    expect(await command('AT+QURCCFG="urcport"')).toBe('\r\n+QURCCFG: "urcport","usbat"\r\n\r\nOK\r\n')
    await command('AT+QMTOPEN=0,bad,1')
    expect(await quiet(20)).toBe('')
    await command('AT+QURCCFG="urcport","uart1"')
    await command('AT+QMTOPEN=0,bad,1')
    expect(await until('0,1\r\n')).toBe('\r\n+QMTOPEN: 0,1\r\n')
  })

  test('unplugged: told once, mute until the power is back, and then a sound modem boots', async () => {
    const modem = createEc20({ pace: 'instant', secondMs: 50 })
    undo.push(modem.dispose)
    const { send, quiet, until } = scriptModem(modem)
    const told: (string | null)[] = []
    let unplugs = 0
    modem.onFaultChange((fault) => void told.push(fault))
    modem.onUnplug(() => void unplugs++)
    modem.setFault('unplugged-now')
    send('AT\r')
    expect({ heard: await quiet(20), unplugs, told }).toEqual({ heard: '', unplugs: 1, told: ['unplugged-now', null] })
    modem.powerCycle()
    expect(await until('RDY\r\n')).toBe('\r\nRDY\r\n')
  })

  test('reboots while opening: RDY comes instead of an answer', async () => {
    const { command, until } = await faulty('reboots')
    expect(await command('AT+QMTCFG="version",0,4')).toBe('\r\nOK\r\n')
    expect(await command('AT+QMTOPEN=0,"localhost",1883', 'RDY\r\n')).toBe('\r\nRDY\r\n')
    await until('PB DONE\r\n')
    expect(await command('AT')).toBe('AT\r\r\nOK\r\n')
  })
})

describe('files', () => {
  test('file-exists: 407 until the old file is deleted', async () => {
    const { command } = await faulty('file-exists')
    const upload = 'AT+QFUPL="RAM:cacert.pem",4,5'
    expect(await command(upload, '407\r\n')).toBe('\r\n+CME ERROR: 407\r\n')
    expect(await command('AT+QFLST="RAM:*"')).toBe('\r\n+QFLST: "RAM:cacert.pem",16\r\n\r\nOK\r\n')
    await command('AT+QFDEL="RAM:cacert.pem"')
    expect(await command(upload, 'CONNECT\r\n')).toBe('\r\nCONNECT\r\n')
  })

  test('full-storage', async () => {
    const { command } = await faulty('full-storage')
    expect(await command('AT+QFUPL="a",4,5', '403\r\n')).toBe('\r\n+CME ERROR: 403\r\n')
    expect(await command('AT+QFUPL="RAM:a",4,5', '420\r\n')).toBe('\r\n+CME ERROR: 420\r\n')
  })
})

describe('MQTT', () => {
  test('refused-login: the broker refuses what the modem spoilt', async () => {
    const { until, broker } = await connectedWith('refused-login')
    expect(await until('+QMTCONN: 0,0,5\r\n')).toBe('\r\n+QMTCONN: 0,0,5\r\n')
    expect(broker.received[0]).toMatchObject({ username: 'user', password: Buffer.from('secret-spoilt') })
  })

  test('drops-after-connect', async () => {
    const { until } = await connectedWith('drops-after-connect')
    expect(await until('STAT: 0,1\r\n')).toBe('\r\n+QMTCONN: 0,0,0\r\n\r\n+QMTSTAT: 0,1\r\n')
  })

  test('publish-fails: nothing leaves', async () => {
    const { until, command, send, broker } = await connectedWith('publish-fails')
    await until('0,0,0\r\n')
    await command('AT+QMTPUB=0,1,1,0,"t"', '> ')
    send('x\x1a')
    expect(await until('0,1,2\r\n')).toBe('\r\nOK\r\n\r\n+QMTPUB: 0,1,2\r\n')
    expect(broker.received.length).toBe(1)
  })

  test('prompt-never-comes: only ESC helps', async () => {
    const { until, command, send, quiet } = await connectedWith('prompt-never-comes')
    await until('0,0,0\r\n')
    send('AT+QMTPUB=0,1,1,0,"t"\rAT\r')
    expect(await quiet(30)).toBe('')
    send('\x1b')
    expect(await until('ERROR\r\n')).toBe('\r\nERROR\r\n')
    expect(await command('AT')).toBe('\r\nOK\r\n')
  })
})

describe('tied to a command', () => {
  test('silent-at: the one command gets no answer, the next does', async () => {
    const { send, quiet, command } = await faulty('silent-at:AT+QFUPL')
    send('AT+QFUPL="a",1,5\r')
    expect(await quiet(20)).toBe('')
    expect(await command('AT')).toBe('\r\nOK\r\n')
  })

  test('error-at and garbage-at strike only their command', async () => {
    const { modem, send, command, quiet } = await faulty('error-at:AT+CGATT=1')
    expect(await command('AT+CGATT=1', 'ERROR\r\n')).toBe('\r\nERROR\r\n')
    expect(await command('AT+CGATT?')).toBe('\r\n+CGATT: 1\r\n\r\nOK\r\n')
    modem.setFault('garbage-at:AT+CSQ')
    send('AT+CSQ\r')
    expect(await quiet(20)).toMatch(/^[\x80-\xff]{21}$/)
    expect(await command('AT')).toBe('\r\nOK\r\n')
  })

  test('unplug-at', async () => {
    const { modem, send, quiet } = await faulty('unplug-at:AT+QMTOPEN')
    let unplugs = 0
    modem.onUnplug(() => void unplugs++)
    send('AT\r')
    await quiet(10)
    expect(unplugs).toBe(0)
    send('AT+QMTOPEN=0,"localhost",1883\r')
    expect({ heard: await quiet(10), unplugs, fault: modem.fault() }).toEqual({ heard: '', unplugs: 1, fault: null })
  })
})
