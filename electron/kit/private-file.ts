import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Whole or not at all: a crash in the middle leaves the old file. For its owner only. */
export async function writePrivate(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.new`
  await writeFile(draft, content, { mode: 0o600 })
  // A draft left by a crash keeps the mode that it had.
  await chmod(draft, 0o600)
  await rename(draft, file)
}

/** As JSON that a person can read. */
export const writePrivateJson = (file: string, data: unknown): Promise<void> => writePrivate(file, `${JSON.stringify(data, null, 2)}\n`)

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
