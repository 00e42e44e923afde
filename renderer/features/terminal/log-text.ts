import { formatTime } from '../../ui/format.ts'
import type { LogRow } from './log-rows.ts'
import { leadingLineEnds, visibleText } from './visible-text.ts'

const arrows = { in: '<-', out: '->', note: '--' } as const

/** The rows as text to paste into a report: time, direction, the line without its line ends. */
export const logText = (rows: readonly LogRow[]): string =>
  rows
    .map((row) => {
      const line = row.direction === 'note' ? row.text : visibleText(trimLineEnds(row.bytes)).map((part) => part.text).join('')
      return `${formatTime(row.at)} ${arrows[row.direction]} ${line}\n`
    })
    .join('')

function trimLineEnds(bytes: Uint8Array): Uint8Array {
  const end = bytes.findLastIndex((byte) => byte !== 0x0d && byte !== 0x0a) + 1
  return bytes.subarray(leadingLineEnds(bytes), end)
}
