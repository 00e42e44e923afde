import type { MaskRange } from '../../../shared/at/mask.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { Chunk, LineSettings, PortInfo, ProgramOwner, SessionInfo, SessionSnapshot, SessionState } from '../../../shared/contract/serial.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import type { Recorder } from '../recording/index.ts'
import type { Clock } from './clock.ts'
import { inUse, notThereNow, released, sessionClosed } from './failures.ts'
import type { SessionLink } from './link.ts'
import { describe } from './open-failure.ts'
import type { OnTaken, PortHandle, PortProvider } from './provider.ts'
import { ReadBrake } from './read-brake.ts'
import { reconnect } from './reconnect.ts'
import { markedSecrets, SessionLog } from './session-log.ts'
import { Signals } from './signals.ts'
import { bothSecrets, TypedInput, type TypedSecrets } from './typed-input.ts'

/** Counters are told at most four times a second; state, owner and signals at once. */
const tellMs = 250

export type SessionOptions = {
  readonly id: string
  /** As a person asked for it; the device may be found under another path later. */
  readonly path: string
  readonly provider: PortProvider
  readonly handle: PortHandle
  readonly settings: LineSettings
  readonly recorder: Recorder
  readonly clock: Clock
  readonly onChange: (info: SessionInfo) => void
  readonly onChunks: (chunks: Chunk[]) => void
}

const isOfRecording = ({ code }: Failure): boolean => code.startsWith('recording.')

/** One open port and its recording. Lives through unplugging; ends only when somebody closes it. */
export class Session {
  readonly id: string
  readonly path: string
  readonly #provider: PortProvider
  readonly #recorder: Recorder
  readonly #brake: ReadBrake
  readonly #clock: Clock
  readonly #onChange: (info: SessionInfo) => void
  readonly #log: SessionLog
  readonly #openedAt: number
  readonly #typed = new TypedInput()
  readonly #bytes = new Emitter<[bytes: Uint8Array, at: number]>()
  readonly #state = new Emitter<[SessionInfo]>()
  readonly #signals = new Signals(() => this.#changed())
  #port: PortInfo
  #settings: LineSettings
  #phase: SessionState = 'open'
  #failure: Failure | undefined
  #handle: PortHandle | undefined
  #detach: Disposer = () => {}
  #stopWaiting: Disposer = () => {}
  #owner: SessionInfo['owner'] = 'person'
  #bytesIn = 0
  #bytesOut = 0
  #writes: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | undefined
  #tellTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: SessionOptions) {
    this.id = options.id
    this.path = options.path
    this.#provider = options.provider
    this.#recorder = options.recorder
    this.#brake = new ReadBrake(options.recorder)
    this.#clock = options.clock
    this.#onChange = options.onChange
    this.#port = options.handle.info
    this.#settings = options.settings
    this.#openedAt = this.#clock()
    this.#log = new SessionLog({ recorder: options.recorder, clock: options.clock, onChunks: options.onChunks })
    this.#log.note(`Opened ${this.#port.path}, ${describe(this.#settings)}`)
    this.#recorder.onFailure((failure) => (failure ? this.#recordingFailed(failure) : this.#recordingGoesOn()))
    if (this.#recorder.failure) this.#recordingFailed(this.#recorder.failure)
    this.#attach(options.handle)
  }

