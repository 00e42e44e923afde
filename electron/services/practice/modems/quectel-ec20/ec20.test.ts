import { describe, expect, test } from 'vitest'
import { fromLatin1, latin1 } from '../../../../../shared/text/bytes.ts'
import { scriptModem } from '../../../../../test/support/modem-script.ts'
import { createEc20 } from './ec20.ts'

const noon = Date.UTC(2026, 7, 7, 5, 54, 2)

function bench() {
  const modem = createEc20({ pace: 'instant', secondMs: 20, now: () => noon })
  return { modem, ...scriptModem(modem) }
}

/** A bench with echo off already. */
async function silentBench() {
  const it = bench()
  await it.command('ATE0')
  return it
}

/** The answer to one line, echo off, up to `mark`. */
async function answers(lines: readonly string[]): Promise<string[]> {
  const { command } = await silentBench()
  const found: string[] = []
  for (const line of lines) found.push(await command(line))
  return found
}

describe('the line', () => {
  test('echoes with its CR, and frames information and result with CR LF', async () => {
    const { command } = bench()
    expect(await command('AT+CSQ')).toBe('AT+CSQ\r\r\n+CSQ: 26,99\r\n\r\nOK\r\n')
  })

  test('answers the same wherever a command is cut', async () => {
    const text = 'ATI\r'
    for (let at = 0; at <= text.length; at++) {
      const { send, until } = bench()
      send(text.slice(0, at))
      send(text.slice(at))
      expect(await until('OK\r\n')).toBe('ATI\r\r\nQuectel\r\nEC20F\r\nRevision: EC20CEFAGR06A08M4G\r\n\r\nOK\r\n')
    }
  })

  test('ATE0 and ATE1', async () => {
    const { command } = bench()
    expect([await command('ATE0'), await command('AT'), await command('ATE1'), await command('AT')]).toEqual(['ATE0\r\r\nOK\r\n', '\r\nOK\r\n', '\r\nOK\r\n', 'AT\r\r\nOK\r\n'])
  })

  test('ATV0 answers with numbers', async () => {
    const { command } = await silentBench()
    expect([await command('ATV0', '0\r'), await command('AT+CSQ', '0\r'), await command('ATV1')]).toEqual(['0\r', '+CSQ: 26,99\r\n0\r', '\r\nOK\r\n'])
  })

  test('a line that does not begin with AT gets no answer', async () => {
    const { send, quiet, command } = await silentBench()
    send('hello\r')
    expect(await quiet(20)).toBe('')
    expect(await command('AT')).toBe('\r\nOK\r\n')
  })

  test('what is sent while a command is at work is done afterwards', async () => {
    const { send, until } = await silentBench()
    send('AT+COPS=?\rAT+CSQ\r')
    expect(await until('+CSQ: 26,99\r\n\r\nOK\r\n')).toBe(
      '\r\n+COPS: (2,"CHINA MOBILE","CMCC","46000",7),(1,"CHN-UNICOM","UNICOM","46001",7),,(0-4),(0-2)\r\n\r\nOK\r\n\r\n+CSQ: 26,99\r\n\r\nOK\r\n',
    )
  })

  test('the first failure ends a line of several commands', async () => {
    const { command } = await silentBench()
    expect(await command('AT+CSQ;+NONE;+CREG?', '\r\n+CME ERROR: 4\r\n')).toBe('\r\n+CSQ: 26,99\r\n\r\n+CME ERROR: 4\r\n')
  })
})

describe('errors', () => {
  test('follow AT+CMEE', async () => {
    const { command } = await silentBench()
    await command('AT+CMEE=0')
    expect(await command('AT+FOO', 'ERROR\r\n')).toBe('\r\nERROR\r\n')
    await command('AT+CMEE=2')
    expect(await command('AT+FOO', '\r\n+CME ERROR: operation not supported\r\n')).toBe('\r\n+CME ERROR: operation not supported\r\n')
    expect(await command('AT+CMEE?')).toBe('\r\n+CMEE: 2\r\n\r\nOK\r\n')
  })

  test('the MQTT commands answer a plain ERROR', async () => {
    const { send, until } = await silentBench()
    const bad = [
      'AT+QMTCFG=\xe2\x80\x9crecv/mode"0,0,1',
      'AT+QMTCFG="nonsense",0,1',
      'AT+QMTCFG="version",0,5',
      'AT+QMTCFG="keepalive",0,3601',
      'AT+QSSLCFG="seclevel",6,1',
      'AT+QSSLCFG="ciphersuite",2,0x1234',
      'AT+QMTOPEN=6,"localhost",1883',
      'AT+QMTCONN=0,"id"',
      'AT+QMTSUB=0,1,"topic",0',
      'AT+QMTPUB=0,1,1,0,"topic"',
      'AT+QMTDISC=0',
      'AT+QMTCLOSE=0',
    ]
    const found: string[] = []
    for (const line of bad) {
      send(`${line}\r`)
      found.push(await until('\r\n', 500).then(() => until('\r\n')))
    }
    expect(found).toEqual(bad.map(() => 'ERROR\r\n'))
  })
})

