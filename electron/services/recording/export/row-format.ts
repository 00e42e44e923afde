import type { Charset } from '../../../../shared/text/charset.ts'
import type { RecordingHeader } from '../format.ts'
import type { ExportRow } from './walk-rows.ts'

/** `note`: what a person wrote on it, in one line. */
export type NotedRow = ExportRow & { readonly note?: string }

/** Makes one kind of file out of rows that come one after another. `end`: what is still held, and the file's tail. */
export type RowFormat = {
  readonly head: () => Uint8Array | string
  readonly row: (row: NotedRow) => Uint8Array | string
  readonly end: () => Uint8Array | string
}

export type FormatOptions = { readonly header: RecordingHeader; /** What the bytes mean as text. */ readonly charset: Charset; /** Offset of local time from UTC at a moment, minutes east. */ readonly offset: (at: number) => number }

/** This machine's own. */
export const localOffset = (at: number): number => -new Date(at).getTimezoneOffset()
