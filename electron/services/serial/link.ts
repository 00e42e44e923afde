import type { Disposer, Result } from '../../../shared/contract/failure.ts'
import type { SessionInfo } from '../../../shared/contract/serial.ts'
import type { MaskRange } from '../../../shared/at/mask.ts'
import type { HiddenSpan } from '../../../shared/wizard/step.ts'
import type { OnTaken } from './provider.ts'

/**
 * What the AT channel holds of a session: the real bytes, unmasked. Everybody else gets `Chunk`s, masked.
 * Taken with `SerialService.acquire`, one owner at a time.
 */
export type SessionLink = {
  readonly sessionId: string
  readonly info: () => SessionInfo
  /**
   * Writes and records. `mask` marks the secret bytes: recording, terminal and events get `*` in their place, and so does
   * the modem's echo of these very bytes.
   */
  readonly write: (bytes: Uint8Array, mask?: readonly MaskRange[], onTaken?: OnTaken) => Promise<Result<null>>
  readonly onBytes: (listener: (bytes: Uint8Array, at: number) => void) => Disposer
  readonly onState: (listener: (info: SessionInfo) => void) => Disposer
  /** Secrets that the device is about to say: recording, terminal and events get `*` for them from their first byte on. Replaces those before. */
  readonly hide: (spans: readonly HiddenSpan[]) => void
  /** Masks a value wherever it appears from now on; shorter than 6 bytes: ignored. */
  readonly protect: (value: string) => void
  /** A remark of the program in the recording and the terminal, such as why it resynchronises. Never a secret. */
  readonly note: (remark: string) => void
  /** Gives the session back to the person. */
  readonly release: () => void
}