describe('the network', () => {
  test('a healthy modem is ready, registered and attached', async () => {
    const lines = ['AT+CPIN?', 'AT+CREG?', 'AT+CEREG?', 'AT+CGATT?', 'AT+CGPADDR', 'AT+COPS?', 'AT+CFUN?', 'AT+CCLK?']
    expect(await answers(lines)).toEqual([
      '\r\n+CPIN: READY\r\n\r\nOK\r\n',
      '\r\n+CREG: 0,1\r\n\r\nOK\r\n',
      '\r\n+CEREG: 0,1\r\n\r\nOK\r\n',
      '\r\n+CGATT: 1\r\n\r\nOK\r\n',
      '\r\n+CGPADDR: 1,"10.0.0.2"\r\n\r\nOK\r\n',
      '\r\n+COPS: 0,0,"CHINA MOBILE",7\r\n\r\nOK\r\n',
      '\r\n+CFUN: 1\r\n\r\nOK\r\n',
      '\r\n+CCLK: "26/08/07,13:54:02+32"\r\n\r\nOK\r\n',
    ])
  })

  test('flight mode deregisters and says so to who asked; back again likewise', async () => {
    const { command, until } = await silentBench()
    await command('AT+CREG=2')
    await command('AT+CFUN=4')
    expect(await until('\r\n+CREG: 0\r\n')).toBe('\r\n+CREG: 0\r\n')
    await command('AT+CFUN=1')
    expect(await until('7\r\n')).toBe('\r\n+CREG: 1,"D509","80D413D",7\r\n')
    expect(await command('AT+CREG?')).toBe('\r\n+CREG: 2,1,"D509","80D413D",7\r\n\r\nOK\r\n')
  })

  test('PDP contexts', async () => {
    expect(await answers(['AT+QICSGP=1,1,"CMIOT","user","secret",1', 'AT+QICSGP=1', 'AT+QIACT=1', 'AT+QIACT?', 'AT+QIDEACT=1', 'AT+CGDCONT=2,"IPV4V6","CMNET"', 'AT+CGDCONT?'])).toEqual([
      '\r\nOK\r\n',
      '\r\n+QICSGP: 1,"CMIOT","user","",1\r\n\r\nOK\r\n',
      '\r\nOK\r\n',
      '\r\n+QIACT: 1,1,1,"10.0.0.2"\r\n\r\nOK\r\n',
      '\r\nOK\r\n',
      '\r\nOK\r\n',
      '\r\n+CGDCONT: 1,"IP","CMIOT","0.0.0.0",0,0,0,0\r\n+CGDCONT: 2,"IPV4V6","CMNET","0.0.0.0",0,0,0,0\r\n\r\nOK\r\n',
    ])
  })

  test('the clock can be set, and the network sets it right again', async () => {
    const { command, until } = await silentBench()
    await command('AT+CCLK="80/01/06,00:00:00+32"')
    expect(await command('AT+CCLK?')).toBe('\r\n+CCLK: "80/01/06,00:00:00+32"\r\n\r\nOK\r\n')
    await command('AT+QNTP=1,"ntp.aliyun.com",123')
    expect(await until('"\r\n')).toBe('\r\n+QNTP: 0,"2026/08/07,13:54:02+32"\r\n')
    expect(await command('AT+CCLK?')).toBe('\r\n+CCLK: "26/08/07,13:54:02+32"\r\n\r\nOK\r\n')
  })
})

describe('files', () => {
  test('an upload is raw bytes after CONNECT, whatever they are, and says its size and checksum', async () => {
    const { command, send, until } = await silentBench()
    expect(await command('AT+QFUPL="RAM:a.bin",6,100', 'CONNECT\r\n')).toBe('\r\nCONNECT\r\n')
    send('\x00\x1a\r')
    send('\n\x1bA')
    expect(await until('OK\r\n')).toBe('\r\n+QFUPL: 6,1651\r\n\r\nOK\r\n')
    expect(await command('AT+QFLST="RAM:*"')).toBe('\r\n+QFLST: "RAM:a.bin",6\r\n\r\nOK\r\n')
    expect(await command('AT+QFDWL="RAM:a.bin"')).toBe('\r\nCONNECT\r\n\x00\x1a\r\n\x1bA\r\n+QFDWL: 6,1651\r\n\r\nOK\r\n')
  })

  test('a second upload of the same name is 407 until the file is deleted', async () => {
    const { command, send, until } = await silentBench()
    const upload = async () => {
      await command('AT+QFUPL="a.pem",1,5', 'CONNECT\r\n')
      send('x')
      return until('OK\r\n')
    }
    await upload()
    expect(await command('AT+QFUPL="UFS:a.pem",1,5', '407\r\n')).toBe('\r\n+CME ERROR: 407\r\n')
    expect(await command('AT+QFDEL="a.pem"')).toBe('\r\nOK\r\n')
    expect(await command('AT+QFDEL="a.pem"', '405\r\n')).toBe('\r\n+CME ERROR: 405\r\n')
    expect(await upload()).toBe('\r\n+QFUPL: 1,7800\r\n\r\nOK\r\n')
  })

  test('an upload that stops coming is 421, and the modem goes on', async () => {
    const { command, send, until } = await silentBench()
    await command('AT+QFUPL="a.pem",10,1', 'CONNECT\r\n')
    send('short')
    expect(await until('421\r\n')).toBe('\r\n+CME ERROR: 421\r\n')
    expect(await command('AT')).toBe('\r\nOK\r\n')
  })

  test('acknowledge mode says A after each 1024 bytes', async () => {
    const { command, send, until } = await silentBench()
    await command('AT+QFUPL="a.bin",2500,5,1', 'CONNECT\r\n')
    send('x'.repeat(1024))
    expect(await until('A')).toBe('A')
    send('x'.repeat(1024))
    expect(await until('A')).toBe('A')
    send('x'.repeat(452))
    expect(await until('OK\r\n')).toBe('\r\n+QFUPL: 2500,0\r\n\r\nOK\r\n')
  })

  test('RAM files are gone after a power cycle', async () => {
    const { modem, command, send, until } = await silentBench()
    await command('AT+QFUPL="RAM:a",1,5', 'CONNECT\r\n')
    send('x')
    await until('OK\r\n')
    modem.powerCycle()
    await until('PB DONE\r\n')
    await command('ATE0')
    expect(await command('AT+QFLST="RAM:a"', '405\r\n')).toBe('\r\n+CME ERROR: 405\r\n')
  })
})

