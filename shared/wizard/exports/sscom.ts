import { fromUtf8, toHex } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { begin, fileNameOf, oneLine, type PlanExporter } from './export.ts'
import { toFillIn, toPutIn } from './outline.ts'
import { isPlain, notReady, rowsOf, watchAnswers, type Row } from './rows.ts'

/** N1 to N99; N101 to N199 describe them. */
const most = 99

const how = text(
  'Close SSCOM, keep a copy of sscom51.ini, put these lines in place of its N1 to N199, and open SSCOM again with “add CR LF” (N1057) on.',
  '先关闭 SSCOM，备份 sscom51.ini，用这些行替换其中的 N1 到 N199，再打开 SSCOM，并勾选“加回车换行”（N1057）。',
)
const tooMany = text(`SSCOM has ${most} entries; the rest is left out.`, `SSCOM 只有 ${most} 条，其余的没有写入。`)

/** Commas part SSCOM's fields: it writes U+0002 in the place of one inside a value (elshnkhll/MT825, sscom51.ini of SSCOM 5.13.1). */
const comma = '\u0002'

/** After A stands text, after H hexadecimal bytes with spaces between: for data, and for text that the file's code page could change. CR LF after data does no harm. */
const entry = ({ bytes, enter, ready }: Row): string => (isPlain(bytes) && (enter || !ready) ? `A,${fromUtf8(bytes).replaceAll(',', comma)}` : `H,${toHex(bytes, ' ').toUpperCase()}`)

/** A comma would end the label; the file is in the PC's ANSI code page. */
const labelOf = ({ label }: Row): string => ansi(oneLine(label)).replaceAll(',', ' ')

const ansi = (words: string): string => words.replace(/[“”]/g, '"').replace(/’/g, "'").replace(/[^ -~]/g, '?')

/**
 * The list of strings of SSCOM 5 (sscom51.ini): `N1=A,text` or `N1=H,hex`, and for each `N101=order,label,ms`, order 0 being left out of the round. Shape: the comments that
 * SSCOM 5.12 writes into the file itself (FYSETC/FYSETC-sscom5.12.1, sscom51.ini). Lines that begin with a semicolon are comments.
 */
export const exportSscom: PlanExporter = (plan, options) => {
  const { outline } = begin(plan, options)
  const all = rowsOf(outline, true)
  const rows = all.slice(0, most)
  let order = 0
  const lines = rows.flatMap((row, at) => [`N${101 + at}=${row.ready ? ++order : 0},${labelOf(row)},${row.pause}`, `N${1 + at}=${entry(row)}`, ''])
  const notes = [how, watchAnswers, ...notReady(rows), ...toPutIn(outline), ...toFillIn(outline), ...(all.length > most ? [tooMany] : [])]
  const comments = notes.map(({ en }) => `;${ansi(oneLine(en))}`)
  return { text: `${[...comments, '', ...lines, ';end'].join('\r\n')}\r\n`, fileName: fileNameOf(plan, 'sscom.ini'), notes }
}
