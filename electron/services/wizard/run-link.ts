import { fail, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { HiddenSpan } from '../../../shared/wizard/step.ts'
import type { AtLink } from '../at/index.ts'
import type { SessionLink } from '../serial/link.ts'
import type { SessionAccess, SessionObserver } from './session-access.ts'

const closed: Failure = {
  code: 'port.closed',
  stage: 'port',
  what: text('The port is closed.', '串口已关闭。'),
  next: text('Open the port again, then start the plan from the top.', '重新打开串口，再从头运行。'),
}

/**
 * A run's way to its session: it always listens, and owns the right to write only while steps run, so that a person can
 * type into the terminal between them.
 */
export class RunLink {
  readonly #access: SessionAccess
  readonly #sessionId: string
  readonly #observer: SessionObserver
  #owned: SessionLink | undefined

  constructor(access: SessionAccess, sessionId: string, observer: SessionObserver) {
    this.#access = access
    this.#sessionId = sessionId
    this.#observer = observer
  }

  readonly at: AtLink = {
    write: async (bytes, mask, onTaken) => (this.#owned ? this.#owned.write(bytes, mask, onTaken) : fail(closed)),
    onBytes: (listener) => this.#observer.onBytes((bytes) => listener(bytes)),
    onLost: (listener): Disposer =>
      this.#observer.onState((info) => {
        if (info.state !== 'open') listener(info.failure ?? closed)
      }),
    note: (remark) => this.#owned?.note(remark),
  }

  own(): Result<null> {
    if (this.#owned) return { ok: true, value: null }
    const taken = this.#access.acquire(this.#sessionId)
    if (!taken.ok) return taken
    this.#owned = taken.value
    if (taken.value.info().state === 'open') return { ok: true, value: null }
    const failure = taken.value.info().failure ?? closed
    this.release()
    return fail(failure)
  }

  /** Secrets that the modem is about to say. */
  hide(spans: readonly HiddenSpan[]): void {
    this.#owned?.hide(spans)
  }

  /** A secret that the modem has said: masked wherever it appears from now on. */
  protect(value: string): void {
    this.#owned?.protect(value)
  }

  note(remark: string): void {
    this.#owned?.note(remark)
  }

  release(): void {
    this.#owned?.release()
    this.#owned = undefined
  }

  dispose(): void {
    this.release()
    this.#observer.dispose()
  }
}
