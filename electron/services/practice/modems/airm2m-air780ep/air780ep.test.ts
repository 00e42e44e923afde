import { afterEach, describe, expect, test } from 'vitest'
import { loopBroker, silentModem, undoAll, webServer } from '../../../../../test/support/air780-bench.ts'

afterEach(undoAll)

const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

async function connected(fault: string | null = null, special?: Parameters<typeof loopBroker>[0]) {
  const broker = await loopBroker(special)
  const it = await silentModem(fault)
  await it.command('AT+MCONFIG="client","user","secret"')
  await it.command(`AT+MIPSTART="127.0.0.1",${broker.port}`)
  await it.until('CONNECT OK\r\n')
  await it.command('AT+MCONNECT=1,300')
  return { ...it, broker }
}

/** In a session, messages told as they come. */
async function inSession(fault: string | null = null, special?: Parameters<typeof loopBroker>[0]) {
  const it = await connected(fault, special)
  await it.until('CONNACK OK\r\n')
  await it.command('AT+MQTTMSGSET=0')
  return it
}

describe('the module', () => {
  test('says what it is', async () => {
    const { command } = await silentModem()
    expect([await command('ATI'), await command('AT+VER'), await command('AT+CGMM'), await command('AT+CGMR'), await command('AT+CGSN')]).toEqual([
      '\r\nAirM2M_780EP_V1007_LTE_AT\r\n\r\nOK\r\n',
      '\r\nAirM2M_780EP_V1007_LTE_AT\r\n\r\nOK\r\n',
      '\r\n+CGMM: "Air780EP"\r\n\r\nOK\r\n',
      '\r\n+CGMR: "AirM2M_780EP_V1007_LTE_AT"\r\n\r\nOK\r\n',
      '\r\n868488070000012\r\n\r\nOK\r\n',
    ])
  })

  test('knows no card in the first seconds after a restart', async () => {
    const { command, until } = await silentModem()
    await command('AT+RESET')
    await until('RDY\r\n')
    expect(await command('AT+CPIN?', '4\r\n')).toBe('AT+CPIN?\r\r\n+CME ERROR: 4\r\n')
    await until('+0,0\r\n')
    expect(await command('AT+CPIN?')).toBe('AT+CPIN?\r\r\n+CPIN: READY\r\n\r\nOK\r\n')
  })

  test('names a value that it cannot take 765, an unknown command 4', async () => {
    const { command } = await silentModem()
    const bad = [
      'AT+MCONFIG=868|securemode=3,signmethod=hmacmd5|,"u","p"',
      `AT+MCONFIG="${'c'.repeat(257)}","u","p"`,
      'AT+MCONFIG="c","u"',
      'AT+MIPSTART="mqtt://host",1883',
      'AT+MIPSTART="host",65536',
      'AT+MPUB="t",0,0,unquoted',
      'AT+MPUB="t",3,0,"x"',
      'AT+MPUB="t",0,0,"{"a":1}"',
      `AT+MSUB="${'t'.repeat(257)}",0`,
      'AT+SSLCFG="seclevel",2,1',
      'AT+SAPBR=3,4,"APN","x"',
    ]
    for (const line of bad) expect([line, await command(line, '765\r\n')]).toEqual([line, '\r\n+CME ERROR: 765\r\n'])
    expect(await command('AT+QMTCFG=?', '4\r\n')).toBe('\r\n+CME ERROR: 4\r\n')
  })

  test('names what does not go in this state 767', async () => {
    const { command } = await silentModem()
    for (const line of ['AT+MCONNECT=1,300', 'AT+MPUB="t",0,0,"x"', 'AT+MSUB="t",0', 'AT+MUNSUB="t"', 'AT+MPUBEX="t",0,0,3', 'AT+MDISCONNECT', 'AT+MIPCLOSE', 'AT+HTTPREAD', 'AT+HTTPTERM']) {
      expect([line, await command(line, '767\r\n')]).toEqual([line, '\r\n+CME ERROR: 767\r\n'])
    }
  })
})

