import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Field, InputValue } from '../../shared/clouds/index.ts'
import { UsageError } from './usage-error.ts'

/** Larger files are no certificates. */
const maxFileBytes = 1_048_576

/** Turns `--set key=value` pairs into the inputs of a form; values of file fields are paths. Unknown keys and unreadable files are bad usage. */
export async function readInputs({ id, fields }: { readonly id: string; readonly fields: readonly Field[] }, pairs: readonly string[]): Promise<Record<string, InputValue>> {
  const inputs: Record<string, InputValue> = {}
  for (const pair of pairs) {
    const [key, value] = pairOf(pair)
    const field = fields.find((candidate) => candidate.key === key)
    if (!field) throw new UsageError(`${id} has no input “${key}”; it has ${fields.map((each) => each.key).join(', ')}`)
    inputs[key] = field.kind === 'file' ? await readPem(key, value) : value
  }
  return inputs
}

/** Key and value at the first `=`. The message names the key alone: what follows may be a secret. */
export function pairOf(pair: string): readonly [string, string] {
  const at = pair.indexOf('=')
  if (at < 0) throw new UsageError(`--set needs key=value, with the “=”`)
  return [pair.slice(0, at), pair.slice(at + 1)]
}

async function readPem(key: string, path: string): Promise<InputValue> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EACCES' ? 'no permission' : error.code === 'EISDIR' ? 'it is a folder' : error.message
    throw new UsageError(`${key}: cannot read ${path}: ${reason}`)
  })
  if (bytes.length > maxFileBytes) throw new UsageError(`${key}: ${path} has ${bytes.length} bytes; a certificate has a few thousand`)
  return { name: basename(path), bytes: new Uint8Array(bytes) }
}
