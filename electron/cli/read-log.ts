import { readFile } from 'node:fs/promises'
import { decodeText } from '../../shared/text/decode-text.ts'
import { UsageError } from './usage-error.ts'

/** Larger than any log that a person would have read. */
const maximumBytes = 50 * 1024 * 1024

const reasons: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read by you' }

/** For a file that cannot be read: bad usage, said in words where the system's code is a common one. */
export const cannotRead = (path: string) => (error: NodeJS.ErrnoException): never => {
  throw new UsageError(`cannot read ${path}: ${reasons[error.code ?? ''] ?? error.code ?? error.message}`)
}

/** The text of a file, `-` being standard input. */
export async function readLog(path: string, readStdin: () => Promise<Uint8Array>): Promise<string> {
  if (path === '-') return decodeText(await readStdin()).text
  const bytes = await readFile(path).catch(cannotRead(path))
  if (bytes.length > maximumBytes) throw new UsageError(`${path} has ${bytes.length} bytes; at most ${maximumBytes} are read`)
  return decodeText(bytes).text
}
