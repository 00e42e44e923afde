import { z } from 'zod'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { fromBase64, toBase64 } from '../../../shared/text/encodings.ts'

const storedFile = z.object({ file: z.string().min(1).max(255), base64: z.string().max(2_000_000) })

/** Inputs as JSON has them: files by content. */
export const storedInputs = z.record(z.string().max(64), z.union([z.string().max(200_000), storedFile]))
export type StoredInputs = z.infer<typeof storedInputs>

export const toStored = (inputs: Inputs): StoredInputs =>
  Object.fromEntries(Object.entries(inputs).flatMap(([key, value]) => (value === undefined ? [] : [[key, typeof value === 'string' ? value : { file: value.name, base64: toBase64(value.bytes) }]])))

/** A file whose content was damaged is left out. */
export function fromStored(stored: StoredInputs): Record<string, string | { name: string; bytes: Uint8Array }> {
  const inputs: Record<string, string | { name: string; bytes: Uint8Array }> = {}
  for (const [key, value] of Object.entries(stored)) {
    const bytes = typeof value === 'string' ? null : fromBase64(value.base64)
    if (typeof value === 'string') inputs[key] = value
    else if (bytes) inputs[key] = { name: value.file, bytes }
  }
  return inputs
}
