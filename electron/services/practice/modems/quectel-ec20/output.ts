import { latin1 } from '../../../../../shared/text/bytes.ts'
import { finalText, type Final } from './final-result.ts'

/** What lies in the middle of good answers when the line is noisy: stray bytes and lines that nobody asked for. */
const noises = [
  '\x00\xff\xfe',
  '\r\n+QIND: "csq",26,99\r\n',
  '\r\n+CREG: 1,"D509","80D413D",7\r\n',
  '\xf8\x80',
  '\r\n+QIND: SMS DONE\r\n',
]

/** URCs kept while a command is at work; a real module has a small buffer too. */
const maxWaitingUrcs = 200

export type OutputOptions = {
  readonly write: (bytes: Uint8Array) => void
  readonly format: () => { readonly verbose: boolean; readonly quiet: boolean; readonly cmee: 0 | 1 | 2 }
  readonly isNoisy: () => boolean
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
    this.#text(`${start}${lines.join('\r\n')}\r\n`)
  }

  /** `CONNECT`: a result that does not end the command. */
  connect(): void {
    this.#disturb()
    this.#text(this.#options.format().verbose ? '\r\nCONNECT\r\n' : '1\r')
  }

  /** The prompt has no line end. */
  prompt(): void {
    this.#disturb()
    this.#text('\r\n> ')
  }

  final(final: Final): void {
    const { verbose, quiet, cmee } = this.#options.format()
    const text = finalText(final, cmee)
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
    if (this.#options.isNoisy()) this.#text(noises[this.#noise++ % noises.length] ?? '')
  }

  #text(value: string): void {
    this.#options.write(latin1(value))
  }
}
