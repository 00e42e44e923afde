import { isFinalResult } from '../at/final-result.ts'
import { fromUtf8, utf8 } from '../text/bytes.ts'
import { directions, type Direction } from './directions.ts'

/** The lines before a row that it is read against: the last command, and the newest lines since. */
export type RowContext = {
  readonly lines: readonly { readonly direction: Direction; readonly text: string }[]
  /** ms since the epoch, of the command; `isRunning` until its final result. */
  readonly at: number
  readonly isRunning: boolean
}

/** More than most answers have; a page of filtered rows carries these with every row. */
const keptLines = 8
/** Of a line: enough for an echo and the names and values that matter. */
const keptBytes = 512
/** A final result is told by its first bytes. */
const resultBytes = 64

/** Follows what the rows of a log are read against. Its lines are put into words only when they are asked for. */
export class ContextTrack {
  #command: string | undefined
  #at = 0
  #isRunning = false
  /** The newest lines since the command, each in a slot of its own, and the one that goes on. */
  readonly #heads = new Uint8Array((keptLines + 1) * keptBytes)
  readonly #lengths = new Uint16Array(keptLines + 1)
  readonly #directions = new Uint8Array(keptLines + 1)
  #slot = 0
  #lines = 0
  #isOpen = false
  #openAt = 0

  constructor(from?: RowContext) {
    if (!from) return
    for (const { direction, text } of from.lines) {
      this.begin(directions.indexOf(direction), from.at)
      const bytes = utf8(text)
      this.add(bytes, 0, bytes.length)
    }
    this.#end()
    this.#isRunning = from.isRunning
  }

  /** A row begins: 0 received, 1 sent, 2 a remark. */
  begin(direction: number, at: number): void {
    this.#end()
    this.#isOpen = direction !== 2
    this.#openAt = at
    this.#directions[this.#slot] = direction
    this.#lengths[this.#slot] = 0
  }

  /** Bytes of the row that began last. */
  add(buffer: Uint8Array, start: number, end: number): void {
    if (!this.#isOpen) return
    const length = this.#lengths[this.#slot] ?? 0
    const count = Math.min(keptBytes - length, end - start)
    // By hand: a view for every row costs more than some bytes.
    const offset = this.#slot * keptBytes + length
    for (let i = 0; i < count; i++) this.#heads[offset + i] = buffer[start + i] ?? 0
    this.#lengths[this.#slot] = length + Math.max(0, count)
  }

  /** What the row that began last is read against; undefined: nothing came before. */
  context(): RowContext | undefined {
    const slots = keptLines + 1
    const lines = Array.from({ length: this.#lines }, (_, i) => {
      const slot = (this.#slot + slots - this.#lines + i) % slots
      return { direction: directions[this.#directions[slot] ?? 0] ?? 'in', text: this.#text(slot) }
    })
    if (this.#command === undefined && lines.length === 0) return undefined
    return { lines: this.#command === undefined ? lines : [{ direction: 'out', text: this.#command }, ...lines], at: this.#at, isRunning: this.#isRunning }
  }

  /** What the row after all is read against. */
  ended(): RowContext | undefined {
    this.#end()
    return this.context()
  }

  #end(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    const slot = this.#slot
    if (this.#isBlank(slot)) return
    const isSent = this.#directions[slot] === 1
    if (isSent && this.#isCommand(slot)) {
      this.#command = this.#text(slot)
      this.#at = this.#openAt
      this.#isRunning = true
      this.#lines = 0
      return
    }
    if (!isSent && this.#isRunning) {
      const line = this.#text(slot, resultBytes).trim()
      // After CONNECT the data and its own final result are still to come.
      if (isFinalResult(line)) this.#isRunning = line.startsWith('CONNECT')
    }
    this.#slot = (slot + 1) % (keptLines + 1)
    this.#lines = Math.min(keptLines, this.#lines + 1)
  }

  #text(slot: number, limit = keptBytes): string {
    const start = slot * keptBytes
    return fromUtf8(this.#heads.subarray(start, start + Math.min(limit, this.#lengths[slot] ?? 0)))
  }

  #first(slot: number): number {
    const start = slot * keptBytes
    const end = start + (this.#lengths[slot] ?? 0)
    let at = start
    while (at < end && (this.#heads[at] ?? 0) <= 0x20) at++
    return at < end ? at : -1
  }

  #isBlank(slot: number): boolean {
    return this.#first(slot) === -1
  }

  /** Begins with `AT`, in letters of any case. */
  #isCommand(slot: number): boolean {
    const first = this.#first(slot)
    return ((this.#heads[first] ?? 0) | 0x20) === 0x61 && ((this.#heads[first + 1] ?? 0) | 0x20) === 0x74
  }
}
