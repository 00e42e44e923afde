import { createHmac } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { accepting, broker, undo, undoAll } from '../../../../../test/support/ec20-bench.ts'
import { scriptModem } from '../../../../../test/support/modem-script.ts'
import { lierdaFaults } from './faults.ts'
import { createNt35e } from './nt35e.ts'

afterEach(undoAll)

async function silent(fault?: string) {
  const modem = createNt35e({ pace: 'instant', secondMs: 50 })
  undo.push(modem.dispose)
  const script = scriptModem(modem)
  await script.command('ATE0')
  if (fault) expect(modem.setFault(fault)).toBe(true)
  return { modem, ...script }
}

type Bench = Awaited<ReturnType<typeof silent>>

const open = async ({ command, until }: Bench, port: number, settings: readonly string[] = []) => {
  for (const setting of settings) expect(await command(setting)).toBe('\r\nOK\r\n')
  await command(`AT+LMQTTOPEN=0,"127.0.0.1",${port}`)
  expect(await until('0\r\n')).toBe('\r\n+LMQTTOPEN: 0,0\r\n')
}

async function connected(settings: readonly string[] = ['AT+LMQTTCFG="urc",0,1'], answer = accepting(), fault?: string) {
  const server = await broker(answer)
  const bench = await silent()
  await open(bench, server.port, settings)
  if (fault) bench.modem.setFault(fault)
  await bench.command('AT+LMQTTCONN=0,"client","user","secret"')
  expect(await bench.until('0,0,0\r\n')).toBe('\r\n+LMQTTCONN: 0,0,0\r\n')
  return { ...bench, server }
}

const line = (text: string) => `\r\n${text}\r\n`

describe('what it is', () => {
  test.each([
    ['AT+CGSN=1', '+CGSN: "861107030000020"'],
    ['AT+CGSN', '861107030000020'],
    ['AT+LCCID', '+LCCID: 89860000000000000002'],
    ['AT+LUIMSLOT?', '+LUIMSLOT: 1'],
    ['AT+CEREG?', '+CEREG: 0,1'],
  ])('%s answers %s', async (send, answer) => {
    const { command } = await silent()
    expect(await command(send)).toBe(`${line(answer)}${line('OK')}`)
  })

  test('ATI names maker and model, AT+LGMR says OK', async () => {
    const { command } = await silent()
    expect(await command('ATI')).toMatch(/Lierda\r\nNT35E/)
    expect(await command('AT+LGMR')).toMatch(/\r\nOK\r\n$/)
  })

  test('a start prints the boot ROM’s line, backslash and n as they were recorded', async () => {
    const { modem, until } = await silent()
    modem.powerCycle()
    expect(await until('READY\r\n')).toBe(`${line("^boot.rom'v'!\\n")}${line('Lierda')}${line('+CPIN: READY')}`)
  })

  test('every fault is told in both languages and can be switched on', async () => {
    const { modem } = await silent()
    for (const { name, title, hint } of lierdaFaults) {
      expect([title.en, title.zh, hint.en, hint.zh].every((words) => words.length > 2)).toBe(true)
      expect(modem.setFault(name)).toBe(true)
      if (name === 'unplugged-now') modem.powerCycle()
    }
    expect(new Set(lierdaFaults.map(({ name }) => name)).size).toBe(lierdaFaults.length)
  })
})

