/** A URC that carries bytes and says how many. */
export type CountedUrc = {
  /** Regular expression source from the line's start up to the bytes; its groups are their lengths, added up. */
  readonly head: string
  /** The bytes begin on the line after the head. */
  readonly onNextLine?: boolean
  /** Bytes that are there and not counted: a closing quote, the line end between topic and message. */
  readonly extra?: number
}

/**
 * A message in several URCs (SIMCom: start, topic, payload in pieces, end). It is put together and comes out as one line: start, parts and end
 * joined by line feeds, pieces of the same part made one, so that a character cut in two is whole again.
 */
export type SplitUrc = {
  readonly start: string
  /** Heads of counted URCs with the bytes on the next line, in the order in which they come. */
  readonly parts: readonly string[]
  readonly end: string
}

/** A string stands for a head whose bytes are in quotes, the closing one not counted (Quectel). */
export type LengthUrc = string | CountedUrc | SplitUrc

type Form = { readonly pattern: RegExp; readonly onNextLine: boolean; readonly extra: number }

const isSplit = (urc: LengthUrc): urc is SplitUrc => typeof urc === 'object' && 'parts' in urc

const nextLine = (head: string, extra = 0): Form => ({ pattern: new RegExp(`(?:${head})(?=[\\r\\n])`), onNextLine: true, extra })

function formsOf(urc: LengthUrc): readonly Form[] {
  if (typeof urc === 'string') return [{ pattern: new RegExp(urc), onNextLine: false, extra: 1 }]
  if (isSplit(urc)) return urc.parts.map((head) => nextLine(head))
  return [urc.onNextLine ? nextLine(urc.head, urc.extra) : { pattern: new RegExp(urc.head), onNextLine: false, extra: urc.extra ?? 0 }]
}

/** `length` characters of the buffer are the line, once they are there; a line end behind the head becomes one line feed. */
type Measured = { readonly length: number; readonly read: (taken: string) => string }

/** Finds counted URCs at a buffer's start. The buffer holds one character a byte. */
export class LengthUrcs {
  readonly #forms: readonly Form[]
  readonly #longest: number

  /** `longest`: bytes that a URC may carry; a larger figure is noise. */
  constructor(urcs: readonly LengthUrc[], longest: number) {
    this.#forms = urcs.flatMap(formsOf)
    this.#longest = longest
  }

  /** `wait`: whether the line ends here is not known before the next byte. */
  measure(buffer: string): Measured | 'wait' | undefined {
    for (const { pattern, onNextLine, extra } of this.#forms) {
      const header = pattern.exec(buffer)
      if (!header) continue
      const size = header.slice(1).reduce((sum, group) => sum + Number(group), 0)
      if (!Number.isInteger(size) || size > this.#longest) continue
      const head = header[0].length
      if (!onNextLine) return { length: head + size + extra, read: (taken) => taken }
      if (buffer.slice(head) === '\r') return 'wait'
      const body = head + (buffer.startsWith('\r\n', head) ? 2 : 1)
      return { length: body + size + extra, read: (taken) => `${taken.slice(0, head)}\n${taken.slice(body)}` }
    }
    return undefined
  }
}

type Open = { readonly group: SplitGroup; readonly lines: string[]; size: number; readonly parts: { part: number; head: string; body: string }[] }
type SplitGroup = { readonly start: RegExp; readonly parts: readonly RegExp[]; readonly end: RegExp }

/** Puts messages that come in several URCs together; every other line passes. Lines hold one character a byte. */
export class UrcAssembler {
  readonly #groups: readonly SplitGroup[]
  readonly #longest: number
  #open: Open | undefined

  constructor(urcs: readonly LengthUrc[], longest: number) {
    this.#groups = urcs.filter(isSplit).map(({ start, parts, end }) => ({
      start: new RegExp(start),
      parts: parts.map((part) => new RegExp(`(?:${part})\\n`)),
      end: new RegExp(end),
    }))
    this.#longest = longest
  }

  /** The lines that are ready. A message that never ended comes out as the lines it had, so that nothing gets lost unseen. */
  push(line: string): readonly string[] {
    const open = this.#open
    if (open && this.#takePart(open, line)) return open.size > this.#longest ? this.#giveUp() : []
    if (open?.group.end.test(line)) {
      this.#open = undefined
      return [[open.lines[0], ...open.parts.map(({ head, body }) => head + body), line].join('\n')]
    }
    const group = this.#groups.find(({ start }) => start.test(line))
    if (!group) return [line]
    const unfinished = this.#giveUp()
    this.#open = { group, lines: [line], size: line.length, parts: [] }
    return unfinished
  }

  reset(): void {
    this.#open = undefined
  }

  #takePart(open: Open, line: string): boolean {
    const part = open.group.parts.findIndex((pattern) => pattern.test(line))
    if (part < 0) return false
    const head = line.slice(0, line.indexOf('\n') + 1)
    const body = line.slice(head.length)
    const last = open.parts.at(-1)
    if (last?.part === part) last.body += body
    else open.parts.push({ part, head, body })
    open.lines.push(line)
    open.size += line.length
    return true
  }

  #giveUp(): readonly string[] {
    const lines = this.#open?.lines ?? []
    this.#open = undefined
    return lines
  }
}
