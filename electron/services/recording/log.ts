import type { OpenedRecording, RecordedRow } from '../../../shared/contract/recordings.ts'
import type { ScanSink } from './row-index.ts'

/** What a page sees rows of: a file, or what memory holds of a session. */
export type Log = {
  readonly id: string
  /** Of its file. */
  readonly name: string
  readonly info: () => OpenedRecording
  readonly rows: (from: number, count: number) => Promise<readonly RecordedRow[]>
  /** Rows by their numbers, which must grow. */
  readonly rowsAt: (numbers: readonly number[]) => Promise<readonly RecordedRow[]>
  /** Walks the rows from a number on; `between` is awaited now and then, and a row may go on after it. */
  readonly scan: (from: number, sink: ScanSink, between: () => Promise<void>) => Promise<void>
}
