import type { Chunk } from '../../../shared/contract/serial.ts'
import type { Past } from './row-past.ts'

/** One line of the log as it is drawn. `bytes` are exactly what travelled, line ends included. */
export type LogRow = {
  /** Its number in the log. */
  readonly id: number
  /** ms since the epoch, of the row's first byte. */
  readonly at: number
  readonly direction: Chunk['direction']
  readonly bytes: Uint8Array
  readonly text: string
  /** The lines before it that it is read against. */
  readonly past: Past | undefined
  /** ms since the command that this final result ends. */
  readonly elapsedMs?: number
  /** How many rows alike this one stands for, where more than one. */
  readonly repeats?: number
}
