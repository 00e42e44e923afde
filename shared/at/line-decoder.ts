import { fromLatin1, fromUtf8, latin1 } from '../text/bytes.ts'
import { LengthUrcs, UrcAssembler, type LengthUrc } from './length-urcs.ts'

/** Bytes. A line this long without an end is noise or binary data; its head is dropped. The longest message URCs have about 11 KB (SIMCom). */
const maxLine = 65_536

/**
 * Cuts a modem's byte stream into lines. CR and LF both end a line and blank lines are skipped, so `\r\r\n` after an echo makes none.
 * Message URCs that print their payload's length are cut by that length, so that line ends inside a payload stay inside; those that come in
 * several lines are put together.
 * Offsets and lengths are bytes: text is kept as ISO 8859-1 until a line is complete, then read as UTF-8.
 */
export class LineDecoder {
  #buffer = ''
  readonly #lengthUrcs: LengthUrcs
  readonly #assembler: UrcAssembler

  constructor(lengthUrcs: readonly LengthUrc[] = []) {
    this.#lengthUrcs = new LengthUrcs(lengthUrcs, maxLine)
    this.#assembler = new UrcAssembler(lengthUrcs, maxLine)
  }

  /** The complete lines that these bytes end, in order. */
  push(bytes: Uint8Array): string[] {
    this.#buffer += fromLatin1(bytes)
    const lines: string[] = []
    for (let line = this.#take(); line !== undefined; line = this.#take()) {
      if (line.trim() === '') continue
      for (const ready of this.#assembler.push(line)) lines.push(fromUtf8(latin1(ready)))
    }
    if (this.#buffer.length > maxLine) this.#buffer = this.#buffer.slice(-maxLine)
    return lines
  }

  /**
   * True when what stands after the last line end is the prompt; it is then consumed. Prompts have no line end of their own:
   * `> ` (27.005, 3.5.1) and, where the modem waits at once, `CONNECT` and `DOWNLOAD`.
   */
  takePrompt(prompt: '>' | 'CONNECT' | 'DOWNLOAD'): boolean {
    const waiting = this.#buffer.replace(/^[\r\n]+/, '')
    const found = prompt === '>' ? (/^\s*> ?/.exec(waiting)?.[0] ?? '') : waiting === prompt ? prompt : ''
    if (found === '') return false
    this.#buffer = waiting.slice(found.length)
    return true
  }

  /** Forgets a line that has begun, after noise or a break. */
  reset(): void {
    this.#buffer = ''
    this.#assembler.reset()
  }

  #take(): string | undefined {
    this.#buffer = this.#buffer.replace(/^[\r\n]+/, '')
    if (this.#buffer === '') return undefined
    const counted = this.#lengthUrcs.measure(this.#buffer)
    if (counted === 'wait') return undefined
    if (counted) {
      const taken = this.#cut(counted.length)
      return taken === undefined ? undefined : counted.read(taken)
    }
    const end = this.#buffer.search(/[\r\n]/)
    return end < 0 ? undefined : this.#cut(end)
  }

  #cut(length: number): string | undefined {
    if (this.#buffer.length < length) return undefined
    const line = this.#buffer.slice(0, length)
    this.#buffer = this.#buffer.slice(length)
    return line
  }
}
