import { concat, utf8 } from '../../../../shared/text/bytes.ts'
import type { FormatOptions, RowFormat } from './row-format.ts'
import type { ExportRow } from './walk-rows.ts'
import { dateAndTime } from './written-row.ts'

/** ms without a byte after which SSCOM begins a packet, as it is set when installed. */
const idleMs = 20
/** ms. A stream that never pauses still gets a time this often. */
const longestMs = 100

const end = utf8('\r\n')
const box = utf8('□')

/**
 * As SSCOM 5 saves its window: `[03:51:26.001]发→◇AT+CSQ␍␊□␍␊`, `[03:51:26.004]收←◆␍␊OK␍␊␍␊`. The bytes stand as they travelled, with their own line
 * ends; the box ends what was sent, and a line end ends every packet. In UTF-8. It has no date and no remarks, so those of the recording stay out.
 */
export function sscomFormat({ offset }: FormatOptions): RowFormat {
  let packet: { readonly direction: 'in' | 'out'; readonly at: number; last: number; readonly parts: Uint8Array[] } | undefined
  const close = (): Uint8Array => {
    if (!packet) return new Uint8Array()
    const { direction, at, parts } = packet
    packet = undefined
    const mark = utf8(`[${dateAndTime(at, offset(at)).time}]${direction === 'out' ? '发→◇' : '收←◆'}`)
    return concat([mark, ...parts, ...(direction === 'out' ? [box] : []), end])
  }
  return {
    head: () => '',
    row: ({ direction, at, bytes }: ExportRow) => {
      if (direction === 'note') return ''
      if (packet && packet.direction === direction && at - packet.last <= idleMs && at - packet.at <= longestMs) {
        packet.parts.push(bytes)
        packet.last = at
        return ''
      }
      const before = close()
      packet = { direction, at, last: at, parts: [bytes] }
      return before
    },
    end: close,
  }
}
