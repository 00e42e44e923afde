import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { constants, readFileSync } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, it } from 'vitest'
import { openRecording, RecordingService } from '../../electron/services/recording/index.ts'
import { createSystemProvider, SerialService } from '../../electron/services/serial/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { eventually, openPtyPair } from '../support/pty-pair.ts'
import { figure, median, spread } from './report.ts'

const megabytes = 64
const rounds = 3
/** tio 2.5 takes one byte a system call, about 0.6 MB/s: 64 MB would take two minutes a round. */
const tioMegabytes = 8
const ticksPerSecond = 100
/** bytes; tio writes its log in whole blocks and keeps the last one until it ends. */
const logBlock = 4096

let folder: string

type Source = { readonly file: string; readonly bytes: number; readonly digest: string }

type Figures = { readonly rate: number; readonly cpuPerMb: number; readonly isWhole: boolean }

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'perf-'))
})

/** Lines of text, as a modem's log is; random, so that nothing can be left out unnoticed. */
async function makeSource(megabytes: number): Promise<Source> {
  const bytes = megabytes * 1_000_000
  const lines = randomBytes(bytes / 2)
    .toString('hex')
    .replace(/(.{70})../g, '$1\r\n')
  const file = path.join(folder, `source-${megabytes}`)
  await writeFile(file, lines)
  return { file, bytes, digest: createHash('sha256').update(lines).digest('hex') }
}

afterAll(() => rm(folder, { recursive: true, force: true }))

type Receiver = { readonly arrived: () => Promise<number>; readonly finish: () => Promise<{ readonly cpu: number; readonly sha: string }> }
type Receive = (near: string, name: string, bytes: number) => Promise<Receiver>

/** Pours a source into a pseudo-terminal's far end while `receive` takes it from the near one. */
async function pour(receive: Receive, name: string, source: Source): Promise<Figures> {
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

async function atelier(near: string) {
  const data = await mkdtemp(path.join(folder, 'data-'))
  const serial = new SerialService({ providers: [createSystemProvider()], recordings: new RecordingService(data) })
  const session = await serial.open(near, defaultLineSettings)
  if (!session.ok) throw new Error(session.failure.what.en)
  const { id, recording } = session.value
  const cpu = process.cpuUsage()
  return {
    arrived: async () => (await serial.sessions()).find((each) => each.id === id)?.bytesIn ?? 0,
    finish: async () => {
      await serial.dispose()
      const used = process.cpuUsage(cpu)
      const hash = createHash('sha256')
      const opened = await openRecording(recording.file)
      if (!opened.ok) throw new Error(opened.failure.what.en)
      for await (const frame of opened.value.frames()) if (frame.direction === 'in') hash.update(frame.bytes)
      return { cpu: (used.user + used.system) / 1e6, sha: hash.digest('hex') }
    },
  }
}

/** picocom and tio need a terminal of their own: `script` gives them one and throws their screen away. */
const terminalProgram = (command: (near: string, log: string) => string) => async (near: string, name: string, bytes: number) => {
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
      // Fields 14 and 15 of /proc/PID/stat: user and system time in ticks.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
      const exited = once(child, 'exit')
      process.kill(pid, 'SIGTERM')
      await exited
      const sha = createHash('sha256').update((await readFile(log)).subarray(0, bytes)).digest('hex')
      return { cpu: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond, sha }
    },
  }
}

async function descendants(pid: number): Promise<number[]> {
  const all = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => ({ pid: Number(name), parent: Number(/\) \S (\d+)/.exec(await readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''))?.[1] ?? 0) })),
  )
  const children = all.filter(({ parent }) => parent === pid).map((each) => each.pid)
  return [...children, ...(await Promise.all(children.map(descendants))).flat()]
}

it(`${megabytes} MB through a pseudo-terminal into a recording`, async () => {
  const full = await makeSource(megabytes)
  const small = await makeSource(tioMegabytes)
  const programs: Record<string, { readonly receive: Receive; readonly source: Source }> = {
    atelier: { receive: atelier, source: full },
    picocom: { receive: terminalProgram((near, log) => `picocom -q --noreset --noinit --logfile ${log} ${near}`), source: full },
    tio: { receive: terminalProgram((near, log) => `tio --log --log-file ${log} ${near}`), source: small },
  }
  const results = new Map<string, Figures[]>()
  for (let i = 0; i < rounds; i++) {
    for (const [name, { receive, source }] of Object.entries(programs)) {
      const figures = await pour(receive, name, source).catch((error: unknown) => {
        figure(`${name} left out`, String(error))
        return undefined
      })
      if (figures) results.set(name, [...(results.get(name) ?? []), figures])
    }
  }
  for (const [name, all] of results) {
    figure(`${name}: MB/s into the log, median of ${all.length} (min to max)`, spread(all.map(({ rate }) => rate), 1))
    figure(`${name}: CPU seconds a MB`, spread(all.map(({ cpuPerMb }) => cpuPerMb), 4))
    figure(`${name}: rounds whose log holds exactly what was sent`, `${all.filter(({ isWhole }) => isWhole).length} of ${all.length}`)
  }
  const cpu = (name: string) => median(results.get(name)?.map(({ cpuPerMb }) => cpuPerMb) ?? [])
  for (const other of ['picocom', 'tio']) if (results.has(other)) figure(`CPU a MB, atelier against ${other}`, (cpu('atelier') / cpu(other)).toFixed(2))
}, 600_000)
