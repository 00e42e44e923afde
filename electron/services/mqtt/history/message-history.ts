import { mkdir, writeFile } from 'node:fs/promises'
import { Emitter } from '../../../../shared/contract/emitter.ts'
import type { Disposer } from '../../../../shared/contract/failure.ts'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { Backlog } from './backlog.ts'
import type { StoredMessage } from './message-format.ts'
import { gapFile, keptSegments, segmentFile } from './kept-files.ts'
import { Segment, type OpenFile, type Stretch } from './segment.ts'

export type HistoryOptions = {
  /** Absolute; made when the first message comes. */
  readonly folder: string
  /** Bytes on disk of one connection; beyond it the oldest are dropped, a segment at a time. */
  readonly limitBytes?: number
  /** Bytes that may wait for the disk before whoever pushes is asked to hold back. */
  readonly backlogBytes?: number
  readonly openFile?: OpenFile
  /** Bytes in memory alone while the disk takes nothing, and ms between two tries. */
  readonly memoryBytes?: number
  readonly retryMs?: number
}

export const historyLimitBytes = 512 * 1024 * 1024
const memoryLimitBytes = 16 * 1024 * 1024
const usualRetryMs = 5000
/** Of payloads read at once: an answer is put together in memory. */
const readBytes = 64 * 1024 * 1024
/**
 * Bytes of a segment, which is what is dropped at once: a sixteenth of the limit; of a large one 8 MB, so that little is lost when somebody lowers it, but in no more than 256 files.
 */
const segmentBytes = (limit: number): number => Math.min(limit / 16, Math.max(8 * 1024 * 1024, limit / 256))

type Held = { readonly first: number; readonly segment: Segment; readonly isInMemory: boolean }

/** All messages of one connection in both directions, numbered from 0 without gaps; those beyond the limit are dropped, oldest first. */
export class MessageHistory {
  #folder: string
  #limit: number
  readonly #backlog: Backlog
  readonly #openFile: OpenFile | undefined
  readonly #memoryLimit: number
  readonly #retryMs: number
  readonly #failed = new Emitter<[unknown]>()
  readonly #recovered = new Emitter<[lost: number]>()
  #retrying: NodeJS.Timeout | undefined
  /** Messages that memory had no room for since the disk has failed. */
  #lost = 0
  #isClosed = false
  #failure: { readonly error: unknown } | undefined
  #held: Held[] = []
  #next = 0
  #folderIsMade: Promise<unknown> | undefined
  #isInMemory = false
  readonly #removing = new Set<Promise<void>>()

  constructor({ folder, limitBytes = historyLimitBytes, backlogBytes, openFile, memoryBytes = memoryLimitBytes, retryMs = usualRetryMs }: HistoryOptions) {
    this.#folder = folder
    this.#limit = limitBytes
    this.#backlog = new Backlog(backlogBytes)
    this.#openFile = openFile
    this.#memoryLimit = memoryBytes
    this.#retryMs = retryMs
  }

  /** With what an earlier start has left in its folder. */
  static async open(options: HistoryOptions): Promise<MessageHistory> {
    const history = new MessageHistory(options)
    // A folder that cannot be read is told when it is to be written.
    const kept = await keptSegments(options.folder).catch(() => [])
    history.#held = kept.map(({ first, ...segment }) => ({ first, segment: Segment.kept(segment, options.openFile), isInMemory: false }))
    const last = kept.at(-1)
    if (last) history.#next = last.first + last.count
    history.#dropBeyond()
    return history
  }

  isIn(folder: string): boolean {
    return this.#folder === folder
  }

  /** Bytes on disk; what is beyond it goes at once. */
  setLimit(limitBytes: number): void {
    this.#limit = limitBytes
    this.#dropBeyond()
  }

