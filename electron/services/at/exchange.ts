import { isUnsolicited } from '../../../shared/at/classify-line.ts'
import { isFinalResult, isGoodResult } from '../../../shared/at/final-result.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import type { PromptToken, Received } from '../../../shared/wizard/step.ts'
import type { AtCommand, AtReply } from './at-command.ts'

type Phase = 'prompt' | 'data' | 'final' | 'urc' | 'reason'

/** ms in which the result URC may still say why after a bare ERROR (SIMCom A76xx: ERROR, then +CMQTTCONNECT: 0,12). */
const reasonMs = 200

/** ms that an upload has to finish after it was aborted: there is no other way out of it for the modem but its own time-out. */
const uploadEndMs = 5_000

export type ExchangeOptions = { readonly urcPrefixes: readonly string[]; readonly restartLines: readonly string[]; readonly graceMs: number }

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
  /** What of the command's echo has not come yet; a URC may have cut it in two. */
  #echoLeft: string
  #echoed = 0
  /** The OK before a prompt came. */
  #isAccepted = false
  #isAborted = false
  #bytes = 0
  #unreadable = 0
  readonly #info: string[] = []
  readonly #lines: string[] = []
  readonly #options: ExchangeOptions
  readonly #startedAt = performance.now()
  readonly #dataEcho: Set<string>
  #timer: NodeJS.Timeout | undefined
  #abortTimer: NodeJS.Timeout | undefined
  #settle!: (reply: AtReply) => void
  #settled = false

  constructor(command: AtCommand, options: ExchangeOptions) {
    this.command = command
    this.#options = options
    const isInline = command.prompt?.token === 'inline'
    this.#phase = command.prompt && !isInline ? 'prompt' : 'final'
    this.#echoLeft = (isInline ? command.line + fromUtf8(command.prompt.data) : command.line).trim()
    this.#dataEcho = echoLines(command)
    this.reply = new Promise((resolve) => (this.#settle = resolve))
  }

  get isSettled(): boolean {
    return this.#settled
  }

  /** The prompt that the modem must print next, while that is awaited. */
  get awaitedPrompt(): Exclude<PromptToken, 'inline'> | undefined {
    const token = this.command.prompt?.token
    return this.#phase === 'prompt' && token !== 'inline' ? token : undefined
  }

  /** The modem is in data mode, or may be. */
  get mayHoldPrompt(): boolean {
    return this.#phase === 'prompt' || this.#phase === 'data'
  }

  countBytes(bytes: Uint8Array): void {
    this.#bytes += bytes.length
    for (const byte of bytes) if (byte > 0x7e || (byte < 0x20 && byte !== 0x0d && byte !== 0x0a && byte !== 0x1a)) this.#unreadable++
  }

  /** The command is with the driver: from here on the modem has its time. A port that does not take it has a bound of its own. */
  written(): void {
    if (this.#timer !== undefined || this.#final !== null || this.#phase === 'data') return
    this.#arm(this.#phase === 'prompt' && this.command.prompt ? this.command.prompt.timeoutMs : this.command.timeoutMs)
  }

  /** The prompt came: the data is being written; no time runs meanwhile. */
  promptSeen(): void {
    if (this.awaitedPrompt === 'OK') {
      this.#lines.push('OK')
      this.#isAccepted = true
    }
    this.#phase = 'data'
    this.#disarm()
  }

  /** All data is with the driver: now the modem has its time. */
  dataWritten(): void {
    if (this.#phase !== 'data') return
    const { urc, timeoutMs } = this.command
    if (this.#isAccepted && urc) this.#final = 'OK'
    this.#phase = this.#final !== null ? 'urc' : 'final'
    this.#arm(this.#phase === 'urc' && urc ? urc.timeoutMs : timeoutMs)
    // It may have come before the driver said that it had all the data.
    if (this.#phase === 'urc' && this.#urc !== undefined) this.#end({})
  }

  /** Offers a line; true when the command took it. */
  offer(line: string): boolean {
    if (this.#takeEcho(line)) return true
    if (this.#options.restartLines.includes(line.trim())) {
      this.#lines.push(line)
      this.#end({ restarted: line })
      return false
    }
    const { urc } = this.command
    // A loss reported before the final result belongs to an earlier connection.
    const endsWait = this.#phase === 'urc' && [urc?.failurePrefix ?? []].flat().some((prefix) => line.startsWith(prefix))
    if (urc && (line.startsWith(urc.prefix) || endsWait)) {
      this.#lines.push(line)
      if (!urc.interim?.test(line)) this.#takeUrc(line)
      return true
    }
    if (this.#phase === 'urc' || this.#phase === 'reason') return false
    if (this.#phase === 'prompt' && this.command.prompt?.followsOk && line.trim() === 'OK') {
      this.#lines.push(line)
      this.#isAccepted = true
      return true
    }
    if (isFinalResult(line)) {
      this.#lines.push(line)
      this.#takeFinal(line.trim())
      return true
    }
    if (isUnsolicited(line, this.command.line, this.#options.urcPrefixes)) {
      this.#lines.push(line)
      return false
    }
    this.#lines.push(line)
    this.#info.push(line)
    return true
  }

  /** Ends it, an upload as soon as its bytes are out: a modem left in the middle would take the next commands for file content. */
  abort(): void {
    this.#isAborted = true
    if (this.command.prompt?.end !== 'length') return this.cut()
    this.#abortTimer ??= setTimeout(() => this.cut(), uploadEndMs)
  }

  /** Ends it at once, whatever the modem is left with. */
  cut(): void {
    this.#isAborted = true
    this.#end({})
  }

  lost(failure: Failure): void {
    this.#end({ lost: failure })
  }

  /** A final result is never taken for an echo: a message may well read `OK`. */
  #takeEcho(line: string): boolean {
    const trimmed = line.trim()
    if (isFinalResult(trimmed)) return false
    if (trimmed !== '' && this.#echoLeft.startsWith(trimmed)) {
      this.#echoLeft = this.#echoLeft.slice(trimmed.length).trimStart()
      this.#echoed += trimmed.length
      return true
    }
    return this.#dataEcho.delete(trimmed.replaceAll('\u001a', ''))
  }

  #takeUrc(line: string): void {
    this.#urc = line
    if (this.#final !== null) this.#end({})
  }

  #takeFinal(result: string): void {
    this.#final = result
    if (!this.command.urc || this.#urc !== undefined) return this.#end({})
    if (result === 'ERROR') {
      this.#phase = 'reason'
      this.#disarm()
      this.#timer = setTimeout(() => this.#end({}), reasonMs)
    } else if (isGoodResult(result)) {
      this.#phase = 'urc'
      this.#arm(this.command.urc.timeoutMs)
    } else this.#end({})
  }

  #arm(ms: number): void {
    this.#disarm()
    this.#timer = setTimeout(() => this.#end({ timedOut: this.#phase === 'prompt' || this.#phase === 'urc' ? this.#phase : 'final' }), ms + this.#options.graceMs)
  }

  #disarm(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #end(outcome: Pick<AtReply, 'timedOut' | 'lost' | 'restarted'>): void {
    if (this.#settled) return
    this.#settled = true
    this.#disarm()
    clearTimeout(this.#abortTimer)
    this.#settle({
      final: this.#final,
      info: this.#info,
      ...(this.#urc !== undefined && { urc: this.#urc }),
      lines: this.#lines,
      received: this.#received(),
      elapsedMs: performance.now() - this.#startedAt,
      ...(this.#isAborted && { aborted: true }),
      ...outcome,
    })
  }

  #received(): Received {
    if (this.#bytes === 0) return 'nothing'
    // A wrong baud rate shows as bytes outside ASCII; a stray one is only noise. A clean echo says nothing of the rest.
    if (this.#unreadable > 2 && this.#unreadable * 5 > this.#bytes - this.#echoed) return 'unreadable'
    return this.#lines.length === 0 && this.#echoed > 0 ? 'echo' : 'lines'
  }
}

/** Modems with echo on also repeat what is typed at `>`. Large data is never echoed (file uploads). */
function echoLines({ prompt }: AtCommand): Set<string> {
  if (!prompt || prompt.token !== '>' || prompt.data.length > 8192) return new Set()
  return new Set(
    fromUtf8(prompt.data)
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
}
