import type { LengthUrc } from '../../../shared/at/length-urcs.ts'
import { LineDecoder } from '../../../shared/at/line-decoder.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import type { MaskRange } from '../../../shared/at/mask.ts'
import { fail, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import { concat, utf8 } from '../../../shared/text/bytes.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { AtCommand, AtReply } from './at-command.ts'
import type { AtLink } from './at-link.ts'
import { Exchange, type ExchangeOptions } from './exchange.ts'

const ctrlZ = new Uint8Array([0x1a])
const escape = new Uint8Array([0x1b])
/** Ends Nordic's data mode (CONFIG_SM_DATAMODE_TERMINATOR); at the command line it is passed over. */
const dataModeEnd = utf8('+++')

/** Added to every time from a manual: a modem just awake, a USB hub or a TCP bridge is slower than the manual's figure. */
const defaultGraceMs = 3_500
/** How long an AT may take to prove that the modem is back at the command line. */
const resyncTryMs = 1_000
const resyncTries = 3
/** Silence after which no late answer to an earlier command is expected any more. */
const quietMs = 150

export type AtChannelOptions = {
  /** Prefixes and length forms of the modem family's URCs (ModemProfile). */
  readonly urcPrefixes?: readonly string[]
  readonly lengthUrcs?: readonly LengthUrc[]
  /** Whole lines that say that the modem restarted: a command under way ends at once. */
  readonly restartLines?: readonly string[]
  readonly graceMs?: number
  /** Default: a carriage return, S3 of V.250. */
  readonly lineEnd?: string
}

/**
 * The one owner of command/response traffic on a session. OK and ERROR carry no command's name, so one command is in flight at a
 * time; after one that never got its final result the channel resynchronises before the next, or a late OK would answer it.
 */
export class AtChannel {
  readonly #link: AtLink
  readonly #decoder: LineDecoder
  readonly #options: ExchangeOptions
  readonly #lineEnd: Uint8Array
  readonly #urcs = new Emitter<[line: string]>()
  readonly #disposers: readonly Disposer[]
  #current: Exchange | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #outOfStep = false
  /** What ends the prompt that may still be open. */
  #promptEnd: Uint8Array | undefined
  #lastByteAt = 0

  /** A line that belongs to no command. Result URCs that a command asked for are in its reply instead. */
  readonly onUrc = this.#urcs.on

  constructor(link: AtLink, options: AtChannelOptions = {}) {
    this.#link = link
    this.#options = { urcPrefixes: options.urcPrefixes ?? [], restartLines: options.restartLines ?? [], graceMs: options.graceMs ?? defaultGraceMs }
    this.#lineEnd = utf8(options.lineEnd ?? '\r')
    this.#decoder = new LineDecoder(options.lengthUrcs)
    this.#disposers = [
      link.onBytes((bytes) => this.#receive(bytes)),
      link.onLost((failure) => {
        this.#decoder.reset()
        this.#outOfStep = false
        this.#promptEnd = undefined
        this.#current?.lost(failure)
      }),
    ]
  }

  /** The last command never got its final result: a late one would answer the next command, whoever sends it. */
  get isOutOfStep(): boolean {
    return this.#outOfStep
  }

  /** Sends one command when those before it have ended. Never rejects: what went wrong is in the reply. */
  run(command: AtCommand, signal?: AbortSignal): Promise<AtReply> {
    const reply = this.#queue.then(() => this.#run(command, signal))
    this.#queue = reply.catch(() => {})
    return reply
  }

  /** Brings a modem that may be in data mode, or owes a late answer, back to the command line. */
  async resynchronise(signal?: AbortSignal): Promise<boolean> {
    this.#link.note('Resynchronising: the last command was never finished.')
    if (this.#promptEnd) await this.#link.write(this.#promptEnd)
    this.#promptEnd = undefined
    for (let attempt = 0; attempt < resyncTries; attempt++) {
      if (signal?.aborted) return false
      this.#decoder.reset()
      const reply = await this.#exchange({ line: 'AT', timeoutMs: resyncTryMs - this.#options.graceMs })
      if (reply.lost) return false
      if (reply.final === 'OK') {
        await this.#quiet()
        this.#outOfStep = false
        return true
      }
    }
    return false
  }

  dispose(): void {
    this.#current?.cut()
    for (const dispose of this.#disposers) dispose()
  }

  async #run(command: AtCommand, signal?: AbortSignal): Promise<AtReply> {
    if (signal?.aborted) return notSent({ aborted: true })
    if (this.#outOfStep) await this.resynchronise(signal)
    if (signal?.aborted) return notSent({ aborted: true })
    const reply = await this.#exchange(command, signal)
    if (reply.final === null && !reply.lost) this.#outOfStep = true
    return reply
  }

  async #exchange(command: AtCommand, signal?: AbortSignal): Promise<AtReply> {
    const exchange = new Exchange(command, this.#options)
    this.#current = exchange
    const onAbort = () => exchange.abort()
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      const { bytes, mask } = lineOf(command)
      void this.#write(concat([bytes, this.#lineEnd]), mask).then((written) => {
        if (written.ok) exchange.written()
        else exchange.lost(written.failure)
      })
      const reply = await exchange.reply
      const token = command.prompt?.token
      if (exchange.mayHoldPrompt && reply.final === null && !reply.lost && !reply.restarted && (token === '>' || token === 'OK')) {
        // 27.005, 3.5.1: ESC leaves text mode without sending. The prompt may also come later still.
        this.#promptEnd = token === '>' ? escape : dataModeEnd
        await this.#link.write(this.#promptEnd)
      }
      return reply
    } finally {
      signal?.removeEventListener('abort', onAbort)
      if (this.#current === exchange) this.#current = undefined
    }
  }

  #receive(bytes: Uint8Array): void {
    this.#lastByteAt = performance.now()
    this.#current?.countBytes(bytes)
    for (const line of this.#decoder.push(bytes)) this.#takeLine(line)
    const prompt = this.#current?.awaitedPrompt
    if (prompt && prompt !== 'OK' && this.#decoder.takePrompt(prompt)) this.#answerPrompt()
  }

  #takeLine(line: string): void {
    const exchange = this.#current
    if (exchange && !exchange.isSettled) {
      if (exchange.awaitedPrompt === 'CONNECT' && /^CONNECT( |$)/.test(line)) return this.#answerPrompt()
      // AirM2M's file prompt has a line end behind it, and so has an OK.
      if (exchange.awaitedPrompt !== undefined && line.trim() === exchange.awaitedPrompt) return this.#answerPrompt()
      if (exchange.offer(line)) return
    }
    this.#urcs.fire(line)
  }

  #answerPrompt(): void {
    const exchange = this.#current
    const prompt = exchange?.command.prompt
    if (!exchange || !prompt) return
    exchange.promptSeen()
    const data = prompt.end === 'ctrl-z' ? concat([prompt.data, ctrlZ]) : prompt.data
    const mask = prompt.secret ? [{ start: 0, end: prompt.data.length }] : []
    const onSent = prompt.onSent && ((count: number) => !exchange.isSettled && prompt.onSent?.(Math.min(count, prompt.data.length)))
    onSent?.(0)
    void this.#write(data, mask, onSent).then((written) => {
      if (written.ok) exchange.dataWritten()
      else exchange.lost(written.failure)
    })
  }

  /** A link answers failures as results; should it throw all the same, the command must not wait for ever. */
  #write(bytes: Uint8Array, mask: readonly MaskRange[] = [], onTaken?: (count: number) => void): Promise<Result<null>> {
    return this.#link.write(bytes, mask, onTaken).catch(() => fail(writeFailed))
  }

  async #quiet(): Promise<void> {
    for (;;) {
      const left = quietMs - (performance.now() - this.#lastByteAt)
      if (left <= 0) return
      await new Promise((resolve) => setTimeout(resolve, left))
    }
  }
}

/** The whole line: data that needs no prompt is its end. */
function lineOf({ line, mask = [], prompt }: AtCommand): { readonly bytes: Uint8Array; readonly mask: readonly MaskRange[] } {
  const start = utf8(line)
  if (prompt?.token !== 'inline') return { bytes: start, mask }
  const bytes = concat([start, prompt.data])
  return { bytes, mask: prompt.secret ? [...mask, { start: start.length, end: bytes.length }] : mask }
}

const writeFailed: Failure = {
  code: 'port.write-failed',
  stage: 'port',
  what: text('The bytes could not be handed to the port.', '数据无法写入串口。'),
  next: text('Close the port, open it again and retry.', '关闭串口，重新打开后再试。'),
}

const notSent = (outcome: Pick<AtReply, 'aborted' | 'lost'>): AtReply => ({
  final: null,
  info: [],
  lines: [],
  received: 'nothing',
  elapsedMs: 0,
  ...outcome,
})
