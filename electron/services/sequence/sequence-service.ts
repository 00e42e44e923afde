import { randomUUID } from 'node:crypto'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { OpenedSequence, SequenceFile, SequenceOutcome, SequenceReport, SequenceRun } from '../../../shared/contract/sequences.ts'
import { readSequence } from '../../../shared/sequence/read-sequence.ts'
import type { Sequence } from '../../../shared/sequence/schema.ts'
import { stepTitle } from '../../../shared/sequence/step-title.ts'
import type { AtChannel, AtChannelOptions, AtLink } from '../at/index.ts'
import type { SessionLink } from '../serial/link.ts'
import { lineEndOf } from './do-step.ts'
import { controlInValue, missingValue, portClosed, unknownRun, unknownValue, unusable } from './failures.ts'
import { LineWatch } from './line-watch.ts'
import { SecretValues } from './mask-secrets.ts'
import { OutcomeLog } from './outcome-log.ts'
import { RunTeller } from './run-teller.ts'
import { SequenceFiles } from './sequence-files.ts'
import { SequenceResults } from './sequence-results.ts'
import { SequenceWalk } from './sequence-run.ts'

export type SequenceServiceOptions = {
  readonly dataDir: string
  readonly sessions: { readonly acquire: (sessionId: string, owner: 'sequence') => Result<SessionLink> }
  readonly openChannel: (link: AtLink, options: AtChannelOptions) => AtChannel
}

type Running = { run: SequenceRun; readonly log: OutcomeLog; readonly stop: AbortController; readonly ended: Promise<SequenceRun> }

/** Sequences on the disk, and those that run. One run a session; it owns the session until it ends. */
export class SequenceService {
  readonly #files: SequenceFiles
  readonly #results: SequenceResults
  readonly #options: SequenceServiceOptions
  /** The newest of each session. */
  readonly #runs = new Map<string, Running>()
  readonly #changed = new Emitter<[files: SequenceFile[]]>()
  readonly #changedRun = new Emitter<[run: SequenceRun, outcomes: readonly SequenceOutcome[]]>()

  readonly onDidChange = this.#changed.on
  readonly onDidChangeRun = this.#changedRun.on

  constructor(options: SequenceServiceOptions) {
    this.#options = options
    this.#files = new SequenceFiles(options.dataDir)
    this.#results = new SequenceResults(options.dataDir)
  }

