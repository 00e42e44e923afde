import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { start, type Started } from './process.ts'

export type CommandBench = {
  /** A path of this file's own folder. */
  readonly at: (name: string) => string
  /** Ended after the file's tests, if not before. */
  readonly launch: (command: string, args: readonly string[]) => Started
  /** The built `atelier`, speaking English, on data of its own. */
  readonly atelier: (...args: readonly string[]) => Started
}

const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

/** The built command and other real programs, in a folder of their own around the file's tests. */
export function useCommandBench(name: string): CommandBench {
  let folder: string
  const running: Started[] = []
  const at = (file: string): string => path.join(folder, file)

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), `atelier-${name}-`))
  })
  afterAll(async () => {
    await Promise.all(running.map((each) => each.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  const launch = (command: string, args: readonly string[]): Started => {
    const started = start(command, args, { env: { ...process.env, LANG: 'en_US.UTF-8', ATELIER_DATA: at('data') } })
    running.push(started)
    return started
  }
  return { at, launch, atelier: (...args) => launch(process.execPath, [cli, ...args]) }
}
