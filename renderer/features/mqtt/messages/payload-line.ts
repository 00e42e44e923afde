import { readPayload, readPayloadLine, type PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { oneLine } from '../../../ui/payload-text.ts'

/** Bytes: a larger payload is not taken apart for one line of a list, which is drawn many times a second. */
const takenApart = 4096
/** Characters. */
const longest = 400

/** A payload in the list, in the format that was chosen for its topic; as text or hex where it is not of that format. */
export function payloadLine(payload: Uint8Array, format: PayloadFormat | undefined): string {
  if (format === 'cbor' || format === 'msgpack') {
    return (payload.length <= takenApart ? readPayloadLine(format, payload, longest) : undefined) ?? oneLine(payload, longest)
  }
  if (format !== 'hex' && format !== 'base64') return oneLine(payload, longest)
  const reading = readPayload(format, payload, longest)
  return reading.ok ? reading.text.replaceAll('\n', '') + (reading.isCut ? '…' : '') : oneLine(payload, longest)
}
