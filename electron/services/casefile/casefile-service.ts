import { buildCase, type CaseSources } from '../../../shared/casefile/build-case.ts'
import { exchangesOf } from '../../../shared/casefile/exchanges.ts'
import { moduleOf } from '../../../shared/casefile/module-answers.ts'
import { transcriptLines } from '../../../shared/casefile/transcript.ts'
import { caseFileName, writeCase } from '../../../shared/casefile/write-case.ts'
import type { SavedCase } from '../../../shared/contract/casefile.ts'
import { fail, ok, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { SessionInfo, SessionSnapshot } from '../../../shared/contract/serial.ts'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { openRecording } from '../recording/index.ts'
import { readPieces, type Pieces } from './read-pieces.ts'

export type CasefileOptions = {
  readonly sessions: {
    readonly onDidChangeSession: (listener: (info: SessionInfo) => void) => Disposer
    readonly snapshot: (sessionId: string, fromSeq: number) => Promise<Result<SessionSnapshot>>
    readonly flushed: (sessionId: string) => Promise<void>
  }
  readonly runs: {
    readonly onDidChangeRun: (listener: (run: WizardRun) => void) => Disposer
    readonly runs: () => Promise<WizardRun[]>
    readonly secretsOf: (runId: string) => readonly string[]
    readonly identify: (sessionId: string) => Promise<unknown>
  }
  readonly openRecording: typeof openRecording
  readonly program: string
  /** Folders whose names tell of a person. */
  readonly folders: readonly string[]
  readonly now?: () => number
}

const gone = (what: Failure['what']): Failure => ({
  code: 'case.nothing-there',
  stage: 'port',
  what,
  next: text('Open the port, run the plan again, then save the report before closing ATelier.', '请打开串口重新运行，并在关闭 ATelier 之前保存报告。'),
})
const noRun = gone(text('This run no longer exists.', '这次运行已不存在。'))
const noSession = gone(text('This session is not known any more.', '这个会话已不存在。'))

/** Sessions and runs that are remembered after their end: an afternoon's worth. */
const remembered = 200

/** Puts a run or a session together as a case file. Knows of sessions what outlives them: their last state, and when each run began. */
export class CasefileService {
  readonly #options: CasefileOptions
  readonly #now: () => number
  readonly #sessions = new Map<string, SessionInfo>()
  readonly #begun = new Map<string, number>()
  readonly #disposers: readonly Disposer[]

  constructor(options: CasefileOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#disposers = [
      options.sessions.onDidChangeSession((info) => keep(this.#sessions, info.id, info)),
      options.runs.onDidChangeRun((run) => {
        if (!this.#begun.has(run.id)) keep(this.#begun, run.id, this.#now())
      }),
    ]
  }

  async ofRun(runId: string): Promise<Result<SavedCase>> {
    const run = (await this.#options.runs.runs()).find(({ id }) => id === runId)
    if (!run) return fail(noRun)
    return this.#save(run.sessionId, { run, secrets: this.#options.runs.secretsOf(runId) })
  }

  async ofSession(sessionId: string): Promise<Result<SavedCase>> {
    return this.#save(sessionId, {})
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose()
  }

  async #save(sessionId: string, { run, secrets }: Pick<CaseSources, 'run' | 'secrets'>): Promise<Result<SavedCase>> {
    const session = this.#sessions.get(sessionId)
    if (!session) return fail(noSession)
    let found = await this.#pieces(session)
    // A plan asks the SIM and the network, seldom the module; whoever reads the report wants to know its firmware first.
    if (run && run.status !== 'running' && session.state === 'open' && moduleOf(exchangesOf(transcriptLines(found.pieces))).answers.length === 0) {
      await this.#options.runs.identify(sessionId)
      found = await this.#pieces(session)
    }
    const { program, folders } = this.#options
    const begun = run && this.#begun.get(run.id)
    const made = buildCase({ program, now: this.#now(), session, folders, ...found, ...(run && { run }), ...(secrets && { secrets }), ...(begun !== undefined && { from: begun }) })
    return ok({ name: caseFileName(made), text: writeCase(made) })
  }

  /** The recording, or what the program still holds where the disk has failed. */
  async #pieces({ id, recording }: SessionInfo): Promise<Pieces> {
    // First what is held: all of it is in the file once that is flushed, unless the file has failed.
    const held = await this.#options.sessions.snapshot(id, 0)
    await this.#options.sessions.flushed(id)
    const recorded = await readPieces(this.#options.openRecording, recording.file)
    const chunks = held.ok ? held.value.chunks : []
    if (recorded && (recorded.pieces.at(-1)?.at ?? 0) >= (chunks.at(-1)?.at ?? 0)) return recorded
    return chunks.length > 0 || !recorded ? { pieces: chunks, omitted: chunks[0]?.seq ?? 0 } : recorded
  }
}

/** Adds at the end and forgets the oldest. */
function keep<T>(map: Map<string, T>, id: string, value: T): void {
  map.delete(id)
  map.set(id, value)
  const [oldest] = map.keys()
  if (map.size > remembered && oldest !== undefined) map.delete(oldest)
}
