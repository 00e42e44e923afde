import { z } from 'zod'
import { charsets } from '../text/charset.ts'
import type { Failure, Result } from './failure.ts'
import type { LineSettings, PortInfo } from './serial.ts'

/** A recording's file name, without a folder: nothing outside the folder of recordings can be named. */
export const recordingName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\:*?"<>|\x00-\x1f]+\.atrec$/)
  .refine((value) => !value.startsWith('.'))
const name = recordingName
const id = z.string().min(1).max(64)

export const searchQuerySchema = z.object({
  /** `hex` is pairs of digits. */
  kind: z.enum(['text', 'regex', 'hex']),
  value: z.string().max(4096),
  ignoreCase: z.boolean(),
  /** What text and expressions are written in; UTF-8 where left out. */
  charset: z.enum(charsets).optional(),
})
export type SearchQuery = z.infer<typeof searchQuerySchema>

export type RecordingEntry = {
  readonly name: string
  readonly port: PortInfo
  readonly settings: LineSettings
  /** ms since the epoch. */
  readonly startedAt: number
  /** Of the last bytes recorded; where that cannot be told, of the file. */
  readonly endedAt: number
  /** Of the file: when it was last written here. What is kept is kept from then. */
  readonly changedAt: number
  /** ms since the epoch; came from another program's log. */
  readonly importedAt?: number
  /** bytes on disk. */
  readonly bytes: number
  /** A session still writes it. */
  readonly isLive: boolean
  /** What the module called itself (ATI, CGMM), where that stands near the beginning. */
  readonly modem?: string
  /** The file cannot be read; the other fields are then guesses from its name. */
  readonly failure?: Failure
}

/** Files in the folder that are no recordings are not listed. */
export type RecordingList = { readonly folder: string; readonly entries: readonly RecordingEntry[]; readonly bytes: number }

/** One opened for reading. `rows` grows until `isIndexed`; a live one grows on after `recordings.refresh`. */
export type OpenedRecording = {
  readonly id: string
  readonly entry: RecordingEntry
  readonly rows: number
  /** 0 to 1: how much of the file the rows are counted of. */
  readonly progress: number
  readonly isIndexed: boolean
  readonly lastAt?: number
  /** Its tail was cut off (a crash), or bytes in it are damaged: what stands before can be read. */
  readonly problem?: Failure
}

/** A line with its line ends, at most 4096 bytes: all rows together are what travelled. */
export type RecordedRow = {
  readonly row: number
  readonly direction: 'in' | 'out' | 'note'
  /** ms since the epoch, of its first byte. */
  readonly at: number
  readonly bytes: Uint8Array
}

export type RecordingHit = { readonly row: number; readonly at: number; readonly direction: 'in' | 'out' | 'note'; readonly bytes: Uint8Array }

export type SearchState = {
  readonly searchId: string
  readonly recordingId: string
  /** 0 to 1. */
  readonly progress: number
  /** Of the matches found so far; at most `kept` can be asked for. */
  readonly count: number
  readonly kept: number
  readonly isDone: boolean
  readonly failure?: Failure
}

export const exportFormats = ['text', 'sscom', 'csv', 'raw-in', 'raw-out', 'pcapng'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const keepPolicySchema = z.object({
  /** days; null: for ever. */
  days: z.int().min(1).max(3650).nullable(),
  /** MB of all recordings together; the oldest go first; null: no limit. */
  megabytes: z.int().min(10).max(10_000_000).nullable(),
})
export type KeepPolicy = z.infer<typeof keepPolicySchema>

export const recordingsInputs = {
  'recordings.list': z.tuple([]),
  'recordings.open': z.tuple([name]),
  'recordings.close': z.tuple([id]),
  'recordings.refresh': z.tuple([id]),
  'recordings.rows': z.tuple([id, z.int().min(0), z.int().min(1).max(2000)]),
  'recordings.rowAtTime': z.tuple([id, z.number()]),
  'recordings.search': z.tuple([id, searchQuerySchema]),
  'recordings.hits': z.tuple([id, z.int().min(0), z.int().min(1).max(500)]),
  'recordings.cancelSearch': z.tuple([id]),
  'recordings.rename': z.tuple([name, name]),
  'recordings.remove': z.tuple([name]),
  'recordings.keep': z.tuple([keepPolicySchema]),
  'recordings.useFolder': z.tuple([z.string().max(4096).nullable()]),
}

export type RecordingsApi = {
  // queries
  /** Newest first. */
  'recordings.list': () => Promise<RecordingList>
  /** Rows from a number on; fewer at the end. */
  'recordings.rows': (id: string, from: number, count: number) => Promise<Result<readonly RecordedRow[]>>
  /** The first row at or after a moment, ms since the epoch. */
  'recordings.rowAtTime': (id: string, at: number) => Promise<Result<number>>
  /** Hits of a search from a number on, each with its row. */
  'recordings.hits': (searchId: string, from: number, count: number) => Promise<Result<readonly RecordingHit[]>>
  // commands
  /** Answers at once, with the rows of the first pages; `recordings.didIndex` tells of the rest. */
  'recordings.open': (name: string) => Promise<Result<OpenedRecording>>
  'recordings.close': (id: string) => Promise<Result<null>>
  /** Reads what a live recording has gained. */
  'recordings.refresh': (id: string) => Promise<Result<OpenedRecording>>
  /** Answers with the search's id; `recordings.didSearch` tells how it goes. A recording has one search at a time: the one before ends. */
  'recordings.search': (id: string, query: SearchQuery) => Promise<Result<SearchState>>
  'recordings.cancelSearch': (searchId: string) => Promise<Result<null>>
  'recordings.rename': (name: string, to: string) => Promise<Result<RecordingEntry>>
  /** Deletes the file for good; refused while a session writes it. */
  'recordings.remove': (name: string) => Promise<Result<null>>
  /** Applied at once and at every start. Answers with the names of what went. */
  'recordings.keep': (policy: KeepPolicy) => Promise<Result<readonly string[]>>
  /** Where new recordings go from now on; null: the program's own folder. Answers with the folder. */
  'recordings.useFolder': (folder: string | null) => Promise<Result<string>>
}

export type RecordingsEvents = {
  /** Files came, went or were renamed. */
  'recordings.didChange': () => void
  'recordings.didIndex': (recording: OpenedRecording) => void
  'recordings.didSearch': (state: SearchState) => void
}
