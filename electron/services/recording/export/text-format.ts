import type { Direction } from '../format.ts'
import type { FormatOptions, RowFormat } from './row-format.ts'
import { dateAndTime, linesOfRow, noteSign, visible } from './written-row.ts'

const arrows: { readonly [D in Direction]: string } = { out: '→', in: '←', note: '·' }

/** `2026-11-22 03:11:07.123 → AT+CSQ`: → sent, ← received, · remark of the program; line ends do not show, control characters as `<1A>`. A person's note on a row is a remark behind it: `· ✎ the meter resets here`. */
export const textFormat = ({ offset, charset }: FormatOptions): RowFormat => ({
  head: () => '',
  row: ({ direction, at, bytes, note }) => {
    const { date, time } = dateAndTime(at, offset(at))
    const lines = linesOfRow(bytes).map((line) => `${arrows[direction]} ${visible(line, direction === 'note' ? 'utf-8' : charset)}`)
    return [...lines, ...(note === undefined ? [] : [`${arrows.note} ${noteSign} ${note}`])].map((line) => `${date} ${time} ${line}\n`).join('')
  },
  end: () => '',
})
