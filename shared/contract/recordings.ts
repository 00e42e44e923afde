import { z } from 'zod'
import { charsets, type Charset } from '../text/charset.ts'
import type { Failure, Result } from './failure.ts'
import type { RowContext } from '../log/row-context.ts'
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

const rowPatternSchema = searchQuerySchema.extend({ kind: z.enum(['text', 'regex']), value: z.string().max(1000) })
export type RowPattern = z.infer<typeof rowPatternSchema>

/** Which rows of a log are shown. */
export const rowFilterSchema = z.object({
  only: rowPatternSchema.nullable(),
  except: rowPatternSchema.nullable(),
  /** Rows that follow one another, of one direction and with the same text, are shown as one. */
  collapse: z.boolean(),
  /** The first row that counts. */
  from: z.int().min(0),
})
export type RowFilter = z.infer<typeof rowFilterSchema>

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

/**
 * One opened for reading. `rows` grows until `isIndexed`, and of a live one with its session; the last row of a live one may itself still grow.
 * The log of a session is its recording; while that cannot be written, what memory holds, under another `id`.
 */
export type OpenedRecording = {
  readonly id: string
  /** The session that writes it. */
  readonly sessionId?: string
  /** Its rows are packets, parted by pauses of so many ms; null: they are lines. */
  readonly packetGapMs: number | null
  /** Rows before this one are gone: 0 for a file. */
  readonly first: number
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
  /** The lines before it that it is read against; left out of a row that follows the one before it here. */
  readonly context?: RowContext
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

/** The rows of a log that a filter leaves, by their places from 0 on; it grows with the log. */
export type RowSelection = {
  readonly selectionId: string
  /** Of the log. */
  readonly id: string
  /** Places before this one are gone; `places` is their end. */
  readonly first: number
  readonly places: number
  /** Rows that the filter leaves: more than places where some are shown as one. */
  readonly rows: number
  /** 0 to 1: how much of the log has been looked through. */
  readonly progress: number
  readonly failure?: Failure
}

/** `repeats`: how many rows this one stands for. */
export type SelectedRow = RecordedRow & { readonly repeats: number }

/** Marks of one recording, and characters of one note. */
export const marksLimit = 500
export const noteLimit = 1000

/** A row that a person marked. */
export type RowMark = {
  readonly row: number
  /** ms since the epoch, of its first byte. */
  readonly at: number
  readonly direction: 'in' | 'out' | 'note'
  /** The beginning of the row, at most 200 bytes. */
  readonly bytes: Uint8Array
  /** Empty: a bookmark alone. */
  readonly note: string
}

/** ms; what is shorter lies within the latency of a system. */
export const packetGapSchema = z.int().min(1).max(10_000)

export const exportFormats = ['text', 'sscom', 'csv', 'raw-in', 'raw-out', 'pcapng'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const keepPolicySchema = z.object({
  /** days; null: for ever. */
  days: z.int().min(1).max(3650).nullable(),
  /** MB of all recordings together; the oldest go first; null: no limit. */
  megabytes: z.int().min(10).max(10_000_000).nullable(),
})
export type KeepPolicy = z.infer<typeof keepPolicySchema>

const packetGap = packetGapSchema.nullable()

export const recordingsInputs = {
  'recordings.list': z.tuple([]),
  'recordings.open': z.tuple([name, packetGap]),
  'recordings.close': z.tuple([id]),
  'recordings.follow': z.tuple([id, packetGap]),
  'recordings.rows': z.tuple([id, z.int().min(0), z.int().min(1).max(2000)]),
  'recordings.rowAtTime': z.tuple([id, z.number()]),
  'recordings.search': z.tuple([id, searchQuerySchema]),
  'recordings.hits': z.tuple([id, z.int().min(0), z.int().min(1).max(500)]),
  'recordings.cancelSearch': z.tuple([id]),
  'recordings.select': z.tuple([id, rowFilterSchema]),
  'recordings.selectedRows': z.tuple([id, z.int().min(0), z.int().min(1).max(2000)]),
  'recordings.placeOf': z.tuple([id, z.int().min(0)]),
  'recordings.unselect': z.tuple([id]),
  'recordings.marks': z.tuple([id]),
  'recordings.mark': z.tuple([id, z.int().min(0), z.string().max(noteLimit).nullable()]),
  'recordings.charset': z.tuple([name]),
  'recordings.setCharset': z.tuple([name, z.enum(charsets)]),
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
  /** Rows of a selection from a place on; fewer at the end. */
  'recordings.selectedRows': (selectionId: string, from: number, count: number) => Promise<Result<readonly SelectedRow[]>>
  /** The place of a row of the log in a selection; where it is not in, of the one before it. */
  'recordings.placeOf': (selectionId: string, row: number) => Promise<Result<number>>
  /** Hits of a search from a number on, each with its row. */
  'recordings.hits': (searchId: string, from: number, count: number) => Promise<Result<readonly RecordingHit[]>>
  /** In the order of the rows; kept beside the recording. */
  'recordings.marks': (id: string) => Promise<Result<readonly RowMark[]>>
  /** What a person has read it in before; null where nobody has said. */
  'recordings.charset': (name: string) => Promise<Charset | null>
  // commands
  /** Answers at once, with the rows of the first pages; `recordings.didIndex` tells of the rest. */
  'recordings.open': (name: string, packetGapMs: number | null) => Promise<Result<OpenedRecording>>
  'recordings.close': (id: string) => Promise<Result<null>>
  /** The log of an open session, from its first byte on. It belongs to the program as the session does: the same for all who ask, closed by itself. */
  'recordings.follow': (sessionId: string, packetGapMs: number | null) => Promise<Result<OpenedRecording>>
  /** Answers with the search's id; `recordings.didSearch` tells how it goes. A recording has one search at a time: the one before ends. */
  'recordings.search': (id: string, query: SearchQuery) => Promise<Result<SearchState>>
  'recordings.cancelSearch': (searchId: string) => Promise<Result<null>>
  /**
   * Answers at once; `recordings.didSelect` tells how it grows. Fails with `recording.bad-only` or `recording.bad-except` where that pattern is none.
   * A log has few of them: the oldest goes when another is one too many.
   */
  'recordings.select': (id: string, filter: RowFilter) => Promise<Result<RowSelection>>
  'recordings.unselect': (selectionId: string) => Promise<Result<null>>
  /** Marks a row, changes its note, or with null takes its mark away. Answers with all marks. */
  'recordings.mark': (id: string, row: number, note: string | null) => Promise<Result<readonly RowMark[]>>
  /** Kept beside the recording. */
  'recordings.setCharset': (name: string, charset: Charset) => Promise<Result<null>>
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
  /** Of a live one at most 30 times a second. */
  'recordings.didIndex': (recording: OpenedRecording) => void
  /** At most 30 times a second. */
  'recordings.didSelect': (selection: RowSelection) => void
  /** Somebody marked a row of an opened recording, or took a mark away. */
  'recordings.didMark': (id: string, marks: readonly RowMark[]) => void
  'recordings.didSearch': (state: SearchState) => void
}
