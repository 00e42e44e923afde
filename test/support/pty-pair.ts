import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Two pseudo-terminals, each the other's far end, as a null-modem cable. `near` is for the program, `far` for the test. */
export type PtyPair = {
  readonly near: string
  readonly far: string
  /** Ends socat: both ends hang up, as when a USB adapter is pulled. */
  readonly unplug: () => Promise<void>
  /** Starts it again; the same paths lead to new devices. */
  readonly plug: () => Promise<void>
  readonly dispose: () => Promise<void>
}

/** Rejects after `ms` with the name of what did not happen. */
export async function eventually<T>(what: string, look: () => T | undefined | false | Promise<T | undefined | false>, ms = 10_000): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    const value = await look()
    if (value !== undefined && value !== false) return value
    await new Promise((resolve) => {
      setTimeout(resolve, 10)
    })
  }
  throw new Error(`Not within ${ms} ms: ${what}`)
}

/** Needs `socat` (ATELIER_SOCAT names another program). */
export async function openPtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'pty-'))
  const near = join(folder, 'near')
  const far = join(folder, 'far')
  let socat: ChildProcess | undefined

  const plug = async (): Promise<void> => {
    const child = spawn(process.env['ATELIER_SOCAT'] ?? 'socat', ['-d', '-d', `pty,rawer,link=${near}`, `pty,rawer,link=${far}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    socat = child
    let said = ''
    let failed: Error | undefined
    child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
    child.once('error', (error) => (failed = error))
    await eventually('both pseudo-terminals', async () => {
      if (failed) throw failed
      if (child.exitCode !== null) throw new Error(`socat ended: ${said}`)
      const ends = await Promise.all([near, far].map((path) => realpath(path).catch(() => '')))
      // A link of an earlier run may still be there for a moment; the transfer loop starts when both are new.
      return said.includes('starting data transfer loop') && ends.every((end) => end.startsWith('/dev/pts/'))
    })
  }
  const unplug = async (): Promise<void> => {
    const child = socat
    socat = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const dispose = async (): Promise<void> => {
    await unplug()
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    await plug()
  } catch (error) {
    await dispose()
    throw error
  }
  return { near, far, unplug, plug, dispose }
}