describe('settings', () => {
  test('AT+QMTCFG keeps and shows each key', async () => {
    const pairs: [string, string, string][] = [
      ['version', '4', '4'],
      ['pdpcid', '2', '2'],
      ['SSL', '1,2', '1,2'],
      ['keepalive', '300', '300'],
      ['session', '0', '0'],
      ['timeout', '10,2,1', '10,2,1'],
      ['will', '1,1,0,"t","gone"', '1,1,0,"t","gone"'],
      ['recv/mode', '0,1', '0,1'],
      ['send/mode', '0', '0'],
      ['qmtping', '30', '30'],
      ['edit/timeout', '1,60', '1,60'],
      ['view/mode', '1', '1'],
      ['dataformat', '0,1', '0,1'],
    ]
    const { command } = await silentBench()
    for (const [key, value, shown] of pairs) {
      expect(await command(`AT+QMTCFG="${key}",0,${value}`)).toBe('\r\nOK\r\n')
      expect(await command(`AT+QMTCFG="${key}",0`)).toBe(`\r\n+QMTCFG: "${key.toLowerCase()}",${shown}\r\n\r\nOK\r\n`)
    }
  })

  test('AT+QSSLCFG keeps and shows each key, and starts as a module does from the factory', async () => {
    const { command } = await silentBench()
    const show = async (key: string) => (await command(`AT+QSSLCFG="${key}",2`)).split('\r\n')[1]
    expect([await show('seclevel'), await show('ignorelocaltime'), await show('sni'), await show('negotiatetime')]).toEqual([
      '+QSSLCFG: "seclevel",2,0',
      '+QSSLCFG: "ignorelocaltime",2,1',
      '+QSSLCFG: "sni",2,0',
      '+QSSLCFG: "negotiatetime",2,300',
    ])
    const pairs: [string, string, string][] = [
      ['sslversion', '3', '3'],
      ['ciphersuite', '0xFFFF', '0XFFFF'],
      ['cacert', '"RAM:ca.pem"', '"RAM:ca.pem"'],
      ['clientcert', '"c.pem"', '"c.pem"'],
      ['clientkey', '"k.pem"', '"k.pem"'],
      ['seclevel', '2', '2'],
      ['ignorelocaltime', '0', '0'],
      ['negotiatetime', '60', '60'],
      ['sni', '1', '1'],
    ]
    for (const [key, value, shown] of pairs) {
      expect(await command(`AT+QSSLCFG="${key}",2,${value}`)).toBe('\r\nOK\r\n')
      expect(await show(key)).toBe(`+QSSLCFG: "${key}",2,${shown}`)
    }
  })

  test('a power cycle brings the boot lines, echo and the factory settings back', async () => {
    const { modem, command, until } = await silentBench()
    await command('AT+QMTCFG="version",0,4')
    modem.powerCycle()
    expect(await until('+QIND: PB DONE\r\n')).toBe('\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\n+QIND: SMS DONE\r\n\r\n+QIND: PB DONE\r\n')
    expect(await command('AT+QMTCFG="version",0')).toBe('AT+QMTCFG="version",0\r\r\n+QMTCFG: "version",3\r\n\r\nOK\r\n')
  })

  test('AT+CFUN=1,1 answers, then reboots', async () => {
    const { command, until } = await silentBench()
    await command('AT+CFUN=1,1')
    expect(await until('RDY\r\n')).toBe('\r\nRDY\r\n')
  })
})

test('nothing is said after dispose', () => {
  const modem = createEc20({ pace: 'instant' })
  let said = ''
  modem.onOutput((bytes) => void (said += fromLatin1(bytes)))
  modem.dispose()
  modem.receive(latin1('AT\r'))
  expect(said).toBe('')
})
