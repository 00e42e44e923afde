import { readFileSync } from 'node:fs'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accepting, broker, undo, undoAll } from '../../../../../test/support/ec20-bench.ts'
import { scriptModem } from '../../../../../test/support/modem-script.ts'
import { createAuthority, type Authority } from '../../certificates.ts'
import { simcomFaults } from './faults.ts'
import { createSim7600 } from './sim7600.ts'

let authority: Authority
let server: { readonly cert: string; readonly key: string }
let device: { readonly certificate: string; readonly privateKey: string }

beforeAll(async () => {
  authority = await createAuthority({ name: 'Bench' })
  const { certificate: cert, privateKey: key } = await authority.issue({ name: 'localhost', hosts: ['localhost'] })
  server = { cert, key }
  device = await authority.issue({ name: 'device' })
})
afterEach(undoAll)

async function silent(fault?: string) {
  const modem = createSim7600({ pace: 'instant', secondMs: 50 })
  undo.push(modem.dispose)
  const script = scriptModem(modem)
  await script.command('ATE0')
  if (fault) expect(modem.setFault(fault)).toBe(true)
  return { modem, ...script }
}
type Bench = Awaited<ReturnType<typeof silent>>

const line = (text: string) => `\r\n${text}\r\n`
const ok = line('OK')

/** A command with its prompt; the modem's answer after the data. */
async function prompted({ send, until }: Bench, command: string, data: string) {
  send(`${command}\r`)
  expect(await until('>')).toBe('\r\n>')
  send(data)
  return await until('\r\nOK\r\n')
}

const acquire = async ({ command }: Bench, secure = 0) => {
  await command('AT+CMQTTSTART')
  expect(await command(`AT+CMQTTACCQ=0,"client test0",${secure}`)).toBe(ok)
}

async function connected(answer = accepting()) {
  const peer = await broker(answer)
  const bench = await silent()
  await acquire(bench)
  expect(await bench.command(`AT+CMQTTCONNECT=0,"tcp://127.0.0.1:${peer.port}",60,1,"user","secret"`)).toBe(ok)
  expect(await bench.until('0,0\r\n')).toBe(line('+CMQTTCONNECT: 0,0'))
  return { ...bench, peer }
}

/** TLS in front of a broker, which asks for a certificate as AWS does. */
async function tlsInFrontOf(port: number): Promise<number> {
  const sockets = new Set<Socket>()
  const front = createTlsServer({ ...server, ca: authority.certificate, requestCert: true, rejectUnauthorized: false }, (socket) => {
    // AWS lets the handshake pass and hangs up after it.
    if (!socket.authorized) {
      socket.end()
      return
    }
    const behind = connect(port, '127.0.0.1')
    for (const each of [socket, behind]) sockets.add(each.on('error', () => {}))
    socket.pipe(behind).pipe(socket)
  })
  front.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => void front.listen(0, '127.0.0.1', resolve))
  undo.push(() => {
    for (const socket of sockets) socket.destroy()
    front.close()
  })
  return (front.address() as AddressInfo).port
}

const storeFiles = async (bench: Bench) => {
  const files = { 'cacert.pem': authority.certificate, 'clientcert.pem': device.certificate, 'clientkey.pem': device.privateKey }
  for (const [name, pem] of Object.entries(files)) expect(await prompted(bench, `AT+CCERTDOWN="${name}",${pem.length}`, pem)).toBe(ok)
}

