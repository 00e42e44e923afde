import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { constants, readFileSync } from 'node:fs'
import { open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { eventually, openPtyPair } from '../support/pty-pair.ts'

const ticksPerSecond = 100
/** bytes; tio writes its log in whole blocks and keeps the last one until it ends. */
const logBlock = 4096

export type Source = { readonly file: string; readonly bytes: number; readonly digest: string }

export type Figures = { readonly rate: number; readonly cpuPerMb: number; readonly isWhole: boolean }

export type Receiver = { readonly arrived: () => Promise<number>; readonly finish: () => Promise<{ readonly cpu: number; readonly sha: string }> }
export type Receive = (near: string, name: string, bytes: number) => Promise<Receiver>

/** Lines of text, as a modem's log is; random, so that nothing can be left out unnoticed. */
export async function makeSource(folder: string, megabytes: number): Promise<Source> {
  const bytes = megabytes * 1_000_000
  const lines = randomBytes(bytes / 2)
    .toString('hex')
    .replace(/(.{70})../g, '$1\r\n')
  const file = path.join(folder, `source-${megabytes}`)
  await writeFile(file, lines)
  return { file, bytes, digest: createHash('sha256').update(lines).digest('hex') }
}

/** Pours a source into a pseudo-terminal's far end while `receive` takes it from the near one. */
export async function pour(receive: Receive, name: string, source: Source): Promise<Figures> {
  const pair = await openPtyPair()
  // Held open, so that the far end does not hang up when the sender ends.
  const far = await open(pair.far, constants.O_RDWR | constants.O_NOCTTY)
  try {
    const receiver = await receive(pair.near, name, source.bytes)
    const start = performance.now()
    const sender = spawn('cat', [source.file], { stdio: ['ignore', far.fd, 'inherit'] })
    await once(sender, 'exit')
    await eventually(`${source.bytes} bytes in ${name}`, async () => (await receiver.arrived()) >= source.bytes, 60_000)
    const seconds = (performance.now() - start) / 1000
    const { cpu, sha } = await receiver.finish()
    const sent = source.bytes / 1e6
    return { rate: sent / seconds, cpuPerMb: cpu / sent, isWhole: sha === source.digest }
  } finally {
    await far.close()
    await pair.dispose()
  }
}

/** Seconds of a process so far. Fields 14 and 15 of /proc/PID/stat: user and system time in ticks. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** picocom and tio need a terminal of their own: `script` gives them one and throws their screen away. */
const terminalProgram =
  (folder: string, command: (near: string, log: string) => string): Receive =>
  async (near, name, bytes) => {
    const log = path.join(folder, `${name}-${Date.now()}.log`)
    const child: ChildProcess = spawn('script', ['-qfc', command(near, log), '/dev/null'], { stdio: ['pipe', 'ignore', 'inherit'] })
    const pid = await eventually(`${name} to start`, async () => {
      const found = await descendants(child.pid ?? 0)
      return found.find((each) => readFileSync(`/proc/${each}/comm`, 'utf8').trim() === name)
    })
    await eventually(`${name} to open its log`, async () => (await stat(log).catch(() => undefined)) !== undefined)
    return {
      arrived: async () => {
        const { size } = await stat(log)
        return size > bytes - logBlock ? bytes : size
      },
      finish: async () => {
        const cpu = cpuSeconds(pid)
        const exited = once(child, 'exit')
        process.kill(pid, 'SIGTERM')
        await exited
        const sha = createHash('sha256').update((await readFile(log)).subarray(0, bytes)).digest('hex')
        return { cpu, sha }
      },
    }
  }

export const picocom = (folder: string): Receive => terminalProgram(folder, (near, log) => `picocom -q --noreset --noinit --logfile ${log} ${near}`)
export const tio = (folder: string): Receive => terminalProgram(folder, (near, log) => `tio -t --log --log-file ${log} ${near}`)

async function descendants(pid: number): Promise<number[]> {
  const all = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => ({ pid: Number(name), parent: Number(/\) \S (\d+)/.exec(await readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''))?.[1] ?? 0) })),
  )
  const children = all.filter(({ parent }) => parent === pid).map((each) => each.pid)
  return [...children, ...(await Promise.all(children.map(descendants))).flat()]
}
