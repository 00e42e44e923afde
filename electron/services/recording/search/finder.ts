import type { ThreadOptions } from './job.ts'

/** Finds in bytes what is looked for, and tells which of them may belong to a find over their beginning or end. */
export type Finder = {
  /** Calls back with offset and length of each find in `[from, to)`, in order; they do not overlap. */
  readonly each: (bytes: Buffer, from: number, to: number, found: (offset: number, length: number) => void) => void
  /** How many of the first bytes of a stream have to be looked through with what stands before it. */
  readonly headLength: (bytes: Buffer, length: number) => number
  /** Where what is looked through with the following bytes begins. */
  readonly tailStart: (bytes: Buffer, length: number) => number
  /** Head and tail are no part of what is looked through by itself: they are pieces of lines. Else they are, and hold nothing as a whole. */
  readonly isByLine: boolean
}

/** Goes to a thread as text (thread-program.ts): it names nothing outside of itself. */
export function finderOf(pattern: ThreadOptions['pattern'], reach: number): Finder {
  if ('needle' in pattern) {
    const needle = Buffer.from(pattern.needle)
    return {
      isByLine: false,
      headLength: (_, length) => Math.min(reach, length),
      tailStart: (_, length) => Math.max(0, length - reach),
      each(bytes, from, to, found) {
        const part = bytes.subarray(0, to)
        for (let at = part.indexOf(needle, from); at >= 0; at = part.indexOf(needle, at + needle.length)) found(at, needle.length)
      },
    }
  }
  const expression = new RegExp(pattern.source, pattern.flags)
  return {
    isByLine: true,
    headLength(bytes, length) {
      const lineEnd = bytes.subarray(0, Math.min(reach, length)).indexOf(0x0a)
      return lineEnd < 0 ? Math.min(reach, length) : lineEnd + 1
    },
    // A line longer than that is cut.
    tailStart: (bytes, length) => Math.max(0, bytes.subarray(0, length).lastIndexOf(0x0a) + 1, length - reach),
    each(bytes, from, to, found) {
      const text = bytes.toString('latin1', from, to)
      expression.lastIndex = 0
      for (let match = expression.exec(text); match; match = expression.exec(text)) {
        found(from + match.index, match[0].length)
        if (match[0].length === 0) expression.lastIndex++
      }
    },
  }
}
