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

const keyOf = (sessionId: string, packetGapMs: number | null): string => (packetGapMs === null ? sessionId : `${sessionId} in packets of ${packetGapMs}`)

/** The logs of open sessions: one of lines and one of packets a session, whoever looks at it, from the first time that somebody does. */
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
      sessions.onDidReceive((sessionId) => this.#of(sessionId).forEach(([, log]) => log.grew())),
      sessions.onDidChangeSession(({ id, state }) => {
        if (state === 'closed') void this.#end(id)
      }),
    ]
  }

  async follow(sessionId: string, packetGapMs: number | null): Promise<Result<OpenedRecording>> {
    const key = keyOf(sessionId, packetGapMs)
    const log = this.#logs.get(key)
    if (!log) {
      const begun = await this.#begin(sessionId, packetGapMs)
      if (!begun.ok) return begun
    }
    await this.#starting.get(key)
    const current = this.#logs.get(key)?.current
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

  #of(sessionId: string): readonly (readonly [key: string, log: LiveLog])[] {
    return [...this.#logs].filter(([, log]) => log.sessionId === sessionId)
  }

  async #begin(sessionId: string, packetGapMs: number | null): Promise<Result<null>> {
    const key = keyOf(sessionId, packetGapMs)
    const { sessions, recordings, onIndex } = this.#options
    const session = await sessions.snapshot(sessionId, Number.MAX_SAFE_INTEGER)
    if (!session.ok) return session
    // Somebody else asked meanwhile.
    if (this.#logs.has(key)) return ok(null)
    // Every window has the same pause: nobody looks at packets of another any more.
    if (packetGapMs !== null) for (const [other, log] of this.#of(sessionId)) if (log.packetGapMs !== null) await this.#drop(other)
    const { file } = session.value.info.recording
    const recorder = recordings.live(file) ?? { file, bytes: 0, isOpen: false, failure: notOpen, flush: async () => {} }
    const log = new LiveLog({
      sessionId,
      packetGapMs,
      recorder,
      peek: () => new RecordingPeeks().peek(dirname(file), basename(file), true),
      snapshot: (fromSeq) => sessions.snapshot(sessionId, fromSeq),
      onIndex,
    })
    this.#logs.set(key, log)
    this.#starting.set(key, log.start().catch(() => {}))
    return ok(null)
  }

  async #end(sessionId: string): Promise<void> {
    const logs = this.#of(sessionId)
    if (logs.length === 0) return
    for (const [key, log] of logs) {
      await this.#starting.get(key)
      await log.end()
    }
    this.#ended.push(sessionId)
    const oldest = this.#ended.length > keptEnded ? this.#ended.shift() : undefined
    if (oldest !== undefined) for (const [key] of this.#of(oldest)) await this.#drop(key)
  }

  async #drop(key: string): Promise<void> {
    const gone = this.#logs.get(key)
    await this.#starting.get(key)
    this.#logs.delete(key)
    this.#starting.delete(key)
    if (!gone) return
    if (gone.current) this.#options.onGone(gone.current.id)
    await gone.close()
  }
}
