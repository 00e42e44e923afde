import { open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { walkSegment } from './index-segment.ts'
import { isAlive } from './run-folder.ts'

export type KeptSegment = { readonly file: string; readonly first: number; readonly count: number; readonly bytes: number }

/** Digits of a message's number in a file's name: files stand in the order of their messages. */
export const segmentFile = (folder: string, first: number): string => join(folder, `${String(first).padStart(12, '0')}.atmq`)

/** Messages from this number on, up to the next file, were never on disk. */
export const gapFile = (folder: string, first: number): string => join(folder, `${String(first).padStart(12, '0')}.gap`)

/** What an earlier start has left in a folder, oldest first. Only the newest file is read: the others end where the next begins. */
export async function keptSegments(folder: string): Promise<readonly KeptSegment[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^\d{12}\.(?:atmq|gap)$/.test(name)).toSorted()
  const kept: KeptSegment[] = []
  for (const [at, name] of names.entries()) {
    const file = join(folder, name)
    const first = Number(name.slice(0, 12))
    if (name.endsWith('.gap')) {
      const isBetween = kept.length > 0 && names.slice(at + 1).some((one) => one.endsWith('.atmq'))
      // What stood before it has been dropped, or nothing came after it.
      if (!isBetween) await rm(file, { force: true })
      continue
    }
    const next = names.slice(at + 1).find((one) => Number(one.slice(0, 12)) > first)
    const { count, bytes } = next === undefined ? await measured(file) : { count: Number(next.slice(0, 12)) - first, bytes: (await stat(file)).size }
    if (count > 0) kept.push({ file, first, count, bytes })
    else await rm(file, { force: true })
  }
  return kept
}

async function measured(file: string): Promise<{ readonly count: number; readonly bytes: number }> {
  const handle = await open(file, 'r')
  try {
    return await walkSegment(handle, () => {})
  } finally {
    await handle.close()
  }
}

const ownerFile = (folder: string): string => join(folder, 'owner')

/** Whether this program may write in a folder that another one, on the same data, might write in as well. */
export async function claimFolder(folder: string): Promise<boolean> {
  const owner = Number(await readFile(ownerFile(folder), 'utf8').catch(() => ''))
  if (owner > 0 && owner !== process.pid && isAlive(owner)) return false
  return writeFile(ownerFile(folder), String(process.pid), { mode: 0o600 }).then(
    () => true,
    () => false,
  )
}

export const releaseFolder = (folder: string): Promise<void> => rm(ownerFile(folder), { force: true }).catch(() => {})
