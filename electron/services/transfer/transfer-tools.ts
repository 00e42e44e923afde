import type { Failure } from '../../../shared/contract/failure.ts'
import type { TransferState } from '../../../shared/contract/transfers.ts'
import type { SessionLink } from '../serial/link.ts'

/** What one transfer works with. `tell` takes what changed; `signal` is a person's cancel. */
export type TransferTools = {
  readonly link: Pick<SessionLink, 'info' | 'write' | 'onBytes' | 'onState'>
  readonly signal: AbortSignal
  readonly isSecret: boolean
  readonly tell: (change: Partial<TransferState>) => void
}

/** undefined: it went well, or was cancelled. */
export type TransferOutcome = Failure | undefined

/** All of it, where the content is kept out of the recording. */
export const maskAll = (length: number, isSecret: boolean): readonly { start: number; end: number }[] => (isSecret ? [{ start: 0, end: length }] : [])
