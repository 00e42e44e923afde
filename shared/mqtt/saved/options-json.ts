import { z } from 'zod'
import { brokerOptionsSchema, type BrokerOptions } from '../../contract/mqtt.ts'
import { fromBase64, toBase64 } from '../../text/encodings.ts'
import type { OptionSecrets } from './option-secrets.ts'

/** Bytes in JSON. */
const bytes = z.object({ base64: z.string().max(4_000_000) })

/** Options as a JSON file has them: bytes as `{ base64 }`. */
export const toJson = (options: Partial<BrokerOptions>): unknown => encode(options)

function encode(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: toBase64(value) }
  if (Array.isArray(value)) return value.map(encode)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encode(each)]))
  return value
}

function decode(value: unknown): unknown {
  const packed = bytes.strict().safeParse(value)
  if (packed.success) return fromBase64(packed.data.base64) ?? value
  if (Array.isArray(value)) return value.map(decode)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decode(each)]))
  return value
}

/** A schema for what `toJson` writes. */
export const jsonOptions: z.ZodType<BrokerOptions> = z.unknown().transform(decode).pipe(brokerOptionsSchema)

export const jsonSecrets: z.ZodType<OptionSecrets> = z
  .unknown()
  .transform(decode)
  .pipe(brokerOptionsSchema.pick({ password: true, passphrase: true, privateKey: true, path: true, userProperties: true, ca: true, certificate: true }).partial()) as z.ZodType<OptionSecrets>
