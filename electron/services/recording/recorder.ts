import { close, write } from 'node:fs'
import type { Failure } from '../../../shared/contract/failure.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { text } from '../../../shared/text/local-text.ts'
import { frameHeaderBytes, writeFrame, type Direction } from './format.ts'

/** Frames are gathered to writes of this size, so that a fast port costs one system call per 256 KiB. */
const bufferBytes = 256 * 1024
/** The longest that a byte of a slow port stays in memory. */
const flushMs = 100
/** Memory for a disk that does not keep up. A port never waits for the disk; beyond this the recording ends with a failure. */
const maxBacklogBytes = 64 * 1024 * 1024

export const recordingFailed = (file: string, cause: unknown): Failure => ({
  code: 'recording.failed',
  stage: 'port',
  what: text(
    `The recording ${file} cannot be written any further; the session goes on without it.`,
    `录制文件 ${file} 无法继续写入；会话照常进行，但不再录制。`,
  ),
  next: text(
    'Free disk space or make the folder writable, then close the port and open it again to start a new recording.',
    '请清理磁盘空间或检查目录写权限，然后关闭并重新打开串口，即可开始新的录制。',
  ),
  evidence: cause instanceof Error ? cause.message : String(cause),
})

/**
 * Appends one session's bytes to its file. `append` only copies to memory; writing happens behind it, in order.
 * Errors of the disk never throw: they end the recording and are told through `onFailure`, once.
 */
export class Recorder {
  readonly file: string
  readonly #failed = new Emitter<[Failure]>()
  readonly onFailure = this.#failed.on
  #fd: number | undefined
  #failure: Failure | undefined
  #written = 0
  #filling = new Uint8Array(bufferBytes)
  #used = 0
  #queue: Uint8Array[] = []
  #queuedBytes = 0
  #writing: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #spare: Uint8Array<ArrayBuffer> | undefined

  /** `opened` is the file's descriptor, or why it could not be created. */
  constructor(file: string, header: Uint8Array, opened: { readonly fd: number } | { readonly failure: Failure }) {
    this.file = file
    if ('failure' in opened) {
      this.#failure = opened.failure
      return
    }
    this.#fd = opened.fd
    this.#queue.push(header)
    this.#queuedBytes = header.length
    void this.#pump()
  }

  /** Bytes on disk so far. */
  get bytes(): number {
    return this.#written
  }

  /** Bytes may still be appended. */
  get isOpen(): boolean {
    return this.#fd !== undefined && !this.#failure
  }

  get failure(): Failure | undefined {
    return this.#failure
  }

  append(direction: Direction, at: number, bytes: Uint8Array): void {
    if (this.#fd === undefined || this.#failure) return
    const size = frameHeaderBytes + bytes.length
    if (this.#used + size > this.#filling.length) this.#rotate(size)
    this.#used = writeFrame(this.#filling, this.#used, { direction, at, bytes })
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#rotate(0)
    }, flushMs)
  }

  /** Resolves when everything appended so far is on disk, or the recording has failed. */
  async flush(): Promise<void> {
    this.#rotate(0)
    while (this.#writing) await this.#writing
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.flush()
    const fd = this.#fd
    this.#fd = undefined
    if (fd === undefined) return
    await new Promise<void>((resolve) => {
      close(fd, (error) => {
        if (error) this.#fail(error)
        resolve()
      })
    })
  }

  /** Hands the filled buffer to the disk and takes a fresh one with room for `size` bytes. */
  #rotate(size: number): void {
    if (this.#used > 0) {
      this.#queue.push(this.#filling.subarray(0, this.#used))
      this.#queuedBytes += this.#used
      this.#filling = this.#spare && size <= bufferBytes ? this.#spare : new Uint8Array(Math.max(bufferBytes, size))
      this.#spare = undefined
      this.#used = 0
    } else if (size > this.#filling.length) {
      this.#filling = new Uint8Array(size)
    }
    if (this.#queuedBytes > maxBacklogBytes) {
      this.#fail(new Error(`The disk is ${Math.round(this.#queuedBytes / 1024 / 1024)} MiB behind`))
      return
    }
    void this.#pump()
  }

  #pump(): Promise<void> {
    if (this.#queue.length === 0 || this.#failure) return this.#writing ?? Promise.resolve()
    this.#writing ??= this.#writeQueue().finally(() => {
      this.#writing = undefined
      // Something may have been queued between the last look at the queue and here.
      void this.#pump()
    })
    return this.#writing
  }

  async #writeQueue(): Promise<void> {
    for (let next = this.#queue.shift(); next && this.#fd !== undefined && !this.#failure; next = this.#queue.shift()) {
      try {
        // A short write is legal (a disk that fills up); the loop either finishes it or meets the error.
        for (let done = 0; done < next.length; ) {
          const count = await writeOnce(this.#fd, next, done)
          done += count
          this.#written += count
        }
        this.#queuedBytes -= next.length
        if (next.buffer.byteLength === bufferBytes) this.#spare = new Uint8Array(next.buffer as ArrayBuffer)
      } catch (error) {
        this.#fail(error)
      }
    }
  }

  #fail(cause: unknown): void {
    if (this.#failure) return
    this.#failure = recordingFailed(this.file, cause)
    this.#queue = []
    this.#queuedBytes = 0
    this.#used = 0
    this.#failed.fire(this.#failure)
  }
}

const writeOnce = (fd: number, bytes: Uint8Array, offset: number): Promise<number> =>
  new Promise((resolve, reject) => {
    write(fd, bytes, offset, bytes.length - offset, null, (error, count) => (error ? reject(error) : resolve(count)))
  })