describe('connecting', () => {
  test('tells its state with a blank before the colon', async () => {
    const broker = await loopBroker()
    const { command, until } = await silentModem()
    expect(await command('AT+MQTTSTATU')).toBe('\r\n+MQTTSTATU :0\r\n\r\nOK\r\n')
    await command('AT+MCONFIG=4QR8TZ9ThuL4G,ceshi,123456')
    await command(`AT+MIPSTART="127.0.0.1","${broker.port}"`)
    await until('CONNECT OK\r\n')
    expect(await command('AT+MQTTSTATU')).toBe('\r\n+MQTTSTATU :2\r\n\r\nOK\r\n')
    await command('AT+MCONNECT=1,300')
    await until('CONNACK OK\r\n')
    expect(await command('AT+MQTTSTATU')).toBe('\r\n+MQTTSTATU :1\r\n\r\nOK\r\n')
    expect(broker.received[0]).toMatchObject({ clientId: '4QR8TZ9ThuL4G', username: 'ceshi', password: Buffer.from('123456') })
  })

  test('a will, and no login where none is given', async () => {
    const broker = await loopBroker()
    const { command, until } = await silentModem()
    await command('AT+MCONFIG="c","","",1,0,"last","gone"')
    await command(`AT+MIPSTART="127.0.0.1",${broker.port}`)
    await until('CONNECT OK\r\n')
    await command('AT+MCONNECT=0,60')
    await until('CONNACK OK\r\n')
    expect(broker.received[0]).toMatchObject({ clean: false, keepalive: 60, will: { topic: 'last', payload: Buffer.from('gone'), qos: 1 } })
    expect((broker.received[0] as { username?: string }).username).toBeUndefined()
  })

  test.each([1, 2, 3, 4, 5])('a CONNACK of %i is not printed; the loss of the connection is', async (returnCode) => {
    const it = await connected(null, (packet, peer) => {
      if (packet.cmd !== 'connect') return false
      peer.send({ cmd: 'connack', returnCode, sessionPresent: false })
      setImmediate(peer.hangUp)
      return true
    })
    expect(await it.until('CLOSED\r\n')).toBe('\r\nCLOSED\r\n')
    expect(await it.command('AT+MIPCLOSE', '767\r\n')).toBe('\r\n+CME ERROR: 767\r\n')
  })

  test.each([
    ['refused', '127.0.0.1'],
    ['dns-failure', 'localhost'],
    ['no-pdp', '127.0.0.1'],
    ['wrong-apn', '127.0.0.1'],
    ['no-antenna', '127.0.0.1'],
  ])('%s: OK first, then CONNECT FAIL', async (fault, host) => {
    const { port } = await loopBroker()
    const { command, until } = await silentModem(fault)
    expect(await command(`AT+MIPSTART="${host}",${port}`)).toBe('\r\nOK\r\n')
    expect(await until('FAIL\r\n')).toMatch(/^\r\nSTATE: [A-Z ]+\r\n\r\nCONNECT FAIL\r\n$/)
  })

  test('a server that loses patience closes unless MCONNECT comes', async () => {
    const { port } = await loopBroker()
    const { command, until } = await silentModem('impatient-server')
    await command('AT+MCONFIG="c","u","p"')
    await command(`AT+MIPSTART="127.0.0.1",${port}`)
    expect(await until('CLOSED\r\n')).toBe('\r\nCONNECT OK\r\n\r\nCLOSED\r\n')
    await command(`AT+MIPSTART="127.0.0.1",${port}`)
    await until('CONNECT OK\r\n')
    await command('AT+MCONNECT=1,300')
    expect(await until('CONNACK OK\r\n')).toBe('\r\nCONNACK OK\r\n')
  })

  test('the bearer goes, and says so', async () => {
    const it = await inSession()
    await it.command('AT+CFUN=4')
    expect(await it.until('CLOSED\r\n')).toBe('\r\n+CGEV: NW PDN DEACT 1\r\n\r\nCLOSED\r\n')
  })
})

