import { z } from 'zod'
import { bytesSchema } from './bytes-schema.ts'
import type { Failure, Result } from './failure.ts'

/** Bytes of all files of one transfer. Kept in memory; at 115200 bit/s the most that is sent takes 50 minutes. */
export const maximumTransferBytes = 32 * 1024 * 1024
/** Bytes of one piece on its way from the page to the program: other calls go between two pieces. */
export const pieceBytes = 256 * 1024
export const mostTransferFiles = 50

/** A pause after every so many bytes, for devices without flow control that write to flash between. */
const paceSchema = z.object({ blockBytes: z.int().min(1).max(65_536), pauseMs: z.int().min(0).max(10_000) })
export type TransferPace = z.infer<typeof paceSchema>

export const transferWaySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('raw'), pace: paceSchema.nullable() }),
  z.object({
    kind: z.literal('prompt'),
    /** `{size}` and `{name}` stand for the file's; without a line end. */
    command: z.string().min(1).max(1000),
    lineEnd: z.enum(['CR', 'LF', 'CRLF']),
    /** What the device prints when it is ready: a line, its beginning, or a prompt without a line end. */
    prompt: z.string().trim().min(1).max(100),
    promptTimeoutMs: z.int().min(100).max(600_000),
    /** ms for the final result, from the last byte on. */
    answerTimeoutMs: z.int().min(100).max(600_000),
    pace: paceSchema.nullable(),
  }),
  z.object({ kind: z.enum(['xmodem', 'xmodem-1k', 'ymodem']), /** ms for the receiver to ask for the first block. */ startTimeoutMs: z.int().min(1000).max(600_000) }),
])
export type TransferWay = z.infer<typeof transferWaySchema>

/** `told`: as the device printed it; `own`: of the bytes that were sent, in the same form. */
export type TransferCheck = { readonly told: string; readonly own: string; readonly fits: boolean }

export type TransferState = {
  readonly sessionId: string
  readonly id: string
  readonly kind: TransferWay['kind']
  readonly files: readonly { readonly name: string; readonly size: number }[]
  /** `waiting`: for the prompt, or for the receiver to ask. `ending`: all bytes are out, the device's word is awaited. */
  readonly state: 'waiting' | 'sending' | 'ending' | 'done' | 'cancelled' | 'failed'
  /** The file under way, from 0. */
  readonly file: number
  readonly sent: number
  readonly total: number
  /** ms since the first byte of the content went out; 0 before. */
  readonly elapsedMs: number
  /** Blocks that had to be sent more than once (XMODEM, YMODEM). */
  readonly again: number
  /** What the device answered at the end, without the echo, at most 20 lines. */
  readonly answer: readonly string[]
  readonly check?: TransferCheck
  /** The content was kept out of the recording: it holds a private key. */
  readonly isSecret: boolean
  readonly failure?: Failure
}

export type TransfersApi = {
  'transfers.list': () => Promise<TransferState[]>
  /** Makes room for a file; its bytes follow with `put`. What is not used within ten minutes is forgotten. */
  'transfers.begin': (name: string, size: number) => Promise<Result<{ readonly uploadId: string }>>
  /** Pieces in order, each at most `pieceBytes`. */
  'transfers.put': (uploadId: string, offset: number, bytes: Uint8Array) => Promise<Result<null>>
  'transfers.forget': (uploadId: string) => Promise<Result<null>>
  /** Takes the session until it ends. Uploads must be complete; only YMODEM takes more than one. */
  'transfers.start': (sessionId: string, uploadIds: string[], way: TransferWay) => Promise<Result<TransferState>>
  /** Answers when it has ended; cancelling what has ended is no failure. */
  'transfers.cancel': (sessionId: string) => Promise<Result<null>>
}

export type TransfersEvents = { 'transfers.didChange': (state: TransferState) => void }

const id = z.string().min(1).max(64)

export const transfersInputs = {
  'transfers.list': z.tuple([]),
  'transfers.begin': z.tuple([z.string().min(1).max(255), z.int().min(0)]),
  'transfers.put': z.tuple([id, z.int().min(0), bytesSchema]),
  'transfers.forget': z.tuple([id]),
  'transfers.start': z.tuple([id, z.array(id).min(1).max(mostTransferFiles), transferWaySchema]),
  'transfers.cancel': z.tuple([id]),
}
