import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { parser, writeToStream, type Packet } from 'mqtt-packet'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accepting, broker, undo, undoAll } from '../../../../../test/support/ec20-bench.ts'
import { scriptModem } from '../../../../../test/support/modem-script.ts'
import { createAuthority, type Authority } from '../../certificates.ts'
import { nrfFaults } from './faults.ts'
import { createNrf9151 } from './nrf9151.ts'

afterEach(undoAll)

const line = (text: string) => `\r\n${text}\r\n`
const ok = line('OK')
const error = line('ERROR')
const event = (kind: number, result = 0) => line(`#XMQTTEVT: ${kind},${result}`)

/** Just switched on. */
function bench(fault?: string) {
  const modem = createNrf9151({ pace: 'instant', secondMs: 50 })
  undo.push(modem.dispose)
  if (fault) expect(modem.setFault(fault)).toBe(true)
  return { modem, ...scriptModem(modem) }
}
type Bench = ReturnType<typeof bench>

async function online(fault?: string): Promise<Bench> {
  const made = bench(fault)
  expect(await made.command('AT+CFUN=1')).toBe(ok)
  return made
}

async function connected(answer = accepting(), fault?: string) {
  const peer = await broker(answer)
  const made = await online(fault)
  await made.command('AT#XMQTTCFG="MyMQTT-Client-ID",300,1')
  expect(await made.command(`AT#XMQTTCON=1,"user","secret","127.0.0.1",${peer.port}`)).toBe(ok)
  expect(await made.until(',0\r\n')).toBe(event(0))
  return { ...made, peer }
}

const sent = (packets: readonly Packet[], cmd: Packet['cmd']) => packets.filter((packet) => packet.cmd === cmd)

describe('the module', () => {
  test('starts silent about commands, with its radio off, and says Ready after a reset', async () => {
    const { send, until, command } = bench()
    send('AT\r\n')
    expect(await until('OK\r\n')).toBe(ok)
    expect(await command('AT+CFUN?')).toBe(`${line('+CFUN: 0')}${ok}`)
    expect(await command('AT#XRESET')).toBe(ok)
    expect(await until('Ready\r\n')).toBe(line('Ready'))
  })

  test('knows ATE0 and ATE1 of V.250 and no more; what it is, it tells by AT+CGMM', async () => {
    const { command, until } = bench()
    for (const each of ['ATI', 'ATV1', 'ATZ', 'AT&F', 'AT+CSQ', 'AT+CREG?', 'AT+CGATT?', 'AT+CMEE=2']) expect([each, await command(each, error)]).toStrictEqual([each, error])
    expect(await command('AT+CGMM')).toBe(`${line('nRF9151-LACA')}${ok}`)
    expect(await command('AT#XSMVER')).toMatch(/#XSMVER: "v2\.0\.0","3\.4\.0"/)
    await command('ATE1')
    expect(await command('AT')).toBe(`AT\r${ok}`)
    expect(await until('')).toBe('')
  })

  test('numbers of errors only after AT+CMEE=1', async () => {
    const { command } = bench('no-sim')
    expect(await command('AT+CPIN?', error)).toBe(error)
    await command('AT+CMEE=1')
    expect(await command('AT+CPIN?', 'ERROR: 10\r\n')).toBe(line('+CME ERROR: 10'))
  })

  test('every fault is told in both languages and can be switched on', () => {
    const { modem } = bench()
    for (const { name, title, hint } of nrfFaults) {
      expect([title.zh, hint.zh].map((text) => /[一-鿿]/.test(text)), name).toStrictEqual([true, true])
      if (name !== 'unplugged-now') expect(modem.setFault(name), name).toBe(true)
    }
    expect(['verbose-off', 'cmee-2'].map((name) => modem.setFault(name))).toStrictEqual([false, false])
  })
})

describe('the network', () => {
  test('is there once the radio is on', async () => {
    const { command } = bench()
    expect(await command('AT+CEREG?')).toBe(`${line('+CEREG: 0,0')}${ok}`)
    expect(await command('AT+CESQ')).toBe(`${line('+CESQ: 99,99,255,255,255,255')}${ok}`)
    expect(await command('AT+CGPADDR=0')).toBe(`${line('+CGPADDR: 0')}${ok}`)
    await command('AT+CFUN=1')
    expect(await command('AT+CEREG?')).toBe(`${line('+CEREG: 0,1')}${ok}`)
    expect(await command('AT+CESQ')).toMatch(/\+CESQ: 99,99,255,255,\d+,56\r\n/)
    expect(await command('AT+CGPADDR=0')).toBe(`${line('+CGPADDR: 0,"10.0.0.2"')}${ok}`)
  })

  test('a changed APN counts from the next AT+CFUN=1', async () => {
    const { command } = await online('wrong-apn')
    await command('AT+CGDCONT=0,"IP","CMIOT"')
    expect(await command('AT+CGPADDR=0')).toBe(`${line('+CGPADDR: 0')}${ok}`)
    await command('AT+CFUN=4')
    await command('AT+CFUN=1')
    expect(await command('AT+CGPADDR=0')).toContain('10.0.0.2')
  })

  test('a PIN is asked for in quotation marks', async () => {
    const { command } = await online('sim-pin')
    expect(await command('AT+CPIN?')).toBe(`${line('+CPIN: "SIM PIN"')}${ok}`)
    await command('AT+CPIN="1234"')
    expect(await command('AT+CPIN?')).toContain('+CPIN: READY')
  })

  test('a name that does not resolve gives its reason and ERROR', async () => {
    const { command } = await online('dns-failure')
    expect(await command('AT#XGETADDRINFO="localhost"', error)).toBe(`${line('#XGETADDRINFO: "EAI_NONAME"')}${error}`)
    expect(await command('AT#XGETADDRINFO="127.0.0.1"')).toBe(`${line('#XGETADDRINFO: "127.0.0.1"')}${ok}`)
  })
})

describe('AT%CMNG', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\r\nAgMB\n-----END CERTIFICATE-----'

  test('takes text of several lines in quotation marks while the radio is off, and lists its digest', async () => {
    const { command, modem, until } = bench()
    await command('AT+CMEE=1')
    expect(await command(`AT%CMNG=0,1000,0,"${pem}"`)).toBe(ok)
    // SHA-256 of the text as sent.
    expect(await command('AT%CMNG=1,1000')).toMatch(/^\r\n%CMNG: 1000,0,"[0-9A-F]{64}"\r\n\r\nOK\r\n$/)
    modem.powerCycle()
    await until('Ready\r\n')
    expect(await command('AT%CMNG=1')).toContain('%CMNG: 1000,0,')
    await command('AT+CMEE=1')
    await command('AT+CFUN=1')
    expect(await command(`AT%CMNG=0,1000,0,"${pem}"`, '518\r\n')).toBe(line('+CME ERROR: 518'))
    await command('AT+CFUN=4')
    expect(await command('AT%CMNG=3,1000,0')).toBe(ok)
    expect(await command('AT%CMNG=3,1000,0', '513\r\n')).toBe(line('+CME ERROR: 513'))
  })

  test.each([
    ['full-storage', 515],
    ['file-exists', 519],
  ])('%s is code %i', async (fault, code) => {
    const { command } = bench(fault)
    await command('AT+CMEE=1')
    expect(await command(`AT%CMNG=0,1000,0,"${pem}"`, `${code}\r\n`)).toBe(line(`+CME ERROR: ${code}`))
  })
})

