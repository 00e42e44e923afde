import { open } from 'node:fs/promises'

/** A disk that takes nothing while it is stopped, and everything it was given once it goes on; or nothing then either, with `failure`, until it is mended. */
export function stoppableDisk(failure?: Error) {
  let now = failure
  let whenGoing = Promise.resolve()
  let going = (): void => {}
  return {
    stop: (): void => {
      whenGoing = new Promise((resolve) => (going = resolve))
    },
    goOn: (): void => going(),
    fail: (error: Error): void => {
      now = error
    },
    mend: (): void => {
      now = undefined
    },
    openFile: async (file: string, flags: 'r' | 'wx+', mode: number) => {
      const handle = await open(file, flags, mode)
      const write = handle.write.bind(handle) as (...args: unknown[]) => Promise<unknown>
      // Each write alone: a file may be opened while the disk goes, and be written while it does not.
      return Object.assign(handle, { write: async (...args: unknown[]) => whenGoing.then(() => (now ? Promise.reject(now) : write(...args))) })
    },
  }
}
