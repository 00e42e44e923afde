import type { Disposer, Result } from '../../../shared/contract/failure.ts'
import type { SessionInfo } from '../../../shared/contract/serial.ts'
import type { AtChannel, AtChannelOptions, AtLink } from '../at/index.ts'
import type { SessionLink } from '../serial/link.ts'

/** What the wizard needs of the serial service. */
export type SessionAccess = {
  /** The right to write, one owner at a time. */
  readonly acquire: (sessionId: string) => Result<SessionLink>
  /** Listening alone, while a person owns the port: messages and losses are noticed after the plan has ended too. */
  readonly observe: (sessionId: string) => Result<SessionObserver>
}

export type SessionObserver = {
  readonly onBytes: (listener: (bytes: Uint8Array, at: number) => void) => Disposer
  readonly onState: (listener: (info: SessionInfo) => void) => Disposer
  readonly dispose: Disposer
}

/** Makes the AT channel on a session's bytes; handed in by the composition root. */
export type OpenChannel = (link: AtLink, options: AtChannelOptions) => AtChannel
