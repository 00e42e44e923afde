import type { Disposer } from '../../shared/contract/failure.ts'

/** Where a simulated modem's bytes travel: a pseudo-terminal, a TCP port, or this process's own input and output. */
export type SimCarrier = {
  /** Makes the modem reachable and says where (`ready <where>`). Rejects with a message for people. */
  readonly plug: () => Promise<string>
  /** Takes it away, as a pulled cable does. False: there is no way back from that. */
  readonly unplug: () => Promise<boolean>
  readonly write: (bytes: Uint8Array) => void
  readonly onData: (listener: (bytes: Uint8Array) => void) => Disposer
  /** It is over for good: end of input, or, with a reason, something broke. */
  readonly onEnd: (listener: (problem?: string) => void) => Disposer
  readonly close: () => Promise<void>
}

/** Bytes that may wait for a host that does not read; beyond it the modem's output is lost, as on a real port. */
export const maxUnread = 256 * 1024
