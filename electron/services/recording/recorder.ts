import { close, write } from 'node:fs'
import type { Failure } from '../../../shared/contract/failure.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { isDiskFull } from '../../../shared/disk-full.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { frameHeaderBytes, writeFrame, type Direction } from './format.ts'
import { diskBehind, diskFull, recordingFailed } from './recorder-failures.ts'

/** What is read while a write is under way is gathered up to this and goes out with the next: a fast port costs few system calls, a slow one waits for none. */
const bufferBytes = 256 * 1024
/** Memory for a disk that is full or does not keep up. A port never waits for the disk; what comes beyond this is left out, and a remark says so. */
const maxBacklogBytes = 64 * 1024 * 1024
/** Between two tries to write to a disk that is full. */
const retryMs = 500

type Left = { bytes: number; readonly from: number; to: number }

/**
 * Appends one session's bytes to its file. `append` copies to memory and starts the write; a crash costs what came during the write under way, some
 * tenths of a millisecond. Errors of the disk never throw: a full disk is told through `onFailure` and tried again, with what came meanwhile; any
 * other ends the recording.
 */
export class Recorder {
  readonly file: string
  readonly #changed = new Emitter<[Failure | undefined]>()
  /** Called with what is wrong, and with `undefined` once the recording goes on. */
  readonly onFailure = this.#changed.on
  #fd: number | undefined
  #failure: Failure | undefined
  #hasEnded = false
  #isClosing = false
  /** Bytes taken, and how many of them are in the file. */
  #taken = 0
  #written = 0
  #filling = new Uint8Array(bufferBytes)
  #used = 0
  readonly #queue: Uint8Array[] = []
  #writing: Promise<void> | undefined
  #spare: Uint8Array<ArrayBuffer> | undefined
  #left: Left | undefined
  #waiting: { readonly until: number; readonly resolve: () => void }[] = []
  #wake: () => void = () => {}

  /** `opened` is the file's descriptor, or why it could not be created. */
  constructor(file: string, header: Uint8Array, opened: { readonly fd: number } | { readonly failure: Failure }) {
    this.file = file
    if ('failure' in opened) {
      this.#failure = opened.failure
      this.#hasEnded = true
      return
    }
    this.#fd = opened.fd
    this.#queue.push(header)
    this.#taken = header.length
    this.#pump()
  }

  /** Bytes on disk so far. */
  get bytes(): number {
    return this.#written
  }

  /** Bytes taken that are not in the file yet. */
  get backlog(): number {
    return this.#taken - this.#written
  }

  /** Bytes may still be appended. */
  get isOpen(): boolean {
    return this.#fd !== undefined && !this.#hasEnded
  }

  /** What is wrong now. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  append(direction: Direction, at: number, bytes: Uint8Array): void {
    if (!this.isOpen) return
    const size = frameHeaderBytes + bytes.length
    // Once something is left out, all is until there is room again: one gap, not many.
    if (this.#left || this.#taken - this.#written + size > maxBacklogBytes) return this.#leaveOut(at, bytes.length)
    if (this.#used + size > this.#filling.length) this.#rotate(size)
    this.#used = writeFrame(this.#filling, this.#used, { direction, at, bytes })
    this.#taken += size
    this.#pump()
  }

  /** `undefined`: everything appended so far is in the file, or never will be. Else resolves when that is so, or when it turns out that the disk is full. */
  written(): Promise<void> | undefined {
    if (this.#written >= this.#taken || this.#failure) return undefined
    const until = this.#taken
    return new Promise((resolve) => {
      this.#waiting.push({ until, resolve })
    })
  }

  /** Resolves when everything appended so far is in the file, or the recording has failed. */
  async flush(): Promise<void> {
    await this.written()
  }

  /** What a full disk does not take is lost now. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.#wake()
    while (this.#writing) await this.#writing
    const fd = this.#fd
    this.#fd = undefined
    if (fd === undefined) return
    await new Promise<void>((resolve) => {
      close(fd, (error) => {
        if (error) this.#end(error)
        resolve()
      })
    })
  }

  /** Queues the filled buffer and takes a fresh one with room for `size` bytes. */
  #rotate(size: number): void {
    if (this.#used > 0) {
      this.#queue.push(this.#filling.subarray(0, this.#used))
      this.#filling = this.#spare && size <= bufferBytes ? this.#spare : new Uint8Array(Math.max(bufferBytes, size))
      this.#spare = undefined
      this.#used = 0
    } else if (size > this.#filling.length) {
      this.#filling = new Uint8Array(size)
    }
  }

  #pump(): void {
    // Not before the caller has appended all that it has: what an echo held back comes in several frames.
    this.#writing ??= Promise.resolve()
      .then(() => this.#writeAll())
      .finally(() => {
        this.#writing = undefined
        if (this.isOpen && this.#written < this.#taken) this.#pump()
      })
  }

  async #writeAll(): Promise<void> {
    while (this.#fd !== undefined && !this.#hasEnded) {
      if (this.#queue.length === 0) this.#rotate(0)
      const next = this.#queue.shift()
      if (next) await this.#write(this.#fd, next)
      else if (this.#left) this.#noteLeft(this.#left)
      else return
    }
  }

  async #write(fd: number, bytes: Uint8Array): Promise<void> {
    // A short write is legal (a disk that fills up); the loop either finishes it or meets the error.
    for (let done = 0; done < bytes.length; ) {
      try {
        const count = await writeOnce(fd, bytes, done)
        done += count
        this.#written += count
        if (this.#failure && !this.#left) this.#tell(undefined)
      } catch (error) {
        if (!isDiskFull(error) || this.#isClosing) return this.#end(error)
        if (!this.#failure) this.#tell(diskFull(this.file, error))
        await this.#pause()
      }
    }
    this.#settle()
    if (bytes.buffer.byteLength === bufferBytes) this.#spare = new Uint8Array(bytes.buffer as ArrayBuffer)
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, retryMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #leaveOut(at: number, bytes: number): void {
    const isFirst = !this.#left
    this.#left ??= { bytes: 0, from: at, to: at }
    this.#left.bytes += bytes
    this.#left.to = at
    if (isFirst) this.#tell(diskBehind(this.file, maxBacklogBytes))
  }

  #noteLeft({ bytes, from, to }: Left): void {
    this.#left = undefined
    this.append('note', to, utf8(`${bytes} bytes are missing here, from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}: the disk was full or too slow`))
    if (this.#failure) this.#tell(undefined)
  }

  #end(cause: unknown): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#queue.length = 0
    this.#used = 0
    this.#tell(recordingFailed(this.file, cause))
  }

  #tell(failure: Failure | undefined): void {
    this.#failure = failure
    this.#settle()
    this.#changed.fire(failure)
  }

  #settle(): void {
    const isDone = ({ until }: { readonly until: number }): boolean => until <= this.#written || this.#failure !== undefined
    const done = this.#waiting.filter(isDone)
    if (done.length === 0) return
    this.#waiting = this.#waiting.filter((each) => !isDone(each))
    for (const { resolve } of done) resolve()
  }
}

const writeOnce = (fd: number, bytes: Uint8Array, offset: number): Promise<number> =>
  new Promise((resolve, reject) => {
    write(fd, bytes, offset, bytes.length - offset, null, (error, count) => (error ? reject(error) : resolve(count)))
  })
