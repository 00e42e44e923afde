import type { FileHandle } from 'node:fs/promises'
import type { ReplaySnapshot, ReplaySpeed } from '../../../../shared/contract/replays.ts'
import type { Chunk } from '../../../../shared/contract/serial.ts'
import { directions } from '../../../../shared/log/directions.ts'
import { RowCutter } from '../../../../shared/log/row-cutter.ts'
import type { RecordedRow } from '../../../../shared/contract/recordings.ts'
import type { RowPlace } from '../row-index.ts'
import { FrameQueue } from './frame-queue.ts'
import { PlayedChunks } from './played-chunks.ts'

/** A screen shows no more. */
const tickMs = 33
/** As fast as possible is 16 MB/s: what a page still draws. */
const tickBytes = 512 * 1024
/** The longest that a shortened gap is waited for. */
const longestGapMs = 1000

export type PlayerOptions = {
  readonly handle: FileHandle
  /** ms since the epoch: when the recording began. */
  readonly startedAt: number
  readonly onPlayed: (chunks: Chunk[]) => void
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
}

/**
 * Plays frames of a recording by their times. What it tells is numbered as a session's chunks are; a jump in the numbers is a jump in the recording. A clock that was
 * set back while recording holds nothing up: what has an earlier time than what was played before it comes at once.
 */
export class Player {
  readonly #options: PlayerOptions
  readonly #played = new PlayedChunks()
  #queue: FrameQueue
  #cutter: RowCutter
  #row = 0
  #at: number
  #speed: ReplaySpeed = 1
  #isPlaying = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #tickedAt = 0
  /** One thing at a time: a seek in the middle of a tick would mix two places. */
  #work: Promise<void> = Promise.resolve()
  shortensGaps = false

  constructor(options: PlayerOptions, start: RowPlace) {
    this.#options = options
    this.#at = options.startedAt
    this.#queue = new FrameQueue(options.handle, start)
    this.#cutter = this.#newCutter(start)
  }

  get at(): number {
    return this.#at
  }

  /** Rows played so far. */
  get row(): number {
    return this.#row
  }

  get isPlaying(): boolean {
    return this.#isPlaying
  }

  get isOver(): boolean {
    return this.#queue.isEmpty
  }

  get speed(): ReplaySpeed {
    return this.#speed
  }

  snapshot(fromSeq: number): ReplaySnapshot {
    return this.#played.from(fromSeq)
  }

  play(): void {
    if (this.#isPlaying) return
    this.#isPlaying = true
    this.#tickedAt = performance.now()
    this.#wait(0)
    this.#options.onChange()
  }

  pause(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#isPlaying) return
    this.#isPlaying = false
    this.#options.onChange()
  }

  setSpeed(speed: ReplaySpeed): void {
    this.#speed = speed
    this.#options.onChange()
  }

  /** Goes on at a place in the recording, as at the moment `at`; `before`: the rows before it, for the screen. */
  seek(place: RowPlace, at: number, before: readonly RecordedRow[]): Promise<void> {
    return this.#inTurn(async () => {
      this.#queue = new FrameQueue(this.#options.handle, place)
      this.#cutter = this.#newCutter(place)
      this.#at = at
      this.#played.restart()
      // Something must stand there, for a page to notice the jump by.
      this.#played.push('in', at, new Uint8Array())
      for (const row of before) this.#played.push(row.direction, row.at, row.bytes)
      const { newest } = this.#played
      if (newest) this.#options.onPlayed([newest])
      await this.#playDue(at)
      this.#tickedAt = performance.now()
      this.#options.onChange()
    })
  }

  /** Resolves when nothing more is read. */
  async close(): Promise<void> {
    this.#isPlaying = false
    clearTimeout(this.#timer)
    await this.#work
  }

  #newCutter(place: RowPlace): RowCutter {
    this.#row = place.row
    return new RowCutter(
      {
        begin: () => {
          this.#row++
          return true
        },
      },
      place.takesData,
    )
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.pause()
      this.#options.onFailure(error)
    })
    return this.#work
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      void this.#inTurn(() => this.#tick()).then(() => {
        if (this.#isPlaying) this.#wait(tickMs)
      })
    }, ms)
  }

  async #tick(): Promise<void> {
    if (!this.#isPlaying) return
    const now = performance.now()
    const passed = now - this.#tickedAt
    this.#tickedAt = now
    await this.#queue.fill()
    const next = this.#queue.first
    if (this.#speed !== null && this.shortensGaps && next && next.at - this.#at > longestGapMs * this.#speed) this.#at = next.at - longestGapMs * this.#speed
    const until = this.#speed === null ? Infinity : this.#at + passed * this.#speed
    await this.#playDue(until)
    if (this.#queue.isEmpty) this.#isPlaying = false
    this.#options.onChange()
  }

  /** Plays what is due at a moment, as much as a tick may; where more is due, the moment is held back. */
  async #playDue(until: number): Promise<void> {
    const chunks: Chunk[] = []
    let bytes = 0
    for (;;) {
      await this.#queue.fill()
      const run = this.#queue.first
      if (!run || run.at > until || bytes >= tickBytes) break
      this.#queue.take()
      bytes += run.bytes.length
      this.#cutter.push(run.direction, run.at, run.bytes, 0, run.bytes.length, run.position, run.remaining)
      this.#at = Math.max(this.#at, run.at)
      chunks.push(this.#played.push(directions[run.direction] ?? 'note', run.at, run.bytes))
    }
    const isHeldBack = bytes >= tickBytes
    if (until !== Infinity && !isHeldBack && !this.#queue.isEmpty) this.#at = Math.max(this.#at, until)
    if (chunks.length > 0) this.#options.onPlayed(chunks)
  }
}
