import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { fromUtf8 } from '../../../../shared/text/bytes.ts'
import { decodeProperties, encodeProperties, propertiesAtMost } from './properties-format.ts'

/*
 * One message in a segment, little-endian: u32 bytes that follow, f64 time (ms since the epoch), u8 flags, u16 bytes of topic, topic (UTF-8),
 * payload. With MQTT 5 properties a u32, the bytes of them, stands before the payload, and they behind it: a beginning of a message tells where its payload ends.
 * Flags: bits 0 and 1 QoS, bit 2 retain, bit 3 sent by this program, bit 4 has properties.
 */

/** Bytes in front of topic and payload. */
export const headerBytes = 15
/** Header, topic and the properties' length at most. */
export const headBytesAtMost = headerBytes + 0xff_ff + 4
export const retainFlag = 4
export const outFlag = 8
export const propertiesFlag = 16

export type StoredMessage = Omit<MqttMessage, 'seq'>

/** Bytes that a message takes at most: what its topic comes to is known when it has been written. */
export const encodedAtMost = ({ topic, payload, properties }: StoredMessage): number =>
  headerBytes + topic.length * 3 + payload.length + (properties ? 4 + propertiesAtMost(properties) : 0)

/** Writes a message at `offset`, where there is room for it; gives its end. */
export function encodeMessage({ at, direction, topic, payload, qos, retain, properties }: StoredMessage, into: Buffer, offset: number): number {
  const topicBytes = into.write(topic, offset + headerBytes)
  const topicEnd = offset + headerBytes + topicBytes
  const payloadAt = properties ? topicEnd + 4 : topicEnd
  const payloadEnd = payloadAt + payload.length
  const propertyBytes = properties ? encodeProperties(properties, into, payloadEnd) : 0
  if (properties) into.writeUInt32LE(propertyBytes, topicEnd)
  const end = payloadEnd + propertyBytes
  into.writeUInt32LE(end - offset - 4, offset)
  into.writeDoubleLE(at, offset + 4)
  into[offset + 12] = qos | (retain ? retainFlag : 0) | (direction === 'out' ? outFlag : 0) | (properties ? propertiesFlag : 0)
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

/** Where the payload stands of the message at `offset` that ends at `end`; its properties go from there to the end. */
export function payloadRange(bytes: Uint8Array, offset: number, end: number): { readonly from: number; readonly to: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset)
  const topicEnd = headerBytes + view.getUint16(13, true)
  if ((view.getUint8(12) & propertiesFlag) === 0) return { from: Math.min(end, offset + topicEnd), to: end }
  const from = Math.min(end, offset + topicEnd + 4)
  return { from, to: Math.max(from, end - view.getUint32(topicEnd, true)) }
}

/**
 * The message at `offset`, which ends at `end`; of its payload what is there, at most `payloadLimit` bytes, copied, and its properties where all of it is there.
 * The head must be there whole.
 */
export function decodeMessage(bytes: Uint8Array, offset: number, end: number, payloadLimit = Infinity): StoredMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, headerBytes)
  const flags = view.getUint8(12)
  const { from, to } = payloadRange(bytes, offset, end)
  const payload = bytes.slice(from, Math.min(to, from + payloadLimit))
  const properties = flags & propertiesFlag && end <= bytes.length ? decodeProperties(bytes.subarray(to, end)) : undefined
  return {
    at: view.getFloat64(4, true),
    direction: flags & outFlag ? 'out' : 'in',
    topic: fromUtf8(bytes.subarray(offset + headerBytes, offset + headerBytes + view.getUint16(13, true))),
    payload,
    ...(payload.length < to - from && { payloadBytes: to - from }),
    qos: (flags & 3) as 0 | 1 | 2,
    retain: (flags & retainFlag) !== 0,
    ...(properties && { properties }),
  }
}
