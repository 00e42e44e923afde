import { randomUUID } from 'node:crypto'
import type { Result } from '../../../shared/contract/failure.ts'
import type { OpenedRecording, RecordingEntry } from '../../../shared/contract/recordings.ts'
import type { SessionSnapshot } from '../../../shared/contract/serial.ts'
import type { Log } from './log.ts'
import { directions } from '../../../shared/log/directions.ts'
import { MemoryRows } from '../../../shared/log/memory-rows.ts'
import { notOnDisk } from './library-failures.ts'
import { OpenedFile } from './opened-recording.ts'
import type { Recorder } from './recorder.ts'
import type { FoundRecording } from './recording-files.ts'

/** Between two passes: a screen shows no more, and what stands alone is shown at once. */
const passMs = 33
/** Between two tellings of a log that gained more rows than a window shows: nobody reads it as it passes. */
const floodTellMs = 500
const floodRows = 160

/** As much as a session's own memory holds of its newest chunks. */
const memoryLimits = { rows: 20_000, bytes: 8 * 1024 * 1024 }

export type LiveLogOptions = {
  readonly sessionId: string
  /** Rows are packets, parted by pauses of so many ms; null: they are lines, as what memory holds always is. */
  readonly packetGapMs: number | null
  readonly recorder: Pick<Recorder, 'file' | 'bytes' | 'isOpen' | 'failure' | 'flush'>
  /** Looks at the beginning of the recording's file. */
  readonly peek: () => Promise<FoundRecording | undefined>
  /** The session's newest chunks, from a number on. */
  readonly snapshot: (fromSeq: number) => Promise<Result<SessionSnapshot>>
  readonly onIndex: (recording: OpenedRecording) => void
}

/**
 * The log of an open session: its recording, read on as it is written. While the recording cannot be written it is what memory holds, as another log
 * with another id.
 */
export class LiveLog {
  readonly #options: LiveLogOptions
  #file: OpenedFile | undefined
  #memory: { readonly id: string; readonly rows: MemoryRows; nextSeq: number } | undefined
  /** Known where the file never was: from the session alone. */
  #guess: RecordingEntry | undefined
  #isOver = false
  #passedAt = 0
  #told = { at: 0, rows: 0 }
  #laterTelling: ReturnType<typeof setTimeout> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #pass: Promise<void> | undefined
  #isAskedAgain = false

  constructor(options: LiveLogOptions) {
    this.#options = options
  }

  get sessionId(): string {
    return this.#options.sessionId
  }

  get packetGapMs(): number | null {
    return this.#options.packetGapMs
  }

  /** Resolves when the first rows are there. */
  async start(): Promise<void> {
    this.#pass = this.#readOn()
    await this.#pass
    this.#pass = undefined
    this.#againIfAsked()
  }

  get current(): Log | undefined {
    if (!this.#memory) return this.#file
    const { id, rows } = this.#memory
    const entry = this.#guess
    if (!entry) return undefined
    return {
      id,
      name: '',
      info: () => this.#memoryInfo(id, rows, entry),
      rows: async (from, count) => rows.read(from, count),
      rowsAt: async (numbers) => numbers.flatMap((row) => rows.read(row, row < rows.first ? 0 : 1)),
      scan: async (from, sink, between) => {
        for (const { direction, bytes } of rows.read(from, Infinity)) {
          sink.begin(directions.indexOf(direction))
          sink.add(bytes, 0, bytes.length)
        }
        await between()
      },
    }
  }

  /** The file behind it, for what only a file can be asked for. */
  get file(): OpenedFile | undefined {
    return this.#memory ? undefined : this.#file
  }

  /** There is more to read. */
  grew(): void {
    if (this.#isOver || this.#timer) return
    if (this.#pass) {
      this.#isAskedAgain = true
      return
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.#run()
    }, Math.max(0, passMs - (performance.now() - this.#passedAt)))
  }

  /** The session has ended; its log can be read until `close`. */
  async end(): Promise<void> {
    clearTimeout(this.#timer)
    clearTimeout(this.#laterTelling)
    await this.#pass
    await this.#readOn()
    this.#isOver = true
    this.#tell()
  }

  async close(): Promise<void> {
    this.#isOver = true
    clearTimeout(this.#timer)
    clearTimeout(this.#laterTelling)
    await this.#pass
    await this.#file?.close()
  }

  async #run(): Promise<void> {
    this.#passedAt = performance.now()
    this.#pass = this.#readOn()
    await this.#pass
    this.#pass = undefined
    if (this.#isOver) return
    this.#tellInTime()
    this.#againIfAsked()
  }

  #againIfAsked(): void {
    if (!this.#isAskedAgain) return
    this.#isAskedAgain = false
    this.grew()
  }

  #tellInTime(): void {
    const { at, rows } = this.#told
    const gained = Math.abs((this.current?.info().rows ?? 0) - rows)
    const wait = gained > floodRows ? at + floodTellMs - performance.now() : 0
    if (wait <= 0) this.#tell()
    else this.#laterTelling ??= setTimeout(() => this.#tell(), wait)
  }

  #tell(): void {
    clearTimeout(this.#laterTelling)
    this.#laterTelling = undefined
    const info = this.current?.info()
    if (!info) return
    this.#told = { at: performance.now(), rows: info.rows }
    this.#options.onIndex(info)
  }

  async #readOn(): Promise<void> {
    const { recorder } = this.#options
    if (recorder.failure) return this.#readMemory()
    this.#memory = undefined
    await recorder.flush()
    this.#file ??= await this.#opened()
    await this.#file?.readOn({ bytes: recorder.bytes, endedAt: Date.now(), isLive: recorder.isOpen })
  }

  async #opened(): Promise<OpenedFile | undefined> {
    const { peek, sessionId, packetGapMs, onIndex, recorder } = this.#options
    const found = await peek()
    if (!found || found.entry.failure) return undefined
    const opened = await OpenedFile.open({ id: randomUUID(), sessionId, packetGapMs, file: recorder.file, ...found, onIndex })
    return opened.ok ? opened.value : undefined
  }

  async #readMemory(): Promise<void> {
    const { snapshot } = this.#options
    const memory = (this.#memory ??= { id: randomUUID(), rows: new MemoryRows(memoryLimits), nextSeq: 0 })
    const taken = await snapshot(memory.nextSeq)
    if (!taken.ok) return
    memory.rows.push(taken.value.chunks)
    memory.nextSeq = taken.value.nextSeq
    const { port, settings, openedAt } = taken.value.info
    this.#guess = { name: '', port, settings, startedAt: openedAt, endedAt: Date.now(), changedAt: Date.now(), bytes: 0, isLive: true }
  }

  #memoryInfo(id: string, rows: MemoryRows, entry: RecordingEntry): OpenedRecording {
    const { sessionId, packetGapMs } = this.#options
    const { first, rows: count, lastAt } = rows
    return {
      id,
      sessionId,
      packetGapMs,
      first,
      entry,
      rows: count,
      progress: 1,
      isIndexed: true,
      ...(lastAt !== undefined && { lastAt }),
      problem: notOnDisk,
    }
  }
}
