import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CloudProfile, InputValue } from '../../shared/clouds/index.ts'
import { UsageError } from './usage-error.ts'

/** Larger files are no certificates. */
const maxFileBytes = 1_048_576

/** Turns `--set key=value` pairs into a cloud's inputs; values of file fields are paths. Unknown keys and unreadable files are bad usage. */
export async function readInputs(cloud: CloudProfile, pairs: readonly string[]): Promise<Record<string, InputValue>> {
  const inputs: Record<string, InputValue> = {}
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    const key = at < 0 ? pair : pair.slice(0, at)
    const field = cloud.fields.find((candidate) => candidate.key === key)
    if (at < 0) throw new UsageError(`--set needs key=value, not “${pair}”`)
    if (!field) throw new UsageError(`${cloud.id} has no input “${key}”; it has ${cloud.fields.map((each) => each.key).join(', ')}`)
    const value = pair.slice(at + 1)
    inputs[key] = field.kind === 'file' ? await readPem(key, value) : value
  }
  return inputs
}

async function readPem(key: string, path: string): Promise<InputValue> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EACCES' ? 'no permission' : error.code === 'EISDIR' ? 'it is a folder' : error.message
    throw new UsageError(`${key}: cannot read ${path}: ${reason}`)
  })
  if (bytes.length > maxFileBytes) throw new UsageError(`${key}: ${path} has ${bytes.length} bytes; a certificate has a few thousand`)
  return { name: basename(path), bytes: new Uint8Array(bytes) }
}
