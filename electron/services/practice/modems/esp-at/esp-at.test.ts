import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Packet } from 'mqtt-packet'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { accepting, broker, undo, undoAll } from '../../../../../test/support/ec20-bench.ts'
import { scriptModem } from '../../../../../test/support/modem-script.ts'
import { createAuthority, type Authority } from '../../certificates.ts'
import { asctime, zoneMinutes } from './clock.ts'
import { createEspAt } from './esp-at.ts'
import { espFaults } from './faults.ts'

let authority: Authority
let server: { readonly cert: string; readonly key: string }

beforeAll(async () => {
  authority = await createAuthority({ name: 'Bench' })
  const { certificate: cert, privateKey: key } = await authority.issue({ name: 'localhost', hosts: ['localhost'] })
  server = { cert, key }
})
afterEach(undoAll)

/** A module with its echo off, spoken to with CR LF. */
async function silent(fault?: string) {
  const modem = createEspAt({ pace: 'instant', secondMs: 50, now: () => Date.UTC(2021, 8, 2, 10, 57, 3) })
  undo.push(modem.dispose)
  const { send, until, quiet, heard } = scriptModem(modem)
  const command = (line: string, mark = '\r\nOK\r\n') => {
    send(`${line}\r\n`)
    return until(mark)
  }
  await command('ATE0')
  if (fault) expect(modem.setFault(fault)).toBe(true)
  return { modem, send, until, quiet, heard, command }
}
type Bench = Awaited<ReturnType<typeof silent>>

const line = (text: string) => `\r\n${text}\r\n`
const ok = line('OK')
const error = line('ERROR')
const ready = `${ok}\r\n>`

/** A command with its prompt; what comes after the data. */
async function prompted({ send, until }: Bench, command: string, data: string, mark = ok) {
  send(`${command}\r\n`)
  expect(await until('>')).toBe(ready)
  send(data)
  return until(mark)
}

/** The code of a refused command. */
async function refused({ command }: Bench, text: string) {
  await command('AT+SYSLOG=1')
  return /0x\w{8}/.exec(await command(text, error))?.[0]
}

async function connected(answer = accepting()) {
  const peer = await broker(answer)
  const bench = await silent()
  await bench.command('AT+MQTTUSERCFG=0,1,"publisher","espressif","123456789",0,0,""')
  expect(await bench.command(`AT+MQTTCONN=0,"127.0.0.1",${peer.port},0`)).toBe(`${line(`+MQTTCONNECTED:0,1,"127.0.0.1","${peer.port}","",0`)}${ok}`)
  return { ...bench, peer }
}

const sent = (packets: readonly Packet[], cmd: Packet['cmd']) => packets.filter((packet) => packet.cmd === cmd)

