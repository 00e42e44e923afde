import { LineDecoder } from '../../../shared/at/line-decoder.ts'
import type { Disposer, Failure } from '../../../shared/contract/failure.ts'
import { fromLatin1, fromUtf8, latin1 } from '../../../shared/text/bytes.ts'
import type { SessionLink } from '../serial/link.ts'

/** Characters of a line without an end that are looked at: a prompt is short, a flood is not. */
const longestTail = 4_096
const mostLines = 1_000

export type Heard<T> = { readonly kind: 'found'; readonly value: T } | { readonly kind: 'late' } | { readonly kind: 'stopped' } | { readonly kind: 'lost'; readonly failure: Failure | undefined }

/** The device's lines and its prompt without a line end, from the moment it is made; a command's echo is none of them. */
export class Ear {
  readonly #decoder = new LineDecoder()
  readonly #disposers: readonly Disposer[]
  readonly #signal: AbortSignal
  #echo: string
  #lines: string[] = []
  #tail = ''
  #lost: { readonly failure: Failure | undefined } | undefined
  #check: () => void = () => {}

  constructor(link: Pick<SessionLink, 'onBytes' | 'onState'>, signal: AbortSignal, echo: string) {
    this.#signal = signal
    this.#echo = echo.trim()
    this.#disposers = [
      link.onBytes((bytes) => this.#receive(bytes)),
      link.onState(({ state, failure }) => {
        if (state === 'open') return
        this.#lost ??= { failure }
        this.#check()
      }),
    ]
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  get tail(): string {
    const tail = fromUtf8(latin1(this.#tail)).trim()
    return this.#echo !== '' && this.#echo.startsWith(tail) ? '' : tail
  }

  /** What was heard so far counts as read. */
  forget(): void {
    this.#lines = []
    this.#tail = ''
    this.#echo = ''
    this.#decoder.reset()
  }

  until<T>(look: (ear: Pick<Ear, 'lines' | 'tail'>) => T | undefined, ms: number): Promise<Heard<T>> {
    return new Promise((resolve) => {
      const end = (heard: Heard<T>): void => {
        clearTimeout(timer)
        this.#signal.removeEventListener('abort', stop)
        this.#check = () => {}
        resolve(heard)
      }
      const stop = (): void => end({ kind: 'stopped' })
      const timer = setTimeout(() => end({ kind: 'late' }), ms)
      this.#signal.addEventListener('abort', stop, { once: true })
      this.#check = () => {
        const value = look(this)
        if (value !== undefined) end({ kind: 'found', value })
        else if (this.#lost) end({ kind: 'lost', failure: this.#lost.failure })
      }
      if (this.#signal.aborted) stop()
      else this.#check()
    })
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose()
  }

  #receive(bytes: Uint8Array): void {
    const words = fromLatin1(bytes)
    const end = Math.max(words.lastIndexOf('\r'), words.lastIndexOf('\n'))
    this.#tail = (end < 0 ? this.#tail + words : words.slice(end + 1)).slice(-longestTail)
    for (const line of this.#decoder.push(bytes)) {
      if (this.#echo !== '' && line.trim() === this.#echo) this.#echo = ''
      else this.#lines.push(line)
    }
    if (this.#lines.length > mostLines) this.#lines = this.#lines.slice(-mostLines)
    this.#check()
  }
}
