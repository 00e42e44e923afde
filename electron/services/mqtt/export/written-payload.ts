import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { parseJson } from '../../../../shared/mqtt/payload-formats/json-text.ts'
import { readPayload, type PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { fromUtf8 } from '../../../../shared/text/bytes.ts'

/** `json`: the text is a JSON value, each number as it was written. */
export type WrittenPayload = { readonly format: PayloadFormat; readonly text: string; readonly isJson: boolean }

const isJson = (text: string): boolean => {
  try {
    parseJson(text)
    return true
  } catch {
    return false
  }
}

/** A payload in a format; what is not of that format in Base64, so that every byte of it is in the file. */
export function writtenPayload({ payload }: Pick<MqttMessage, 'payload'>, format: PayloadFormat): WrittenPayload {
  if (format === 'json') {
    // As it came: indenting it is somebody else's choice.
    const text = fromUtf8(payload).trim()
    if (isJson(text)) return { format, text, isJson: true }
  } else if (format !== 'base64') {
    const reading = readPayload(format, payload, Infinity)
    if (reading.ok) return { format, text: reading.text, isJson: (format === 'cbor' || format === 'msgpack') && isJson(reading.text) }
  }
  return { format: 'base64', text: Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('base64'), isJson: false }
}
