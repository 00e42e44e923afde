import { isFinalResult, isGoodResult } from '../../../shared/at/final-result.ts'
import { LineDecoder } from '../../../shared/at/line-decoder.ts'

export type Answer = { readonly kind: 'ok' | 'error' | 'prompt' | 'timeout' | 'aborted'; readonly lines: readonly string[] }

const keptLines = 20

/** Collects what comes from the moment it is made until a final result or a prompt. */
export class AnswerWatch {
  readonly #decoder = new LineDecoder()
  readonly #lines: string[] = []
  #answer: Answer | undefined
  #wake: ((answer: Answer) => void) | undefined

  push(bytes: Uint8Array): void {
    if (this.#answer) return
    for (const line of this.#decoder.push(bytes)) {
      if (this.#lines.length < keptLines) this.#lines.push(line)
      const final = line.trim()
      if (isFinalResult(final)) return this.#end(isGoodResult(final) ? 'ok' : 'error')
    }
    if (this.#decoder.takePrompt('>')) this.#end('prompt')
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  next(timeoutMs: number, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.#answer) return resolve(this.#answer)
      if (signal.aborted) return resolve({ kind: 'aborted', lines: this.#lines })
      const timer = setTimeout(() => this.#end('timeout'), timeoutMs)
      const abort = (): void => this.#end('aborted')
      signal.addEventListener('abort', abort, { once: true })
      this.#wake = (answer) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
        resolve(answer)
      }
    })
  }

  #end(kind: Answer['kind']): void {
    if (this.#answer) return
    this.#answer = { kind, lines: this.#lines }
    this.#wake?.(this.#answer)
  }
}
