import { fromLatin1, toHex } from '../text/bytes.ts'

/** One row of a merged time line, as far as it matters here. */
export type PassingRow = {
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

/**
 * Follows payloads from one side to the other: what a modem was told to publish and a broker gave to this PC, and what was published from here
 * and the modem reported. A payload is found as it is, in hexadecimal (a module whose data format is set to that, as Quectel's AT+QMTCFG="dataformat" does), or with the escapes of AT strings (`\22`, `\"`).
 * Rows in the order of their times; an answer for each, undefined where nothing matches.
 */
export function passedOn(rows: readonly PassingRow[]): readonly (PassedOn | undefined)[] {
  const lines = rows.map((row) => (row.side === 'serial' && row.direction !== 'note' ? unescaped(fromLatin1(row.bytes)) : ''))
  const forms = rows.map((row) => (row.side === 'broker' && row.bytes.length >= leastBytes ? formsOf(row.bytes) : []))
  const taken = new Set<number>()
  return rows.map((row, index) => {
    const isSeen = row.side === 'broker' && row.direction === 'in' && forms[index]?.length !== 0
    const isReported = row.side === 'serial' && row.direction === 'in'
    if (!isSeen && !isReported) return undefined
    // The nearest before it; one that was matched already belongs to a message with the same text.
    for (let earlier = index - 1; earlier >= 0; earlier--) {
      const other = rows[earlier]
      if (!other || row.at - other.at > withinMs) return undefined
      if (other.side === row.side || other.direction !== 'out' || taken.has(earlier)) continue
      const line = lines[isSeen ? earlier : index] ?? ''
      const wanted = forms[isSeen ? index : earlier] ?? []
      if (!wanted.some((form) => line.includes(form))) continue
      taken.add(earlier)
      return { from: earlier, ms: row.at - other.at }
    }
    return undefined
  })
}

function formsOf(payload: Uint8Array): readonly string[] {
  const start = payload.subarray(0, comparedBytes)
  const hex = toHex(start)
  return [unescaped(fromLatin1(start)), hex.toUpperCase(), hex.toLowerCase()]
}

const unescaped = (text: string): string => text.replaceAll(String.raw`\22`, '"').replaceAll(String.raw`\"`, '"')
