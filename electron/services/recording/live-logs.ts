import { basename, dirname } from 'node:path'
import { fail, ok, type Disposer, type Result } from '../../../shared/contract/failure.ts'
import type { OpenedRecording } from '../../../shared/contract/recordings.ts'
import type { SerialService } from '../serial/index.ts'
import { cannotRead, notOpen } from './library-failures.ts'
import { LiveLog } from './live-log.ts'
import type { OpenedFile } from './opened-recording.ts'
import { RecordingPeeks } from './recording-files.ts'
import type { RecordingService } from './recording-service.ts'

/** Sessions that have ended whose logs can still be read by a page that has not heard of it. */
const keptEnded = 4

export type SessionFeed = Pick<SerialService, 'sessions' | 'snapshot' | 'onDidReceive' | 'onDidChangeSession'>

export type LiveLogsOptions = {
  readonly recordings: Pick<RecordingService, 'live'>
  readonly sessions: SessionFeed
  readonly onIndex: (recording: OpenedRecording) => void
  /** The log with this id can no longer be read. */
  readonly onGone: (id: string) => void
}

/** The logs of open sessions: one a session, whoever looks at it, from the first time that somebody does. */
export class LiveLogs {
  readonly #options: LiveLogsOptions
  readonly #logs = new Map<string, LiveLog>()
  readonly #starting = new Map<string, Promise<void>>()
  readonly #ended: string[] = []
  readonly #disposers: Disposer[]

  constructor(options: LiveLogsOptions) {
    this.#options = options
    const { sessions } = options
    this.#disposers = [
      // Told after the recording was written, and also while it cannot be.
      sessions.onDidReceive((sessionId) => this.#logs.get(sessionId)?.grew()),
      sessions.onDidChangeSession(({ id, state }) => {
        if (state === 'closed') void this.#end(id)
      }),
    ]
  }

  async follow(sessionId: string): Promise<Result<OpenedRecording>> {
    const log = this.#logs.get(sessionId)
    if (!log) {
      const begun = await this.#begin(sessionId)
      if (!begun.ok) return begun
    }
    await this.#starting.get(sessionId)
    const current = this.#logs.get(sessionId)?.current
    return current ? ok(current.info()) : fail(cannotRead('', undefined))
  }

  /** The session that writes a file. */
  async sessionOf(file: string): Promise<string | undefined> {
    const sessions = await this.#options.sessions.sessions()
    return sessions.find(({ recording }) => recording.file === file)?.id
  }

  /** The log with this id, if it is one of these. */
  find(id: string): LiveLog | undefined {
    return [...this.#logs.values()].find((log) => log.current?.id === id)
  }

  /** Those that have a file. */
  get files(): readonly OpenedFile[] {
    return [...this.#logs.values()].flatMap((log) => log.file ?? [])
  }

  async dispose(): Promise<void> {
    for (const dispose of this.#disposers) dispose()
    await Promise.all([...this.#logs.values()].map((log) => log.close()))
    this.#logs.clear()
  }

  async #begin(sessionId: string): Promise<Result<null>> {
    const { sessions, recordings, onIndex } = this.#options
    const session = await sessions.snapshot(sessionId, Number.MAX_SAFE_INTEGER)
    if (!session.ok) return session
    // Somebody else asked meanwhile.
    if (this.#logs.has(sessionId)) return ok(null)
    const { file } = session.value.info.recording
    const recorder = recordings.live(file) ?? { file, bytes: 0, isOpen: false, failure: notOpen, flush: async () => {} }
    const log = new LiveLog({
      sessionId,
      recorder,
      peek: () => new RecordingPeeks().peek(dirname(file), basename(file), true),
      snapshot: (fromSeq) => sessions.snapshot(sessionId, fromSeq),
      onIndex,
    })
    this.#logs.set(sessionId, log)
    this.#starting.set(sessionId, log.start().catch(() => {}))
    return ok(null)
  }

  async #end(sessionId: string): Promise<void> {
    const log = this.#logs.get(sessionId)
    if (!log) return
    await this.#starting.get(sessionId)
    await log.end()
    this.#ended.push(sessionId)
    const oldest = this.#ended.length > keptEnded ? this.#ended.shift() : undefined
    if (oldest === undefined) return
    const gone = this.#logs.get(oldest)
    this.#logs.delete(oldest)
    this.#starting.delete(oldest)
    if (!gone) return
    if (gone.current) this.#options.onGone(gone.current.id)
    await gone.close()
  }
}
