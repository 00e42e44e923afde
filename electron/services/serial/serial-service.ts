import { randomUUID } from 'node:crypto'
import type { MaskRange } from '../../../shared/at/mask.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { Chunk, LineSettings, PortInfo, ProgramOwner, SessionInfo, SessionSnapshot } from '../../../shared/contract/serial.ts'
import type { RecordingService } from '../recording/index.ts'
import { createClock, type Clock } from './clock.ts'
import { closing, noSuchProvider, sessionClosed } from './failures.ts'
import type { SessionLink } from './link.ts'
import type { PortProvider } from './provider.ts'
import { Session } from './session.ts'

export type SerialServiceOptions = {
  /** Asked in order which one a typed path belongs to; the system provider takes what no other wants, so it comes last. */
  readonly providers: readonly PortProvider[]
  readonly recordings: Pick<RecordingService, 'start'>
  readonly clock?: Clock
}

/** Ports and sessions. Sessions belong to the program: every client sees the same ones. */
export class SerialService {
  readonly #providers: readonly PortProvider[]
  readonly #recordings: Pick<RecordingService, 'start'>
  readonly #clock: Clock
  readonly #sessions = new Map<string, Session>()
  /** Paths on their way to being open, so that two clients that ask at once get one session. */
  readonly #opening = new Map<string, Promise<Result<SessionInfo>>>()
  readonly #didChange = new Emitter<[SessionInfo]>()
  readonly #didReceive = new Emitter<[sessionId: string, chunks: Chunk[]]>()
  #isDisposed = false

  readonly onDidChangeSession = this.#didChange.on
  readonly onDidReceive = this.#didReceive.on

  constructor({ providers, recordings, clock = createClock() }: SerialServiceOptions) {
    this.#providers = providers
    this.#recordings = recordings
    this.#clock = clock
  }

  async listPorts(): Promise<{ ports: PortInfo[]; problem?: Failure }> {
    const lists = await Promise.all(this.#providers.map((provider) => provider.list()))
    const problem = lists.find((list) => list.problem)?.problem
    const ports = lists.flatMap((list) => list.ports)
    return problem ? { ports, problem } : { ports }
  }

  async sessions(): Promise<SessionInfo[]> {
    return [...this.#sessions.values()].map((session) => session.info())
  }

  async snapshot(sessionId: string, fromSeq: number): Promise<Result<SessionSnapshot>> {
    const session = this.#sessions.get(sessionId)
    return session ? ok(await session.snapshot(fromSeq)) : fail(sessionClosed())
  }

  /** A path that is open already answers with its session, whose settings stay as they are. */
  async open(path: string, settings: LineSettings): Promise<Result<SessionInfo>> {
    const session = [...this.#sessions.values()].find((open) => open.path === path || open.info().port.path === path)
    if (session && session.info().state !== 'closed') return ok(session.info())
    // The port is free only when its last session has ended.
    await session?.close()
    const pending = this.#opening.get(path) ?? this.#open(path, settings).finally(() => this.#opening.delete(path))
    this.#opening.set(path, pending)
    return pending
  }

  /** Closing what is closed already is no failure. */
  async close(sessionId: string): Promise<Result<null>> {
    const session = this.#sessions.get(sessionId)
    await session?.close()
    return ok(null)
  }

  async write(sessionId: string, bytes: Uint8Array, mask: readonly MaskRange[] = []): Promise<Result<null>> {
    return (await this.#sessions.get(sessionId)?.write(bytes, mask)) ?? fail(sessionClosed())
  }

  async configure(sessionId: string, settings: LineSettings): Promise<Result<SessionInfo>> {
    return (await this.#sessions.get(sessionId)?.configure(settings)) ?? fail(sessionClosed())
  }

  async setSignals(sessionId: string, signals: { dtr?: boolean | undefined; rts?: boolean | undefined }): Promise<Result<SessionInfo>> {
    return (await this.#sessions.get(sessionId)?.setSignals(signals)) ?? fail(sessionClosed())
  }

  async pulse(sessionId: string, line: 'dtr' | 'rts', ms: number): Promise<Result<SessionInfo>> {
    return (await this.#sessions.get(sessionId)?.pulse(line, ms)) ?? fail(sessionClosed())
  }

  /** A hold on a session: one owner at a time; the second is refused with `port.in-use-by-` and the first. */
  acquire(sessionId: string, owner: ProgramOwner = 'wizard'): Result<SessionLink> {
    return this.#sessions.get(sessionId)?.acquire(owner) ?? fail(sessionClosed())
  }

  /** Listening to a session's real bytes and state without owning it. */
  observe(sessionId: string): Result<Pick<SessionLink, 'onBytes' | 'onState'> & { readonly dispose: Disposer }> {
    const session = this.#sessions.get(sessionId)
    if (!session) return fail(sessionClosed())
    const disposers: Disposer[] = []
    const kept = (dispose: Disposer): Disposer => {
      disposers.push(dispose)
      return dispose
    }
    const { onBytes, onState } = session.events
    return ok({
      onBytes: (listener) => kept(onBytes(listener)),
      onState: (listener) => kept(onState(listener)),
      dispose: () => {
        for (const dispose of disposers) dispose()
      },
    })
  }

  /** Resolves when all that was logged so far is in the recording's file; at once for a session that has ended. */
  async flushed(sessionId: string): Promise<void> {
    await this.#sessions.get(sessionId)?.flushed()
  }

  /** Closes all sessions and their recordings. Each close is bounded. */
  async dispose(): Promise<void> {
    this.#isDisposed = true
    await Promise.all(this.#opening.values())
    await Promise.all([...this.#sessions.values()].map((session) => session.close()))
  }

  async #open(path: string, settings: LineSettings): Promise<Result<SessionInfo>> {
    if (this.#isDisposed) return fail(closing())
    const provider = this.#providers.find((candidate) => candidate.accepts(path))
    if (!provider) return fail(noSuchProvider(path))
    const opened = await provider.open(path, settings)
    if (!opened.ok) return opened
    const id = randomUUID()
    const session = new Session({
      id,
      path,
      provider,
      handle: opened.value,
      settings,
      recorder: this.#recordings.start(opened.value.info, settings),
      clock: this.#clock,
      onChange: (info) => {
        if (info.state === 'closed') this.#sessions.delete(id)
        this.#didChange.fire(info)
      },
      onChunks: (chunks) => this.#didReceive.fire(id, chunks),
    })
    this.#sessions.set(id, session)
    const info = session.info()
    this.#didChange.fire(info)
    return ok(info)
  }
}