describe('AT+LMQTTCFG', () => {
  test.each([
    'AT+LMQTTCFG="version",0,4',
    'AT+LMQTTCFG="session",0,1',
    'AT+LMQTTCFG="keepalive",0,3600',
    'AT+LMQTTCFG="timeout",0,10,3,0',
    'AT+LMQTTCFG="will",0,1,1,0,"t/x","off"',
    'AT+LMQTTCFG="cloud",0,2,1',
    'AT+LMQTTCFG="aliauth",0,"a1JszCpjS61","NT35E_06011","390358fc595040aa73221e8393aba86c"',
    'AT+LMQTTCFG="cache",0,0',
    'AT+LMQTTCFG="recv/mode",0,0,1',
    'AT+LMQTTCFG="send/mode",0,0',
    'AT+LMQTTCFG="dataformat",0,0,0',
    'AT+LMQTTCFG="urc",0,1',
    'AT+LMQTTCFG="raimode",0,0',
    'AT+LMQTTCFG="sslenable",0,1,0',
    'AT+LMQTTCFG="pdpcid",0,1',
  ])('takes %s', async (send) => {
    const { command } = await silent()
    expect(await command(send)).toBe(line('OK'))
  })

  test.each(['AT+LMQTTCFG="keepalive",0,3601', 'AT+LMQTTCFG="keepalive",1,60', 'AT+LMQTTCFG=“keepalive”,0,60', 'AT+LMQTTCFG="aliauth",0,"a","b"', 'AT+LMQTTCFG="nonsense",0,1'])(
    'refuses %s',
    async (send) => {
      const { command } = await silent()
      expect(await command(send, '50\r\n')).toBe(line('+CME ERROR: 50'))
    },
  )

  test('never shows the device secret', async () => {
    const { command } = await silent()
    await command('AT+LMQTTCFG="aliauth",0,"pk","dn","S3cr3t"')
    expect(await command('AT+LMQTTCFG="aliauth",0')).toBe(`${line('+LMQTTCFG: "aliauth",0,"pk","dn",""')}${line('OK')}`)
  })

  test('holds for one connection: it comes too late after opening and is gone after closing', async () => {
    const bench = await connected(['AT+LMQTTCFG="keepalive",0,60'])
    expect(bench.server.received[0]).toMatchObject({ cmd: 'connect', keepalive: 60, clean: true, protocolVersion: 4 })
    expect(await bench.command('AT+LMQTTCFG="keepalive",0,30', '3\r\n')).toBe(line('+CME ERROR: 3'))
    await bench.command('AT+LMQTTCLOSE=0')
    expect(await bench.until('0,0\r\n')).toBe(line('+LMQTTCLOSE: 0,0'))
    expect(await bench.command('AT+LMQTTCFG="keepalive",0')).toBe(`${line('+LMQTTCFG: "keepalive",0,120')}${line('OK')}`)
  })

  test('a connection that the broker ends takes its configuration along', async () => {
    const bench = await connected(['AT+LMQTTCFG="keepalive",0,60'], accepting(), 'drops-after-connect')
    expect(await bench.until('STATS,0,1\r\n')).toBe(line('+LMQTTURC: STATS,0,1'))
    expect(await bench.command('AT+LMQTTCFG="keepalive",0')).toBe(`${line('+LMQTTCFG: "keepalive",0,120')}${line('OK')}`)
  })
})

describe('opening', () => {
  test.each<[string, string | undefined, string, string]>([
    ['a parameter that is wrong', undefined, '"mqtt://h",1883', '+LMQTTOPEN: 0,-1,1'],
    ['a host over 100 bytes', undefined, `"${'h'.repeat(101)}",1883`, '+LMQTTOPEN: 0,-1,1'],
    ['a connection left open', 'left-open', '"127.0.0.1",1883', '+LMQTTOPEN: 0,-1,2'],
    ['no bearer', 'no-pdp', '"127.0.0.1",1883', '+LMQTTOPEN: 0,-1,3'],
    ['a name that does not resolve', 'dns-failure', '"localhost",1883', '+LMQTTOPEN: 0,-1,4'],
    ['a connection refused', 'refused', '"127.0.0.1",1883', '+LMQTTOPEN: 0,-1,5'],
  ])('%s', async (_name, fault, rest, result) => {
    const { command, until } = await silent(fault)
    await command(`AT+LMQTTOPEN=0,${rest}`)
    expect(await until('+LMQTTOPEN: 0,-1,')).toBe('\r\n+LMQTTOPEN: 0,-1,')
    expect(await until('\r\n')).toBe(`${result.at(-1)}\r\n`)
  })

  test('connection 1 is documented but does not work', async () => {
    const { command } = await silent()
    expect(await command('AT+LMQTTOPEN=1,"127.0.0.1",1883', '50\r\n')).toBe(line('+CME ERROR: 50'))
  })

  test('what was left open goes with AT+LMQTTCLOSE', async () => {
    const server = await broker()
    const bench = await silent('left-open')
    await bench.command('AT+LMQTTCLOSE=0')
    expect(await bench.until('0,0\r\n')).toBe(line('+LMQTTCLOSE: 0,0'))
    await open(bench, server.port)
    expect(await bench.command('AT+LMQTTCONN?')).toBe(`${line('+LMQTTCONN: 0,1')}${line('OK')}`)
  })

  test('TLS to a server that is none: the SSL state, then the result', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.destroy()))
    undo.push(() => server.close())
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { command, until } = await silent()
    await command('AT+LMQTTCFG="sslenable",0,1,0')
    await command(`AT+LMQTTOPEN=0,"127.0.0.1",${(server.address() as AddressInfo).port}`)
    expect(await until('-1,5\r\n')).toBe(`${line('+LMQTTURC: STATS,0,14')}${line('+LMQTTOPEN: 0,-1,5')}`)
  })
})