describe('what it is', () => {
  test.each([
    ['AT+CGMM', 'SIMCOM_SIM7600EI'],
    ['AT+CIPMODE=?', '+CIPMODE: (0-1)'],
    ['AT+CGPADDR', '+CGPADDR: 1,10.0.0.2'],
    ['AT+CMQTTACCQ=?', '+CMQTTACCQ: (0-1),(1-128),(0-1),(3-4)'],
  ])('%s answers %s', async (send, answer) => {
    expect(await (await silent()).command(send)).toBe(`${line(answer)}${ok}`)
  })

  test('a restart prints the recorded lines', async () => {
    const { command, until } = await silent()
    expect(await command('AT+CRESET')).toBe(ok)
    expect(await until('PB DONE\r\n')).toBe(['RDY', '+CPIN: READY', 'SMS DONE', 'PB DONE'].map(line).join(''))
  })

  test('every fault is told in both languages and can be switched on', async () => {
    const { modem } = await silent()
    for (const { name, title, hint } of simcomFaults) {
      expect([title.en, title.zh, hint.en, hint.zh].every((words) => words.length > 2)).toBe(true)
      expect(modem.setFault(name)).toBe(true)
      if (name === 'unplugged-now') modem.powerCycle()
    }
    expect(new Set(simcomFaults.map(({ name }) => name)).size).toBe(simcomFaults.length)
  })
})

describe('service and clients', () => {
  test('the result comes before OK on SIM7600EI, after it on SIM7600CE', async () => {
    expect(await (await silent()).command('AT+CMQTTSTART')).toBe(`${line('+CMQTTSTART: 0')}${ok}`)
    const other = await silent('start-after-ok')
    expect([await other.command('AT+CMQTTSTART'), await other.until('0\r\n')]).toStrictEqual([ok, line('+CMQTTSTART: 0')])
  })

  test('codes say what was left out or done twice', async () => {
    const { command, until } = await silent()
    const error = (send: string) => command(send, '\r\nERROR\r\n')
    const because = (reason: string) => `${line(reason)}${line('ERROR')}`
    expect(await error('AT+CMQTTSTOP')).toBe(because('+CMQTTSTOP: 9'))
    await command('AT+CMQTTSTART')
    expect(await error('AT+CMQTTSTART')).toBe(because('+CMQTTSTART: 23'))
    expect(await error('AT+CMQTTREL=0')).toBe(because('+CMQTTREL: 0,20'))
    expect(await error(`AT+CMQTTACCQ=0,"${'c'.repeat(129)}"`)).toBe(because('+CMQTTACCQ: 0,22'))
    expect(await command(`AT+CMQTTACCQ=0,"${'c'.repeat(128)}"`)).toBe(ok)
    expect(await error('AT+CMQTTACCQ=0,"again"')).toBe(because('+CMQTTACCQ: 0,19'))
    expect(await error('AT+CMQTTSTOP')).toBe(because('+CMQTTSTOP: 21'))
    expect(await error('AT+CMQTTDISC=0,60')).toBe(because('+CMQTTDISC: 0,11'))
    expect(await error('AT+CMQTTTOPIC=0,3')).toBe(because('+CMQTTTOPIC: 0,11'))
    expect(await error('AT+CMQTTCONNECT=0,"10.0.0.1:1883",60,1')).toBe(because('+CMQTTCONNECT: 0,12'))
    expect(await error('AT+CMQTTCONNECT=0,"tcp://10.0.0.1:1883",59,1')).toBe(because('+CMQTTCONNECT: 0,12'))
    expect(await command('AT+CMQTTREL=0')).toBe(ok)
    expect([await command('AT+CMQTTSTOP'), await until('0\r\n')]).toStrictEqual([ok, line('+CMQTTSTOP: 0')])
  })

  test('old firmware takes 23 bytes of client ID; a service left running says so', async () => {
    const old = await silent('old-firmware')
    await old.command('AT+CMQTTSTART')
    expect(await old.command(`AT+CMQTTACCQ=0,"${'c'.repeat(24)}"`, 'ERROR\r\n')).toContain('+CMQTTACCQ: 0,22')
    expect(await (await silent('left-open')).command('AT+CMQTTSTART', 'ERROR\r\n')).toContain('+CMQTTSTART: 23')
    expect(await (await silent('no-pdp')).command('AT+CMQTTSTART', 'ERROR\r\n')).toContain('+CMQTTSTART: 7')
  })
})

