import type { Disposer, Failure, Result } from '../../../shared/contract/failure.ts'
import type { MaskRange } from '../../../shared/at/mask.ts'

/** What the AT channel needs of a session. Bytes are the real ones, unmasked. */
export type AtLink = {
  /** `onTaken` is told how many of the bytes are out, where the port can say so before the end. */
  readonly write: (bytes: Uint8Array, mask?: readonly MaskRange[], onTaken?: (count: number) => void) => Promise<Result<null>>
  readonly onBytes: (listener: (bytes: Uint8Array) => void) => Disposer
  /** Fires when the port goes away; commands under way end at once. */
  readonly onLost: (listener: (failure: Failure) => void) => Disposer
  readonly note: (remark: string) => void
}
