import { concat, utf8 } from '../../../../shared/text/bytes.ts'
import { encodeAs } from '../../../../shared/text/charset.ts'
import type { FormatOptions, NotedRow, RowFormat } from './row-format.ts'
import { dateAndTime } from './written-row.ts'

/** ms without a byte after which SSCOM begins a packet, as it is set when installed. */
const idleMs = 20
/** ms. A stream that never pauses still gets a time this often. */
const longestMs = 100

const end = utf8('\r\n')

/**
 * As SSCOM 5 saves its window: `[03:51:26.001]发→◇AT+CSQ␍␊□␍␊`, `[03:51:26.004]收←◆␍␊OK␍␊␍␊`. The bytes stand as they travelled, with their own line
 * ends; the box ends what was sent, and a line end ends every packet. Around text in GB18030 the marks are in it too, as SSCOM writes them, else in UTF-8.
 * It has no date and no remarks, so those of the recording stay out; a person's notes stand behind the packet in the same form, `[03:51:26.004]注·◇`.
 */
export function sscomFormat({ offset, charset }: FormatOptions): RowFormat {
  let packet: { readonly direction: 'in' | 'out'; readonly at: number; last: number; readonly parts: Uint8Array[]; readonly notes: Uint8Array[] } | undefined
  const inFile = (text: string): Uint8Array => {
    const encoded = charset === 'gb18030' ? encodeAs(charset, text) : undefined
    return encoded?.ok ? encoded.bytes : utf8(text)
  }
  const box = inFile('□')
  const mark = (at: number, sign: string): Uint8Array => inFile(`[${dateAndTime(at, offset(at)).time}]${sign}`)
  const noteOf = ({ at, note }: NotedRow): readonly Uint8Array[] => (note === undefined ? [] : [mark(at, '注·◇'), inFile(note), end])
  const close = (): Uint8Array => {
    if (!packet) return new Uint8Array()
    const { direction, at, parts, notes } = packet
    packet = undefined
    return concat([mark(at, direction === 'out' ? '发→◇' : '收←◆'), ...parts, ...(direction === 'out' ? [box] : []), end, ...notes])
  }
  return {
    head: () => '',
    row: (row) => {
      const { direction, at, bytes } = row
      if (direction === 'note') return row.note === undefined ? '' : concat([close(), ...noteOf(row)])
      if (packet && packet.direction === direction && at - packet.last <= idleMs && at - packet.at <= longestMs) {
        packet.parts.push(bytes)
        packet.notes.push(...noteOf(row))
        packet.last = at
        return ''
      }
      const before = close()
      packet = { direction, at, last: at, parts: [bytes], notes: [...noteOf(row)] }
      return before
    },
    end: close,
  }
}