describe('files and TLS settings', () => {
  test('a file is as long as announced, listed, and deleted once', async () => {
    const bench = await silent()
    expect(await prompted(bench, 'AT+CCERTDOWN="cacert.pem",5', 'a\r\nb\x1a')).toBe(ok)
    expect(await bench.command('AT+CCERTLIST')).toBe(`${line('+CCERTLIST: "cacert.pem"')}${ok}`)
    expect(await bench.command('AT+CCERTDELE="cacert.pem"')).toBe(ok)
    expect(await bench.command('AT+CCERTDELE="cacert.pem"', 'ERROR\r\n')).toBe(line('ERROR'))
  })

  test.each(['AT+CCERTDOWN="cacert.txt",5', 'AT+CCERTDOWN="cacert.pem",10241', 'AT+CSSLCFG="sslversion",0,4"', 'AT+CSSLCFG="cacert",0,"none.pem"', 'AT+CSSLCFG="negotiatetime",0,301'])(
    '%s is an ERROR',
    async (send) => expect(await (await silent()).command(send, 'ERROR\r\n')).toBe(line('ERROR')),
  )

  test('SNI, full storage', async () => {
    expect(await (await silent('no-sni')).command('AT+CSSLCFG="enableSNI",0,1', 'ERROR\r\n')).toBe(line('ERROR'))
    expect(await (await silent('full-storage')).command('AT+CCERTDOWN="cacert.pem",5', 'ERROR\r\n')).toBe(line('ERROR'))
    expect(await (await silent()).command('AT+CSSLCFG="enableSNI",0,1')).toBe(ok)
  })
})

describe('connection', () => {
  test('login, MQTT version and keep-alive arrive', async () => {
    const { peer } = await connected()
    expect(peer.received[0]).toMatchObject({ cmd: 'connect', clientId: 'client test0', username: 'user', password: Buffer.from('secret'), keepalive: 60, clean: true, protocolVersion: 3 })
  })

  test.each([
    [1, 27],
    [2, 28],
    [3, 29],
    [4, 30],
    [5, 31],
  ])('CONNACK %i is %i', async (returnCode, code) => {
    const peer = await broker((packet, { send }) => void (packet.cmd === 'connect' && send({ cmd: 'connack', returnCode, sessionPresent: false })))
    const bench = await silent()
    await acquire(bench)
    await bench.command(`AT+CMQTTCONNECT=0,"tcp://127.0.0.1:${peer.port}",60,1`)
    expect(await bench.until('\r\n+CMQTTCONNECT: 0,') + (await bench.until('\r\n'))).toBe(line(`+CMQTTCONNECT: 0,${code}`))
  })

  test.each([
    ['dns-failure', 'broker.example', 25],
    ['refused', '127.0.0.1', 3],
  ])('%s', async (fault, host, code) => {
    const bench = await silent(fault)
    await acquire(bench)
    await bench.command(`AT+CMQTTCONNECT=0,"tcp://${host}:1883",60,1`)
    expect(await bench.until(`${code}\r\n`)).toBe(line(`+CMQTTCONNECT: 0,${code}`))
  })

  test('the network takes the bearer away', async () => {
    const { modem, until } = await connected()
    modem.setFault('no-pdp')
    expect(await until('NONET\r\n')).toBe(['+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY', '+CMQTTCONNLOST: 0,3', '+CMQTTNONET'].map(line).join(''))
  })
})

