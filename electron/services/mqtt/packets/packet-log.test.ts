import { generate, parser, type Packet } from 'mqtt-packet'
import { describe, expect, it } from 'vitest'
import { PacketLog } from './packet-log.ts'
import { packetSize } from './packet-size.ts'

function logOf(version = 4, password = 'top-secret') {
  let now = 1000
  let told = 0
  const log = new PacketLog({ version, password, clock: () => (now += 5), changed: () => told++ })
  return { log, told: () => told, later: (ms: number) => (now += ms) }
}
const publish = (messageId: number, qos: 0 | 1 | 2 = 1): Packet => ({ cmd: 'publish', topic: 'a/b', payload: 'hello', qos, dup: false, retain: false, messageId })
const connect = { cmd: 'connect', clientId: 'pc', username: 'bench', password: Buffer.from('top-secret'), keepalive: 60, clean: true, protocolVersion: 4, protocolId: 'MQTT', will: { topic: 'gone', payload: Buffer.from('secret will'), qos: 1, retain: true } } satisfies Packet

/** As the parser hands it on, which knows its length. */
function parsed(packet: Packet, protocolVersion = 4): Packet {
  const found: Packet[] = []
  const reader = parser({ protocolVersion })
  reader.on('packet', (one) => found.push(one))
  reader.parse(generate(packet, { protocolVersion }))
  return found[0]!
}

describe('the log of packets', () => {
  it('hides the password and the will, whatever repeats them', () => {
    const { log } = logOf(5)
    log.take('out', connect)
    log.take('in', { cmd: 'connack', sessionPresent: false, reasonCode: 134, properties: { reasonString: 'no user bench/top-secret', userProperties: { seen: ['top-secret', 'x'] } } })
    log.take('out', { cmd: 'auth', reasonCode: 24, properties: { authenticationMethod: 'SCRAM', authenticationData: Buffer.from('top-secret') } })
    expect(JSON.stringify(log.list(0, 10))).not.toMatch(/top-secret|secret will|746f702d/)
    expect(log.list(0, 10)).toMatchObject([
      {
        type: 'connect', direction: 'out',
        fields: { protocol: 'MQTT', version: 4, clientId: 'pc', clean: true, keepAlive: 60, username: 'bench', passwordBytes: 10, will: { topic: 'gone', qos: 1, retain: true, payloadBytes: 11 } },
      },
      { type: 'connack', fields: { sessionPresent: false, code: 134, properties: { reasonString: 'no user bench/***', userProperties: { seen: ['***', 'x'] } } }, answers: 0, afterMs: 5 },
      { type: 'auth', fields: { code: 24, properties: { authenticationMethod: 'SCRAM' }, authenticationDataBytes: 10 } },
    ])
  })

  it('joins each answer to its question by number and direction', () => {
    const { log, later } = logOf()
    log.take('out', publish(7))
    log.take('in', publish(7, 2))
    later(100)
    log.take('in', { cmd: 'puback', messageId: 7 })
    log.take('out', { cmd: 'pubrec', messageId: 7 })
    log.take('in', { cmd: 'pubrel', messageId: 7 })
    log.take('out', { cmd: 'pubcomp', messageId: 7 })
    log.take('out', { cmd: 'pingreq' })
    log.take('in', { cmd: 'pingresp' })
    log.take('in', { cmd: 'puback', messageId: 8 })
    expect(log.list(0, 20).map((one) => one.kind === 'packet' && [one.type, one.answers, one.afterMs])).toEqual([
      ['publish', undefined, undefined],
      ['publish', undefined, undefined],
      ['puback', 0, 110],
      ['pubrec', 1, 110],
      ['pubrel', 3, 5],
      ['pubcomp', 4, 5],
      ['pingreq', undefined, undefined],
      ['pingresp', 6, 5],
      ['puback', undefined, undefined],
    ])
  })

  it('counts a flood in place of keeping it, and says where', () => {
    const { log, told } = logOf()
    log.take('out', { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '#', qos: 0 }] })
    for (let at = 0; at < 20_000; at++) log.take('in', publish(at, 0))
    const kept = log.list(0, 5000).length
    expect([kept > 100, kept <= 302, log.state().isSkipping]).toEqual([true, true, true])
    expect(told()).toBeLessThanOrEqual(kept + 3)
    // Others are kept all the same.
    log.take('out', { cmd: 'pingreq' })
    const [gap, ping] = log.list(kept, 10)
    expect([gap, ping?.kind === 'packet' && ping.type]).toEqual([{ number: kept, at: expect.any(Number), kind: 'skipped', sent: 0, received: 20_000 + 1 - kept }, 'pingreq'])
    expect(log.state().isSkipping).toBe(false)
  })

  it('keeps every packet when it is told to, the newest within its limit, and none when it is off', () => {
    const { log } = logOf()
    log.setMode('all')
    for (let at = 0; at < 12_000; at++) log.take('in', publish(at, 0))
    const { first, next } = log.state()
    expect([next, next - first <= 5000, next - first > 4000, log.list(0, 1)[0]?.number]).toEqual([12_000, true, true, first])
    const huge: Packet = { cmd: 'subscribe', messageId: 1, subscriptions: Array.from({ length: 100 }, () => ({ topic: 't'.repeat(1000), qos: 0 as const })) }
    for (let at = 0; at < 200; at++) log.take('out', huge)
    expect(log.state().next - log.state().first).toBeLessThan(60)
    log.setMode('off')
    log.take('in', publish(1))
    log.closed()
    expect(log.state().next).toBe(12_200)
  })

  it('tells once that the connection has ended', () => {
    const { log } = logOf()
    log.closed()
    log.take('out', connect)
    log.closed()
    log.closed()
    expect(log.list(0, 10).map(({ kind }) => kind)).toEqual(['packet', 'closed'])
  })

  it('knows how long a packet is on the wire, either way', () => {
    const packets: Packet[] = [
      { ...connect },
      { cmd: 'publish', topic: 'a', payload: Buffer.alloc(200_000), qos: 1, dup: false, retain: true, messageId: 9 },
      { cmd: 'publish', topic: 'a', payload: '', qos: 0, dup: false, retain: false },
      { cmd: 'publish', topic: 'a/b', payload: 'x'.repeat(123), qos: 0, dup: false, retain: false },
      { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'a/#', qos: 1 }] },
      { cmd: 'pingreq' },
    ]
    const lengths = packets.map((packet) => generate(packet, { protocolVersion: 4 }).length)
    expect(packets.map((packet) => packetSize(packet, 'out', 4))).toEqual(lengths)
    expect(packets.map((packet) => packetSize(parsed(packet), 'in', 4))).toEqual(lengths)
    // MQTT 3.1.1 section 3.12: two bytes, C0 00.
    expect(lengths.at(-1)).toBe(2)
  })
})
