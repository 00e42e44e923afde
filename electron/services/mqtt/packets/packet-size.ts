import { generate, type Packet } from 'mqtt-packet'
import { utf8 } from '../../../../shared/text/bytes.ts'

/** Bytes of the length that stands in front of so many (MQTT 3.1.1, section 2.2.3). */
const lengthBytes = (remaining: number): number => (remaining < 128 ? 1 : remaining < 16_384 ? 2 : remaining < 2_097_152 ? 3 : 4)

const framed = (remaining: number): number => 1 + lengthBytes(remaining) + remaining

/** Bytes of a packet on the wire. The parser tells the length of what comes; what goes is measured, a message without copying its payload. */
export function packetSize(packet: Packet, direction: 'in' | 'out', protocolVersion: number): number {
  if (direction === 'in' && packet.length !== undefined && packet.length >= 0) return framed(packet.length)
  try {
    if (packet.cmd !== 'publish') return generate(packet, { protocolVersion }).length
    const payload = typeof packet.payload === 'string' ? utf8(packet.payload).length : packet.payload.length
    const empty = generate({ ...packet, payload: '' }, { protocolVersion }).length
    return framed(empty - 1 - lengthBytes(empty - 2) + payload)
  } catch {
    return 0
  }
}
