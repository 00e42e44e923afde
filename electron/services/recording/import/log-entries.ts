import type { LogForm, LogProblem } from '../../../../shared/contract/recording-imports.ts'
import { concat, fromLatin1, latin1, utf8 } from '../../../../shared/text/bytes.ts'
import { readFrame, withoutEscapes, type LogFrame, type LogStamp } from '../../../../shared/text/log-frame.ts'
import type { Direction } from '../format.ts'
import { FormCounter } from './log-form.ts'
import type { DecodedLine } from './log-lines.ts'
import { SentLines } from './sent-lines.ts'

/** What a log says went over the line, in one piece. */
export type LogEntry = {
  /** Of its first line, from 1. */
  readonly line: number
  readonly direction: Direction
  readonly at: LogStamp | undefined
  readonly bytes: Uint8Array
}

type Part = { readonly bytes: Uint8Array; readonly end: string }
type Packet = { readonly line: number; readonly direction: Direction; readonly at: LogStamp | undefined; readonly isSscom: boolean; readonly parts: Part[]; size: number }

/** Bytes. What is longer is handed on in pieces. */
const longestPacket = 1024 * 1024

const box = fromLatin1(utf8('□'))

/** A time as a clock can show it, and a date as a calendar has it. */
function isPossible(line: string, { ms, dated }: LogStamp): boolean {
  const [, hours = 0, minutes = 0, seconds = 0] = (/(\d{1,2}):(\d{2}):(\d{2})/.exec(line) ?? []).map(Number)
  if (hours > 23 || minutes > 59 || seconds > 60) return false
  const [, month, day] = (/\d{4}[-/.](\d{1,2})[-/.](\d{1,2})/.exec(line) ?? []).map(Number)
  return !dated || (month !== undefined && new Date(ms).getUTCMonth() + 1 === month && new Date(ms).getUTCDate() === day)
}

/**
 * Lines of a log in any terminal's form, made into what was sent and received. Where the log tells directions (SSCOM, llcom, Docklight, recordings
 * exported here), a packet goes from its mark to the next one, line ends and all; elsewhere every line is one, and commands are taken for sent.
 */
export class LogReader {
  readonly problems: LogProblem[] = []
  /** Some line told which way it went. */
  tellsDirections = false
  #sent = new SentLines()
  readonly #forms = new FormCounter()
  #number = 0
  #packet: Packet | undefined
  #isSscom = false
  #isDirected = false
  #lastAt: LogStamp | undefined
  /** llcom's copy in hex of the packet before, up to the next time. */
  #isCopy = false
  #isOwn = false

  /** Lines read so far. */
  get lines(): number {
    return this.#number
  }

  get form(): LogForm {
    return this.#forms.form
  }

