import { text, type Text } from '../../text/local-text.ts'

/** `esp`: a backslash takes the next character as it is (ESP-AT, AT Command Types). Elsewhere nothing escapes. */
export type AtStyle = 'plain' | 'esp'

const quotes = '"“”„＂'
const typographicNote = text(
  'Typographic quotation marks are read as ASCII ones. A modem does not take them: type " on the line.',
  '中文引号已按英文引号读取。模组不认中文引号，发送时要用英文双引号 "。',
)
const wideCommaNote = text('A full-width comma is read as an ASCII one. A modem does not take it.', '全角逗号已按半角逗号读取。模组不认全角逗号。')
const openEndNote = text('The closing quotation mark is missing.', '缺少结束的双引号。')
const bareCommaNote = text(
  'A comma inside a string stands without its backslash: ESP-AT splits the value there. Write \\, .',
  '字符串里的逗号前面没有反斜杠：ESP-AT 会在这里把参数拆开，应写成 \\, 。',
)

/** What may follow a closing quotation mark: the next parameter, the line's end, or a remark after the command. */
const afterValue = /^[ \t]*(?:[,，]|$)|^(?:\s|\||\\r|\\n|[;)\]}`])/

class Parameters {
  readonly values: string[] = []
  readonly notes = new Set<Text>()
  #at = 0

  constructor(
    readonly source: string,
    readonly style: AtStyle,
  ) {
    for (;;) {
      this.#blank()
      const next = this.source[this.#at]
      const isQuoted = next !== undefined && quotes.includes(next)
      this.values.push(isQuoted ? this.#quoted(next) : this.#bare())
      this.#blank()
      const separator = this.source[this.#at]
      if (separator === '，') this.notes.add(wideCommaNote)
      else if (separator !== ',') return
      this.#at++
    }
  }

  #quoted(open: string): string {
    this.#at++
    const start = this.#at
    if (this.style === 'esp') return this.#escaped(open)
    let first = -1
    for (let at = start; at < this.source.length; at++) {
      const mark = this.source[at] ?? ''
      if (!quotes.includes(mark)) continue
      if (first < 0) first = at
      if (afterValue.test(this.source.slice(at + 1))) return this.#close(start, at, open)
    }
    if (first >= 0) return this.#close(start, first, open)
    this.notes.add(openEndNote)
    this.#at = this.source.length
    return this.source.slice(start)
  }

  #close(start: number, end: number, open: string): string {
    if (open !== '"' || this.source[end] !== '"') this.notes.add(typographicNote)
    this.#at = end + 1
    return this.source.slice(start, end)
  }

  #escaped(open: string): string {
    if (open !== '"') this.notes.add(typographicNote)
    let out = ''
    for (;;) {
      const next = this.source[this.#at++]
      if (next === undefined) {
        this.notes.add(openEndNote)
        return out
      }
      if (quotes.includes(next)) {
        if (next !== '"') this.notes.add(typographicNote)
        return out
      }
      if (next === ',') this.notes.add(bareCommaNote)
      out += next === '\\' ? (this.source[this.#at++] ?? '') : next
    }
  }

  /** Unquoted values end at the comma; the last one also where a remark begins, with its blanks. */
  #bare(): string {
    const found = /^[^,，]*/.exec(this.source.slice(this.#at))?.[0] ?? ''
    this.#at += found.length
    return found.replace(/[ \t]+(?:\/\/|\||--[ \t]).*$/, '')
  }

  #blank(): void {
    while (/[ \t]/.test(this.source[this.#at] ?? '')) this.#at++
  }
}

/** The parameters behind the = of a command, quoted or not; what follows the last one is no parameter. */
export function atParameters(source: string, style: AtStyle = 'plain'): { readonly values: readonly string[]; readonly notes: readonly Text[] } {
  const { values, notes } = new Parameters(source, style)
  return { values, notes: [...notes] }
}
