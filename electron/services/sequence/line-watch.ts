import { LineDecoder } from '../../../shared/at/line-decoder.ts'
import type { Disposer, Failure } from '../../../shared/contract/failure.ts'
import { fromLatin1, fromUtf8, latin1 } from '../../../shared/text/bytes.ts'
import type { AtLink } from '../at/index.ts'

/** Lines kept for a step that waits for something that came already. */
const mostLines = 2_000
/** Characters of a line without an end that are looked at: a prompt is short, a flood is not. */
const longestTail = 4_096

export type Seen = { readonly kind: 'found'; readonly line: string } | { readonly kind: 'late' } | { readonly kind: 'stopped' } | { readonly kind: 'lost'; readonly failure: Failure }

/** All lines of a session in order, with a mark: what came before it counts as read. */
export class LineWatch {
  readonly #decoder = new LineDecoder()
  readonly #disposers: readonly Disposer[]
  readonly #waiting = new Set<() => void>()
  #lines: string[] = []
  #tail = ''
  #echo = ''
  #lost: Failure | undefined

  constructor(link: AtLink) {
    this.#disposers = [
      link.onBytes((bytes) => this.#receive(bytes)),
      link.onLost((failure) => {
        this.#lost = failure
        this.#wake()
      }),
    ]
  }

  /** What was sent comes back as the first line where the modem echoes; it is no answer. */
  sent(line: string): void {
    this.#lines = []
    this.#tail = ''
    this.#echo = line.trim()
  }

  /** What a command has used up: a final result is not there for the step after it. */
  drop(line: string): void {
    const at = this.#lines.findIndex((each) => each.trim() === line.trim())
    if (at >= 0) this.#lines = this.#lines.toSpliced(at, 1)
  }

  get since(): readonly string[] {
    return this.#tail.trim() === '' ? this.#lines : [...this.#lines, fromUtf8(latin1(this.#tail))]
  }

  /** The first line for which `look` is true, from the mark on; the mark then stands behind it. `tail`: a line that has not ended counts, as a prompt. */
  until(look: (line: string) => boolean, ms: number, signal: AbortSignal, { tail = false }: { readonly tail?: boolean } = {}): Promise<Seen> {
    return new Promise((resolve) => {
      const end = (seen: Seen): void => {
        clearTimeout(timer)
        this.#waiting.delete(check)
        signal.removeEventListener('abort', stop)
        resolve(seen)
      }
      const stop = (): void => end({ kind: 'stopped' })
      const check = (): void => {
        const at = this.#lines.findIndex(look)
        const found = this.#lines[at]
        if (found !== undefined) {
          this.#lines = this.#lines.slice(at + 1)
          return end({ kind: 'found', line: found })
        }
        const unfinished = fromUtf8(latin1(this.#tail))
        if (tail && unfinished !== '' && !(this.#echo !== '' && this.#echo.startsWith(unfinished.trim())) && look(unfinished)) {
          this.#tail = ''
          return end({ kind: 'found', line: unfinished.trim() })
        }
        if (this.#lost) end({ kind: 'lost', failure: this.#lost })
      }
      const timer = setTimeout(() => end({ kind: 'late' }), ms)
      signal.addEventListener('abort', stop, { once: true })
      this.#waiting.add(check)
      if (signal.aborted) stop()
      else check()
    })
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose()
  }

  #receive(bytes: Uint8Array): void {
    const text = fromLatin1(bytes)
    const end = Math.max(text.lastIndexOf('\r'), text.lastIndexOf('\n'))
    this.#tail = (end < 0 ? this.#tail + text : text.slice(end + 1)).slice(-longestTail)
    for (const line of this.#decoder.push(bytes)) {
      if (this.#echo !== '' && line.trim() === this.#echo) this.#echo = ''
      else this.#lines.push(line)
    }
    if (this.#lines.length > mostLines) this.#lines = this.#lines.slice(-mostLines)
    this.#wake()
  }

  #wake(): void {
    for (const check of this.#waiting) check()
  }
}
