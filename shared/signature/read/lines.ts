import { readFrame } from '../../text/log-frame.ts'

/** A line of pasted text without its end: CR LF, LF or CR, counted from 1 as editors count. */
export type Line = { readonly number: number; readonly text: string; readonly start: number }

export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  for (const end of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ number: lines.length + 1, text: text.slice(start, end.index), start })
    start = end.index + end[0].length
  }
  lines.push({ number: lines.length + 1, text: text.slice(start), start })
  return lines
}

/** The line that holds an offset; of no line only where there are none. */
export function lineAt(lines: readonly Line[], offset: number): Line | undefined {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lines[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return lines[low]
}

/** 1-based line and column of an offset. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const line = lineAt(linesOf(text), offset)
  return { line: line?.number ?? 1, column: offset - (line?.start ?? 0) + 1 }
}

/** A log's line without its time and direction marks; its end stays as it is. */
export const unframed = (line: string): string => readFrame(line).text