describe('topics and messages', () => {
  test('topic, message, publication; both are taken once', async () => {
    const { peer, ...bench } = await connected()
    expect(await prompted(bench, 'AT+CMQTTTOPIC=0,4', 'up/x')).toBe(ok)
    expect(await prompted(bench, 'AT+CMQTTPAYLOAD=0,4', '"a\r\n')).toBe(ok)
    expect([await bench.command('AT+CMQTTPUB=0,1,60'), await bench.until('0,0\r\n')]).toStrictEqual([ok, line('+CMQTTPUB: 0,0')])
    expect(peer.received.at(-1)).toMatchObject({ cmd: 'publish', topic: 'up/x', payload: Buffer.from('"a\r\n'), qos: 1, retain: false })
    expect(await bench.command('AT+CMQTTPUB=0,1,60', 'ERROR\r\n')).toBe(`${line('+CMQTTPUB: 0,18')}${line('ERROR')}`)
  })

  test('both ways to subscribe and to give up a topic', async () => {
    const { peer, ...bench } = await connected()
    expect([await prompted(bench, 'AT+CMQTTSUB=0,3,1', 'a/b'), await bench.until('0,0\r\n')]).toStrictEqual([ok, line('+CMQTTSUB: 0,0')])
    await prompted(bench, 'AT+CMQTTSUBTOPIC=0,1,0', 'c')
    await prompted(bench, 'AT+CMQTTSUBTOPIC=0,1,1', 'd')
    expect([await bench.command('AT+CMQTTSUB=0'), await bench.until('0,0\r\n')]).toStrictEqual([ok, line('+CMQTTSUB: 0,0')])
    expect([await prompted(bench, 'AT+CMQTTUNSUB=0,3,0', 'a/b'), await bench.until('0,0\r\n')]).toStrictEqual([ok, line('+CMQTTUNSUB: 0,0')])
    await prompted(bench, 'AT+CMQTTUNSUBTOPIC=0,1', 'c')
    expect([await bench.command('AT+CMQTTUNSUB=0,0'), await bench.until('0,0\r\n')]).toStrictEqual([ok, line('+CMQTTUNSUB: 0,0')])
    expect(peer.received.slice(1)).toMatchObject([
      { subscriptions: [{ topic: 'a/b', qos: 1 }] },
      { subscriptions: [{ topic: 'c', qos: 0 }, { topic: 'd', qos: 1 }] },
      { unsubscriptions: ['a/b'] },
      { unsubscriptions: ['c'] },
    ])
  })

  test('a refused subscription is 6', async () => {
    const { peer: _, ...bench } = await connected(
      accepting((packet, { send }) => {
        if (packet.cmd !== 'subscribe') return false
        send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [128] })
        return true
      }),
    )
    await prompted(bench, 'AT+CMQTTSUB=0,1,1', 'a')
    expect(await bench.until('0,6\r\n')).toBe(line('+CMQTTSUB: 0,6'))
  })

  test('a link lost at the prompt: the subscription ends with 11, and the client can be released', async () => {
    let hangUp = () => {}
    const { peer: _, ...bench } = await connected(
      accepting((packet, peer) => {
        if (packet.cmd === 'connect') hangUp = peer.hangUp
        return false
      }),
    )
    bench.send('AT+CMQTTSUB=0,1,1\r')
    await bench.until('>')
    hangUp()
    await new Promise((resolve) => {
      setTimeout(resolve, 100)
    })
    bench.send('a')
    const told = await bench.until('+CMQTTSUB: 0,11\r\n')
    expect(told).toContain(line('+CMQTTCONNLOST: 0,1'))
    expect([await bench.command('AT+CMQTTREL=0'), await bench.command('AT+CMQTTSTOP')]).toStrictEqual([ok, ok])
  })

  test('a long message comes in pieces of 1500 bytes', async () => {
    const payload = 'x'.repeat(1501)
    const { peer: _, ...bench } = await connected(
      accepting((packet, { send }) => {
        if (packet.cmd === 'subscribe') send({ cmd: 'publish', topic: 'a', payload, qos: 0, dup: false, retain: false })
        return false
      }),
    )
    await prompted(bench, 'AT+CMQTTSUB=0,1,0', 'a')
    expect(await bench.until('+CMQTTRXEND: 0\r\n')).toContain(
      ['+CMQTTRXSTART: 0,1,1501', '+CMQTTRXTOPIC: 0,1', 'a', '+CMQTTRXPAYLOAD: 0,1500', 'x'.repeat(1500), '+CMQTTRXPAYLOAD: 0,1', 'x', '+CMQTTRXEND: 0\r\n'].join('\r\n'),
    )
  })

  test('disconnecting says so, and lets the client go', async () => {
    const { peer: _, ...bench } = await connected()
    expect([await bench.command('AT+CMQTTDISC=0,60'), await bench.until('0,0\r\n')]).toStrictEqual([ok, line('+CMQTTDISC: 0,0')])
    expect([await bench.command('AT+CMQTTREL=0'), await bench.command('AT+CMQTTSTOP')]).toStrictEqual([ok, ok])
  })
})

