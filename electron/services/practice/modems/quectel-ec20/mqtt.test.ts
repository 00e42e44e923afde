import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { accepting, broker, connected, opened, publish, silentModem, undo, undoAll } from '../../../../../test/support/ec20-bench.ts'

afterEach(undoAll)

/** A port that refuses: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => void server.close(() => resolve()))
  return port
}

describe('AT+QMTOPEN', () => {
  const failing: [string, string, number][] = [
    ['an unquoted host', 'AT+QMTOPEN=0,localhost,1883', 1],
    ['a host with a scheme', 'AT+QMTOPEN=0,"mqtt://localhost",1883', 1],
    ['a host over 100 bytes', `AT+QMTOPEN=0,"${'h'.repeat(101)}",1883`, 1],
    ['a quoted port', 'AT+QMTOPEN=0,"localhost","1883"', 1],
    ['a name that does not resolve', 'AT+QMTOPEN=0,"no-such-host.invalid",1883', 4],
  ]
  test.each(failing)('%s', async (_what, line, code) => {
    const { command, until } = await silentModem()
    await command(line)
    expect(await until('\r\n+QMTOPEN: 0,', 10_000)).toBe('\r\n+QMTOPEN: 0,')
    expect(await until('\r\n')).toBe(`${code}\r\n`)
  })

  test('a port that refuses is 5', async () => {
    const { command, until } = await silentModem()
    await command(`AT+QMTOPEN=0,"127.0.0.1",${await closedPort()}`)
    expect(await until('5\r\n')).toBe('\r\n+QMTOPEN: 0,5\r\n')
  })

  test('an index that is in use is 2, and free again after QMTCLOSE', async () => {
    const { port } = await broker()
    const { command, until } = await opened(port)
    await command(`AT+QMTOPEN=0,"127.0.0.1",${port}`)
    expect(await until('2\r\n')).toBe('\r\n+QMTOPEN: 0,2\r\n')
    expect(await command('AT+QMTOPEN?')).toBe(`\r\n+QMTOPEN: 0,"127.0.0.1",${port}\r\n\r\nOK\r\n`)
    expect(await command('AT+QMTCONN?')).toBe('\r\n+QMTCONN: 0,1\r\n\r\nOK\r\n')
    await command('AT+QMTCLOSE=0')
    expect(await until('0,0\r\n')).toBe('\r\n+QMTCLOSE: 0,0\r\n')
    await command(`AT+QMTOPEN=0,"127.0.0.1",${port}`)
    expect(await until('0,0\r\n')).toBe('\r\n+QMTOPEN: 0,0\r\n')
  })

  test('TLS to a server that does not speak it is 5', async () => {
    const server = createServer((socket) => void socket.resume().end('no TLS here'))
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    undo.push(() => new Promise((resolve) => server.close(resolve)))
    const { command, until } = await silentModem()
    await command('AT+QMTCFG="SSL",0,1,2')
    await command(`AT+QMTOPEN=0,"127.0.0.1",${(server.address() as AddressInfo).port}`)
    expect(await until('5\r\n')).toBe('\r\n+QMTOPEN: 0,5\r\n')
  })
})

describe('AT+QMTCONN', () => {
  test('sends what was given and configured', async () => {
    const { server } = await connected(accepting(), ['AT+QMTCFG="version",0,4', 'AT+QMTCFG="keepalive",0,300', 'AT+QMTCFG="session",0,0', 'AT+QMTCFG="will",0,1,1,1,"last","gone"'])
    expect(server.received[0]).toMatchObject({
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId: 'client',
      username: 'user',
      password: Buffer.from('secret'),
      keepalive: 300,
      clean: false,
      will: { topic: 'last', payload: Buffer.from('gone'), qos: 1, retain: true },
    })
  })

  test('speaks MQTT 3.1 unless told otherwise', async () => {
    const { server } = await connected()
    expect(server.received[0]).toMatchObject({ protocolId: 'MQIsdp', protocolVersion: 3, clean: true, keepalive: 120 })
  })

  test.each([1, 2, 3, 4, 5])('a CONNACK of %i is passed on', async (returnCode) => {
    const server = await broker((_packet, peer) => peer.send({ cmd: 'connack', returnCode, sessionPresent: false }))
    const { command, until } = await opened(server.port)
    await command('AT+QMTCONN=0,"client"')
    expect(await until('\r\n+QMTCONN: 0,0,')).toBe('\r\n+QMTCONN: 0,0,')
    expect(await until('\r\n')).toBe(`${returnCode}\r\n`)
  })

  test('a server that hangs up instead of answering', async () => {
    const server = await broker((_packet, peer) => peer.hangUp())
    const { command, until } = await opened(server.port)
    await command('AT+QMTCONN=0,"client"')
    expect(await until('STAT: 0,1\r\n')).toBe('\r\n+QMTCONN: 0,2\r\n\r\n+QMTSTAT: 0,1\r\n')
  })

  test('a server that never answers', async () => {
    const server = await broker(() => {})
    const { command, until } = await opened(server.port, ['AT+QMTCFG="timeout",0,1,2,1'])
    await command('AT+QMTCONN=0,"client"')
    expect(await until('STAT: 0,4\r\n')).toBe('\r\n+QMTCONN: 0,1\r\n\r\n+QMTCONN: 0,2\r\n\r\n+QMTSTAT: 0,4\r\n')
  })

  test('a server that answers something else', async () => {
    const server = await broker((_packet, peer) => peer.raw(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')))
    const { command, until } = await opened(server.port)
    await command('AT+QMTCONN=0,"client"')
    expect(await until('STAT: 0,4\r\n')).toBe('\r\n+QMTCONN: 0,2\r\n\r\n+QMTSTAT: 0,4\r\n')
  })

  test('limits: 256 bytes for each of the three', async () => {
    const { port } = await broker()
    const { send, until, command } = await opened(port)
    send(`AT+QMTCONN=0,"${'c'.repeat(257)}"\r`)
    expect(await until('ERROR\r\n')).toBe('\r\nERROR\r\n')
    send(`AT+QMTCONN=0,"c","u","${'p'.repeat(257)}"\r`)
    expect(await until('ERROR\r\n')).toBe('\r\nERROR\r\n')
    expect(await command(`AT+QMTCONN=0,"${'c'.repeat(256)}","u","p"`)).toBe('\r\nOK\r\n')
  })
})

describe('publishing', () => {
  test('prompts without a line end and takes everything up to Ctrl-Z', async () => {
    const it = await connected()
    await publish(it, 'AT+QMTPUB=0,1,1,0,"a/b"', '{"t":55}\x1a')
    expect(await it.until('+QMTPUB: 0,1,0\r\n')).toBe('\r\n+QMTPUB: 0,1,0\r\n')
    expect(it.server.received[1]).toMatchObject({ cmd: 'publish', topic: 'a/b', payload: Buffer.from('{"t":55}'), qos: 1, retain: false, messageId: 1, dup: false })
  })

  test.each([
    ['QoS 0', 'AT+QMTPUB=0,0,0,0,"t"', 'x\x1a', '\r\n+QMTPUB: 0,0,0\r\n'],
    ['QoS 2', 'AT+QMTPUB=0,7,2,1,"t"', 'x\x1a', '\r\n+QMTPUB: 0,7,0\r\n'],
    ['with a length', 'AT+QMTPUB=0,3,1,0,"t",3', 'a\x1a\r', '\r\n+QMTPUB: 0,3,0\r\n'],
    ['QMTPUBEX', 'AT+QMTPUBEX=0,9,1,0,"t",2', '\x1b\x1a', '\r\n+QMTPUBEX: 0,9,0\r\n'],
  ])('%s', async (_what, line, data, result) => {
    const it = await connected()
    await publish(it, line, data)
    expect(await it.until(result)).toBe(result)
  })

  test('UTF-8 in topic and payload arrives as it was sent', async () => {
    const it = await connected()
    const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
    await publish(it, bytes('AT+QMTPUB=0,1,1,0,"温度"'), bytes('{"值":"二十"}\x1a'))
    await it.until('+QMTPUB: 0,1,0\r\n')
    expect(it.server.received[1]).toMatchObject({ topic: '温度', payload: Buffer.from('{"值":"二十"}') })
  })

  test('ESC cancels; nothing is sent', async () => {
    const it = await connected()
    await publish(it, 'AT+QMTPUB=0,1,1,0,"t"', 'half\x1b')
    await it.command('AT')
    expect(it.server.received.length).toBe(1)
  })

  test('limits and identifiers: each of these is ERROR', async () => {
    const it = await connected()
    const lines = [
      'AT+QMTPUB=0,0,1,0,"t"',
      'AT+QMTPUB=0,1,0,0,"t"',
      'AT+QMTPUB=0,1,3,0,"t"',
      'AT+QMTPUB=0,1,1,0,t',
      `AT+QMTPUB=0,1,1,0,"${'t'.repeat(256)}"`,
      'AT+QMTPUB=0,1,1,0,"t",1549',
      'AT+QMTPUBEX=0,1,1,0,"t"',
      'AT+QMTPUBEX=0,1,1,0,"t","payload"',
      'AT+QMTPUB=1,1,1,0,"t"',
    ]
    for (const line of lines) expect(await it.command(line, 'ERROR\r\n')).toBe('\r\nERROR\r\n')
    await it.command('AT+QMTPUB=0,1,1,0,"t"', '> ')
    it.send(`${'x'.repeat(1549)}\x1a`)
    expect(await it.until('\r\n', 500).then(() => it.until('\r\n'))).toBe('ERROR\r\n')
  })

  test('a missing acknowledgement is sent again, told, and given up', async () => {
    const it = await connected(
      accepting((packet) => packet.cmd === 'publish'),
      ['AT+QMTCFG="timeout",0,1,2,1'],
    )
    await publish(it, 'AT+QMTPUB=0,5,1,0,"t"', 'x\x1a')
    expect(await it.until('STAT: 0,6\r\n')).toBe('\r\n+QMTPUB: 0,5,1,1\r\n\r\n+QMTPUB: 0,5,1,2\r\n\r\n+QMTPUB: 0,5,2\r\n\r\n+QMTSTAT: 0,6\r\n')
    expect(it.server.received.flatMap((packet) => (packet.cmd === 'publish' ? packet.dup : []))).toEqual([false, true, true])
  })

  test('an acknowledgement that comes late counts', async () => {
    let seen = 0
    const it = await connected(
      accepting((packet) => packet.cmd === 'publish' && ++seen === 1),
      ['AT+QMTCFG="timeout",0,5,2,1'],
    )
    await publish(it, 'AT+QMTPUB=0,5,1,0,"t"', 'x\x1a')
    expect(await it.until('0,5,0\r\n')).toBe('\r\n+QMTPUB: 0,5,1,1\r\n\r\n+QMTPUB: 0,5,0\r\n')
  })

  test('view/mode 1 echoes what is typed at the prompt, whatever ATE says', async () => {
    const it = await connected(accepting(), ['AT+QMTCFG="view/mode",0,1'])
    await it.command('AT+QMTPUB=0,1,1,0,"t"', '> ')
    it.send('abc\x1a')
    expect(await it.until('OK\r\n')).toBe('abc\r\nOK\r\n')
  })

  test('edit/timeout ends a prompt that nobody answers', async () => {
    const it = await connected(accepting(), ['AT+QMTCFG="edit/timeout",0,1,1'])
    await it.command('AT+QMTPUB=0,1,1,0,"t"', '> ')
    expect(await it.until('ERROR\r\n')).toBe('\r\nERROR\r\n')
  })
})

describe('subscribing', () => {
  test('answers with the granted QoS of each topic', async () => {
    const it = await connected()
    await it.command('AT+QMTSUB=0,1,"a",0,"b",2')
    expect(await it.until('+QMTSUB: 0,1,0,0,2\r\n')).toBe('\r\n+QMTSUB: 0,1,0,0,2\r\n')
    await it.command('AT+QMTUNS=0,2,"a"')
    expect(await it.until('+QMTUNS: 0,2,0\r\n')).toBe('\r\n+QMTUNS: 0,2,0\r\n')
  })

  test('a refused topic is 128', async () => {
    const it = await connected(
      accepting((packet, peer) => {
        if (packet.cmd === 'subscribe') peer.send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [128] })
        return packet.cmd === 'subscribe'
      }),
    )
    await it.command('AT+QMTSUB=0,1,"secret/#",0')
    expect(await it.until('128\r\n')).toBe('\r\n+QMTSUB: 0,1,0,128\r\n')
  })

  test('no SUBACK: told again, then given up', async () => {
    const it = await connected(
      accepting((packet) => packet.cmd === 'subscribe'),
      ['AT+QMTCFG="timeout",0,1,1,1'],
    )
    await it.command('AT+QMTSUB=0,4,"t",0')
    expect(await it.until('STAT: 0,6\r\n')).toBe('\r\n+QMTSUB: 0,4,1,1\r\n\r\n+QMTSUB: 0,4,2\r\n\r\n+QMTSTAT: 0,6\r\n')
  })
})
