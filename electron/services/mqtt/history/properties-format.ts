import type { MessageProperties } from '../../../../shared/contract/mqtt.ts'
import { fromUtf8 } from '../../../../shared/text/bytes.ts'

/* As JSON, bytes in it as Base64: few messages have properties, and what a later version adds needs no new format. */

/** Of a character: `\u0001`. */
const escapeBytes = 6
/** Names, braces and numbers of all but the lists. */
const frameBytes = 256

const textBytes = (value: string | undefined): number => (value?.length ?? 0) * escapeBytes

/** Bytes that they take at most, without writing them. */
export const propertiesAtMost = ({ responseTopic, contentType, correlationData, userProperties, subscriptionIdentifiers }: MessageProperties): number =>
  frameBytes +
  textBytes(responseTopic) +
  textBytes(contentType) +
  (correlationData?.length ?? 0) * 2 +
  (userProperties ?? []).reduce((sum, [name, value]) => sum + 8 + textBytes(name) + textBytes(value), 0) +
  (subscriptionIdentifiers?.length ?? 0) * 12

/** Gives how many bytes were written. */
export const encodeProperties = ({ correlationData, ...others }: MessageProperties, into: Buffer, offset: number): number =>
  into.write(JSON.stringify({ ...others, ...(correlationData && { correlationData: Buffer.from(correlationData).toString('base64') }) }), offset)

/** Damaged ones are left out: the message is not lost with them. */
export function decodeProperties(bytes: Uint8Array): MessageProperties | undefined {
  try {
    const { correlationData, ...others } = JSON.parse(fromUtf8(bytes)) as Omit<MessageProperties, 'correlationData'> & { readonly correlationData?: string }
    return { ...others, ...(correlationData !== undefined && { correlationData: new Uint8Array(Buffer.from(correlationData, 'base64')) }) }
  } catch {
    return undefined
  }
}
