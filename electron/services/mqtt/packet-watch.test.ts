import fc from 'fast-check'
import { generate, type Packet } from 'mqtt-packet'
import { describe, expect, test } from 'vitest'
import { PacketWatch, packetLimitBytes } from './packet-watch.ts'

const publish = (bytes: number): Packet => ({ cmd: 'publish', topic: 't', payload: Buffer.alloc(bytes), qos: 0, dup: false, retain: false })

describe('packets are counted off as they come', () => {
  test('whole packets leave nothing unfinished, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 5000 }), (sizes, cut) => {
        const bytes = Buffer.concat(sizes.map((size) => generate(publish(size))))
        const watch = new PacketWatch()
        for (let at = 0; at < bytes.length; at += cut) expect(watch.add(bytes.subarray(at, at + cut))).toBe(true)
        expect(watch.unfinished).toBeNull()
      }),
      { numRuns: 50 },
    )
  })

  test('a packet that stops half-way says how much of it came', () => {
    const watch = new PacketWatch()
    watch.add(generate({ cmd: 'pingresp' }))
    watch.add(generate(publish(997)).subarray(0, 103))
    expect(watch.unfinished).toEqual({ announced: 1000, arrived: 100 })
  })

  test('a topic that is no UTF-8 is kept as it came', () => {
    // 设备/1 in GBK, in a PUBLISH of QoS 0 with the payload 1, behind one in UTF-8.
    const bad = Uint8Array.of(0x30, 9, 0, 6, 0xc9, 0xe8, 0xb1, 0xb8, 0x2f, 0x31, 0x31)
    const good = generate({ cmd: 'publish', topic: '设备/1', payload: '1', qos: 0, dup: false, retain: false })
    const decoded = Buffer.from(bad.subarray(4, 10)).toString('utf8')
    const watch = new PacketWatch()
    watch.add(Buffer.concat([good, bad, good]))
    expect([watch.badTopic(decoded), watch.badTopic('another'), watch.unfinished]).toEqual([bad.subarray(4, 10), undefined, null])
    // Of a topic that came in two pieces it is not known.
    const cut = new PacketWatch()
    cut.add(bad.subarray(0, 6))
    cut.add(bad.subarray(6))
    expect([cut.badTopic(decoded), cut.unfinished]).toEqual([undefined, null])
  })

  test('the largest length that MQTT can announce is more than is read', () => {
    expect(new PacketWatch().add(Uint8Array.of(0x30, 0xff, 0xff, 0xff, 0x7f))).toBe(false)
    const limit = packetLimitBytes
    expect(new PacketWatch().add(Uint8Array.of(0x30, (limit & 0x7f) | 0x80, ((limit >> 7) & 0x7f) | 0x80, ((limit >> 14) & 0x7f) | 0x80, limit >> 21))).toBe(true)
  })
})
