import { toHex } from '../../../../shared/text/bytes.ts'
import type { Charset } from '../../../../shared/text/charset.ts'
import type { Direction } from '../format.ts'
import type { FormatOptions, RowFormat } from './row-format.ts'
import { dateAndTime, visible } from './written-row.ts'

const words: { readonly [D in Direction]: string } = { out: 'sent', in: 'received', note: 'note' }

/** RFC 4180, 2: a field with a comma, a quotation mark or a line end stands in quotation marks, those inside doubled. */
const field = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** A spreadsheet runs a cell that begins so as a formula. The modem's own `+CSQ: 20,99` is none and stays; the exact bytes stand in the next column. */
const guarded = (value: string): string => (/^[=@]|^[+-](?![A-Z]+: )/.test(value) ? `'${value}` : value)

const zone = (offset: number): string => `${offset < 0 ? '-' : '+'}${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}:${String(Math.abs(offset) % 60).padStart(2, '0')}`

/** The text of a row: its outer line ends left out, those inside kept. */
function textOf(bytes: Uint8Array, charset: Charset): string {
  let [start, end] = [0, bytes.length]
  const isEnd = (byte: number | undefined): boolean => byte === 0x0d || byte === 0x0a
  while (start < end && isEnd(bytes[start])) start++
  while (end > start && isEnd(bytes[end - 1])) end--
  return visible(bytes.subarray(start, end), charset).replaceAll('<0D><0A>', '\n').replaceAll('<0A>', '\n')
}

/** `time,direction,text,hex,note`; time in ISO 8601 with ms and zone, hex the exact bytes, note what a person wrote on the row. With the mark that spreadsheets know UTF-8 by. */
export const csvFormat = ({ offset, charset }: FormatOptions): RowFormat => ({
  head: () => '\ufefftime,direction,text,hex,note\r\n',
  row: ({ direction, at, bytes, note = '' }) => {
    const east = offset(at)
    const { date, time } = dateAndTime(at, east)
    const shown = textOf(bytes, direction === 'note' ? 'utf-8' : charset)
    return `${date}T${time}${zone(east)},${words[direction]},${field(guarded(shown))},${toHex(bytes, ' ').toUpperCase()},${field(guarded(note))}\r\n`
  },
  end: () => '',
})
