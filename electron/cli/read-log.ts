import { readFile } from 'node:fs/promises'
import { UsageError } from './usage-error.ts'

/** Larger than any log that a person would have read. */
const maximumBytes = 50 * 1024 * 1024

/** UTF-8; else UTF-16 by its mark, as Windows' editors write it; else GB 18030, the whole of the GBK that terminals on a Chinese Windows write. */
export function decodeLog(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const reasons: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read by you' }

/** The text of a file, `-` being standard input. */
export async function readLog(path: string, readStdin: () => Promise<Uint8Array>): Promise<string> {
  if (path === '-') return decodeLog(await readStdin())
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${path}: ${reasons[error.code ?? ''] ?? error.code ?? error.message}`)
  })
  if (bytes.length > maximumBytes) throw new UsageError(`${path} has ${bytes.length} bytes; at most ${maximumBytes} are read`)
  return decodeLog(bytes)
}
