import type { Packet } from 'mqtt-packet'
import { afterEach, describe, expect, test } from 'vitest'
import { accepting, broker, connected, silentModem, undoAll } from '../../../../../test/support/ec20-bench.ts'
import type { BrokerPeer } from '../../../../../test/support/scripted-broker.ts'

afterEach(undoAll)

describe('receiving', () => {
  /** Pushes these packets right after SUBACK. */
  const pushing = (...packets: readonly Packet[]) =>
    accepting((packet, peer) => {
      if (packet.cmd !== 'subscribe') return false
      peer.send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [2] })
      for (const each of packets) peer.send(each)
      return true
    })
  const message = (qos: 0 | 1 | 2, messageId: number, payload = '{"on":"1"}'): Packet => ({ cmd: 'publish', topic: 'sub', payload, qos, dup: false, retain: false, ...(qos > 0 ? { messageId } : {}) })
  const subscribed = async (answer: ReturnType<typeof accepting>, settings: readonly string[] = []) => {
    const it = await connected(answer, settings)
    await it.command('AT+QMTSUB=0,1,"sub",2')
    await it.until('+QMTSUB: 0,1,0,2\r\n')
    return it
  }

  test('prints the payload between quotes, its own quotes as they are', async () => {
    const { until } = await subscribed(pushing(message(0, 0)))
    expect(await until('}"\r\n')).toBe('\r\n+QMTRECV: 0,0,"sub","{"on":"1"}"\r\n')
  })

  test('with its length in bytes when recv/mode asks for it, and the identifier of QoS 1', async () => {
    const { until, server } = await subscribed(pushing(message(1, 77, '温')), ['AT+QMTCFG="recv/mode",0,0,1'])
    expect(await until('"\r\n')).toBe(`\r\n+QMTRECV: 0,77,"sub",3,"${Buffer.from('温').toString('latin1')}"\r\n`)
    await expect.poll(() => server.received.at(-1)).toMatchObject({ cmd: 'puback', messageId: 77 })
  })

  test('QoS 2 is acknowledged in two steps and a repeated message shown once', async () => {
    const { until, server, quiet } = await subscribed(pushing(message(2, 9), { ...message(2, 9), dup: true } as Packet, { cmd: 'pubrel', messageId: 9 }))
    expect(await until('}"\r\n')).toBe('\r\n+QMTRECV: 0,9,"sub","{"on":"1"}"\r\n')
    expect(await quiet(20)).toBe('')
    expect(server.received.slice(2).map(({ cmd, messageId }) => ({ cmd, messageId }))).toEqual([
      { cmd: 'pubrec', messageId: 9 },
      { cmd: 'pubrec', messageId: 9 },
      { cmd: 'pubcomp', messageId: 9 },
    ])
  })

  test('buffered: a number first, the message on AT+QMTRECV', async () => {
    const it = await subscribed(pushing(message(0, 0, 'one'), message(0, 0, 'two')), ['AT+QMTCFG="recv/mode",0,1,1'])
    expect(await it.until('0,1\r\n')).toBe('\r\n+QMTRECV: 0,0\r\n\r\n+QMTRECV: 0,1\r\n')
    expect(await it.command('AT+QMTRECV?')).toBe('\r\n+QMTRECV: 0,1,1,0,0,0\r\n\r\nOK\r\n')
    expect(await it.command('AT+QMTRECV=0,1')).toBe('\r\n+QMTRECV: 0,0,"sub",3,"two"\r\n\r\nOK\r\n')
    expect(await it.command('AT+QMTRECV=0')).toBe('\r\n+QMTRECV: 0,0,"sub",3,"one"\r\n\r\nOK\r\n')
  })
})

describe('the link', () => {
  test('closed by the server', async () => {
    let peer: BrokerPeer | undefined
    const it = await connected(
      accepting((_packet, from) => {
        peer = from
        return false
      }),
    )
    peer?.hangUp()
    expect(await it.until('STAT: 0,1\r\n')).toBe('\r\n+QMTSTAT: 0,1\r\n')
    expect(await it.command('AT+QMTCONN?')).toBe('\r\nOK\r\n')
  })

  test('is kept alive with pings, and lost when one is not answered', async () => {
    let pings = 0
    const it = await connected(
      accepting((packet) => packet.cmd === 'pingreq' && ++pings > 2),
      ['AT+QMTCFG="keepalive",0,6'],
    )
    expect(await it.until('STAT: 0,2\r\n')).toBe('\r\n+QMTSTAT: 0,2\r\n')
    expect(pings).toBe(1 + 2)
  })

  test('ends in order with QMTDISC', async () => {
    const it = await connected()
    await it.command('AT+QMTDISC=0')
    expect(await it.until('DISC: 0,0\r\n')).toBe('\r\n+QMTDISC: 0,0\r\n')
    await expect.poll(() => it.server.received.at(-1)?.cmd).toBe('disconnect')
    expect(await it.quiet(20)).toBe('')
  })

  test('goes with the bearer', async () => {
    const it = await connected()
    await it.command('AT+CFUN=4')
    expect(await it.until('STAT: 0,1\r\n')).toBe('\r\n+QIURC: "pdpdeact",1\r\n\r\n+QMTSTAT: 0,1\r\n')
  })

  test('six clients at once', async () => {
    const { port } = await broker()
    const it = await silentModem()
    for (const index of [0, 1, 2, 3, 4, 5]) {
      await it.command(`AT+QMTOPEN=${index},"127.0.0.1",${port}`)
      await it.until(`+QMTOPEN: ${index},0\r\n`)
      await it.command(`AT+QMTCONN=${index},"client${index}"`)
      expect(await it.until('0,0\r\n')).toBe(`\r\n+QMTCONN: ${index},0,0\r\n`)
    }
  })
})
