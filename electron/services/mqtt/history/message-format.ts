import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'

/*
 * One message in a segment, little-endian: u32 bytes that follow, f64 time (ms since the epoch), u8 flags, u16 bytes of topic, topic (UTF-8), payload.
 * Flags: bits 0 and 1 QoS, bit 2 retain, bit 3 sent by this program.
 */

/** Bytes in front of topic and payload. */
const headerBytes = 15
const retainFlag = 4
const outFlag = 8

export type StoredMessage = Omit<MqttMessage, 'seq'>

export function encodeMessage(message: StoredMessage): Uint8Array<ArrayBuffer> {
  const topic = utf8(message.topic)
  const bytes = new Uint8Array(headerBytes + topic.length + message.payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, bytes.length - 4, true)
  view.setFloat64(4, message.at, true)
  view.setUint8(12, message.qos | (message.retain ? retainFlag : 0) | (message.direction === 'out' ? outFlag : 0))
  view.setUint16(13, topic.length, true)
  bytes.set(topic, headerBytes)
  bytes.set(message.payload, headerBytes + topic.length)
  return bytes
}

/** Where the message after the one at `offset` begins; undefined where the bytes end inside it. */
export function messageEnd(bytes: Uint8Array, offset: number): number | undefined {
  if (bytes.length - offset < headerBytes) return undefined
  const end = offset + 4 + new DataView(bytes.buffer, bytes.byteOffset + offset, 4).getUint32(0, true)
  return end > bytes.length || end < offset + headerBytes ? undefined : end
}

/** The message at `offset`, which must be there whole. The payload is a copy. */
export function decodeMessage(bytes: Uint8Array, offset: number, end: number): StoredMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, headerBytes)
  const flags = view.getUint8(12)
  const payloadAt = Math.min(end, offset + headerBytes + view.getUint16(13, true))
  return {
    at: view.getFloat64(4, true),
    direction: flags & outFlag ? 'out' : 'in',
    topic: fromUtf8(bytes.subarray(offset + headerBytes, payloadAt)),
    payload: bytes.slice(payloadAt, end),
    qos: (flags & 3) as 0 | 1 | 2,
    retain: (flags & retainFlag) !== 0,
  }
}
