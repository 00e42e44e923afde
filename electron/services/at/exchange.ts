import { isUnsolicited } from '../../../shared/at/classify-line.ts'
import { isFinalResult } from '../../../shared/at/final-result.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import type { Received } from '../../../shared/wizard/step.ts'
import type { AtCommand, AtReply } from './at-command.ts'

type Phase = 'prompt' | 'data' | 'final' | 'urc'

/**
 * The life of one command, from the moment it is written to its reply. It owns the timers and decides for every line whether
 * the command takes it; it writes nothing itself.
 */
export class Exchange {
  readonly reply: Promise<AtReply>
  readonly command: AtCommand
  #phase: Phase
  #final: string | null = null
  #urc: string | undefined
  #echoSeen = false
  #bytes = 0
  #unreadable = 0
  readonly #info: string[] = []
  readonly #lines: string[] = []
  readonly #urcPrefixes: readonly string[]
  readonly #grace: number
  readonly #startedAt = performance.now()
  readonly #dataEcho: Set<string>
  #timer: NodeJS.Timeout | undefined
  #settle!: (reply: AtReply) => void
  #settled = false

  constructor(command: AtCommand, urcPrefixes: readonly string[], graceMs: number) {
    this.command = command
    this.#urcPrefixes = urcPrefixes
    this.#grace = graceMs
    this.#phase = command.prompt ? 'prompt' : 'final'
    this.#dataEcho = echoLines(command)
    this.reply = new Promise((resolve) => (this.#settle = resolve))
    this.#arm(command.prompt?.timeoutMs ?? command.timeoutMs)
  }

  get isSettled(): boolean {
    return this.#settled
  }

  /** The prompt that the modem must print next, while that is awaited. */
  get awaitedPrompt(): '>' | 'CONNECT' | undefined {
    return this.#phase === 'prompt' ? this.command.prompt?.token : undefined
  }

  /** The modem is in data mode, or may be. */
  get mayHoldPrompt(): boolean {
    return this.#phase === 'prompt' || this.#phase === 'data'
  }

  countBytes(bytes: Uint8Array): void {
    this.#bytes += bytes.length
    for (const byte of bytes) if (byte > 0x7e || (byte < 0x20 && byte !== 0x0d && byte !== 0x0a && byte !== 0x1a)) this.#unreadable++
  }

  /** The prompt came: the data is being written; no time runs meanwhile. */
  promptSeen(): void {
    this.#phase = 'data'
    this.#disarm()
  }

  /** All data is with the driver: now the modem has its time. */
  dataWritten(): void {
    if (this.#phase !== 'data') return
    this.#phase = 'final'
    this.#arm(this.command.timeoutMs)
  }

  /** Offers a line; true when the command took it. */
  offer(line: string): boolean {
    if (!this.#echoSeen && line.trim() === this.command.line.trim()) {
      this.#echoSeen = true
      return true
    }
    if (this.#dataEcho.delete(line.replaceAll('\u001a', ''))) return true
    const { urc } = this.command
    // A loss reported before the final result belongs to an earlier connection.
    const endsWait = this.#phase === 'urc' && urc?.failurePrefix !== undefined && line.startsWith(urc.failurePrefix)
    if (urc && (line.startsWith(urc.prefix) || endsWait)) {
      this.#lines.push(line)
      if (!urc.interim?.test(line)) this.#takeUrc(line)
      return true
    }
    if (this.#phase === 'urc') return false
    if (isFinalResult(line)) {
      this.#lines.push(line)
      this.#takeFinal(line.trim())
      return true
    }
    if (isUnsolicited(line, this.command.line, this.#urcPrefixes)) {
      this.#lines.push(line)
      return false
    }
    this.#lines.push(line)
    this.#info.push(line)
    return true
  }

  abort(): void {
    this.#end({ aborted: true })
  }

  lost(failure: Failure): void {
    this.#end({ lost: failure })
  }

  #takeUrc(line: string): void {
    this.#urc = line
    if (this.#final !== null) this.#end({})
  }

  #takeFinal(result: string): void {
    this.#final = result
    const succeeded = result === 'OK' || result.startsWith('CONNECT')
    if (!succeeded || !this.command.urc || this.#urc !== undefined) return this.#end({})
    this.#phase = 'urc'
    this.#arm(this.command.urc.timeoutMs)
  }

  #arm(ms: number): void {
    this.#disarm()
    this.#timer = setTimeout(() => this.#end({ timedOut: this.#phase === 'data' ? 'final' : this.#phase }), ms + this.#grace)
  }

  #disarm(): void {
    clearTimeout(this.#timer)
  }

  #end(outcome: Pick<AtReply, 'timedOut' | 'aborted' | 'lost'>): void {
    if (this.#settled) return
    this.#settled = true
    this.#disarm()
    this.#settle({
      final: this.#final,
      info: this.#info,
      ...(this.#urc !== undefined && { urc: this.#urc }),
      lines: this.#lines,
      received: this.#received(),
      elapsedMs: performance.now() - this.#startedAt,
      ...outcome,
    })
  }

  #received(): Received {
    if (this.#bytes === 0) return 'nothing'
    // A wrong baud rate shows as bytes outside ASCII; a stray one is only noise.
    if (this.#unreadable > 2 && this.#unreadable * 5 > this.#bytes) return 'unreadable'
    return this.#lines.length === 0 && this.#echoSeen ? 'echo' : 'lines'
  }
}

/** Modems with echo on also repeat what is typed at `>`. Large data is never echoed (file uploads). */
function echoLines({ prompt }: AtCommand): Set<string> {
  if (!prompt || prompt.token !== '>' || prompt.data.length > 8192) return new Set()
  return new Set(
    fromUtf8(prompt.data)
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== ''),
  )
}
