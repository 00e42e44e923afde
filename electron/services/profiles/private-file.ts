import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Whole or not at all, and for its owner only. */
export async function writePrivate(file: string, data: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.new`
  await writeFile(draft, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 })
  // A draft left by a crash keeps the mode that it had.
  await chmod(draft, 0o600)
  await rename(draft, file)
}

/**
 * Entries of a list or a record that `parse` takes, one by one: a bad one costs only itself. The file as it was is then kept as `.bad`, and so is one that is no
 * JSON at all. A missing file has no entries.
 */
export async function readEntries<T>(file: string, parse: (data: unknown) => { readonly entries: readonly T[]; readonly isDamaged: boolean }): Promise<readonly T[]> {
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch {
    return []
  }
  let read: { readonly entries: readonly T[]; readonly isDamaged: boolean } = { entries: [], isDamaged: true }
  try {
    read = parse(JSON.parse(content))
  } catch {
    // Not JSON.
  }
  if (read.isDamaged) await writeFile(`${file}.bad`, content, { mode: 0o600 }).catch(() => {})
  return read.entries
}

export type PrivateFiles = { readonly read: typeof readEntries; readonly write: typeof writePrivate }

/** For other services that keep lists of a person's own. */
export const privateFiles: PrivateFiles = { read: readEntries, write: writePrivate }
