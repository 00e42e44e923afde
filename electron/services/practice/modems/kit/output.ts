import { latin1 } from '../../../../../shared/text/bytes.ts'
import { finalText, type Final } from './final-result.ts'

/** URCs kept while a command is at work; a real module has a small buffer too. */
const maxWaitingUrcs = 200

export type OutputOptions = {
  readonly write: (bytes: Uint8Array) => void
  readonly format: () => { readonly verbose: boolean; readonly quiet: boolean; readonly cmee: 0 | 1 | 2 }
  /** `bytes`: stray bytes and lines before each part of an answer. `urcs`: lines that nobody asked for, between all lines of an answer. */
  readonly disturbance: () => 'bytes' | 'urcs' | null
  /** What these disturbances are, each with its line ends. */
  readonly noises: readonly string[]
  /** The vendor's words for its own +CME ERROR codes. */
  readonly words: Readonly<Record<number, string>>
  /** True: URCs go to another port of the module, so nothing is seen here. */
  readonly sendsUrcsElsewhere: () => boolean
}

/** What goes out to the host, framed as AT+V1 says. URCs wait until the command at work has ended. */
export class Output {
  readonly #options: OutputOptions
  #urcs: string[] = []
  #isBusy = false
  #noise = 0

  constructor(options: OutputOptions) {
    this.#options = options
  }

  begin(): void {
    this.#isBusy = true
  }

  end(): void {
    this.#isBusy = false
    const urcs = this.#urcs
    this.#urcs = []
    for (const line of urcs) this.urc(line)
  }

  reset(): void {
    this.#isBusy = false
    this.#urcs = []
  }

  raw(bytes: Uint8Array): void {
    this.#options.write(bytes)
  }

  info(...lines: readonly string[]): void {
    this.#disturb()
    const start = this.#options.format().verbose ? '\r\n' : ''
    if (this.#options.disturbance() !== 'urcs') return this.#text(`${start}${lines.join('\r\n')}\r\n`)
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.#disturb()
      this.#text(`${index === 0 ? start : ''}${line}\r\n`)
    }
  }

  /** A result that does not end the command: `CONNECT`, which ATV0 makes a number, or a vendor's own (`DOWNLOAD`). */
  intermediate(line = 'CONNECT'): void {
    this.#disturb()
    const { verbose } = this.#options.format()
    this.#text(verbose ? `\r\n${line}\r\n` : `${line === 'CONNECT' ? '1' : line}\r`)
  }

  /** The prompt has no line end; families differ in its blank. */
  prompt(mark = '> '): void {
    this.#disturb()
    this.#text(`\r\n${mark}`)
  }

  final(final: Final): void {
    const { verbose, quiet, cmee } = this.#options.format()
    const text = finalText(final, cmee, this.#options.words)
    if (!text || quiet) return
    this.#disturb()
    this.#text(verbose ? `\r\n${text.line}\r\n` : `${text.line.startsWith('+CME') ? text.line : text.number}\r`)
  }

  urc(line: string): void {
    if (this.#options.sendsUrcsElsewhere()) return
    if (!this.#isBusy) this.#text(`\r\n${line}\r\n`)
    else if (this.#urcs.length < maxWaitingUrcs) this.#urcs.push(line)
  }

  #disturb(): void {
    const kind = this.#options.disturbance()
    if (!kind) return
    const noises = kind === 'bytes' ? this.#options.noises : this.#options.noises.filter((noise) => noise.startsWith('\r\n'))
    this.#text(noises[this.#noise++ % noises.length] ?? '')
  }

  #text(value: string): void {
    this.#options.write(latin1(value))
  }
}
