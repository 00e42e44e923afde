import { open, rename, unlink, type FileHandle } from 'node:fs/promises'
import type { Backlog } from './backlog.ts'
import { walkSegment } from './index-segment.ts'
import type { KeptSegment } from './kept-files.ts'
import { Marks } from './marks.ts'
import { decodeMessage, encodedAtMost, encodeMessage, headBytesAtMost, messageEnd, type StoredMessage } from './message-format.ts'

/** Bytes between two marks: what is read at most beside the messages asked for. A message of that size has a mark of its own. */
const markEvery = 64 * 1024
/** Messages are gathered in blocks of this size, and written a block at a time. */
const blockBytes = 256 * 1024
/** ms that a message waits in memory at most, while few come. */
const idleMs = 1000

/** Messages that are not on disk yet, from `position` in the file on. */
type Block = { readonly position: number; readonly bytes: Buffer; length: number }

/** How files are opened: the way to put a disk of one's own in place. */
export type OpenFile = (file: string, flags: 'r' | 'wx+', mode: number) => Promise<Pick<FileHandle, 'read' | 'write' | 'stat' | 'close'>>

export type SegmentOptions = {
  /** Without one it stays in memory. Made once `folder` is there. */
  readonly file: string | undefined
  readonly folder: Promise<unknown>
  /** Told what waits for the disk. */
  readonly backlog?: Backlog
  readonly openFile?: OpenFile | undefined
  /** Told once, when the disk takes no more. */
  readonly onFailure?: (error: unknown) => void
}

/** Messages one after the other as they stand in the file, the first of them number `index` of the segment. */
export type Stretch = { readonly index: number; readonly count: number; readonly bytes: Uint8Array }

/**
 * A stretch of a connection's messages in a file of its own, so that the oldest are dropped by deleting a file. Messages are counted from 0 in it.
 * What is not on disk yet, or cannot be, is read from memory.
 */
export class Segment {
  #file: string | undefined
  #folder: Promise<unknown>
  readonly #backlog: Backlog | undefined
  readonly #openFile: OpenFile
  readonly #onFailure: (error: unknown) => void
  readonly #marks = new Marks()
  /** Not written yet, oldest first; the last one is being filled. */
  #blocks: Block[] = []
  #handle: ReturnType<OpenFile> | undefined
  #count = 0
  #bytes = 0
  #written = 0
  #writing: Promise<void> | undefined
  #idle: NodeJS.Timeout | undefined
  #hasFailed = false
  #isRemoved = false
  /** From an earlier start: only read, and its marks are made when it is read for the first time. */
  #isKept = false
  #indexing: Promise<void> | undefined

  constructor({ file, folder, backlog, openFile = open, onFailure = () => {} }: SegmentOptions) {
    this.#file = file
    this.#folder = folder
    this.#backlog = backlog
    this.#openFile = openFile
    this.#onFailure = onFailure
  }

  /** One that an earlier start has written. */
  static kept({ file, count, bytes }: Pick<KeptSegment, 'file' | 'count' | 'bytes'>, openFile?: OpenFile): Segment {
    const segment = new Segment({ file, folder: Promise.resolve(), openFile })
    segment.#isKept = true
    segment.#count = count
    segment.#bytes = bytes
    segment.#written = bytes
    return segment
  }

  get isKept(): boolean {
    return this.#isKept
  }

  get count(): number {
    return this.#count
  }

  get bytes(): number {
    return this.#bytes
  }

  add(message: StoredMessage): void {
    const block = this.#blockFor(encodedAtMost(message))
    const end = encodeMessage(message, block.bytes, block.length)
    const size = end - block.length
    this.#mark(this.#count, this.#bytes, size)
    block.length = end
    this.#count++
    this.#bytes += size
    if (this.isOnDisk) this.#backlog?.add(size)
    this.#schedule()
  }