describe('logging in', () => {
  test('URC before OK, as was measured', async () => {
    const server = await broker()
    const bench = await silent('results-before-ok')
    expect(await bench.command(`AT+LMQTTOPEN=0,"127.0.0.1",${server.port}`)).toBe(`${line('+LMQTTOPEN: 0,0')}${line('OK')}`)
    expect(await bench.command('AT+LMQTTCONN=0,"NT35E"')).toBe(`${line('+LMQTTCONN: 0,0,0')}${line('OK')}`)
    expect(await bench.command('AT+LMQTTCONN?')).toBe(`${line('+LMQTTCONN: 0,3')}${line('OK')}`)
  })

  test.each([1, 2, 3, 4, 5])('refused with %i: the code, then the state that repeats it', async (code) => {
    const server = await broker(
      accepting((packet, peer) => {
        if (packet.cmd !== 'connect') return false
        peer.send({ cmd: 'connack', returnCode: code, sessionPresent: false })
        peer.hangUp()
        return true
      }),
    )
    const bench = await silent()
    await open(bench, server.port)
    await bench.command('AT+LMQTTCONN=0,"id","user","bad"')
    expect(await bench.until(`STATS,0,15,${code}\r\n`)).toBe(`${line(`+LMQTTCONN: 0,0,${code}`)}${line(`+LMQTTURC: STATS,0,15,${code}`)}`)
  })

  test('a broker that hangs up instead of answering', async () => {
    const server = await broker((_packet, peer) => peer.hangUp())
    const bench = await silent()
    await open(bench, server.port)
    await bench.command('AT+LMQTTCONN=0,"id"')
    expect(await bench.until('STATS,0,1\r\n')).toBe(`${line('+LMQTTCONN: 0,2,6')}${line('+LMQTTURC: STATS,0,1')}`)
  })

  test('before opening: not allowed', async () => {
    const { command } = await silent()
    expect(await command('AT+LMQTTCONN=0,"id"', '3\r\n')).toBe(line('+CME ERROR: 3'))
  })

  test('the module signs for Alibaba with platform 2 and the triple, whatever the client ID', async () => {
    const server = await broker()
    const bench = await silent()
    await open(bench, server.port, ['AT+LMQTTCFG="cloud",0,2,1', 'AT+LMQTTCFG="aliauth",0,"a1JszCpjS61","NT35E_06011","390358fc595040aa73221e8393aba86c"'])
    await bench.command('AT+LMQTTCONN=0,"NT35E"')
    await bench.until('0,0,0\r\n')
    const password = createHmac('sha1', '390358fc595040aa73221e8393aba86c').update('clientIdNT35EdeviceNameNT35E_06011productKeya1JszCpjS61').digest('hex')
    expect(server.received[0]).toMatchObject({
      clientId: 'NT35E|securemode=3,signmethod=hmacsha1|',
      username: 'NT35E_06011&a1JszCpjS61',
      password: Buffer.from(password),
    })
  })

  test('without platform 2 the triple is not used', async () => {
    const server = await broker()
    const bench = await silent()
    await open(bench, server.port, ['AT+LMQTTCFG="aliauth",0,"pk","dn","ds"'])
    await bench.command('AT+LMQTTCONN=0,"NT35E"')
    await bench.until('0,0,0\r\n')
    expect(server.received[0]).toMatchObject({ clientId: 'NT35E' })
  })
})