describe('the recorded sessions with AWS', () => {
  /** Commands with what came back, a prompt’s data with its command. */
  const recorded = (name: string) => {
    const entries: { sent: string; data?: string; answers: string[] }[] = []
    for (const text of readFileSync(new URL(`../../../../../test/transcripts/${name}.txt`, import.meta.url), 'utf8').split('\n')) {
      const last = entries.at(-1)
      if (text.startsWith('AT')) entries.push({ sent: text, answers: [] })
      else if (text.startsWith('>') && last) last.data = text.slice(1)
      else if (text !== '') last?.answers.push(text)
    }
    return entries
  }

  async function replay(name: string, prepare: (bench: Bench) => Promise<void>) {
    const peer = await broker()
    const port = await tlsInFrontOf(peer.port)
    const bench = await silent()
    await prepare(bench)
    const entries = recorded(name).filter(({ sent }) => /^AT\+(?:CCERT|CSSLCFG|CMQTT|CGMM|CPIN|CREG|CIPMODE|NETOPEN)/.test(sent))
    const found: typeof entries = []
    for (const { sent, data, answers } of entries) {
      bench.send(`${sent.replace(/tcp:\/\/[^"]+/, `tcp://localhost:${port}`)}\r`)
      if (data !== undefined) {
        await bench.until('>')
        // The log lost the last byte of one topic.
        bench.send(data.padEnd(Number(/,(\d+)/.exec(sent)?.[1]), '/'))
      }
      const heard = await bench.until(`${answers.at(-1)}\r\n`, 3000)
      found.push({ sent, ...(data !== undefined && { data }), answers: heard.split('\r\n').filter((text) => text !== '') })
    }
    expect(found).toStrictEqual(entries)
    return peer
  }

  test('mutual TLS, will, subscription, publication', async () => {
    const peer = await replay('simcom-sim7600-aws-pub-ok', storeFiles)
    expect(peer.received[0]).toMatchObject({
      clientId: 'SIMCom_client01',
      will: { topic: 'aws/things/simcom7600_device01/', payload: Buffer.from('SIMCom Connected!'), qos: 1 },
    })
    expect(peer.received.at(-1)).toMatchObject({ cmd: 'publish', topic: 'aws/things/simcom7600_device01/', payload: Buffer.from('{"message":"Hello from SIMCom Module"}') })
  })

  test('without authmode no certificate is shown, and the server hangs up', async () => {
    const peer = await replay('simcom-sim7600-aws-connect-fail-26', storeFiles)
    expect(peer.received).toStrictEqual([])
  })

  test('a missing CA is 33, TLS settings that were not bound are 33 too, and a wrong CA 32', async () => {
    const bench = await silent()
    const tries = async () => {
      await bench.command('AT+CMQTTCONNECT=0,"tcp://localhost:1",60,1')
      return bench.until('33\r\n')
    }
    await acquire(bench, 1)
    expect(await tries()).toBe(line('+CMQTTCONNECT: 0,33'))
    await bench.command('AT+CMQTTSSLCFG=0,0')
    await bench.command('AT+CSSLCFG="authmode",0,1')
    expect(await tries()).toBe(line('+CMQTTCONNECT: 0,33'))
    const stranger = await createAuthority({ name: 'Stranger' })
    await prompted(bench, `AT+CCERTDOWN="cacert.pem",${stranger.certificate.length}`, stranger.certificate)
    await bench.command('AT+CSSLCFG="cacert",0,"cacert.pem"')
    await bench.command('AT+CMQTTSSLCFG=0,0')
    const port = await tlsInFrontOf((await broker()).port)
    await bench.command(`AT+CMQTTCONNECT=0,"tcp://localhost:${port}",60,1`)
    expect(await bench.until('32\r\n')).toBe(line('+CMQTTCONNECT: 0,32'))
  })
})
