import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { SequenceReport, SequenceRun } from '../../../shared/contract/sequences.ts'
import { writePrivate } from '../../kit/private-file.ts'
import { unknownResult } from './failures.ts'

/** Runs that are kept. */
const mostResults = 50

/** How the last runs ended, one file each, so that a run over night is there in the morning even after a restart. Secrets are masked in them already. */
export class SequenceResults {
  readonly #folder: string
  #runs: Promise<SequenceRun[]> | undefined
  #writes: Promise<unknown> = Promise.resolve()

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'sequence-results')
  }

  /** Newest first. */
  list(): Promise<SequenceRun[]> {
    return (this.#runs ??= this.#load())
  }

  async open(runId: string): Promise<Result<SequenceReport>> {
    // Only what is listed: nothing outside the folder can be named.
    if (!(await this.list()).some(({ id }) => id === runId)) return fail(unknownResult)
    const report = await this.#read(`${runId}.json`)
    return report ? ok(report) : fail(unknownResult)
  }

  /** A result that cannot be written is still told while the program runs, by the service. */
  add(report: SequenceReport): Promise<void> {
    const written = this.#writes.then(() => this.#write(report)).catch(() => {})
    this.#writes = written
    return written
  }

  async #write(report: SequenceReport): Promise<void> {
    const runs = await this.list()
    const path = join(this.#folder, `${report.run.id}.json`)
    await writePrivate(path, JSON.stringify(report))
    const kept = [report.run, ...runs]
    this.#runs = Promise.resolve(kept.slice(0, mostResults))
    for (const { id } of kept.slice(mostResults)) await rm(join(this.#folder, `${id}.json`), { force: true })
  }

  async #load(): Promise<SequenceRun[]> {
    const files = (await readdir(this.#folder).catch(() => [])).filter((name) => name.endsWith('.json'))
    const runs: SequenceRun[] = []
    // One after another: each is let go of before the next.
    for (const file of files) {
      const report = await this.#read(file)
      if (report && `${report.run.id}.json` === file) runs.push(report.run)
    }
    return runs.toSorted((a, b) => b.startedAt - a.startedAt).slice(0, mostResults)
  }

  /** Null for what is no result: a file cut short, another program's. */
  async #read(file: string): Promise<SequenceReport | null> {
    try {
      const report = JSON.parse(await readFile(join(this.#folder, file), 'utf8')) as Partial<SequenceReport>
      const isReport = typeof report.run?.id === 'string' && typeof report.run.startedAt === 'number' && Array.isArray(report.run.last) && Array.isArray(report.outcomes)
      return isReport ? (report as SequenceReport) : null
    } catch {
      return null
    }
  }
}
