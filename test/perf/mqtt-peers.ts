import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const script = (name: string): string => fileURLToPath(new URL(`processes/${name}.mjs`, import.meta.url))

export type Flood = { readonly rate: number; readonly count: number; readonly size: number; readonly topics?: number }

/** Publishes from a process of its own; resolves when all is handed over. */
export async function publishFlood(port: number, { rate, count, size, topics = 1 }: Flood): Promise<void> {
  const child = spawn(process.execPath, [script('mqtt-publisher'), port, rate, count, size, topics].map(String), { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error(`the publisher ended with ${code}`)
}

/** A bare `mqtt` client that subscribes to all and counts. */
export async function startCounter(port: number, count: number): Promise<{ readonly pid: number; readonly done: Promise<void>; readonly stop: () => Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [script('mqtt-counter'), String(port), String(count)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout! })
  const said = (word: string): Promise<void> =>
    new Promise((resolve) => {
      const hear = (line: string): void => {
        if (line !== word) return
        lines.off('line', hear)
        resolve()
      }
      lines.on('line', hear)
    })
  const done = said('done')
  await said('ready')
  return {
    pid: child.pid ?? 0,
    done,
    stop: async () => {
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}

/** What the publisher puts into its payload with this number. */
export function payloadOf(number: number, size: number): Buffer {
  const payload = Buffer.alloc(size, 97 + (number % 26))
  payload.write(String(number).padStart(10, '0'), 'latin1')
  return payload
}
