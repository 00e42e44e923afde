import type { HiddenSpan } from '../../../shared/wizard/step.ts'
import { utf8 } from '../../../shared/text/bytes.ts'

const star = 0x2a

type Search = { readonly after: Uint8Array; readonly until: number; matched: number; isInside: boolean }

/**
 * Masks a secret that nobody has seen yet by where it stands: between a text and a byte, or the line's end. Works byte by byte, so that any
 * chunking gives the same. Pure: no clock, no timers.
 */
export class SpanMasker {
  #searches: readonly Search[] = []

  /** Looks for these from now on, instead of those before. A secret that has begun stays masked to its end. */
  expect(spans: readonly HiddenSpan[]): void {
    const open = this.#searches.filter(({ isInside }) => isInside)
    this.#searches = [...open, ...spans.map(({ after, until }) => ({ after: utf8(after), until: until.charCodeAt(0), matched: 0, isInside: false }))]
  }

  /** Masks in place. */
  mask(bytes: Uint8Array): void {
    if (this.#searches.length === 0) return
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0
      for (const search of this.#searches) if (step(search, byte)) bytes[index] = star
    }
  }
}

/** True when the byte belongs to the secret. */
function step(search: Search, byte: number): boolean {
  if (search.isInside) {
    search.isInside = byte !== search.until && byte !== 0x0d && byte !== 0x0a
    return search.isInside
  }
  // The texts are JSON names in quotes: a mismatch can only begin anew at its own byte.
  search.matched = byte === search.after[search.matched] ? search.matched + 1 : byte === search.after[0] ? 1 : 0
  if (search.matched === search.after.length) {
    search.matched = 0
    search.isInside = true
  }
  return false
}