  /** Resolves when everything added so far is on disk, or the disk has failed. */
  async flush(): Promise<void> {
    const goal = this.#bytes
    while (this.#written < goal && this.#file !== undefined && !this.#hasFailed) await this.#startWriting()
  }

  /**
   * Messages from number `from` of this segment on, of each payload at most `payloadLimit` bytes; fewer than asked for where they come to more than
   * `bytesLimit`. Rejects when the file cannot be read.
   */
  async read(from: number, count: number, payloadLimit = Infinity, bytesLimit = Infinity): Promise<StoredMessage[]> {
    const end = Math.min(this.#count, from + count)
    const messages: StoredMessage[] = []
    let left = bytesLimit
    for (let next = from; next < end && left > 0; ) {
      const stretch = await this.#stretchOf(next, payloadLimit)
      let offset = 0
      let index = stretch.index
      for (; index < Math.min(end, stretch.index + stretch.count); index++) {
        const past = messageEnd(stretch.bytes, offset)
        if (past === undefined) break
        if (index >= from) messages.push(decodeMessage(stretch.bytes, offset, past, payloadLimit))
        offset = past
      }
      left -= stretch.bytes.length
      // What is damaged ends what can be read of it.
      if (index <= next) break
      next = index
    }
    return messages
  }

  /** The messages of these rising numbers of this segment. Rejects when the file cannot be read. */
  async readAt(numbers: readonly number[], payloadLimit = Infinity): Promise<readonly { readonly index: number; readonly message: StoredMessage }[]> {
    const found: { index: number; message: StoredMessage }[] = []
    for (let at = 0; at < numbers.length; ) {
      const stretch = await this.#stretchOf(numbers[at] ?? 0, payloadLimit)
      let offset = 0
      for (let index = stretch.index; index < stretch.index + stretch.count; index++) {
        const past = messageEnd(stretch.bytes, offset)
        if (past === undefined) break
        if (index === numbers[at]) {
          found.push({ index, message: decodeMessage(stretch.bytes, offset, past, payloadLimit) })
          at++
        }
        offset = past
      }
      // What is damaged, or no longer there, is left out.
      while (at < numbers.length && (numbers[at] ?? 0) < stretch.index + stretch.count) at++
    }
    return found
  }

  /**
   * The messages around number `index` as they stand in the file: about 64 kB of them, or one that is larger, cut after `payloadLimit` bytes of its payload.
   * Rejects when the file cannot be read.
   */
  async stretch(index: number, payloadLimit = Infinity): Promise<Stretch> {
    return this.#stretchOf(index, payloadLimit)
  }

  /** Tries again after the disk has failed, or to put on it what was in memory alone. False where the disk still refuses: all can be read as before. */
  async resume(file: string, folder: Promise<unknown>): Promise<boolean> {
    if (this.#isRemoved || this.isOnDisk) return true
    this.#file = file
    this.#folder = folder
    this.#hasFailed = false
    this.#backlog?.add(this.#bytes - this.#written)
    await this.flush()
    return this.#isRemoved || this.isOnDisk
  }

  /** Gives its file another name, in a folder that is there. It is read and written all the while: the handle stays open. Rejects where the disk refuses. */
  async moveTo(file: string): Promise<void> {
    if (this.#file === undefined) return
    if (this.#handle) {
      await this.#handle
      await rename(this.#file, file)
    }
    this.#file = file
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    await this.flush()
    await this.#handle?.then((handle) => handle.close()).catch(() => {})
    this.#handle = undefined
  }

  /** Closes it and deletes its file. */
  async remove(): Promise<void> {
    this.#isRemoved = true
    this.#giveUp()
    await this.#writing
    await this.close()
    if (this.#file !== undefined) await unlink(this.#file).catch(() => {})
  }

  #mark(index: number, position: number, size: number): void {
    const { last } = this.#marks
    if (!last || size >= markEvery || position - last.position >= markEvery) this.#marks.add(index, position)
  }

  #blockFor(size: number): Block {
    const last = this.#blocks.at(-1)
    if (last && last.bytes.length - last.length >= size) return last
    const block = { position: this.#bytes, bytes: Buffer.allocUnsafeSlow(Math.max(blockBytes, size)), length: 0 }
    this.#blocks.push(block)
    return block
  }

  /** A full block is written at once, one that is being filled after a while. */
  #schedule(): void {
    if (!this.isOnDisk || this.#writing) return
    if (this.#blocks.length > 1) void this.#startWriting()
    else if (this.#written < this.#bytes) this.#idle ??= setTimeout(() => void this.flush(), idleMs).unref()
  }

  #startWriting(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined
      this.#schedule()
    })
    return this.#writing
  }

  /** Writes the oldest block as far as it is filled. */
  async #write(): Promise<void> {
    clearTimeout(this.#idle)
    this.#idle = undefined
    const block = this.#blocks[0]
    if (!block) return
    const { length } = block
    try {
      const handle = await this.#open()
      for (let done = this.#written - block.position; done < length; ) {
        const { bytesWritten } = await handle.write(block.bytes, done, length - done, block.position + done)
        done += bytesWritten
        // Read from memory until this moment, from the file from now on.
        this.#written += bytesWritten
        if (this.isOnDisk) this.#backlog?.remove(bytesWritten)
      }
    } catch (error) {
      this.#fail(error)
      return
    }
    if (block.length === length) this.#blocks = this.#blocks.slice(1)
  }

  #open(): ReturnType<OpenFile> {
    if (this.#handle) return this.#handle
    const handle = this.#folder.then(() => this.#openFile(this.#file ?? '', this.#isKept ? 'r' : 'wx+', 0o600))
    this.#handle = handle
    // What could not be opened is tried again, once somebody asks for it.
    handle.catch(() => {
      if (this.#handle === handle) this.#handle = undefined
    })
    return handle
  }

  /** Whether what is added goes to the disk sooner or later. */
  get isOnDisk(): boolean {
    return this.#file !== undefined && !this.#hasFailed
  }

  #giveUp(): void {
    if (!this.isOnDisk) return
    this.#hasFailed = true
    this.#backlog?.remove(this.#bytes - this.#written)
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return
    this.#onFailure(error)
    this.#giveUp()
  }

  /** From the mark before a message to the next; of a single large message no more than its head and `payloadLimit` bytes of its payload. */
  async #stretchOf(index: number, payloadLimit: number): Promise<Stretch> {
    if (this.#isKept) await (this.#indexing ??= this.#index())
    const place = this.#marks.placeBefore(index)
    const first = this.#marks.at(place) ?? { index: 0, position: 0 }
    const past = this.#marks.at(place + 1) ?? { index: this.#count, position: this.#bytes }
    const count = past.index - first.index
    const end = count === 1 ? Math.min(past.position, first.position + headBytesAtMost + payloadLimit) : past.position
    return { index: first.index, count, bytes: await this.#bytesOf(first.position, end) }
  }

  async #index(): Promise<void> {
    await walkSegment(await this.#open(), (index, position, end) => this.#mark(index, position, end - position))
  }

  async #bytesOf(start: number, end: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - start)
    // Taken before the wait below: what is written meanwhile is still in these blocks.
    const written = this.#written
    const inMemory = this.#blocks.map(({ position, bytes: part, length }) => ({ position, part: part.subarray(0, length) }))
    const onDisk = Math.min(end, written) - start
    if (onDisk > 0) await (await this.#open()).read(bytes, 0, onDisk, start)
    for (const { position, part } of inMemory) {
      const from = Math.max(start, position)
      const to = Math.min(end, position + part.length)
      if (from < to) bytes.set(part.subarray(from - position, to - position), from - start)
    }
    return bytes
  }
}
