import type { MaskRange } from '../../../shared/at/mask.ts'
import { fromLatin1 } from '../../../shared/text/bytes.ts'
import { SecretPattern, tidyRanges, type Span } from './secret-pattern.ts'

/** Values shorter than this stand by chance in too much ordinary text to be masked wherever they appear. */
export const minValueBytes = 6
/** Enough to find the start of a line whose end is still being typed. */
const recentBytes = 2048
/** Commands whose echo is expected: the newest this many. An echo follows its command at once or never. */
const maxEchoes = 32
const star = 0x2a

/** A run of received bytes with its secrets masked, and the time at which it was read. */
export type MaskedRun = { readonly bytes: Uint8Array; readonly at: number }

/** `isValue`: a secret on its own, wherever it appears; else one command with its secret parts. */
type Entry = { readonly pattern: SecretPattern; readonly grace: number; readonly isValue: boolean }

/**
 * Masks secrets in what a port sends back: the modem's echo of commands, and values that it reads back, in any chunking.
 * What may yet turn out to be a secret is held until the next bytes decide; the owner calls `flush` when none come.
 * Nothing is dropped, nothing changes its length or order. Pure: no clock, no timers.
 */
export class EchoMasker {
  /** By what they look for, so that a retried command adds nothing; oldest first. */
  readonly #entries = new Map<string, Entry>()
  #held: { start: number; bytes: Uint8Array; at: number }[] = []
  #position = 0
  readonly #recent = new Uint8Array(recentBytes)
  #recentLength = 0

  /** Bytes that `push` did not give out yet. */
  get held(): number {
    return this.#position - (this.#held[0]?.start ?? this.#position)
  }

  /**
   * Expects the echo of `bytes`, whose `ranges` are secret. Its beginning may have been echoed already (a line typed key
   * by key). The newest 32 are kept.
   */
  expectEcho(bytes: Uint8Array, ranges: readonly MaskRange[]): void {
    this.#add(bytes, tidyRanges(ranges, bytes.length), 0, false)
    const echoes = [...this.#entries].filter(([, entry]) => !entry.isValue)
    for (const [key] of echoes.slice(0, Math.max(0, echoes.length - maxEchoes))) this.#entries.delete(key)
  }

  /**
   * Masks a secret wherever it appears from now on, for good. Shorter than `minValueBytes`: ignored. One with line ends
   * (a key file) is also recognised line by line, since a modem that left its data mode early echoes only part of it.
   */
  protectValue(value: Uint8Array): void {
    if (value.length < minValueBytes) return
    this.#addValue(value)
    if (value.includes(0x0a) || value.includes(0x0d)) for (const line of secretLines(value)) this.#addValue(line)
  }

  /** Takes received bytes; gives out all that is decided, in order, each run with the time of its own reading. */
  push(bytes: Uint8Array, at: number): MaskedRun[] {
    const offset = this.#position
    this.#position += bytes.length
    this.#remember(bytes)
    // A copy of exactly these bytes: what a driver hands over is often a view of a pool that holds other bytes too.
    const copy = new Uint8Array(bytes)
    if (this.#entries.size === 0 && this.#held.length === 0) return bytes.length === 0 ? [] : [{ bytes: copy, at }]
    if (bytes.length > 0) this.#held.push({ start: offset, bytes: copy, at })

    let decided = this.#position
    const found: Span[] = []
    for (const { pattern } of this.#entries.values()) {
      const own: Span[] = []
      pattern.feed(bytes, offset, own)
      found.push(...own)
      decided = Math.min(decided, this.#position - pattern.uncertain)
    }
    for (const span of found) this.#mask(span)
    // What is masked already can go out, whatever else it may turn out to be.
    for (const span of found.toSorted((a, b) => a.start - b.start)) {
      if (span.start <= decided && decided < span.end) decided = span.end
    }
    return this.#giveOut(decided)
  }

  /** Gives out what is held. What could be the beginning of a secret goes out masked. */
  flush(): MaskedRun[] {
    if (this.#held.length === 0) return []
    let doubtful = 0
    for (const { pattern, grace } of this.#entries.values()) {
      if (pattern.uncertain > grace) doubtful = Math.max(doubtful, pattern.uncertain)
    }
    this.#mask({ start: this.#position - doubtful, end: this.#position })
    return this.#giveOut(this.#position)
  }

  /** A copy of bytes to be sent, with `ranges` and all protected values masked. */
  maskOutgoing(bytes: Uint8Array, ranges: readonly MaskRange[]): Uint8Array {
    const out = new Uint8Array(bytes)
    for (const { start, end } of tidyRanges(ranges, bytes.length)) out.fill(star, start, end)
    for (const { pattern, isValue } of this.#entries.values()) {
      if (isValue) for (const { start, end } of pattern.search(bytes)) out.fill(star, start, end)
    }
    return out
  }

  #addValue(value: Uint8Array): void {
    // Ordinary text shares first letters with a long line now and then; up to an eighth of it may show after a pause,
    // rather than stars in the middle of that text. Short secrets get no such grace.
    const grace = value.length >= 32 ? Math.floor(value.length / 8) : 0
    this.#add(value, [{ start: 0, end: value.length }], grace, true)
  }

  #add(bytes: Uint8Array, ranges: readonly MaskRange[], grace: number, isValue: boolean): void {
    if (ranges.length === 0) return
    const key = `${isValue ? 'value' : 'echo'} ${JSON.stringify(ranges)} ${fromLatin1(bytes)}`
    const known = this.#entries.get(key)
    const pattern = known?.pattern ?? new SecretPattern(bytes, ranges)
    if (!known && !isValue) pattern.feed(this.#recent.subarray(0, this.#recentLength), 0, [])
    this.#entries.delete(key)
    this.#entries.set(key, { pattern, grace, isValue })
  }

  #mask({ start, end }: Span): void {
    for (let i = this.#held.length - 1; i >= 0; i--) {
      const run = this.#held[i]
      if (!run || run.start + run.bytes.length <= start) return
      run.bytes.fill(star, Math.max(0, start - run.start), Math.max(0, end - run.start))
    }
  }

  #giveOut(upTo: number): MaskedRun[] {
    const out: MaskedRun[] = []
    let whole = 0
    for (const run of this.#held) {
      if (run.start + run.bytes.length > upTo) break
      out.push({ bytes: run.bytes, at: run.at })
      whole++
    }
    if (whole > 0) this.#held = this.#held.slice(whole)
    const first = this.#held[0]
    if (first && first.start < upTo) {
      out.push({ bytes: first.bytes.slice(0, upTo - first.start), at: first.at })
      this.#held[0] = { start: upTo, bytes: first.bytes.slice(upTo - first.start), at: first.at }
    }
    return out
  }

  #remember(bytes: Uint8Array): void {
    if (bytes.length >= recentBytes) {
      this.#recent.set(bytes.subarray(bytes.length - recentBytes))
      this.#recentLength = recentBytes
      return
    }
    const keep = Math.min(this.#recentLength, recentBytes - bytes.length)
    this.#recent.copyWithin(0, this.#recentLength - keep, this.#recentLength)
    this.#recent.set(bytes, keep)
    this.#recentLength = keep + bytes.length
  }
}

/** Lines of a key file that are worth protecting on their own; its BEGIN and END lines are no secret. */
function secretLines(value: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let start = 0; start < value.length; ) {
    let end = start
    while (end < value.length && value[end] !== 0x0a && value[end] !== 0x0d) end++
    if (end - start >= minValueBytes && !fromLatin1(value.subarray(start, start + 5)).startsWith('-----')) lines.push(value.slice(start, end))
    start = end + 1
  }
  return lines
}