describe('publishing', () => {
  test('decodes its escapes', async () => {
    const it = await inSession()
    await it.command('AT+MPUB="t",0,0,"{\\22a\\22:\\5C\\22,\\0D\\0A}"')
    await expect.poll(() => it.broker.received.at(-1)).toMatchObject({ cmd: 'publish', payload: Buffer.from('{"a":\\",\r\n}') })
  })

  test('with MPUBEX any bytes, exactly as many as announced', async () => {
    const it = await inSession()
    expect(await it.command('AT+MPUBEX="t",1,0,6', '>')).toBe('\r\n>')
    it.send('"\x1a\r')
    it.send('\n\x1b"')
    expect(await it.until('PUBACK\r\n')).toBe('\r\nOK\r\n\r\nPUBACK\r\n')
    expect(it.broker.received.at(-1)).toMatchObject({ qos: 1, payload: Buffer.from('"\x1a\r\n\x1b"') })
  })

  test('QoS 1 bars the next one until PUBACK has come', async () => {
    let acknowledge = () => {}
    const it = await inSession(null, (packet, peer) => {
      if (packet.cmd !== 'publish') return false
      acknowledge = () => peer.send({ cmd: 'puback', messageId: packet.messageId ?? 0 })
      return true
    })
    await it.command('AT+MPUB="t",1,0,"one"')
    expect(await it.command('AT+MPUB="t",1,0,"two"', '767\r\n')).toBe('\r\n+CME ERROR: 767\r\n')
    await expect.poll(() => it.broker.received.at(-1)?.cmd).toBe('publish')
    acknowledge()
    expect(await it.until('PUBACK\r\n')).toBe('\r\nPUBACK\r\n')
    expect(await it.command('AT+MPUB="t",0,0,"two"')).toBe('\r\nOK\r\n')
  })

  test('hex mode', async () => {
    const it = await inSession()
    await it.command('AT+MQTTMODE=1')
    await it.command('AT+MPUB="test",0,0,"313233"')
    await expect.poll(() => it.broker.received.at(-1)).toMatchObject({ payload: Buffer.from('123') })
    expect(await it.command('AT+MPUB="test",0,0,"31323"', '765\r\n')).toBe('\r\n+CME ERROR: 765\r\n')
  })

  test('publish-fails: nothing leaves', async () => {
    const it = await inSession('publish-fails')
    expect(await it.command('AT+MPUB="t",1,0,"x"', '767\r\n')).toBe('\r\n+CME ERROR: 767\r\n')
    expect(it.broker.received.map(({ cmd }) => cmd)).toEqual(['connect'])
  })
})