describe('MQTT', () => {
  test('logs in with what the commands said, and refuses another client ID meanwhile', async () => {
    const { command, peer, until } = await connected()
    const [packet] = sent(peer.received, 'connect')
    expect(packet).toMatchObject({ clientId: 'MyMQTT-Client-ID', keepalive: 300, clean: true, username: 'user', protocolVersion: 4 })
    expect(await command('AT#XMQTTCON?')).toBe(`${line(`#XMQTTCON: 1,"MyMQTT-Client-ID","127.0.0.1",${peer.port}`)}${ok}`)
    expect(await command('AT#XMQTTCFG="other"', error)).toBe(error)
    expect(await command('AT#XMQTTCON=0')).toBe(ok)
    expect(await until(',0\r\n')).toBe(event(1))
    expect(await command('AT#XMQTTCON?')).toBe(`${line('#XMQTTCON: 0')}${ok}`)
    expect(await command('AT#XMQTTCON=0', error)).toBe(error)
  })

  test('its buffers: 64, 32, 32, 128 and 127 bytes', async () => {
    const { command } = await connected()
    const refused = async (text: string) => expect([text.length, await command(text, error)]).toStrictEqual([text.length, error])
    await refused(`AT#XMQTTSUB="${'t'.repeat(128)}",0`)
    expect(await command(`AT#XMQTTSUB="${'t'.repeat(127)}",0`)).toBe(ok)
    const fresh = await online()
    for (const each of [`AT#XMQTTCFG="${'c'.repeat(65)}"`, `AT#XMQTTCON=1,"${'u'.repeat(33)}","","h",1883`, `AT#XMQTTCON=1,"u","${'p'.repeat(33)}","h",1883`, `AT#XMQTTCON=1,"","","${'h'.repeat(129)}",1883`]) {
      expect(await fresh.command(each, error)).toBe(error)
    }
  })

  test.each([1, 2, 3, 4, 5])('a login refused with %i says so, and that the connection went', async (returnCode) => {
    const peer = await broker((packet, each) => packet.cmd === 'connect' && each.send({ cmd: 'connack', returnCode, sessionPresent: false }))
    const { command, until } = await online()
    expect(await command(`AT#XMQTTCON=1,"u","p","127.0.0.1",${peer.port}`)).toBe(ok)
    expect(await until('-111\r\n')).toBe(event(0, returnCode) + event(1, -111))
  })

  test.each(['refused', 'dns-failure', 'no-registration'])('%s is a bare ERROR', async (fault) => {
    const peer = await broker()
    expect(await (await online(fault)).command(`AT#XMQTTCON=1,"u","p","localhost",${peer.port}`, error)).toBe(error)
  })

  test('publishes in the command, and after it in data mode until +++; a pause makes two messages', async () => {
    const { command, send, until, peer, quiet } = await connected()
    expect(await command('AT#XMQTTPUB="nrf91/sm/mqtt/topic0","Test message with QoS 0",0,0')).toBe(ok)
    expect(await command('AT#XMQTTPUB="nrf91/sm/mqtt/topic0"')).toBe(ok)
    send('{"msg":"Test Json publish"}+')
    send('++AT+CFUN?\r')
    expect(await until('OK\r\n')).toBe(`${line('#XDATAMODE: 0')}${line('+CFUN: 1')}${ok}`)
    expect(await command('AT#XMQTTPUB="nrf91/sm/mqtt/topic1","Test message with QoS 1",1,0')).toBe(ok)
    expect(await until('3,0\r\n')).toBe(event(3))
    expect(await command('AT#XMQTTPUB="nrf91/sm/mqtt/topic2","",2,0')).toBe(ok)
    send('Test message with QoS 2+++')
    expect(await until('6,0\r\n')).toBe(line('#XDATAMODE: 0') + event(4) + event(6))
    expect(sent(peer.received, 'publish').map((packet) => [packet.cmd === 'publish' && `${packet.topic} ${String(packet.payload)}`, packet.cmd === 'publish' && packet.qos])).toStrictEqual([
      ['nrf91/sm/mqtt/topic0 Test message with QoS 0', 0],
      ['nrf91/sm/mqtt/topic0 {"msg":"Test Json publish"}', 0],
      ['nrf91/sm/mqtt/topic1 Test message with QoS 1', 1],
      ['nrf91/sm/mqtt/topic2 Test message with QoS 2', 2],
    ])
    await command('AT#XMQTTPUB="t"')
    send('one')
    expect(await quiet(150)).toBe('')
    send('two+++')
    expect(await until('0\r\n')).toBe(line('#XDATAMODE: 0'))
    await expect.poll(() => sent(peer.received, 'publish').slice(4).map((packet) => packet.cmd === 'publish' && String(packet.payload))).toStrictEqual(['one', 'two'])
  })

  test('data mode that cannot send drops everything until +++ and says -1', async () => {
    const { command, send, until } = await connected(accepting(), 'publish-fails')
    await command('AT#XMQTTPUB="t"')
    send('x'.repeat(20))
    send('+++')
    expect(await until('1\r\n')).toBe(line('#XDATAMODE: -1'))
    expect(await command('AT#XMQTTPUB="t","x"', error)).toBe(error)
  })

  test('a message comes with its lengths, topic and content on lines of their own', async () => {
    const message = (packet: Packet, peer: { send: (packet: Packet) => void }) => {
      if (packet.cmd === 'subscribe') setTimeout(() => peer.send({ cmd: 'publish', topic: '温/t', payload: Buffer.from('a\r\nb'), qos: 2, messageId: 7, dup: false, retain: false }), 10)
      if (packet.cmd === 'pubrec') peer.send({ cmd: 'pubrel', messageId: 7 })
      return packet.cmd === 'pubrec'
    }
    const { command, until } = await connected(accepting(message))
    expect(await command('AT#XMQTTSUB="#",2')).toBe(ok)
    expect(Buffer.from(await until('5,0\r\n'), 'latin1').toString()).toBe(`${event(7)}${line('#XMQTTMSG: 5,4\r\n温/t\r\na\r\nb')}${event(2)}${event(5)}`)
  })

  test('a server that closes is -128; one that never answers the login is given up after the keep-alive', async () => {
    const { until } = await connected(accepting((packet, peer) => packet.cmd === 'connect' && (peer.send({ cmd: 'connack', returnCode: 0, sessionPresent: false }), setTimeout(() => peer.hangUp(), 20), true)))
    expect(await until('8\r\n')).toBe(event(1, -128))
    const mute = await broker(() => {})
    const waiting = await online()
    await waiting.command('AT#XMQTTCFG="c",1')
    await waiting.command(`AT#XMQTTCON=1,"","","127.0.0.1",${mute.port}`)
    expect(await waiting.until('-113\r\n')).toBe(event(1, -113))
  })

  test('pings are told', async () => {
    const peer = await broker()
    const { command, until } = await online()
    await command('AT#XMQTTCFG="c",2')
    await command(`AT#XMQTTCON=1,"","","127.0.0.1",${peer.port}`)
    expect(await until('9,0\r\n')).toBe(event(0) + event(9))
  })

  test('left open by an earlier host: closed by AT#XMQTTCON=0', async () => {
    const { command, until } = await online('left-open')
    expect(await command('AT#XMQTTCFG="c"', error)).toBe(error)
    expect(await command('AT#XMQTTCON=0')).toBe(ok)
    expect(await until('1,0\r\n')).toBe(event(1))
    expect(await command('AT#XMQTTCFG="c"')).toBe(ok)
  })

  test('firmware without it', async () => {
    expect(await bench('no-mqtt').command('AT#XMQTTCFG=?', error)).toBe(error)
    expect(await bench().command('AT#XMQTTCFG=?')).toBe(`${line('#XMQTTCFG: <client_id>,<keep_alive>,<clean_session>')}${ok}`)
  })
})

describe('TLS', () => {
  let authority: Authority
  let port = 0
  const close: (() => void)[] = []
  beforeAll(async () => {
    authority = await createAuthority({ name: 'Bench' })
    const { certificate: cert, privateKey: key } = await authority.issue({ name: 'localhost', hosts: ['localhost'] })
    const server = createTlsServer({ cert, key }, (socket) => {
      const decoder = parser()
      decoder.on('packet', (packet) => packet.cmd === 'connect' && writeToStream({ cmd: 'connack', returnCode: 0, sessionPresent: false }, socket))
      socket.on('data', (bytes) => void decoder.parse(bytes)).on('error', () => {})
    })
    server.on('tlsClientError', () => {})
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
    close.push(() => server.close())
    return () => close.forEach((each) => each())
  })

  const tagged = async (ca: string | null, fault?: string) => {
    const made = bench(fault)
    if (ca !== null) expect(await made.command(`AT%CMNG=0,1000,0,"${ca.trimEnd()}"`)).toBe(ok)
    await made.command('AT+CFUN=1')
    return made
  }

  test('connects where the tag holds the server’s CA, and the name is the certificate’s', async () => {
    const made = await tagged(authority.certificate)
    expect(await made.command(`AT#XMQTTCON=1,"","","localhost",${port},1000`)).toBe(ok)
    expect(await made.until('0,0\r\n')).toBe(event(0))
    expect(await made.command('AT#XMQTTCON?')).toContain(`"localhost",${port},1000`)
    const other = await tagged(authority.certificate)
    expect(await other.command(`AT#XMQTTCON=1,"","","127.0.0.1",${port},1000`, error)).toBe(error)
  })

  test.each([
    ['an empty tag', null, undefined],
    ['another CA', undefined, undefined],
    ['the fault tls-ca', 'own', 'tls-ca'],
    ['the fault tls-time', 'own', 'tls-time'],
    ['the fault tls-version', 'own', 'tls-version'],
  ])('%s is a bare ERROR', async (_name, which, fault) => {
    const ca = which === null ? null : which === 'own' ? authority.certificate : (await createAuthority({ name: 'Other' })).certificate
    expect(await (await tagged(ca, fault)).command(`AT#XMQTTCON=1,"","","localhost",${port},1000`, error)).toBe(error)
  })
})

test('a port that nobody listens at', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  expect(await (await online()).command(`AT#XMQTTCON=1,"","","127.0.0.1",${port}`, error)).toBe(error)
})

test('takes the documentation’s examples in their order', async () => {
  const text = readFileSync(new URL('../../../../../test/transcripts/nrf-serial-modem-mqtt.txt', import.meta.url), 'utf8')
  const commands = text.split('\n').filter((each) => each.startsWith('AT#') && !each.includes('XMQTTPUB') && !each.includes('?'))
  const peer = await broker()
  const { command, until } = await online()
  for (const each of commands) {
    const here = each.replace('"mqtt.server.com",1883', `"127.0.0.1",${peer.port}`)
    expect([each, (await command(here)).endsWith(ok)]).toStrictEqual([each, true])
    // Before the server has answered the login nothing else can be sent.
    if (each.startsWith('AT#XMQTTCON=1')) await until(event(0))
  }
  expect(commands).toHaveLength(6)
})
