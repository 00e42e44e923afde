import { fromLatin1, toHex } from '../text/bytes.ts'

/** One row of a merged time line, as far as it matters here. */
export type PassingRow = {
  readonly row: number
  /** Of which port or connection it is. */
  readonly source: number
  /** ms since the epoch. */
  readonly at: number
  /** On a serial line, or at a broker. */
  readonly side: 'serial' | 'broker'
  readonly direction: 'in' | 'out' | 'note'
  /** A serial line's bytes, or a message's payload. */
  readonly bytes: Uint8Array
}

/** Which earlier row of the other side carried the same payload, and how long ago, ms. */
export type PassedOn = { readonly from: number; readonly ms: number }

/** Shorter payloads stand in other lines by chance: `1`, `OK`, `on`. */
const leastBytes = 4
/** ms; what took longer belongs to another message. */
const withinMs = 60_000
/** Payloads are looked for by their beginning where they are long: modems take them in pieces. */
const comparedBytes = 512
/** Rows that may still be passed on, of each side: a flood must not make each row wait for thousands of others. */
const keptAtMost = 256
/** ms between two rows of a payload that has line ends in it, and so is several rows. */
const belongingMs = 2000
/** Characters of the rows before it that a row is read with. */
const tailLength = 4096

/** A serial line's text: its own, from `own` on, behind what came just before it. */
type SerialText = { readonly text: string; readonly own: number; /** It has a payload in hexadecimal, perhaps. */ readonly hasHex: boolean }

type Sent = { readonly row: number; readonly at: number; readonly takenBy: Set<number> }
type Line = Sent & SerialText
type Message = Sent & { readonly payload: Payload }

/**
 * Follows payloads from one side to the other, row by row in the order of their times: what a modem was told to publish and a broker gave to this PC, and what was
 * published from here and the modem reported. A payload is found as it is, in hexadecimal (a module whose data format is set to that, as Quectel's AT+QMTCFG="dataformat" does),
 * or with the escapes of AT strings (`\22`, `\"`); with line ends in it, over several rows. Called for every row of a flood: what cannot be is found out without reading it.
 */
export class PayloadTrail {
  readonly #lines: Line[] = []
  readonly #messages: Message[] = []
  /** What each port sent or received last, by port and direction. */
  readonly #tails = new Map<string, { readonly text: string; readonly at: number }>()

  /** Where a row's payload came from; undefined where nothing is known of it. */
  add(row: PassingRow): PassedOn | undefined {
    const { side, direction, at, bytes } = row
    if (direction === 'note') return undefined
    if (side === 'serial') {
      if (direction === 'out') {
        keep(this.#lines, { ...sent(row), ...this.#read(row) }, at)
        return undefined
      }
      // Nothing can be reported: a log of millions of lines is not read for it.
      if (isOver(this.#messages, at)) return undefined
      const line = this.#read(row)
      return find(this.#messages, row, ({ payload }) => payload.isIn(line))
    }
    if (bytes.length < leastBytes) return undefined
    if (direction === 'out') {
      keep(this.#messages, { ...sent(row), payload: new Payload(bytes) }, at)
      return undefined
    }
    if (isOver(this.#lines, at)) return undefined
    const payload = new Payload(bytes)
    return find(this.#lines, row, (line) => payload.isIn(line))
  }

  #read({ source, direction, at, bytes }: PassingRow): SerialText {
    const key = `${source} ${direction}`
    const before = this.#tails.get(key)
    const tail = before && at - before.at <= belongingMs ? before.text.slice(-tailLength) : ''
    const own = unescaped(fromLatin1(bytes))
    const text = tail + own
    this.#tails.set(key, { text, at })
    return { text, own: tail.length, hasHex: hexRun.test(own) }
  }
}

/** As many digits as the shortest payload has. */
const hexRun = /[\da-f]{8}/i

/** Whoever sent last, sent it too long ago. */
const isOver = (kept: readonly Sent[], now: number): boolean => now - (kept.at(-1)?.at ?? -Infinity) > withinMs

/** What is looked for, brought into its forms when one of them is needed. */
class Payload {
  readonly #start: Uint8Array
  readonly #length: number
  #isManyRows: boolean | undefined
  #plain: string | undefined
  #hex: readonly [upper: string, lower: string] | undefined

  constructor(bytes: Uint8Array) {
    this.#start = bytes.subarray(0, comparedBytes)
    this.#length = this.#start.length
  }

  /** Whether it ends within the row itself: rows after it have it before them too. */
  isIn({ text, own, hasHex }: SerialText): boolean {
    const ownLength = text.length - own
    if (hasHex && ownLength >= 2 * this.#length) {
      const [upper, lower] = (this.#hex ??= hexOf(this.#start))
      if (text.includes(upper, own) || text.includes(lower, own)) return true
    }
    // Escapes are twice as long as what they stand for; only a payload with line ends is more than one row.
    if (ownLength < this.#length / 2 && !this.#hasLineEnds) return false
    const plain = (this.#plain ??= unescaped(fromLatin1(this.#start)))
    return text.includes(plain, this.#hasLineEnds ? Math.max(0, own - plain.length + 1) : own)
  }

  get #hasLineEnds(): boolean {
    return (this.#isManyRows ??= this.#start.includes(0x0a) || this.#start.includes(0x0d))
  }
}

const hexOf = (bytes: Uint8Array): readonly [upper: string, lower: string] => {
  const hex = toHex(bytes)
  return [hex.toUpperCase(), hex.toLowerCase()]
}

const sent = ({ row, at }: PassingRow): Sent => ({ row, at, takenBy: new Set() })

function keep<T extends Sent>(kept: T[], next: T, now: number): void {
  kept.push(next)
  while (kept.length > keptAtMost || now - (kept[0]?.at ?? now) > withinMs) kept.shift()
}

/** The nearest before it; one that this source has had already belongs to a message with the same text. */
function find<T extends Sent>(kept: readonly T[], { source, at }: PassingRow, isIt: (one: T) => boolean): PassedOn | undefined {
  for (let index = kept.length - 1; index >= 0; index--) {
    const one = kept[index]
    if (!one || at - one.at > withinMs) return undefined
    // A row that was merged late is older than what stands before it.
    if (at < one.at || one.takenBy.has(source) || !isIt(one)) continue
    one.takenBy.add(source)
    return { from: one.row, ms: at - one.at }
  }
  return undefined
}

const unescaped = (text: string): string => (text.includes('\\') ? text.replaceAll(String.raw`\22`, '"').replaceAll(String.raw`\"`, '"') : text)
