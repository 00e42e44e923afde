import type { Direction } from '../format.ts'
import type { FormatOptions, RowFormat } from './row-format.ts'
import { dateAndTime, linesOfRow, visible } from './written-row.ts'

const arrows: { readonly [D in Direction]: string } = { out: '→', in: '←', note: '·' }

/** `2026-11-22 03:11:07.123 → AT+CSQ`: → sent, ← received, · remark of the program; line ends do not show, control characters as `<1A>`. */
export const textFormat = ({ offset }: FormatOptions): RowFormat => ({
  head: () => '',
  row: ({ direction, at, bytes }) => {
    const { date, time } = dateAndTime(at, offset(at))
    return linesOfRow(bytes)
      .map((line) => `${date} ${time} ${arrows[direction]} ${visible(line)}\n`)
      .join('')
  },
  end: () => '',
})
