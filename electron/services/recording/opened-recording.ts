import { open, type FileHandle } from 'node:fs/promises'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { OpenedRecording, RecordedRow, RecordingEntry } from '../../../shared/contract/recordings.ts'
import { cannotRead, cutOff, damagedAt } from './library-failures.ts'
import type { Log } from './log.ts'
import { RowIndex, type Row, type RowPlace, type ScanSink } from './row-index.ts'
import { beginningAt, type Place } from './walk-frames.ts'

/** So much is indexed before the first answer: some pages. */
const firstBytes = 2 * 1024 * 1024
/** Between two tellings of how far the index has come. */
const tellMs = 100

const recorded = ({ row, direction, at, bytes, context }: Row): RecordedRow => ({ row, direction, at, bytes, ...(context && { context }) })

export type OpenedOptions = {
  readonly id: string
  /** The session that still writes it. */
  readonly sessionId?: string
  readonly file: string
  /** Rows are packets, parted by pauses of so many ms; lines where left out. */
  readonly packetGapMs?: number | null
  readonly headerBytes: number
  readonly entry: RecordingEntry
  readonly onIndex: (recording: OpenedRecording) => void
}

/** A recording opened for reading: its rows by number while the rest of the file is still being indexed. */
export class OpenedFile implements Log {
  readonly #options: OpenedOptions
  readonly #handle: FileHandle
  readonly #index: RowIndex
  #entry: RecordingEntry
  #size: number
  #isIndexed = false
  #isClosed = false
  #pass: Promise<void> = Promise.resolve()
  readonly #readers = new Set<Promise<void>>()
  #toldAt = 0

  private constructor(options: OpenedOptions, handle: FileHandle) {
    this.#options = options
    this.#handle = handle
    this.#entry = options.entry
    this.#size = options.entry.bytes
    this.#index = new RowIndex(handle, options.headerBytes, options.packetGapMs)
  }

  /** Answers when the first pages are there; the rest is indexed behind it. */
  static async open(options: OpenedOptions): Promise<Result<OpenedFile>> {
    let handle: FileHandle | undefined
    try {
      handle = await open(options.file, 'r')
      const opened = new OpenedFile(options, handle)
      await opened.#index.extend({ limit: Math.min(options.headerBytes + firstBytes, options.entry.bytes) })
      opened.#isIndexed = opened.#index.state.position >= options.entry.bytes || opened.#index.state.isDamaged
      if (!opened.#isIndexed) opened.#pass = opened.#readAll()
      return ok(opened)
    } catch (error) {
      await handle?.close().catch(() => {})
      return fail(cannotRead(options.entry.name, error))
    }
  }

  get id(): string {
    return this.#options.id
  }

  get name(): string {
    return this.#entry.name
  }

  /** Its path. */
  get file(): string {
    return this.#options.file
  }

  get handle(): FileHandle {
    return this.#handle
  }

  get size(): number {
    return this.#size
  }

  /** Where its frames begin. */
  get start(): Place {
    return beginningAt(this.#options.headerBytes)
  }

  info(): OpenedRecording {
    const { rows, position, lastAt, isDamaged, isTruncated } = this.#index.state
    const isCut = this.#isIndexed && isTruncated && !this.#entry.isLive
    return {
      id: this.id,
      ...(this.#options.sessionId !== undefined && { sessionId: this.#options.sessionId }),
      packetGapMs: this.#options.packetGapMs ?? null,
      first: 0,
      entry: this.#entry,
      rows,
      progress: this.#isIndexed || this.#size === 0 ? 1 : position / this.#size,
      isIndexed: this.#isIndexed,
      ...(lastAt !== undefined && { lastAt }),
      ...(isDamaged ? { problem: damagedAt(position) } : isCut && { problem: cutOff }),
    }
  }

  /** Reads what its session has added to the file since. */
  async readOn(now: Pick<RecordingEntry, 'bytes' | 'endedAt' | 'isLive'>): Promise<void> {
    await this.#pass
    this.#entry = { ...this.#entry, ...now }
    this.#size = now.bytes
    // What cannot be read is no worse than before: the next pass tries again.
    this.#pass = this.#index.extend({ limit: now.bytes }).catch(() => {})
    await this.#pass
  }

  async rows(from: number, count: number): Promise<readonly RecordedRow[]> {
    const rows = await this.#index.read(from, count)
    return rows.map(recorded)
  }

  async rowsAt(numbers: readonly number[]): Promise<readonly RecordedRow[]> {
    const rows = await this.#index.readEach(numbers)
    return rows.map(recorded)
  }

  scan(from: number, sink: ScanSink, between: () => Promise<void>): Promise<void> {
    return this.#index.scan(from, sink, between)
  }

  rowAtTime(at: number): Promise<number> {
    return this.#pass.then(() => this.#index.rowAtTime(at))
  }

  /** Where a row stands in the file, whatever rows are cut by. */
  async rowPlace(number: number): Promise<{ readonly position: number; readonly at: number } | undefined> {
    const [row] = await this.#index.read(number, 1)
    return row && { position: row.position, at: row.at }
  }

  /** Where a row begins, once the index has come that far; of the last one where there are not so many. */
  async placeOf(row: number): Promise<RowPlace | undefined> {
    if (row >= this.#index.state.rows) await this.#pass
    return this.#index.placeOf(Math.min(row, this.#index.state.rows - 1))
  }

  /** The row of a byte, once the index has come that far. */
  async rowAt(position: number): Promise<number> {
    if (position >= this.#index.state.position) await this.#pass
    return this.#index.rowAt(position)
  }

  /** Reads by the file's number, which means another file once this one is closed: it is not before `reading` has ended. */
  keepOpen(reading: Promise<void>): void {
    this.#readers.add(reading)
    void reading.finally(() => this.#readers.delete(reading))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#pass
    await Promise.all(this.#readers)
    await this.#handle.close().catch(() => {})
  }

  async #readAll(): Promise<void> {
    try {
      await this.#index.extend({
        between: () => {
          if (this.#isClosed) throw new Error('closed')
          this.#tell(false)
        },
      })
    } catch {
      // Closed, or unreadable from here on: what has been indexed stays.
    }
    this.#isIndexed = true
    if (!this.#isClosed) this.#tell(true)
  }

  #tell(isLast: boolean): void {
    const now = performance.now()
    if (!isLast && now - this.#toldAt < tellMs) return
    this.#toldAt = now
    this.#options.onIndex(this.info())
  }
}
