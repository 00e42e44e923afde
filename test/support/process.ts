import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'

/** A real program under test's control: its output is kept, awaited by pattern, and it is gone when `stop` resolves. */
export type Started = {
  readonly child: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  /** Resolves when the text on either stream matches; rejects with all output when the program ends or `ms` pass first. */
  readonly until: (pattern: RegExp, ms?: number) => Promise<RegExpExecArray>
  readonly exit: Promise<number | null>
  readonly stop: () => Promise<void>
}

export function start(command: string, args: readonly string[], options: SpawnOptions = {}): Started {
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let stdout = ''
  let stderr = ''
  const checks = new Set<() => void>()
  const look = () => checks.forEach((check) => check())
  child.stdout?.on('data', (data: Buffer) => {
    stdout += data.toString('utf8')
    look()
  })
  child.stderr?.on('data', (data: Buffer) => {
    stderr += data.toString('utf8')
    look()
  })
  const exit = once(child, 'close').then(([code]) => code as number | null)
  void exit.catch(() => {})
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    exit,
    until: (pattern, ms = 20_000) =>
      new Promise((resolve, reject) => {
        const give = (settle: () => void) => {
          clearTimeout(timer)
          checks.delete(check)
          settle()
        }
        const describe = () => `${command} ${args.join(' ')}\nstdout: ${stdout}\nstderr: ${stderr}`
        const check = () => {
          const found = pattern.exec(stdout) ?? pattern.exec(stderr)
          if (found) give(() => resolve(found))
        }
        const timer = setTimeout(() => give(() => reject(new Error(`No ${pattern} within ${ms} ms from ${describe()}`))), ms)
        checks.add(check)
        exit.then(
          (code) => give(() => reject(new Error(`Ended with ${code} before ${pattern}: ${describe()}`))),
          (error: unknown) => give(() => reject(error instanceof Error ? error : new Error(String(error)))),
        )
        check()
      }),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await exit.catch(() => {})
      clearTimeout(timer)
    },
  }
}