describe('topics', () => {
  test('subscribing gives the granted QoS; giving up is spelt as in the manual', async () => {
    const { command, until } = await connected()
    await command('AT+LMQTTSUBUNSUB=0,0,1,"/a1JszCpjS61/NT35E_06011/user/COMMUTEST",1')
    expect(await until('0,1,0,1\r\n')).toBe(line('+LMQTTSUBUNSUB: 0,1,0,1'))
    await command('AT+LMQTTSUBUNSUB=0,1,3,"t",2')
    expect(await until('0,3,0\r\n')).toBe(line('+LMQTTUNSUNSUB: 0,3,0'))
  })

  test('message identifier 0 is refused', async () => {
    const { command } = await connected()
    expect(await command('AT+LMQTTSUBUNSUB=0,0,0,"t",1', '50\r\n')).toBe(line('+CME ERROR: 50'))
  })

  test('a subscription that the broker refuses', async () => {
    const { command, until } = await connected(
      undefined,
      accepting((packet, peer) => {
        if (packet.cmd !== 'subscribe') return false
        peer.send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [128] })
        return true
      }),
    )
    await command('AT+LMQTTSUBUNSUB=0,0,1,"t",1')
    expect(await until('128\r\n')).toBe(line('+LMQTTSUBUNSUB: 0,1,1,128'))
  })
})

describe('publishing', () => {
  test('a message in the command, quotes and semicolons as they are', async () => {
    const { command, until, server } = await connected()
    const json = '{"imei":"861326070275653;x","rssi":27}'
    await command(`AT+LMQTTPUB=0,7,1,0,"t",${json.length},"${json}"`)
    expect(await until('0,7,0\r\n')).toBe(line('+LMQTTPUB: 0,7,0'))
    expect(server.received.find(({ cmd }) => cmd === 'publish')).toMatchObject({ topic: 't', qos: 1, payload: Buffer.from(json) })
  })

  test('a message after the prompt, exactly as long as announced', async () => {
    const { command, until, send, server } = await connected()
    expect(await command('AT+LMQTTPUB=0,8,1,0,"device/x/y/z",4', '> ')).toBe('\r\n> ')
    send('abcd')
    expect(await until('0,8,0\r\n')).toBe(`${line('OK')}${line('+LMQTTPUB: 0,8,0')}`)
    expect(server.received.find(({ cmd }) => cmd === 'publish')).toMatchObject({ payload: Buffer.from('abcd') })
  })

  test.each([
    ['a length that is not the message’s', 'AT+LMQTTPUB=0,1,1,0,"t",5,"abcd"'],
    ['identifier 0 with QoS 1', 'AT+LMQTTPUB=0,0,1,0,"t",4,"abcd"'],
    ['an identifier with QoS 0', 'AT+LMQTTPUB=0,1,0,0,"t",4,"abcd"'],
    ['more than 1460 bytes', 'AT+LMQTTPUB=0,1,1,0,"t",1461'],
    ['more than 1024 bytes in the command', `AT+LMQTTPUB=0,1,1,0,"t",1025,"${'x'.repeat(1025)}"`],
  ])('%s is refused', async (_name, send) => {
    const { command } = await connected()
    expect(await command(send, '50\r\n')).toBe(line('+CME ERROR: 50'))
  })

  test('without a connection: not allowed', async () => {
    const { command } = await silent()
    expect(await command('AT+LMQTTPUB=0,1,1,0,"t",4,"abcd"', '3\r\n')).toBe(line('+CME ERROR: 3'))
  })

  test('urc 0: OK is all that comes', async () => {
    const { command, quiet, server } = await connected([])
    expect(await command('AT+LMQTTPUB=0,1,1,0,"t",4,"abcd"')).toBe(line('OK'))
    expect(await quiet(60)).toBe('')
    expect(server.received.at(-1)).toMatchObject({ cmd: 'publish' })
  })

  test.each([
    ['publish-fails', '+LMQTTPUB: 0,5,2,6', false],
    ['publish-ack-wrong', '+LMQTTPUB: 0,5,1,6', true],
  ])('%s: %s', async (fault, result, arrives) => {
    const { modem, command, until, server } = await connected()
    modem.setFault(fault)
    await command('AT+LMQTTPUB=0,5,1,0,"t",4,"abcd"')
    expect(await until('6\r\n')).toBe(line(result))
    expect(server.received.some(({ cmd }) => cmd === 'publish')).toBe(arrives)
  })
})