  /** Told when the disk takes no more, also when it has been so: from then on messages stay in memory, the newest `memoryBytes` of them, until it does again. */
  whenFailed(listener: (error: unknown) => void): Disposer {
    if (this.#failure) listener(this.#failure.error)
    return this.#failed.on(listener)
  }

  /** Told when the disk takes messages again and has all that memory still held; `lost`: those that it had no room for. */
  readonly whenRecovered: (listener: (lost: number) => void) => Disposer = this.#recovered.on

  /** What waits for the disk. Once `isFull`, whoever pushes is to hold back until there is room: nothing here drops what the disk has not taken yet. */
  get backlog(): Pick<Backlog, 'bytes' | 'isFull' | 'whenRoom'> {
    return this.#backlog
  }

  /** The oldest that is still there. */
  get firstSeq(): number {
    return this.#held[0]?.first ?? this.#next
  }

  get nextSeq(): number {
    return this.#next
  }

  /** The newest message that is there before a number, where some may be missing; undefined where there is none. */
  lastBefore(seq: number): number | undefined {
    const held = this.#held.findLast(({ first, segment }) => first < seq && segment.count > 0)
    return held && Math.min(seq, held.first + held.segment.count) - 1
  }

  /** Of what is held. */
  get bytes(): number {
    return this.#held.reduce((sum, { segment }) => sum + segment.bytes, 0)
  }

  /** Copies what it is given, and tells its number. Called for every message of a flood: no promise and no object for each. */
  push(message: StoredMessage): number {
    const seq = this.#next++
    this.#segment(seq).add(message)
    return seq
  }

  /**
   * From number `from` on, at most `count`, of each payload at most `payloadLimit` bytes; those that were dropped are left out, and what comes after
   * the first 64 MB.
   */
  async read(from: number, count: number, payloadLimit = Infinity): Promise<MqttMessage[]> {
    const end = Math.min(this.#next, from + count)
    const messages: MqttMessage[] = []
    let left = readBytes
    for (const { first, segment } of this.#held) {
      if (first >= end || first + segment.count <= from) continue
      const start = Math.max(from, first)
      const wanted = Math.min(end, first + segment.count) - start
      // Dropped while it was being read: as if it had gone before.
      const found = await segment.read(start - first, wanted, payloadLimit, left).catch(() => null)
      for (const [index, message] of (found ?? []).entries()) {
        messages.push({ seq: start + index, ...message })
        left -= message.payload.length
      }
      if (left <= 0 || (found && found.length < wanted)) break
    }
    return messages
  }

  /**
   * The messages around number `seq` as they are kept, or the oldest after it that are still there, numbered as here; undefined where there are none.
   * A large one is cut after `payloadLimit` bytes of its payload.
   */
  async stretch(seq: number, payloadLimit = Infinity): Promise<Stretch | undefined> {
    for (const { first, segment } of this.#held) {
      if (first + segment.count <= seq) continue
      const found = await segment.stretch(Math.max(0, seq - first), payloadLimit).catch(() => undefined)
      // Dropped while it was being read: what comes after it is the oldest then.
      if (found) return { ...found, index: first + found.index }
    }
    return undefined
  }

  /** The messages of these rising numbers, of each payload at most `payloadLimit` bytes; those that were dropped are left out. */
  async readAt(numbers: readonly number[], payloadLimit = Infinity): Promise<MqttMessage[]> {
    const messages: MqttMessage[] = []
    for (const { first, segment } of this.#held) {
      const own = numbers.filter((number) => number >= first && number < first + segment.count)
      const found = own.length === 0 ? [] : await segment.readAt(own.map((number) => number - first), payloadLimit).catch(() => [])
      for (const { index, message } of found) messages.push({ seq: first + index, ...message })
    }
    return messages
  }

  /** What is on disk goes into another folder of the same disk, and so does what comes. False where that is refused: all is as it was. */
  async moveTo(folder: string): Promise<boolean> {
    if (this.#failure) return false
    const moved = new Set<Held>()
    const next = (): Held | undefined => this.#held.find((one) => !moved.has(one))
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      for (let one = next(); one; one = next()) {
        await one.segment.moveTo(segmentFile(folder, one.first))
        moved.add(one)
      }
    } catch {
      for (const { first, segment } of moved) await segment.moveTo(segmentFile(this.#folder, first)).catch(() => {})
      return false
    }
    await this.#markGaps(folder).catch(() => {})
    // No segment has come since the last was looked for.
    this.#folder = folder
    this.#folderIsMade = Promise.resolve()
    return true
  }

  /** Deletes all there is; the numbers go on. */
  async clear(): Promise<void> {
    const gone = this.#held
    this.#held = []
    await Promise.all(gone.map(({ segment }) => segment.remove()))
  }

  /** Resolves when everything pushed so far is on disk, or the disk has failed. */
  async flush(): Promise<void> {
    await Promise.all(this.#held.map(({ segment }) => segment.flush()))
  }

  /** Nothing can be read afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#retrying)
    await Promise.all([...this.#removing, ...this.#held.map(({ segment }) => segment.close())])
  }

  #segment(seq: number): Segment {
    const last = this.#held.at(-1)
    if (last && last.isInMemory === this.#isInMemory && !last.segment.isKept && last.segment.bytes < segmentBytes(this.#limitNow())) return last.segment
    this.#folderIsMade ??= mkdir(this.#folder, { recursive: true, mode: 0o700 })
    this.#folderIsMade.catch(() => {})
    const file = this.#isInMemory ? undefined : segmentFile(this.#folder, seq)
    const segment = new Segment({ file, folder: this.#folderIsMade, backlog: this.#backlog, openFile: this.#openFile, onFailure: (error) => this.#fail(error) })
    this.#held.push({ first: seq, segment, isInMemory: this.#isInMemory })
    this.#dropBeyond()
    return segment
  }

  /** What is on disk stays readable when only memory is left; memory has a limit of its own. */
  #dropBeyond(): void {
    const limit = this.#limitNow()
    const counted = this.#held.filter(({ isInMemory }) => isInMemory === this.#isInMemory)
    let bytes = counted.reduce((sum, { segment }) => sum + segment.bytes, 0)
    for (const oldest of counted.slice(0, -1)) {
      if (bytes <= limit) return
      bytes -= oldest.segment.bytes
      if (oldest.isInMemory) this.#lost += oldest.segment.count
      this.#held = this.#held.filter((each) => each !== oldest)
      const removed = oldest.segment.remove().finally(() => this.#removing.delete(removed))
      this.#removing.add(removed)
    }
  }

  #limitNow(): number {
    return this.#isInMemory ? Math.min(this.#memoryLimit, this.#limit) : this.#limit
  }

  #fail(error: unknown): void {
    if (this.#isInMemory) return
    this.#isInMemory = true
    this.#failure = { error }
    this.#failed.fire(error)
    this.#retryLater()
  }

  #retryLater(): void {
    if (this.#isClosed) return
    this.#retrying = setTimeout(() => void this.#resume().then((isDone) => isDone || this.#retryLater()), this.#retryMs).unref()
  }

  /** Puts on disk what is in memory alone, oldest first; false where the disk still refuses. */
  async #resume(): Promise<boolean> {
    const folder = mkdir(this.#folder, { recursive: true, mode: 0o700 })
    folder.catch(() => {})
    const next = (): Held | undefined => this.#held.find(({ segment }) => !segment.isOnDisk)
    // Only what is written proves that the disk takes it.
    if (!next()) return false
    for (let one = next(); one; one = next()) if (this.#isClosed || !(await one.segment.resume(segmentFile(this.#folder, one.first), folder))) return false
    const isMarked = await this.#markGaps(this.#folder).then(() => true, () => false)
    if (!isMarked || next() || this.#isClosed) return false
    this.#folderIsMade = folder
    this.#isInMemory = false
    this.#held = this.#held.map((one) => ({ ...one, isInMemory: false }))
    this.#failure = undefined
    const lost = this.#lost
    this.#lost = 0
    this.#recovered.fire(lost)
    this.#dropBeyond()
    return true
  }

  /** Where numbers are missing a file says so: the next start would take them for messages of the file before. */
  async #markGaps(folder: string): Promise<void> {
    for (const [at, { first, segment }] of this.#held.entries()) {
      const after = this.#held[at + 1]
      if (after && first + segment.count < after.first) await writeFile(gapFile(folder, first + segment.count), '', { mode: 0o600 })
    }
  }
}
