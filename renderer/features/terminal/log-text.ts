import type { Charset } from '../../../shared/text/charset.ts'
import { formatTime } from '../../ui/format.ts'
import type { LogRow } from './log-rows.ts'
import { leadingLineEnds, visibleText, withoutLineEnds } from './visible-text.ts'

const arrows = { in: '<-', out: '->', note: '--' } as const

/** The rows as text to paste into a report: time, direction, the line without its line ends. */
export const logText = (rows: readonly LogRow[], charset: Charset): string =>
  rows
    .map((row) => {
      const line = row.direction === 'note' ? row.text : visibleText(row.bytes.subarray(leadingLineEnds(row.bytes), withoutLineEnds(row.bytes)), charset).map((part) => part.text).join('')
      return `${formatTime(row.at)} ${arrows[row.direction]} ${line}\n`
    })
    .join('')
