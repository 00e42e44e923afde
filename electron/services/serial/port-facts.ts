import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { userInfo } from 'node:os'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import { notFound, notSerial, noPermission, type OpenFacts } from './open-failure.ts'

// What the file system and /proc know about a device. Everything here is a hint for words: whatever cannot be read is
// left out, and nothing throws.

/**
 * Looks before opening: opening itself can do harm (a FIFO blocks, /dev/watchdog arms a reset). Only character devices
 * pass. Windows has no such nodes; there everything passes.
 */
export async function inspectPath(path: string): Promise<Result<null>> {
  if (process.platform === 'win32') return ok(null)
  try {
    const found = await stat(path)
    if (found.isCharacterDevice()) return ok(null)
    return fail(notSerial(path, found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other'))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/EACCES|EPERM/.test(message)) return fail(noPermission(path, { platform: process.platform }, message))
    return fail(notFound(path, message))
  }
}

export async function openFacts(path: string): Promise<OpenFacts> {
  const [group, holder] = await Promise.all([groupOf(path), holderOf(path)])
  return { platform: process.platform, ...group, ...(holder ? { holder } : {}) }
}

/** The group that may read and write the device; root's own group is no advice. */
async function groupOf(path: string): Promise<Pick<OpenFacts, 'group' | 'groupNeedsLogin'>> {
  try {
    const { gid, mode } = await stat(path)
    if (gid === 0 || (mode & 0o060) !== 0o060) return {}
    const entry = groupEntry(await readFile('/etc/group', 'utf8'), gid)
    if (!entry) return {}
    const isMember = entry.members.includes(userInfo().username)
    return { group: entry.name, groupNeedsLogin: isMember && !(process.getgroups?.() ?? []).includes(gid) }
  } catch {
    return {}
  }
}

/** A line of /etc/group: `dialout:x:20:ann,bob`. */
export function groupEntry(file: string, gid: number): { readonly name: string; readonly members: readonly string[] } | undefined {
  for (const line of file.split('\n')) {
    const [name, , id, members] = line.split(':')
    if (name && id === String(gid)) return { name, members: (members ?? '').split(',').filter(Boolean) }
  }
  return undefined
}

/** Who holds the device: the owner of its lock, else the first process with it open (Linux; other users' need root). */
async function holderOf(path: string): Promise<OpenFacts['holder']> {
  if (process.platform !== 'linux') return undefined
  try {
    const device = await realpath(path)
    const { dev, ino } = await stat(device)
    const pid = lockOwner(await readFile('/proc/locks', 'utf8').catch(() => ''), dev, ino) ?? (await opener(device))
    if (pid === undefined) return undefined
    return { name: await programName(pid), pid, isSelf: pid === process.pid }
  } catch {
    return undefined
  }
}

/**
 * The process that holds a lock on a file, from /proc/locks: `3: FLOCK  ADVISORY  WRITE 4711 00:18:5 0 EOF`. The file is
 * its file system's device, major and minor in hex, and its inode.
 */
export function lockOwner(locks: string, dev: number, inode: number): number | undefined {
  // Linux packs a device number as minor (8 bits), major (12), minor (12).
  const major = (dev >>> 8) & 0xfff
  const minor = (dev & 0xff) | ((dev >>> 12) & 0xfff00)
  for (const line of locks.split('\n')) {
    const match = /FLOCK\s+\S+\s+\S+\s+(\d+)\s+([0-9a-f]+):([0-9a-f]+):(\d+)\s/.exec(line)
    const [, pid, ...file] = match ?? []
    const isFile = parseInt(file[0] ?? '', 16) === major && parseInt(file[1] ?? '', 16) === minor && Number(file[2]) === inode
    if (isFile && !line.includes('->') && Number(pid) > 0) return Number(pid)
  }
  return undefined
}

async function opener(device: string): Promise<number | undefined> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const links = await Promise.all((await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
        // Whoever made a pseudo-terminal keeps its other end open; that is the device, not a rival.
        const isMaker = device.startsWith('/dev/pts/') && links.includes('/dev/ptmx')
        return links.includes(device) && !isMaker
      } catch {
        return false
      }
    }),
  )
  const pid = pids.find((_, i) => found[i])
  return pid === undefined ? undefined : Number(pid)
}

async function programName(pid: number): Promise<string> {
  try {
    const [program] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
    if (program) return basename(program)
    return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim()
  } catch {
    return '?'
  }
}
