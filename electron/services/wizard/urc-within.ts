import type { AtChannel } from '../at/index.ts'

/** Whether a line that begins so comes within `ms`. */
export function urcWithin(channel: AtChannel, prefix: string, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isHeard: boolean): void => {
      clearTimeout(timer)
      stop()
      resolve(isHeard)
    }
    const timer = setTimeout(() => settle(false), ms)
    const stop = channel.onUrc((line) => line.startsWith(prefix) && settle(true))
  })
}