  readonly info = (): SessionInfo => ({
    id: this.id,
    port: this.#port,
    settings: this.#settings,
    state: this.#phase,
    openedAt: this.#openedAt,
    bytesIn: this.#bytesIn,
    bytesOut: this.#bytesOut,
    signals: this.#signals.state,
    recording: { file: this.#recorder.file, bytes: this.#recorder.bytes },
    owner: this.#owner,
    ...(this.#failure ? { failure: this.#failure } : {}),
  })

  async snapshot(fromSeq: number): Promise<SessionSnapshot> {
    const chunks = await this.#log.from(fromSeq)
    return { info: this.info(), ...chunks }
  }

  flushed(): Promise<void> {
    return this.#recorder.flush()
  }

  /** A person's own bytes; secrets in them are found by what the line is, and by what the sender says besides. */
  write(bytes: Uint8Array, mask: readonly MaskRange[] = []): Promise<Result<null>> {
    if (this.#owner !== 'person') return Promise.resolve(fail(inUse(this.#owner)))
    return this.#enqueue(bytes, () => bothSecrets(this.#typed.next(bytes), markedSecrets(bytes, mask)))
  }

  async configure(settings: LineSettings): Promise<Result<SessionInfo>> {
    if (this.#phase === 'closed') return fail(sessionClosed())
    const result = this.#handle ? await this.#handle.configure(settings) : ok(null)
    if (!result.ok) return result
    this.#settings = settings
    this.#log.note(`Settings ${describe(settings)}`)
    this.#changed()
    return ok(this.info())
  }

  async setSignals(signals: { dtr?: boolean | undefined; rts?: boolean | undefined }): Promise<Result<SessionInfo>> {
    if (!this.#handle) return fail(this.#phase === 'closed' ? sessionClosed() : notThereNow(this.#port.path))
    const { dtr, rts } = signals
    const result = await this.#signals.set({ ...(dtr === undefined ? {} : { dtr }), ...(rts === undefined ? {} : { rts }) })
    return result.ok ? ok(this.info()) : result
  }

  async pulse(line: 'dtr' | 'rts', ms: number): Promise<Result<SessionInfo>> {
    const before = this.#signals.state[line] ?? true
    const inverted = await this.setSignals({ [line]: !before })
    if (!inverted.ok) return inverted
    await new Promise((resolve) => {
      setTimeout(resolve, ms)
    })
    return this.setSignals({ [line]: before })
  }

  /** The hold of a part of the program on the session, until it releases it. */
  acquire(owner: ProgramOwner): Result<SessionLink> {
    if (this.#phase === 'closed') return fail(sessionClosed())
    if (this.#owner !== 'person') return fail(inUse(this.#owner))
    this.#setOwner(owner)
    let isHeld = true
    const listening = new Set<Disposer>()
    const whileHeld =
      <L>(on: (listener: L) => Disposer) =>
      (listener: L): Disposer => {
        if (!isHeld) return () => {}
        const off = on(listener)
        listening.add(off)
        return off
      }
    const link: SessionLink = {
      sessionId: this.id,
      info: this.info,
      write: async (bytes: Uint8Array, mask: readonly MaskRange[] = [], onTaken?: OnTaken) =>
        isHeld ? this.#enqueue(bytes, () => markedSecrets(bytes, mask), onTaken) : fail(released()),
      onBytes: whileHeld(this.#bytes.on),
      onState: whileHeld(this.#state.on),
      hide: (spans) => {
        if (isHeld) this.#log.hide(spans)
      },
      protect: (value) => {
        if (isHeld) this.#log.protect(utf8(value))
      },
      note: (remark) => {
        if (isHeld) this.#log.note(remark)
      },
      release: () => {
        if (!isHeld) return
        isHeld = false
        for (const off of listening) off()
        this.#setOwner('person')
      },
    }
    return ok(link)
  }

  /** Real bytes and state changes, for those who listen without owning. */
  get events(): Pick<SessionLink, 'onBytes' | 'onState'> {
    return { onBytes: this.#bytes.on, onState: this.#state.on }
  }

  /** Resolves when the port is free and the recording complete; the same for all who ask. */
  close(): Promise<void> {
    this.#closing ??= this.#end()
    return this.#closing
  }

  async #end(): Promise<void> {
    this.#phase = 'closed'
    clearTimeout(this.#tellTimer)
    this.#failure = undefined
    this.#stopWaiting()
    const handle = this.#handle
    this.#handle = undefined
    this.#signals.detach()
    await handle?.close()
    this.#detach()
    this.#log.note('Closed')
    await this.#log.close()
    this.#changed()
  }

  #attach(handle: PortHandle): void {
    this.#handle = handle
    this.#port = handle.info
    const offData = handle.onData((bytes) => this.#received(bytes))
    const offClosed = handle.onClosed((failure) => this.#lost(failure))
    this.#detach = () => {
      offData()
      offClosed()
    }
    this.#signals.attach(handle)
  }

  #received(bytes: Uint8Array): void {
    const at = this.#clock()
    this.#bytesIn += bytes.length
    this.#log.received(bytes, at)
    this.#brake.check(this.#handle)
    this.#bytes.fire(bytes, at)
    this.#changedSoon()
  }

  /** In order, one at a time; `secrets` is asked when the bytes' turn comes, so that a typed line grows in order too. */
  #enqueue(bytes: Uint8Array, secrets: () => TypedSecrets, onTaken?: OnTaken): Promise<Result<null>> {
    const run = async (): Promise<Result<null>> => {
      const handle = this.#handle
      if (!handle) return fail(this.#phase === 'closed' ? sessionClosed() : notThereNow(this.#port.path))
      this.#log.sent(bytes, secrets())
      this.#bytesOut += bytes.length
      this.#changedSoon()
      return handle.write(bytes, onTaken)
    }
    const result = this.#writes.then(run)
    // One write that throws must not refuse all that follow.
    this.#writes = result.catch(() => {})
    return result
  }

  #lost(failure?: Failure): void {
    if (this.#phase === 'closed') return
    this.#detach()
    this.#handle = undefined
    this.#signals.detach()
    this.#typed.reset()
    this.#phase = 'waiting'
    this.#failure = failure
    this.#log.note(`${failure?.what.en ?? 'The port closed.'} Waiting for it.`)
    this.#changed()
    this.#stopWaiting = reconnect({
      provider: this.#provider,
      port: this.#port,
      settings: () => this.#settings,
      onFailure: (reason) => {
        if (reason.code === this.#failure?.code) return
        this.#failure = reason
        this.#changed()
      },
      onBack: (handle) => {
        this.#phase = 'open'
        this.#failure = this.#recorder.failure
        this.#log.note(`Back again: ${handle.info.path}, ${describe(this.#settings)}`)
        this.#attach(handle)
        this.#changed()
      },
    })
  }

  #recordingFailed(failure: Failure): void {
    if (this.#failure === undefined || isOfRecording(this.#failure)) this.#failure = failure
    this.#log.note(failure.what.en)
    this.#changed()
  }

  #recordingGoesOn(): void {
    if (this.#failure && isOfRecording(this.#failure)) this.#failure = undefined
    this.#log.note('The recording goes on')
    this.#changed()
  }

  #setOwner(owner: SessionInfo['owner']): void {
    this.#owner = owner
    this.#typed.reset()
    this.#changed()
  }

  #changedSoon(): void {
    // The end is told once, when it is complete.
    if (this.#phase === 'closed') return
    this.#tellTimer ??= setTimeout(() => this.#changed(), tellMs)
  }

  #changed(): void {
    clearTimeout(this.#tellTimer)
    this.#tellTimer = undefined
    const info = this.info()
    this.#state.fire(info)
    this.#onChange(info)
  }
}
