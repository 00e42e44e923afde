import type { MaskRange } from '../../../shared/at/mask.ts'

/** Offsets in the whole stream, `end` exclusive, in rising order and not touching each other. */
export type Span = { start: number; end: number }

/**
 * Finds one text with secret parts in a stream, in any chunking, in time linear in stream and text (Knuth-Morris-Pratt).
 *
 * A secret part counts as found as soon as the text up to its end has matched: what follows it decides nothing. Only
 * while the stream's end lies *inside* a secret part is anything uncertain; that many bytes are `uncertain`.
 */
export class SecretPattern {
  readonly #bytes: Uint8Array
  readonly #fallback: Int32Array
  /** By matched length: how many bytes at the stream's end are the finished secret part, in this match or a shorter one. */
  readonly #found: Int32Array
  /** By matched length: how many bytes at the stream's end may turn out to belong to a secret part. */
  readonly #uncertain: Int32Array
  #matched = 0

  /** `ranges` are offsets in `bytes`, in order and apart (see `tidyRanges`), with at least one. */
  constructor(bytes: Uint8Array, ranges: readonly MaskRange[]) {
    const length = ranges.at(-1)?.end ?? 0
    this.#bytes = bytes.slice(0, length)
    this.#fallback = fallbacks(this.#bytes)
    this.#found = new Int32Array(length + 1)
    this.#uncertain = new Int32Array(length + 1)
    for (const { start, end } of ranges) {
      this.#found[end] = end - start
      for (let at = start + 1; at < end; at++) this.#uncertain[at] = at - start
    }
    // A shorter match inside the longer one may end in a secret part as well.
    for (let at = 1; at <= length; at++) {
      const shorter = this.#fallback[at] ?? 0
      this.#found[at] = Math.max(this.#found[at] ?? 0, this.#found[shorter] ?? 0)
      this.#uncertain[at] = Math.max(this.#uncertain[at] ?? 0, this.#uncertain[shorter] ?? 0)
    }
  }

  get uncertain(): number {
    return this.#uncertain[this.#matched] ?? 0
  }

  /** Reads on; secret parts that end in `chunk` are appended to `found`. `offset` is the chunk's place in the stream. */
  feed(chunk: Uint8Array, offset: number, found: Span[]): void {
    this.#matched = this.#run(this.#matched, chunk, offset, found)
  }

  /** Secret parts that lie whole in `bytes`; the stream is not touched. */
  search(bytes: Uint8Array): Span[] {
    const found: Span[] = []
    this.#run(0, bytes, 0, found)
    return found
  }

  #run(from: number, chunk: Uint8Array, offset: number, found: Span[]): number {
    const bytes = this.#bytes
    const first = bytes[0] ?? 0
    let matched = from
    for (let i = 0; i < chunk.length; i++) {
      if (matched === 0) {
        i = chunk.indexOf(first, i)
        if (i < 0) return 0
      }
      while (matched > 0 && bytes[matched] !== chunk[i]) matched = this.#fallback[matched] ?? 0
      if (bytes[matched] === chunk[i]) matched++
      const length = this.#found[matched] ?? 0
      if (length > 0) addSpan(found, { start: offset + i + 1 - length, end: offset + i + 1 })
    }
    return matched
  }
}

/** By matched length: the longest proper prefix that is also the end of the match. */
function fallbacks(bytes: Uint8Array): Int32Array {
  const out = new Int32Array(bytes.length + 1)
  let matched = 0
  for (let i = 1; i < bytes.length; i++) {
    while (matched > 0 && bytes[matched] !== bytes[i]) matched = out[matched] ?? 0
    if (bytes[matched] === bytes[i]) matched++
    out[i + 1] = matched
  }
  return out
}

/** Spans arrive with rising ends; one that reaches back swallows those before it. */
function addSpan(spans: Span[], span: Span): void {
  let start = span.start
  for (let last = spans.at(-1); last && last.end >= start; last = spans.at(-1)) {
    start = Math.min(start, last.start)
    spans.pop()
  }
  spans.push({ start, end: span.end })
}

/** Cuts ranges to the length, drops empty ones, and joins those that overlap or touch. */
export function tidyRanges(ranges: readonly MaskRange[], length: number): MaskRange[] {
  const out: MaskRange[] = []
  const cut = ranges.map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }))
  for (const range of cut.filter(({ start, end }) => end > start).toSorted((a, b) => a.start - b.start)) {
    const last = out.at(-1)
    if (last && range.start <= last.end) out[out.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    else out.push(range)
  }
  return out
}