describe('receiving', () => {
  test('directly, with the count of bytes; line ends stay in the payload', async () => {
    const it = await inSession()
    await it.command('AT+MSUB="mqtt/sub_topic",0')
    await it.until('SUBACK\r\n')
    await it.command('AT+MPUB="mqtt/sub_topic",0,0,"{\\0A  \\22msg\\22: \\22hello\\22\\0A}"')
    // openLuat's guide prints exactly this message.
    expect(await it.until('}\r\n')).toBe('\r\n+MSUB: "mqtt/sub_topic",20 byte,{\n  "msg": "hello"\n}\r\n')
    await it.command(utf8('AT+MPUB="mqtt/sub_topic",0,0,"温度"'))
    expect(await it.until(utf8('温度\r\n'))).toBe(utf8('\r\n+MSUB: "mqtt/sub_topic",6 byte,温度\r\n'))
  })

  test('cached: four slots, the oldest goes first', async () => {
    const it = await inSession()
    await it.command('AT+MQTTMSGSET=1')
    expect(await it.command('AT+MQTTMSGSET?')).toBe('\r\n+MQTTMSGSET: 1\r\n\r\nOK\r\n')
    await it.command('AT+MSUB="t",0')
    await it.until('SUBACK\r\n')
    await it.command('AT+MPUB="t",0,0,"a"')
    expect(await it.until('+MSUB: 0\r\n')).toBe('\r\n+MSUB: 0\r\n')
    expect(await it.command('AT+MQTTMSGGET?')).toBe('\r\n+MQTTMSGGET: 0,VALID\r\n+MQTTMSGGET: 1,INVALID\r\n+MQTTMSGGET: 2,INVALID\r\n+MQTTMSGGET: 3,INVALID\r\n\r\nOK\r\n')
    for (const [index, payload] of ['b', 'c', 'd', 'e'].entries()) {
      await it.command(`AT+MPUB="t",0,0,"${payload}"`)
      await it.until(`+MSUB: ${(index + 1) % 4}\r\n`)
    }
    expect(await it.command('AT+MQTTMSGGET')).toBe('\r\n+MSUB: "t",1 byte,b\r\n+MSUB: "t",1 byte,c\r\n+MSUB: "t",1 byte,d\r\n+MSUB: "t",1 byte,e\r\n\r\nOK\r\n')
    expect(await it.command('AT+MQTTMSGGET')).toBe('\r\nOK\r\n')
  })

  test('is cached until told otherwise', async () => {
    const { command } = await silentModem()
    expect(await command('AT+MQTTMSGSET?')).toBe('\r\n+MQTTMSGSET: 1\r\n\r\nOK\r\n')
  })

  test('a refused subscription has no SUBACK', async () => {
    const it = await inSession(null, (packet, peer) => {
      if (packet.cmd !== 'subscribe') return false
      peer.send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [128] })
      return true
    })
    await it.command('AT+MSUB="secret",0')
    expect(await it.until('ERROR\r\n')).toBe('\r\nERROR\r\n')
    await it.command('AT+MUNSUB="secret"')
    expect(await it.until('UNSUBACK\r\n')).toBe('\r\nUNSUBACK\r\n')
  })
})

