import { open, unlink, type FileHandle } from 'node:fs/promises'
import { decodeMessage, messageEnd, type StoredMessage } from './message-format.ts'

/** Bytes between two marks: what is read at most beside the messages asked for. */
const markEvery = 64 * 1024
/** Gathered to writes of about this size. */
const writeBytes = 256 * 1024

type Mark = { readonly index: number; readonly position: number }

/**
 * A stretch of a connection's messages in a file of its own, so that the oldest are dropped by deleting a file. Messages are counted from 0 in it.
 * What is not on disk yet, or cannot be, is read from memory.
 */
export class Segment {
  readonly #file: string | undefined
  readonly #folder: Promise<unknown>
  readonly #onFailure: (error: unknown) => void
  readonly #marks: Mark[] = []
  #handle: Promise<FileHandle> | undefined
  #count = 0
  #bytes = 0
  #written = 0
  #unwritten: { readonly position: number; readonly bytes: Uint8Array }[] = []
  #writing: Promise<void> | undefined
  #hasFailed = false

  /** Without a file it stays in memory. The file is made once `folder` is there. `onFailure` is told once, when the disk takes no more. */
  constructor(file: string | undefined, folder: Promise<unknown>, onFailure: (error: unknown) => void) {
    this.#file = file
    this.#folder = folder
    this.#onFailure = onFailure
  }

  get count(): number {
    return this.#count
  }

  get bytes(): number {
    return this.#bytes
  }

  add(encoded: Uint8Array): void {
    const last = this.#marks.at(-1)
    if (!last || this.#bytes - last.position >= markEvery) this.#marks.push({ index: this.#count, position: this.#bytes })
    this.#unwritten.push({ position: this.#bytes, bytes: encoded })
    this.#count++
    this.#bytes += encoded.length
    if (this.#bytes - this.#written >= writeBytes) void this.flush()
  }

  /** Resolves when everything added so far is on disk, or the disk has failed. */
  async flush(): Promise<void> {
    const goal = this.#bytes
    while (this.#written < goal && this.#file !== undefined && !this.#hasFailed) {
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined
      })
      await this.#writing
    }
  }

  /** Messages from number `from` of this segment on. Rejects when the file cannot be read. */
  async read(from: number, count: number): Promise<StoredMessage[]> {
    const end = Math.min(this.#count, from + count)
    if (from >= end) return []
    const first = this.#markBefore(from)
    const past = this.#firstMarkFrom(end)?.position ?? this.#bytes
    const bytes = await this.#bytesOf(first.position, past)
    const messages: StoredMessage[] = []
    let offset = 0
    for (let index = first.index; index < end; index++) {
      const next = messageEnd(bytes, offset)
      if (next === undefined) break
      if (index >= from) messages.push(decodeMessage(bytes, offset, next))
      offset = next
    }
    return messages
  }

  async close(): Promise<void> {
    await this.flush()
    await this.#handle?.then((handle) => handle.close()).catch(() => {})
    this.#handle = undefined
  }

  /** Closes it and deletes its file. */
  async remove(): Promise<void> {
    this.#hasFailed = true
    await this.#writing
    await this.close()
    if (this.#file !== undefined) await unlink(this.#file).catch(() => {})
  }

  async #write(): Promise<void> {
    // A copy: more may come while these are being written.
    const parts = [...this.#unwritten]
    const bytes = Buffer.concat(parts.map((part) => part.bytes))
    try {
      const handle = await this.#open()
      for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done, bytes.length - done, this.#written + done)).bytesWritten
    } catch (error) {
      this.#fail(error)
      return
    }
    // Read from memory until this moment, from the file from now on.
    this.#written += bytes.length
    this.#unwritten = this.#unwritten.slice(parts.length)
  }

  #open(): Promise<FileHandle> {
    return (this.#handle ??= this.#folder.then(() => open(this.#file ?? '', 'wx+', 0o600)))
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#onFailure(error)
  }

  async #bytesOf(start: number, end: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - start)
    // Taken before the wait below: what is written meanwhile is still in these parts.
    const written = this.#written
    const inMemory = this.#unwritten
    const onDisk = Math.min(end, written) - start
    if (onDisk > 0) await (await this.#open()).read(bytes, 0, onDisk, start)
    for (const { position, bytes: part } of inMemory) {
      if (position >= end || position + part.length <= start) continue
      bytes.set(part, position - start)
    }
    return bytes
  }

  #markBefore(index: number): Mark {
    const at = this.#firstMark((mark) => mark.index > index)
    return this.#marks[at - 1] ?? { index: 0, position: 0 }
  }

  #firstMarkFrom(index: number): Mark | undefined {
    return this.#marks[this.#firstMark((mark) => mark.index >= index)]
  }

  /** The first mark from which on `holds` is true. */
  #firstMark(holds: (mark: Mark) => boolean): number {
    let low = 0
    let high = this.#marks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const mark = this.#marks[middle]
      if (mark && holds(mark)) high = middle
      else low = middle + 1
    }
    return low
  }
}