describe('messages', () => {
  const downlink = (payload: string | Uint8Array) =>
    accepting((packet, peer) => {
      if (packet.cmd !== 'subscribe') return false
      peer.send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [1] })
      peer.send({ cmd: 'publish', messageId: 5, topic: 't', payload: Buffer.from(payload), qos: 1, dup: false, retain: false })
      return true
    })

  test.each([
    ['bare', ['AT+LMQTTCFG="recv/mode",0,0,0'], '{"control":1,"message_id":"t1"}', '+LMQTTURC: RECV,0,5,"t",{"control":1,"message_id":"t1"}'],
    ['that begins with a quote', [], '"a",1', '+LMQTTURC: RECV,0,5,"t","a",1'],
    ['with its length', ['AT+LMQTTCFG="recv/mode",0,0,1'], 'a\r\nb', '+LMQTTURC: RECV,0,5,"t",4,a\r\nb'],
    ['of no bytes', [], '', '+LMQTTURC: RECV,0,5,"t"'],
    ['in hex', ['AT+LMQTTCFG="recv/mode",0,1,0'], 'AZ', '+LMQTTURC: RECV,0,5,"t",415a'],
  ])('a payload %s', async (_name, settings, payload, urc) => {
    const { command, until } = await connected(settings, downlink(payload))
    await command('AT+LMQTTSUBUNSUB=0,0,1,"t",1')
    await until('0,1,0,1\r\n')
    expect(await until(`${urc}\r\n`)).toBe(line(urc))
  })

  test('buffered: the identifier alone, the rest on asking, once', async () => {
    const { command, until } = await connected(['AT+LMQTTCFG="cache",0,1'], downlink('hello'))
    await command('AT+LMQTTSUBUNSUB=0,0,1,"t",1')
    await until('0,1,0,1\r\n')
    expect(await until('0,5\r\n')).toBe(line('+LMQTTURC: RECV,0,5'))
    expect(await command('AT+LMQTTREAD=0')).toBe(`${line('+LMQTTREAD: 0,5,"t",hello')}${line('OK')}`)
    expect(await command('AT+LMQTTREAD=0')).toBe(line('OK'))
  })
})

test('closing: DISC says goodbye to the broker, then there is nothing to close', async () => {
  const { command, until, server } = await connected()
  await command('AT+LMQTTDISC=0')
  expect(await until('0,0\r\n')).toBe(line('+LMQTTDISC: 0,0'))
  await expect.poll(() => server.received.at(-1)?.cmd).toBe('disconnect')
  expect(await command('AT+LMQTTCLOSE=0', '3\r\n')).toBe(line('+CME ERROR: 3'))
})

test('reboots while opening: the boot line comes instead of an answer', async () => {
  const { command } = await silent('reboots')
  expect(await command('AT+LMQTTOPEN=0,"localhost",1883', "'!\\n\r\n")).toBe(line("^boot.rom'v'!\\n"))
})