  async list(): Promise<{ folder: string; files: SequenceFile[] }> {
    return { folder: this.#files.folder, files: await this.#files.list() }
  }

  open(file: string): Promise<Result<OpenedSequence>> {
    return this.#files.open(file)
  }

  async save(file: string | null, source: string): Promise<Result<SequenceFile>> {
    return this.#told(await this.#files.save(file, source))
  }

  async remove(file: string): Promise<Result<null>> {
    return this.#told(await this.#files.remove(file))
  }

  async rename(file: string, name: string): Promise<Result<SequenceFile>> {
    return this.#told(await this.#files.rename(file, name))
  }

  async duplicate(file: string, name: string): Promise<Result<SequenceFile>> {
    return this.#told(await this.#files.duplicate(file, name))
  }

  async results(): Promise<SequenceRun[]> {
    const kept = await this.#results.list()
    // What could not be written, or is not yet, is known here all the same.
    const known = new Set(kept.map(({ id }) => id))
    const live = [...this.#runs.values()].flatMap(({ run }) => (known.has(run.id) ? [] : [run]))
    return [...live, ...kept].toSorted((a, b) => b.startedAt - a.startedAt)
  }

  async result(runId: string): Promise<Result<SequenceReport>> {
    const running = this.#find(runId)
    return running ? ok(reportOf(running)) : this.#results.open(runId)
  }

  async runs(): Promise<SequenceRun[]> {
    return [...this.#runs.values()].map(({ run }) => run)
  }

  async settled(runId: string): Promise<Result<SequenceRun>> {
    const running = this.#find(runId)
    return running ? ok(await running.ended) : fail(unknownRun)
  }

  async stop(runId: string): Promise<Result<SequenceRun>> {
    const running = this.#find(runId)
    if (!running) return fail(unknownRun)
    running.stop.abort()
    return ok(await running.ended)
  }

  async run(sessionId: string, source: string, values: Readonly<Record<string, string>>): Promise<Result<SequenceRun>> {
    const read = readSequence(source)
    if (!read.ok) return fail(unusable(read.problems))
    const { sequence } = read
    const filled = valuesOf(sequence, values)
    if (!filled.ok) return filled
    const taken = this.#options.sessions.acquire(sessionId, 'sequence')
    if (!taken.ok) return taken
    const link = taken.value
    if (link.info().state !== 'open') {
      link.release()
      return fail(link.info().failure ?? portClosed)
    }
    const stop = new AbortController()
    const at = atLink(link)
    const channel = this.#options.openChannel(at, { graceMs: 0, lineEnd: lineEndOf(sequence) })
    const watch = new LineWatch(at)
    const first: SequenceRun = {
      id: randomUUID(),
      sessionId,
      name: sequence.name,
      startedAt: Date.now(),
      titles: sequence.steps.map(stepTitle),
      status: 'running',
      loops: sequence.loops,
      round: 1,
      step: 0,
      passed: 0,
      failed: 0,
      last: sequence.steps.map(() => null),
    }
    const tools = { link: at, channel, watch, secrets: new SecretValues(), protect: link.protect, sequence, values: filled.value, signal: stop.signal }
    link.note(`Sequence “${sequence.name}” begins.`)
    const log = new OutcomeLog()
    const teller = new RunTeller((run, outcomes) => this.#changedRun.fire(run, outcomes))
    const walk = new SequenceWalk(first, sequence, tools, (run, outcome) => {
      const running = this.#runs.get(sessionId)
      if (running?.run.id === run.id) running.run = run
      if (outcome) log.add(outcome)
      teller.put(run, outcome)
    })
    const begin = Promise.resolve().then(() => walk.toEnd())
    const noted = begin.then((run) => {
      link.note(`Sequence “${sequence.name}”: ${run.status}, ${run.passed} steps passed, ${run.failed} failed.`)
      return run
    })
    const released = noted.finally(() => {
      channel.dispose()
      watch.dispose()
      link.release()
    })
    const ended = released.then(async (run) => {
      await this.#results.add(reportOf({ run, log }))
      return run
    })
    // Whoever asks for the end hears of a fault; nobody may be asking.
    ended.catch(() => {})
    this.#runs.set(sessionId, { run: first, log, stop, ended })
    return ok(first)
  }

  /** Stops what runs and waits until each has let go of its session. */
  async dispose(): Promise<void> {
    for (const { stop } of this.#runs.values()) stop.abort()
    await Promise.allSettled([...this.#runs.values()].map(({ ended }) => ended))
  }

  #find(runId: string): Running | undefined {
    return [...this.#runs.values()].find(({ run }) => run.id === runId)
  }

  async #told<T>(result: Result<T>): Promise<Result<T>> {
    if (result.ok) this.#changed.fire(await this.#files.list())
    return result
  }
}

const reportOf = ({ run, log }: Pick<Running, 'run' | 'log'>): SequenceReport => ({ run, outcomes: [...log.outcomes], omitted: log.omitted })

const atLink = (link: SessionLink): AtLink => ({
  write: link.write,
  onBytes: (listener) => link.onBytes((bytes) => listener(bytes)),
  onLost: (listener: (failure: Failure) => void): Disposer =>
    link.onState((info) => {
      if (info.state !== 'open') listener(info.failure ?? portClosed)
    }),
  note: link.note,
})

/** Every placeholder with its value; one that is not given has its initial one. */
function valuesOf({ placeholders }: Sequence, given: Readonly<Record<string, string>>): Result<Record<string, string>> {
  const names = placeholders.map(({ name }) => name)
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined) return fail(unknownValue(unknown, names))
  const values: Record<string, string> = {}
  for (const { name, initial } of placeholders) {
    const value = given[name] ?? initial
    if (value === undefined || value === '') return fail(missingValue(name))
    if (/[\u0000-\u001f\u007f]/.test(value)) return fail(controlInValue(name))
    values[name] = value
  }
  return ok(values)
}
