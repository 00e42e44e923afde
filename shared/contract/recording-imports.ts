import { z } from 'zod'
import { bytesSchema } from './bytes-schema.ts'
import type { Result } from './failure.ts'

const id = z.string().min(1).max(64)

/** Whose log it was, as far as its lines tell. `lines`: times in front of lines, as tio, minicom and many others write them; `plain`: nothing but text. */
export const logForms = ['recording', 'sscom', 'qcom', 'llcom', 'docklight', 'exported', 'marked', 'lines', 'hex-dump', 'plain'] as const
export type LogForm = (typeof logForms)[number]

/** Why a line was not taken as it stands. `line` counts from 1. */
export type LogProblem = { readonly line: number; readonly kind: 'unreadable' | 'impossible-time' }

export type ImportedLog = {
  /** Of the recording, in its folder. */
  readonly name: string
  readonly form: LogForm
  /** Of the log; 0 for a recording, which is copied unread. */
  readonly lines: number
  /** The first of them. */
  readonly problems: readonly LogProblem[]
  readonly problemCount: number
}

export type ImportState = { readonly importId: string; /** 0 to 1, of the conversion. */ readonly progress: number }

/** Bytes of a log that one call may carry. */
export const importChunkBytes = 1024 * 1024
/** Far beyond any log; a disk image picked by mistake is refused before its first byte. */
export const largestImportBytes = 64 * 1024 ** 3

const logName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^/\\\x00-\x1f]+$/)

export const recordingImportsInputs = {
  'recordings.beginImport': z.tuple([z.object({ name: logName, bytes: z.int().min(0).max(largestImportBytes), writtenAt: z.number().min(0).max(8.64e15) })]),
  'recordings.importChunk': z.tuple([id, bytesSchema.refine(({ length }) => length <= importChunkBytes)]),
  'recordings.endImport': z.tuple([id]),
  'recordings.cancelImport': z.tuple([id]),
}

export type RecordingImportsApi = {
  /** `writtenAt`: when the log was last written, ms since the epoch: the day of a log without dates. Answers with the import's id. Given up after a minute without a chunk. */
  'recordings.beginImport': (log: { name: string; bytes: number; writtenAt: number }) => Promise<Result<string>>
  /** The log's next bytes, in order; the next ones when this has answered. */
  'recordings.importChunk': (importId: string, bytes: Uint8Array) => Promise<Result<null>>
  /** Makes the recording; null: cancelled meanwhile. `recordings.didImport` tells how it goes. */
  'recordings.endImport': (importId: string) => Promise<Result<ImportedLog | null>>
  'recordings.cancelImport': (importId: string) => Promise<Result<null>>
}

export type RecordingImportsEvents = {
  'recordings.didImport': (state: ImportState) => void
}
