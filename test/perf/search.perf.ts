import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, it } from 'vitest'
import { RecordingLibrary, RecordingService } from '../../electron/services/recording/index.ts'
import { SerialService } from '../../electron/services/serial/index.ts'
import { SettingsService } from '../../electron/services/settings/index.ts'
import type { SearchQuery } from '../../shared/contract/recordings.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { figure, spread } from './report.ts'

const bytes = 1_000_000_000
const rounds = 3
/** A search may take so many times the time of `grep -c`, however small the frames are. */
const limit = 3
/** What a port gives out at a time: little at a modem's speed, a page at full speed. */
const frameSizes = { 'frames of 60 bytes': 60, 'frames of 4096 bytes': 4096 } as const

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'perf-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const lines = Buffer.from(
  Array.from({ length: 200_000 }, (_, i) => `\r\n+QMTRECV: 0,${i},"bench/topic/${(i * 7919) % 65_537}",${'{"t":21.5}'.repeat(i % 7)}\r\n\r\nOK\r\n`).join(''),
)

async function makeRecording(recordings: RecordingService, frameBytes: number): Promise<string> {
  const recorder = recordings.start({ path: `perf-${frameBytes}`, kind: 'system', label: '' }, defaultLineSettings)
  for (let written = 0, at = 0; written < bytes; written += frameBytes, at = (at + frameBytes) % (lines.length - frameBytes)) {
    recorder.append('in', written, lines.subarray(at, at + frameBytes))
    if (written % 10_000_000 < frameBytes) await recorder.flush()
  }
  await recorder.close()
  return path.basename(recorder.file)
}

const queries: Readonly<Record<string, { readonly query: SearchQuery; readonly grep: readonly string[] }>> = {
  text: { query: { kind: 'text', value: '0,123456,"bench', ignoreCase: false }, grep: ['-F', '0,123456,"bench'] },
  regex: { query: { kind: 'regex', value: '0,12[34]456,"bench', ignoreCase: false }, grep: ['-E', '0,12[34]456,"bench'] },
}

it('opens and searches a recording of 1 GB', async () => {
  const recordings = new RecordingService(folder)
  const library = new RecordingLibrary({ recordings, settings: new SettingsService(folder), sessions: new SerialService({ providers: [], recordings }) })
  // The same text as a plain file, for grep.
  const plain = path.join(folder, 'plain.txt')
  await writeFile(plain, '')
  for (let written = 0; written < bytes; written += lines.length) await writeFile(plain, lines, { flag: 'a' })

  for (const [name, frameBytes] of Object.entries(frameSizes)) {
    const file = await makeRecording(recordings, frameBytes)
    const firsts: number[] = []
    const wholes: number[] = []
    const results = new Map<string, { ours: number; busy: number; grep: number; waited: number }[]>()
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      const indexed = new Promise<number>((resolve) => {
        const stop = library.onDidIndex((state) => {
          if (!state.isIndexed) return
          stop()
          resolve(state.rows)
        })
      })
      const opened = await library.open(file)
      if (!opened.ok) throw new Error(opened.failure.what.en)
      await library.rows(opened.value.id, 0, 200)
      firsts.push(performance.now() - start)
      await indexed
      wholes.push(performance.now() - start)
      for (const [kind, { query, grep }] of Object.entries(queries)) {
        const loop = monitorEventLoopDelay({ resolution: 1 })
        loop.enable()
        const cpu = process.cpuUsage()
        const before = performance.now()
        const done = new Promise<void>((resolve) => {
          const stop = library.onDidSearch((state) => {
            if (!state.isDone) return
            stop()
            resolve()
          })
        })
        await library.search(opened.value.id, query)
        await done
        const ours = performance.now() - before
        const { user, system } = process.cpuUsage(cpu)
        loop.disable()
        const started = performance.now()
        spawnSync('grep', ['-a', '-c', ...grep, plain], { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
        results.set(kind, [...(results.get(kind) ?? []), { ours, busy: (user + system) / 1e3, grep: performance.now() - started, waited: loop.max / 1e6 }])
      }
      await library.close(opened.value.id)
    }
    figure(`1 GB, ${name}: ms to the first 200 lines`, spread(firsts, 0))
    figure(`1 GB, ${name}: ms until every line is counted`, spread(wholes, 0))
    for (const [kind, all] of results) {
      figure(`1 GB, ${name}, ${kind}: MB/s searched`, spread(all.map(({ ours }) => bytes / 1e3 / ours), 0))
      figure(`1 GB, ${name}, ${kind}: times grep -c (limit ${limit})`, spread(all.map(({ ours, grep }) => ours / grep), 2))
      figure(`1 GB, ${name}, ${kind}: processor time of all threads, times grep -c`, spread(all.map(({ busy, grep }) => busy / grep), 2))
      figure(`1 GB, ${name}, ${kind}: longest that the program’s loop waited, ms`, spread(all.map(({ waited }) => waited), 0))
    }
    await library.remove(file)
  }
  await library.dispose()
}, 600_000)
