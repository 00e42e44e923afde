import { concat, fromLatin1, latin1 } from '../../../../../shared/text/bytes.ts'
import type { Disposer } from '../../../../../shared/contract/failure.ts'

const CR = 0x0d
const LF = 0x0a
const BACKSPACE = 0x08
const CTRL_Z = 0x1a
const ESC = 0x1b
const QUOTE = 0x22

/** Bytes a line may have before the modem gives it up; the manual's command line buffer is of this order. */
const maxLine = 4096
/** The same where text in quotes may be a certificate. */
const maxQuotedLine = 8192

export type DataRequest = {
  /** Ends after this many bytes. */
  readonly exactly?: number
  /** Ends when these bytes have come, which are not part of the data. Without this and `exactly`, Ctrl-Z ends and ESC cancels, and neither is part of it. */
  readonly until?: string
  /** ms without a byte after which it ends by itself; 0 = never. */
  readonly idleMs: number
  readonly echo: boolean
}

export type DataResult = { readonly how: 'complete' | 'cancelled' | 'timeout'; readonly bytes: Uint8Array }

type ActiveRequest = {
  readonly request: DataRequest
  readonly parts: Uint8Array[]
  size: number
  readonly end: (result: DataResult) => void
}

export type InputOptions = {
  readonly onLine: (line: string) => void
  readonly echo: (bytes: Uint8Array) => void
  readonly isEchoing: () => boolean
  readonly after: (ms: number, run: () => void) => Disposer
  /** `crlf`: only the two together end a line. Default `cr`. */
  readonly lineEnd?: 'cr' | 'crlf'
  /** A line end between quotation marks is text. */
  readonly quotesHoldLines?: boolean
}

/**
 * What comes in from the host: command lines ended by CR, or data once a command has asked for it. While a command is
 * at work (`hold`) further bytes wait, as they do in a module's receive buffer.
 */
export class Input {
  readonly #options: InputOptions
  #waiting: Uint8Array[] = []
  #line: number[] = []
  /** The line stands between quotation marks, in a family where these hold line ends. */
  #isQuoted = false
  #held = false
  #request: ActiveRequest | null = null
  #stopIdle: Disposer = () => {}

  constructor(options: InputOptions) {
    this.#options = options
  }

  push(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#waiting.push(bytes)
    this.#pump()
  }

  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.#pump()
  }

  /** Data for the command at work. Never settles when the modem is switched off meanwhile. */
  read(request: DataRequest): Promise<DataResult> {
    return new Promise((end) => {
      this.#request = { request, parts: [], size: 0, end }
      if (request.exactly === 0) this.#finish('complete')
      else this.#armIdle()
      this.#pump()
    })
  }

  /** Power is gone: everything that waited is lost. */
  reset(): void {
    this.#stopIdle()
    this.#waiting = []
    this.#line = []
    this.#isQuoted = false
    this.#held = false
    this.#request = null
  }

  /** Each turn consumes before it calls out, so that a listener may hold, read, reset or push at once. */
  #pump(): void {
    for (let chunk = this.#waiting[0]; chunk; chunk = this.#waiting[0]) {
      if (this.#request) this.#takeData(chunk, this.#request)
      else if (this.#held) return
      else this.#takeLine(chunk)
    }
  }

  #consume(chunk: Uint8Array, used: number): void {
    if (used === chunk.length) this.#waiting.shift()
    else this.#waiting[0] = chunk.subarray(used)
  }

  #takeLine(chunk: Uint8Array): void {
    let used = 0
    const echoed: number[] = []
    let complete: string | null = null
    while (used < chunk.length && complete === null) {
      const byte = chunk[used++] ?? 0
      // The LF of a host that ends lines with CR LF: swallowed, not echoed.
      if (byte === LF && this.#line.length === 0) continue
      echoed.push(byte)
      const isEnd = this.#isQuoted ? false : this.#options.lineEnd === 'crlf' ? byte === LF && this.#line.at(-1) === CR : byte === CR
      if (isEnd) {
        if (byte === LF) this.#line.pop()
        complete = fromLatin1(Uint8Array.from(this.#line))
        this.#line = []
      } else if (byte === BACKSPACE) this.#noteQuote(this.#line.pop())
      else if (this.#line.length < (this.#options.quotesHoldLines ? maxQuotedLine : maxLine)) {
        this.#line.push(byte)
        this.#noteQuote(byte)
      }
    }
    this.#consume(chunk, used)
    if (echoed.length > 0 && this.#options.isEchoing()) this.#options.echo(Uint8Array.from(echoed))
    if (complete !== null) this.#options.onLine(complete)
  }

  #noteQuote(byte: number | undefined): void {
    if (byte === QUOTE && this.#options.quotesHoldLines) this.#isQuoted = !this.#isQuoted
  }

  #takeData(chunk: Uint8Array, active: ActiveRequest): void {
    const { exactly, until, echo } = active.request
    if (until !== undefined) return this.#takeUntil(chunk, active, latin1(until))
    let used = chunk.length
    let data = chunk
    let how: DataResult['how'] | null = null
    if (exactly !== undefined) {
      used = Math.min(chunk.length, exactly - active.size)
      data = chunk.subarray(0, used)
      if (active.size + used === exactly) how = 'complete'
    } else {
      const end = chunk.findIndex((byte) => byte === CTRL_Z || byte === ESC)
      if (end >= 0) {
        used = end + 1
        data = chunk.subarray(0, end)
        how = chunk[end] === CTRL_Z ? 'complete' : 'cancelled'
      }
    }
    active.parts.push(data.slice())
    active.size += data.length
    this.#consume(chunk, used)
    if (echo && data.length > 0) this.#options.echo(data)
    if (how === null) this.#armIdle()
    else this.#finish(how)
  }

  /** The end may come in pieces; what stands behind it is the next command's. */
  #takeUntil(chunk: Uint8Array, active: ActiveRequest, end: Uint8Array): void {
    const all = concat([...active.parts, chunk])
    const at = Buffer.from(all).indexOf(end)
    const before = all.length - chunk.length
    active.parts.splice(0, active.parts.length, at < 0 ? all : all.slice(0, at))
    this.#consume(chunk, at < 0 ? chunk.length : at + end.length - before)
    if (at < 0) this.#armIdle()
    else this.#finish('complete')
  }

  #finish(how: DataResult['how']): void {
    const active = this.#request
    if (!active) return
    this.#stopIdle()
    this.#request = null
    active.end({ how, bytes: concat(active.parts) })
  }

  #armIdle(): void {
    this.#stopIdle()
    const idleMs = this.#request?.request.idleMs ?? 0
    this.#stopIdle = idleMs > 0 ? this.#options.after(idleMs, () => this.#finish('timeout')) : () => {}
  }
}
