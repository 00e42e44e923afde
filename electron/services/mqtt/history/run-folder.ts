import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A folder for this run of the program, beside those of other programs that run with the same data. Not made here. */
export const runFolder = (base: string): string => join(base, `${process.pid}-${randomUUID().slice(0, 8)}`)

/** Deletes what runs have left behind that ended without cleaning up. */
export async function removeDeadRuns(base: string): Promise<void> {
  const names = await readdir(base).catch(() => [])
  const dead = names.filter((name) => {
    const pid = Number(/^(\d+)-[0-9a-f]{8}$/.exec(name)?.[1] ?? Number.NaN)
    return Number.isInteger(pid) && pid !== process.pid && !isAlive(pid)
  })
  await Promise.all(dead.map((name) => rm(join(base, name), { recursive: true, force: true }).catch(() => {})))
}
