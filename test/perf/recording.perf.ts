import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, it } from 'vitest'
import { openRecording, RecordingService } from '../../electron/services/recording/index.ts'
import { createSystemProvider, SerialService } from '../../electron/services/serial/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { makeSource, picocom, pour, tio, type Figures, type Receive, type Source } from './peers.ts'
import { figure, median, spread } from './report.ts'

const megabytes = 64
const rounds = 3
/** tio 2.5 takes one byte a system call, about 0.6 MB/s: 64 MB would take two minutes a round. */
const tioMegabytes = 8

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'perf-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

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

it(`${megabytes} MB through a pseudo-terminal into a recording`, async () => {
  const full = await makeSource(folder, megabytes)
  const small = await makeSource(folder, tioMegabytes)
  const programs: Record<string, { readonly receive: Receive; readonly source: Source }> = {
    atelier: { receive: atelier, source: full },
    picocom: { receive: picocom(folder), source: full },
    tio: { receive: tio(folder), source: small },
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