describe('lines', () => {
  test('CR LF ends a command, a CR alone does not', async () => {
    const { send, until, quiet } = await silent()
    send('AT\r')
    expect(await quiet(30)).toBe('')
    send('\n')
    expect(await until(ok)).toBe(ok)
  })

  test('AT+GMR answers as the manual shows', async () => {
    expect(await (await silent()).command('AT+GMR')).toMatch(/^\r\nAT version:2\.2\.0\.0-dev\(ca41ec4 .*\r\nSDK version:.*\r\ncompile time.*\r\nBin version:2\.1\.0\(MINI-1\)\r\n\r\nOK\r\n$/)
  })

  test('an unknown command has its code only where AT+SYSLOG=1 asked for it', async () => {
    const bench = await silent()
    expect(await bench.command('AT+FAKE', error)).toBe(error)
    expect(await refused(bench, 'AT+FAKE')).toBe('0x01090000')
  })

  test('256 bytes are too many for a command', async () => {
    const { command } = await connected()
    const head = 'AT+MQTTPUB=0,"topic","'
    const tail = '",0,0'
    const data = (bytes: number) => `${head}${'x'.repeat(bytes - head.length - tail.length)}${tail}`
    expect(await command(data(255))).toBe(ok)
    expect(await command(data(256), error)).toBe(error)
  })

  test('AT+RST starts anew and joins by itself', async () => {
    const { command, until } = await silent()
    expect(await command('AT+RST')).toBe(ok)
    expect(await until('GOT IP\r\n')).toBe(['ready', 'WIFI CONNECTED', 'WIFI GOT IP'].map(line).join(''))
  })

  test('every fault is told in both languages and can be switched on', async () => {
    const { modem } = await silent()
    for (const { name, title, hint } of espFaults) {
      expect([title.zh, hint.zh].map((text) => /[一-鿿]/.test(text)), name).toStrictEqual([true, true])
      if (name !== 'unplugged-now') expect(modem.setFault(name), name).toBe(true)
    }
  })
})

describe('Wi-Fi', () => {
  test('joins, and tells what it joined', async () => {
    const { command } = await silent()
    expect(await command('AT+CWMODE=1')).toBe(ok)
    await command('AT+CWQAP')
    expect(await command('AT+CWJAP?')).toBe(`${line('No AP')}${ok}`)
    // The manual's own example: SSID ab\,c and password 0123456789"\ with their escapes.
    expect(await command(String.raw`AT+CWJAP="ab\\\,c","0123456789\"\\"`)).toBe(`${line('WIFI CONNECTED')}${line('WIFI GOT IP')}${ok}`)
    expect(await command('AT+CWSTATE?')).toBe(`${line(String.raw`+CWSTATE:2,"ab\,c"`)}${ok}`)
    expect(await command('AT+CWMODE?')).toBe(`${line('+CWMODE:1')}${ok}`)
  })

  test.each([
    ['no-ap', 3],
    ['wrong-wifi-password', 2],
  ])('%s is code %i', async (fault, code) => {
    expect(await (await silent(fault)).command('AT+CWJAP="abc","0123456789"', error)).toMatch(new RegExp(String.raw`\+CWJAP:${code}\r\n\r\nERROR\r\n$`))
  })
})

describe('time', () => {
  test('1970 until SNTP has answered, then as in the examples', async () => {
    const { command, until } = await silent()
    expect(await command('AT+CIPSNTPTIME?')).toContain(' 1970')
    expect(await command('AT+CIPSNTPCFG=1,8,"ntp1.aliyun.com"')).toBe(ok)
    expect(await until('UPDATED\r\n')).toBe(line('+TIME_UPDATED'))
    expect(await command('AT+CIPSNTPTIME?')).toBe(`${line('+CIPSNTPTIME:Thu Sep  2 18:57:03 2021')}${ok}`)
    expect(await command('AT+CIPSNTPCFG?')).toBe(`${line('+CIPSNTPCFG:1,8,"ntp1.aliyun.com"')}${ok}`)
  })

  test('never without an answer', async () => {
    const { command, quiet } = await silent('no-time')
    await command('AT+CIPSNTPCFG=1,8')
    expect(await quiet(60)).toBe('')
    expect(await command('AT+CIPSNTPTIME?')).toContain(' 1970')
  })

  test.each([
    [8, 480],
    [800, 480],
    [-500, -300],
    [530, 330],
    [1245, 765],
    [1560, null],
  ])('zone %i is %s minutes', (zone, minutes) => {
    expect(zoneMinutes(zone)).toBe(minutes)
  })

  test('asctime of the manual', () => {
    expect(asctime(Date.UTC(2021, 9, 19, 9, 47, 56), 480)).toBe('Tue Oct 19 17:47:56 2021')
  })
})

describe('AT+SYSMFG', () => {
  test('keeps what is written and reads from an offset', async () => {
    const bench = await silent()
    expect(await prompted(bench, 'AT+SYSMFG=2,"mqtt_ca","mqtt_ca",8,6', 'a"\r\n,b')).toBe(ok)
    bench.modem.powerCycle()
    await bench.until('GOT IP\r\n')
    await bench.command('ATE0')
    expect(await bench.command('AT+SYSMFG=1,"mqtt_ca","mqtt_ca",4,2')).toBe(`${line('+SYSMFG:"mqtt_ca","mqtt_ca",8,2,,b')}${ok}`)
    expect(await bench.command('AT+SYSMFG=0,"mqtt_ca","mqtt_ca"')).toBe(ok)
    expect(await bench.command('AT+SYSMFG=1,"mqtt_ca","mqtt_ca"', error)).toBe(error)
    expect(await bench.command('AT+SYSMFG=2,"nowhere","mqtt_ca",8,6', error)).toBe(error)
  })
})

describe('configuration', () => {
  const config = (scheme: number | string, id: string, name = '', word = '', path = '') => `AT+MQTTUSERCFG=0,${scheme},"${id}","${name}","${word}",0,0,"${path}"`

  test.each([
    ['a bare comma in the client ID', config(1, 'a|securemode=3,x|'), '0x00006008'],
    ['scheme 11', config(11, 'a'), '0x00006013'],
    ['a user name of 65 bytes', config(1, 'a', 'u'.repeat(65)), '0x00006019'],
    ['a password of 65 bytes', config(1, 'a', 'u', 'p'.repeat(65)), '0x0000601c'],
    ['a path of 33 bytes', config(6, 'a', 'u', 'p', 'p'.repeat(33)), '0x00006029'],
    ['link 1', 'AT+MQTTUSERCFG=1,1,"a","","",0,0,""', '0x00006011'],
    ['a quotation mark that is not escaped', config(1, 'a"b'), '0x00006014'],
    ['connecting before it', 'AT+MQTTCONN=0,"localhost",1883,0', '0x00006001'],
    ['a long password before it', 'AT+MQTTLONGPASSWORD=0,10', '0x00006001'],
    ['cleaning nothing', 'AT+MQTTCLEAN=0', '0x00006003'],
    ['publishing without a connection', 'AT+MQTTPUB=0,"topic","test",1,0', '0x00006051'],
  ])('%s is refused with its code', async (_name, command, code) => {
    expect(await refused(await silent(), command)).toBe(code)
  })

  test('keep-alive, topic of the will and its QoS have their ranges', async () => {
    const bench = await silent()
    await bench.command(config(1, 'a'))
    expect(await refused(bench, 'AT+MQTTCONNCFG=0,7201,0,"","",0,0')).toBe('0x0000602d')
    expect(await refused(bench, `AT+MQTTCONNCFG=0,7200,0,"${'t'.repeat(129)}","",0,0`)).toBe('0x00006032')
    expect(await refused(bench, 'AT+MQTTCONNCFG=0,7200,0,"t","",3,0')).toBe('0x00006037')
    expect(await refused(bench, 'AT+MQTTLONGUSERNAME=0,1025')).toBe('0x00006019')
    expect(await refused(bench, 'AT+MQTTALPN=0,2,"one"')).toBe('0x00006008')
    expect(await bench.command('AT+MQTTCONN?')).toBe(`${line('+MQTTCONN:0,1,1,"","0","",0')}${ok}`)
  })

  test('long values by prompt, escapes, will and keep-alive reach the broker', async () => {
    const peer = await broker(accepting())
    const bench = await silent()
    await bench.command(config(1, String.raw`12345|securemode=3\,signmethod=hmacsha1|`))
    const username = 'u'.repeat(200)
    const password = `${'p,"\\'.repeat(40)}`
    expect(await prompted(bench, `AT+MQTTLONGUSERNAME=0,${username.length}`, username)).toBe(ok)
    expect(await prompted(bench, `AT+MQTTLONGPASSWORD=0,${password.length}`, password)).toBe(ok)
    await bench.command('AT+MQTTCONNCFG=0,0,1,"lwtt","lwtm",1,0')
    await bench.command(`AT+MQTTCONN=0,"127.0.0.1",${peer.port},0`)
    expect(sent(peer.received, 'connect')).toMatchObject([
      {
        clientId: '12345|securemode=3,signmethod=hmacsha1|',
        username,
        password: Buffer.from(password),
        keepalive: 120,
        clean: false,
        will: { topic: 'lwtt', payload: Buffer.from('lwtm'), qos: 1 },
      },
    ])
  })
})

describe('a connection', () => {
  test('publishes the manual’s examples: escaped, and raw after OK and >', async () => {
    const bench = await connected()
    expect(await bench.command(String.raw`AT+MQTTPUB=0,"topic","\"{\"timestamp\":\"20201121085253\"}\"",0,0`)).toBe(ok)
    expect(await bench.command('AT+MQTTPUB=0,"topic","test",1,0')).toBe(ok)
    const raw = 'a,"b"\\\r\n\0'
    expect(await prompted(bench, `AT+MQTTPUBRAW=0,"topic",${raw.length},2,1`, raw, 'OK\r\n')).toBe(line('+MQTTPUB:OK'))
    expect(sent(bench.peer.received, 'publish')).toMatchObject([
      { payload: Buffer.from('"{"timestamp":"20201121085253"}"'), qos: 0 },
      { payload: Buffer.from('test'), qos: 1 },
      { payload: Buffer.from(raw), qos: 2, retain: true },
    ])
  })

  test('a publication that fails is ERROR and +MQTTPUB:FAIL', async () => {
    const bench = await connected()
    bench.modem.setFault('publish-fails')
    expect(await bench.command('AT+MQTTPUB=0,"topic","test",1,0', error)).toBe(error)
    expect(await prompted(bench, 'AT+MQTTPUBRAW=0,"topic",1,0,0', 'x', 'FAIL\r\n')).toBe(line('+MQTTPUB:FAIL'))
  })

  test('subscribes, hears, unsubscribes', async () => {
    const bench = await connected(
      accepting((packet, peer) => {
        if (packet.cmd === 'publish') peer.send({ cmd: 'publish', topic: packet.topic, payload: packet.payload, qos: 0, dup: false, retain: false })
        return false
      }),
    )
    expect(await bench.command('AT+MQTTSUB=0,"topic/esp32at",1')).toBe(ok)
    expect(await bench.command('AT+MQTTSUB=0,"topic/esp32at",1')).toBe(`${line('ALREADY SUBSCRIBE')}${ok}`)
    expect(await bench.command('AT+MQTTSUB?')).toBe(`${line('+MQTTSUB:0,6,"topic/esp32at",1')}${ok}`)
    bench.send('AT+MQTTPUB=0,"topic/esp32at","hello aws!",0,0\r\n')
    expect(await bench.until('hello aws!\r\n')).toContain(line('+MQTTSUBRECV:0,"topic/esp32at",10,hello aws!'))
    expect(await bench.command('AT+MQTTUNSUB=0,"topic/esp32at"')).toBe(ok)
    expect(await bench.command('AT+MQTTUNSUB=0,"topic/esp32at"')).toBe(`${line('NO UNSUBSCRIBE')}${ok}`)
    expect(await bench.command('AT+MQTTCONN?')).toContain('+MQTTCONN:0,5,1,')
  })

  test('AT+MQTTCLEAN says goodbye and goes back to the start', async () => {
    const bench = await connected()
    expect(await bench.command('AT+MQTTCLEAN=0')).toBe(ok)
    await expect.poll(() => sent(bench.peer.received, 'disconnect').length).toBe(1)
    expect(await bench.command('AT+MQTTCONN?')).toContain('+MQTTCONN:0,0,0,')
  })

  test('lost without reconnecting: cleaned first, then configured anew', async () => {
    const bench = await connected(accepting((packet, peer) => (packet.cmd === 'subscribe' ? (peer.hangUp(), true) : false)))
    await bench.command('AT+MQTTSUB=0,"topic",1', error)
    expect(await bench.until('D:0\r\n')).toBe(line('+MQTTDISCONNECTED:0'))
    expect(await refused(bench, `AT+MQTTCONN=0,"127.0.0.1",${bench.peer.port},0`)).toBe('0x00006051')
    expect(await bench.command('AT+MQTTUSERCFG=0,1,"a","","",0,0,""', error)).toContain('0x00006002')
    expect(await bench.command('AT+MQTTCLEAN=0')).toBe(ok)
    expect(await bench.command('AT+MQTTUSERCFG=0,1,"a","","",0,0,""')).toBe(ok)
  })

  test('lost with reconnecting: it comes back by itself', async () => {
    const peer = await broker(accepting((packet, link) => (packet.cmd === 'subscribe' ? (link.hangUp(), true) : false)))
    const bench = await silent()
    await bench.command('AT+MQTTUSERCFG=0,1,"a","","",0,0,""')
    await bench.command(`AT+MQTTCONN=0,"127.0.0.1",${peer.port},1`)
    await bench.command('AT+MQTTSUB=0,"topic",1', error)
    expect(await bench.until('"",1\r\n')).toBe(`${line('+MQTTDISCONNECTED:0')}${line(`+MQTTCONNECTED:0,1,"127.0.0.1","${peer.port}","",1`)}`)
  })

  test('a refused login is ERROR', async () => {
    const peer = await broker((packet, link) => void (packet.cmd === 'connect' && link.send({ cmd: 'connack', returnCode: 5, sessionPresent: false })))
    const bench = await silent()
    await bench.command('AT+MQTTUSERCFG=0,1,"a","","",0,0,""')
    expect(await refused(bench, `AT+MQTTCONN=0,"127.0.0.1",${peer.port},0`)).toBe('0x0000600b')
  })
})

describe('TLS', () => {
  /** What the server saw of each handshake. */
  async function listener() {
    const seen: { readonly name: string | false | null; readonly alpn: string | false | null }[] = []
    const front = createTlsServer({ ...server, ALPNProtocols: ['mqtt-ca.us'] }, (socket) => {
      seen.push({ name: socket.servername, alpn: socket.alpnProtocol })
      socket.on('error', () => {})
      // CONNACK, whatever comes.
      socket.once('data', () => void socket.write(Buffer.of(0x20, 2, 0, 0)))
      undo.push(() => socket.destroy())
    })
    front.on('tlsClientError', () => {})
    await new Promise<void>((resolve) => void front.listen(0, '127.0.0.1', resolve))
    undo.push(() => front.close())
    return { port: (front.address() as AddressInfo).port, seen }
  }
  const withCa = async () => {
    const bench = await silent()
    const { certificate } = authority
    await prompted(bench, `AT+SYSMFG=2,"mqtt_ca","mqtt_ca",8,${certificate.length}`, certificate)
    return bench
  }
  const user = (scheme: number) => `AT+MQTTUSERCFG=0,${scheme},"esp32","espressif","1234567890",0,0,""`

  test('scheme 2 checks nothing and sends no name by itself', async () => {
    const { port, seen } = await listener()
    const bench = await silent()
    await bench.command(user(2))
    await bench.command(`AT+MQTTCONN=0,"localhost",${port},0`)
    expect(seen).toStrictEqual([{ name: false, alpn: false }])
  })

  test('schemes 3 and 5 want their certificates in the module, and the time', async () => {
    const { port } = await listener()
    const bench = await silent()
    await bench.command(user(3))
    expect(await refused(bench, `AT+MQTTCONN=0,"localhost",${port},0`)).toBe('0x00006009')
    const checking = await withCa()
    await checking.command(user(5))
    expect(await refused(checking, `AT+MQTTCONN=0,"localhost",${port},0`)).toBe('0x00006009')
    await checking.command(user(3))
    expect(await refused(checking, `AT+MQTTCONN=0,"localhost",${port},0`)).toBe('0x0000600b')
  })

  test('SNI, ALPN and the name of the certificate', async () => {
    // The certificate was made today: the module must know today's date.
    const modem = createEspAt({ pace: 'instant', secondMs: 50 })
    undo.push(modem.dispose)
    const { send, until, quiet, heard } = scriptModem(modem)
    const command = (text: string, mark = ok) => (send(`${text}\r\n`), until(mark))
    const bench: Bench = { modem, send, until, quiet, heard, command }
    await command('ATE0')
    const { certificate } = authority
    await prompted(bench, `AT+SYSMFG=2,"mqtt_ca","mqtt_ca",8,${certificate.length}`, certificate)
    await command('AT+CIPSNTPCFG=1,8')
    await until('UPDATED\r\n')
    const { port, seen } = await listener()
    await command(user(3))
    await command('AT+MQTTALPN=0,2,"mqtt-ca.cn","mqtt-ca.us"')
    await command('AT+MQTTSNI=0,"localhost"')
    expect(await command(`AT+MQTTCONN=0,"127.0.0.1",${port},0`)).toContain('+MQTTCONNECTED:0,3,')
    expect(seen).toStrictEqual([{ name: 'localhost', alpn: 'mqtt-ca.us' }])
    await command('AT+MQTTCLEAN=0')
    await command(user(3))
    expect(await refused(bench, `AT+MQTTCONN=0,"127.0.0.1",${port},0`)).toBe('0x00006052')
  })
})

describe('WebSocket', () => {
  test('scheme 6 asks for the path by the mqtt protocol, and a server that speaks no WebSocket is ERROR', async () => {
    const asked: (string | undefined)[][] = []
    const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    sockets.on('connection', (socket, { url, headers }) => {
      asked.push([url, headers['sec-websocket-protocol']])
      socket.once('message', () => socket.send(Buffer.of(0x20, 2, 0, 0)))
    })
    await new Promise<void>((resolve) => void sockets.once('listening', () => resolve()))
    undo.push(() => {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    })
    const deaf = createServer((socket) => void socket.on('error', () => {}).end('HTTP/1.1 404 Not Found\r\n\r\n'))
    await new Promise<void>((resolve) => void deaf.listen(0, '127.0.0.1', resolve))
    undo.push(() => deaf.close())
    const bench = await silent()
    // The transcript's path `mqtt` comes back as `/mqtt`.
    await bench.command('AT+MQTTUSERCFG=0,6,"publisher","","",0,0,"mqtt"')
    const { port } = sockets.address() as AddressInfo
    expect(await bench.command(`AT+MQTTCONN=0,"127.0.0.1",${port},1`)).toBe(`${line(`+MQTTCONNECTED:0,6,"127.0.0.1","${port}","/mqtt",1`)}${ok}`)
    expect(asked).toStrictEqual([['/mqtt', 'mqtt']])
    await bench.command('AT+MQTTCLEAN=0')
    await bench.command('AT+MQTTUSERCFG=0,6,"publisher","","",0,0,"mqtt"')
    expect(await refused(bench, `AT+MQTTCONN=0,"127.0.0.1",${(deaf.address() as AddressInfo).port},0`)).toBe('0x0000600b')
  })
})

/** Documented sessions: each command gets what stands under it. The broker's address is put in place of the recorded one. */
test('the recorded session over TCP', async () => {
  const peer = await broker(accepting())
  const bench = await silent()
  const lines = readFileSync('test/transcripts/espat-1-mqtt-over-tcp-with-a-local-mqtt-broker-suitable-publisher.txt', 'utf8')
    .replaceAll('192.168.3.102', '127.0.0.1')
    .replaceAll('8883', String(peer.port))
    .split('\n')
    .filter((each) => each !== '' && !each.startsWith('#'))
  const commands = lines.flatMap((each, index) => (each.startsWith('AT+') ? [index] : []))
  for (const index of commands) {
    const end = lines.indexOf('OK', index)
    const answer = lines.slice(index + 1, end + 1)
    expect(await bench.command(lines[index] ?? ''), lines[index]).toBe(answer.map(line).join(''))
  }
  expect(commands.length).toBe(4)
})