describe('HTTP', () => {
  const prepared = async (body: string, fault: string | null = null) => {
    const web = await webServer(body)
    const it = await silentModem(fault)
    await it.command('AT+SAPBR=3,1,"CONTYPE","GPRS"')
    await it.command('AT+SAPBR=3,1,"APN",""')
    await it.command('AT+SAPBR=1,1')
    await it.command('AT+HTTPINIT')
    await it.command(`AT+HTTPPARA="URL","http://localhost:${web.port}/a"`)
    return { ...it, web }
  }

  test('the bearer opens once, tells its address and closes', async () => {
    const { command } = await prepared('')
    expect(await command('AT+SAPBR=1,1', '3\r\n')).toBe('\r\n+CME ERROR: 3\r\n')
    expect(await command('AT+SAPBR=2,1')).toBe('\r\n+SAPBR: 1,1,"10.0.0.2"\r\n\r\nOK\r\n')
    await command('AT+SAPBR=0,1')
    expect(await command('AT+SAPBR=2,1')).toBe('\r\n+SAPBR: 1,3,"0.0.0.0"\r\n\r\nOK\r\n')
  })

  test('a GET, and a part of its answer', async () => {
    const { command, until, web } = await prepared('0123456789')
    await command('AT+HTTPACTION=0')
    expect(await until('+HTTPACTION: 0,200,10\r\n')).toBe('\r\n+HTTPACTION: 0,200,10\r\n')
    expect(await command('AT+HTTPREAD')).toBe('\r\n+HTTPREAD: 10\r\n0123456789\r\nOK\r\n')
    expect(await command('AT+HTTPREAD=2,3')).toBe('\r\n+HTTPREAD: 3\r\n234\r\nOK\r\n')
    expect(web.requests).toMatchObject([{ method: 'GET', path: '/a', body: '' }])
  })

  test('too few bytes wait until the time is over, too many become a command', async () => {
    const { command, send, until } = await prepared('')
    await command('AT+HTTPDATA=10,1000', 'DOWNLOAD\r\n')
    send('short')
    expect(await until('ERROR\r\n')).toBe('\r\nERROR\r\n')
    await command('AT+HTTPDATA=2,1000', 'DOWNLOAD\r\n')
    send('xyAT\r')
    expect(await until('OK\r\n\r\nOK\r\n')).toBe('\r\nOK\r\n\r\nOK\r\n')
    expect(await command('AT+HTTPDATA=3357,1000', '765\r\n')).toBe('\r\n+CME ERROR: 765\r\n')
  })

  test('a header without the blank behind its colon is lost', async () => {
    const { command, send, until, web } = await prepared('')
    for (const line of ['Content-Type:application/x-www-form-urlencoded', 'Content-Type: application/x-www-form-urlencoded']) {
      await command(`AT+HTTPPARA="USER_DEFINED","${line}"`)
      await command('AT+HTTPDATA=1,1000', 'DOWNLOAD\r\n')
      send('x')
      await until('OK\r\n')
      await command('AT+HTTPACTION=1')
      await until('+HTTPACTION: 1,200,0\r\n')
    }
    expect(web.requests.map(({ contentType }) => contentType)).toEqual(['', 'application/x-www-form-urlencoded'])
  })

  test.each([
    ['refused', 601],
    ['dns-failure', 603],
  ])('%s: %i', async (fault, code) => {
    const { command, until } = await prepared('', fault)
    await command('AT+HTTPACTION=0')
    expect(await until(`,${code},0\r\n`)).toBe(`\r\n+HTTPACTION: 0,${code},0\r\n`)
  })

  test('without a bearer it is 601', async () => {
    const { command, until } = await silentModem()
    await command('AT+HTTPINIT')
    await command('AT+HTTPPARA="URL","http://127.0.0.1:1/"')
    await command('AT+HTTPACTION=0')
    expect(await until('601,0\r\n')).toBe('\r\n+HTTPACTION: 0,601,0\r\n')
  })

  test('no bearer to be had', async () => {
    const { command } = await silentModem('no-pdp')
    expect(await command('AT+SAPBR=1,1', 'ERROR\r\n')).toBe('\r\nERROR\r\n')
  })
})

describe('files', () => {
  test('are created, written, added to and deleted', async () => {
    const { command, send, until } = await silentModem()
    expect(await command('AT+FSWRITE="ca.crt",0,4,15', 'ERROR\r\n')).toBe('\r\nERROR\r\n')
    await command('AT+FSCREATE="ca.crt"')
    expect(await command('AT+FSCREATE="ca.crt"', 'ERROR\r\n')).toBe('\r\nERROR\r\n')
    expect(await command('AT+FSWRITE="ca.crt",0,4,15', '>\r\n')).toBe('\r\n>\r\n')
    send('\r\n\x1a1')
    await until('OK\r\n')
    await command('AT+FSWRITE="ca.crt",1,2,15', '>\r\n')
    send('23')
    await until('OK\r\n')
    expect(await command('AT+FSFLSIZE="ca.crt"')).toBe('\r\n+FSFLSIZE: 6\r\n\r\nOK\r\n')
    await command('AT+FSDEL="ca.crt"')
    expect(await command('AT+FSFLSIZE="ca.crt"', 'ERROR\r\n')).toBe('\r\nERROR\r\n')
  })

  test('outlast a power cycle', async () => {
    const { modem, command, send, until } = await silentModem()
    await command('AT+FSCREATE="ca.crt"')
    await command('AT+FSWRITE="ca.crt",0,1,15', '>\r\n')
    send('x')
    await until('OK\r\n')
    modem.powerCycle()
    await until('+0,0\r\n')
    expect(await command('AT+FSFLSIZE="ca.crt"')).toBe('AT+FSFLSIZE="ca.crt"\r\r\n+FSFLSIZE: 1\r\n\r\nOK\r\n')
  })
})
