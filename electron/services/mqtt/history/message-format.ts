import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { fromUtf8 } from '../../../../shared/text/bytes.ts'

/*
 * One message in a segment, little-endian: u32 bytes that follow, f64 time (ms since the epoch), u8 flags, u16 bytes of topic, topic (UTF-8), payload.
 * Flags: bits 0 and 1 QoS, bit 2 retain, bit 3 sent by this program.
 */

/** Bytes in front of topic and payload. */
export const headerBytes = 15
/** Header and topic at most. */
export const headBytesAtMost = headerBytes + 0xff_ff
export const retainFlag = 4
export const outFlag = 8

export type StoredMessage = Omit<MqttMessage, 'seq'>

/** Bytes that a message takes at most: what its topic comes to is known when it has been written. */
export const encodedAtMost = ({ topic, payload }: StoredMessage): number => headerBytes + topic.length * 3 + payload.length

/** Writes a message at `offset`, where there is room for it; gives its end. */
export function encodeMessage({ at, direction, topic, payload, qos, retain }: StoredMessage, into: Buffer, offset: number): number {
  const topicBytes = into.write(topic, offset + headerBytes)
  const payloadAt = offset + headerBytes + topicBytes
  const end = payloadAt + payload.length
  into.writeUInt32LE(end - offset - 4, offset)
  into.writeDoubleLE(at, offset + 4)
  into[offset + 12] = qos | (retain ? retainFlag : 0) | (direction === 'out' ? outFlag : 0)
  into.writeUInt16LE(topicBytes, offset + 13)
  into.set(payload, payloadAt)
  return end
}

/** Where the message that begins at `offset` ends; undefined where the bytes end before its header does, or what stands there is none. */
export function messageEnd(bytes: Uint8Array, offset: number): number | undefined {
  if (bytes.length - offset < headerBytes) return undefined
  const end = offset + 4 + new DataView(bytes.buffer, bytes.byteOffset + offset, 4).getUint32(0, true)
  return end < offset + headerBytes ? undefined : end
}

/**
 * The message at `offset`, which ends at `end`; of its payload what is there, at most `payloadLimit` bytes, copied.
 * Header and topic must be there whole.
 */
export function decodeMessage(bytes: Uint8Array, offset: number, end: number, payloadLimit = Infinity): StoredMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, headerBytes)
  const flags = view.getUint8(12)
  const payloadAt = Math.min(end, offset + headerBytes + view.getUint16(13, true))
  const payloadBytes = end - payloadAt
  const payload = bytes.slice(payloadAt, Math.min(end, payloadAt + payloadLimit))
  return {
    at: view.getFloat64(4, true),
    direction: flags & outFlag ? 'out' : 'in',
    topic: fromUtf8(bytes.subarray(offset + headerBytes, payloadAt)),
    payload,
    ...(payload.length < payloadBytes && { payloadBytes }),
    qos: (flags & 3) as 0 | 1 | 2,
    retain: (flags & retainFlag) !== 0,
  }
}
