import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type LaunchedServer = {
  /** With its token: opening it is enough. */
  readonly url: string
  readonly pid: number
  /** What it printed so far. */
  readonly output: () => string
  /** A fresh folder for this server alone; removed by `stop`. */
  readonly dataDir: string
  /** SIGKILL: no chance to do anything more. Leaves its folder. */
  readonly kill: () => Promise<void>
  /** Ends the process and leaves its folder. */
  readonly terminate: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type LaunchOptions = {
  /** A command that runs another one in its own place: `['prlimit', '--fsize=…']`. */
  readonly under?: readonly string[]
  /** `--expose-gc` and the like. */
  readonly nodeArgs?: readonly string[]
  /** That of a program that has ended, in place of a fresh one; removed by `stop` as well. */
  readonly dataDir?: string
}

const entry = fileURLToPath(new URL('../../out/main/server.js', import.meta.url))
const startsWithinMs = 20_000
const stopsWithinMs = 5_000

/** The built server host as a process of its own, on a free port. Rejects with its output when it does not come up. */
export async function launchServer(options: LaunchOptions = {}): Promise<LaunchedServer> {
  if (!existsSync(entry)) throw new Error('Nothing is built yet: run `npm run build` first.')
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'atelier-e2e-')))
  const [command, ...args] = [...(options.under ?? []), process.execPath, ...(options.nodeArgs ?? []), entry, '--port', '0', '--no-open', '--data', dataDir]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
  }
  const terminate = async (): Promise<void> => {
    child.kill('SIGTERM')
    const giveUp = setTimeout(() => child.kill('SIGKILL'), stopsWithinMs)
    await exited
    clearTimeout(giveUp)
  }
  const stop = async (): Promise<void> => {
    await terminate()
    await rm(dataDir, { recursive: true, force: true })
  }

  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(`The server ${reason}:\n${output}`))
    const timer = setTimeout(() => fail('did not start in time'), startsWithinMs)
    const read = (part: Buffer): void => {
      output += part.toString()
      const found = /http:\/\/\S+/.exec(output)
      if (!found) return
      clearTimeout(timer)
      resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', () => {
      clearTimeout(timer)
      fail('ended')
    })
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { url, pid: child.pid ?? 0, output: () => output, dataDir, kill, terminate, stop }
}
