import type { MaskRange } from './mask.ts'

/**
 * Commands that carry a secret, and which of their parameters (from 1) it is.
 * Quectel MQTT application note (QMTCONN), EC2x TCP/IP note (QICSGP), 3GPP 27.007: 8.3 CPIN, 7.4 CLCK, 7.5 CPWD, 10.1.31 CGAUTH.
 */
const secretParameters: ReadonlyMap<string, readonly number[]> = new Map([
  ['+QMTCONN', [4]],
  ['+QICSGP', [5]],
  ['+CPIN', [1, 2]],
  ['+CLCK', [3]],
  ['+CPWD', [2, 3]],
  ['+CGAUTH', [4]],
])

/**
 * Where a command line that a person typed carries secrets. `line` holds one character a byte (ISO 8859-1), so that offsets are bytes.
 * Quotes themselves are left visible. Lines that carry none give an empty list.
 */
export function secretRanges(line: string): MaskRange[] {
  const match = /^\s*AT(\+[A-Z]+)=/i.exec(line)
  const positions = match?.[1] === undefined ? undefined : secretParameters.get(match[1].toUpperCase())
  if (!match || !positions) return []
  return parameters(line, match[0].length).filter((range, index) => positions.includes(index + 1) && range.end > range.start)
}

/** The parameters' own bytes, quotes and line end left out. */
function parameters(line: string, from: number): MaskRange[] {
  const out: MaskRange[] = []
  let start = from
  let inQuotes = false
  const close = (end: number) => {
    const quotedStart = line[start] === '"' ? start + 1 : start
    out.push({ start: quotedStart, end: line[end - 1] === '"' && end > quotedStart ? end - 1 : end })
  }
  let end = from
  for (; end < line.length; end++) {
    const character = line[end]
    if (character === '\r' || character === '\n') break
    if (character === '"') inQuotes = !inQuotes
    if (character !== ',' || inQuotes) continue
    close(end)
    start = end + 1
  }
  close(end)
  return out
}