  push(line: DecodedLine): readonly LogEntry[] {
    const number = ++this.#number
    if (line.isUnreadable) this.problems.push({ line: number, kind: 'unreadable' })
    const plain = withoutEscapes(line.text)
    const shown = plain.replace(/□+\s*$/, '')
    const frame = readFrame(shown)
    const prefix = shown.slice(0, shown.length - frame.text.length)
    this.#forms.take(prefix, frame)
    const isSscom = /[◇◆]/.test(prefix)
    if (!this.#begins(frame, isSscom)) return this.#goesOn(line, number)
    const before = this.#close()
    this.#isSscom ||= isSscom
    this.#isCopy = frame.at !== undefined && frame.direction === undefined && frame.text.startsWith('[HEX]')
    if (this.#isCopy) return before
    const at = this.#timeOf(frame, shown, number)
    // A recording exported here shows control characters as <1A>.
    this.#isOwn = frame.direction !== undefined && frame.at?.dated === true && /^[→←·]/u.test(prefix.replace(/^[^→←·]*/u, ''))
    const bytes = plain === line.text ? line.bytes.subarray(utf8(prefix).length) : utf8(plain.slice(prefix.length))
    if (frame.direction === undefined) {
      // Among packets that tell, a line that does not is the program's own.
      return [...before, ...(this.#isDirected ? this.#whole('note', bytes, at, number) : this.#undirected(bytes, frame.text, at, number))]
    }
    this.tellsDirections = true
    this.#isDirected = true
    const direction = frame.direction === 'sent' ? 'out' : frame.direction === 'received' ? 'in' : 'note'
    this.#packet = { line: number, direction, at, isSscom, parts: [{ bytes: this.#isOwn ? unescaped(bytes) : bytes, end: line.end }], size: bytes.length }
    return before
  }

  end(): readonly LogEntry[] {
    return this.#close()
  }

  #begins({ at, direction }: LogFrame, isSscom: boolean): boolean {
    if (this.#isSscom) return isSscom
    if (this.#lastAt !== undefined) return at !== undefined
    return at !== undefined || direction !== undefined
  }

  #goesOn(line: DecodedLine, number: number): readonly LogEntry[] {
    if (this.#isCopy) return []
    const packet = this.#packet
    if (!packet) return this.#isDirected ? [] : this.#undirected(line.bytes, withoutEscapes(line.text), this.#lastAt, number)
    packet.parts.push({ bytes: line.bytes, end: line.end })
    packet.size += line.bytes.length
    if (packet.size < longestPacket) return []
    const piece = packet.parts.splice(0, packet.parts.length - 1)
    packet.size = line.bytes.length
    return [{ line: packet.line, direction: packet.direction, at: packet.at, bytes: joined(piece) }]
  }

  #timeOf(frame: LogFrame, line: string, number: number): LogStamp | undefined {
    if (!frame.at) return this.#lastAt
    if (isPossible(line, frame.at)) this.#lastAt = frame.at
    else this.problems.push({ line: number, kind: 'impossible-time' })
    return this.#lastAt
  }

  #undirected(bytes: Uint8Array, text: string, at: LogStamp | undefined, line: number): readonly LogEntry[] {
    if (text.trim() === '') return []
    const direction = this.#sent.direction(text)
    return this.#whole(direction, bytes, at, line)
  }

  /** A line of which the log kept the text and not the end. */
  #whole(direction: Direction, bytes: Uint8Array, at: LogStamp | undefined, line: number): readonly LogEntry[] {
    if (bytes.length === 0) return []
    return [{ line, direction, at, bytes: direction === 'note' || isPrompt(bytes) ? bytes : concat([bytes, utf8('\r\n')]) }]
  }

  #close(): readonly LogEntry[] {
    const packet = this.#packet
    this.#packet = undefined
    if (!packet) return []
    const { line, direction, at, isSscom, parts } = packet
    const last = parts.at(-1)
    // The program's own end of the packet; where it is a bare line feed, an editor or a web page has changed all of them.
    const isConverted = last?.end === '\n'
    let content = fromLatin1(joined(parts, isConverted)).slice(0, last && last.end !== '' ? -(isConverted ? 2 : last.end.length) : undefined)
    const hasBox = direction === 'out' && content.endsWith(box)
    if (hasBox) content = content.slice(0, -box.length)
    const bytes = latin1(content)
    if (bytes.length === 0) return []
    const isComplete = (isSscom && (hasBox || !isConverted)) || direction === 'note' || isPrompt(bytes) || /[\r\n\u001a\u001b]$/.test(content)
    return [{ line, direction, at, bytes: isComplete ? bytes : concat([bytes, utf8('\r\n')]) }]
  }
}

const isPrompt = (bytes: Uint8Array): boolean => bytes.length < 8 && /^\s*>\s*$/.test(fromLatin1(bytes))

const joined = (parts: readonly Part[], isConverted = false): Uint8Array => concat(parts.flatMap(({ bytes, end }) => [bytes, utf8(isConverted && end === '\n' ? '\r\n' : end)]))

function unescaped(bytes: Uint8Array): Uint8Array {
  const text = fromLatin1(bytes)
  if (!/<[0-9A-F]{2}>/.test(text)) return bytes
  const bare = text.replace(/<([0-9A-F]{2})>/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
  return latin1(bare)
}
