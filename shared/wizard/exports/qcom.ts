import { fromUtf8, toHex, utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { begin, fileNameOf, oneLine, type PlanExporter } from './export.ts'
import { toFillIn, toPutIn } from './outline.ts'
import { isPlain, notReady, rowsOf, watchAnswers, type Row } from './rows.ts'

/** Characters: Delphi's TIniFile reads a value into a buffer of 2048. */
const longestValue = 2047
/** Rows of every list in circulation. */
const usualRows = 29

const tooLong = text(
  'Data that is longer than QCOM reads from its file is left out: send it as a file, after CONNECT.',
  '超过 QCOM 配置行长度的数据没有写入：看到 CONNECT 后用发送文件的方式发出。',
)
const tooLongLine = text(
  'A command that is longer than QCOM reads from its file has the name of a file in it: put the file’s text in its place.',
  '超过 QCOM 配置行长度的指令里只写了文件名：请换成该文件的内容。',
)
const manyRows = text(
  `More than ${usualRows} rows: older versions of QCOM may show only the first ${usualRows}.`,
  `超过 ${usualRows} 条：旧版 QCOM 可能只显示前 ${usualRows} 条。`,
)
const hexRows = text('Rows with HEX=1 hold two digits a byte, without spaces; look at them before you send.', 'HEX=1 的条目每字节两位十六进制、不带空格，发送前请核对。')

const valueOf = ({ bytes }: Row): string => (isPlain(bytes) ? fromUtf8(bytes) : toHex(bytes).toUpperCase())

/**
 * A command list for Quectel's QCOM: `[SET]` with `RunTimes` and `DelayTime` (ms), then `[1]`, `[2]` … with `Cho` (selected), `CMD`, `Delay` (ms),
 * `HEX`, `Enter`. Shape: the lists for QCOM V1.6 in Mculover666/QCOM_Tools_Scripts (EC20.ini, M26.ini). They have no comments. QCOM's own manual
 * is not public; AC7670.ini and L610.ini there have HEX=1 with the digits together (`CMD=1a`).
 */
export const exportQcom: PlanExporter = (plan, options) => {
  const { outline } = begin(plan, options)
  const whole = rowsOf(outline)
  const isCut = (row: Row): boolean => valueOf(row).length > longestValue
  const rows = whole.map((row) => (isCut(row) ? { ...row, bytes: utf8(row.brief ?? `<${oneLine(row.label)}>`), ready: false } : row))
  const hex = rows.some(({ bytes }) => !isPlain(bytes))
  const lines = rows.flatMap((row, at) => {
    const { bytes, ready, enter, pause } = row
    const plain = isPlain(bytes)
    return [`[${at + 1}]`, `Cho=${ready ? 1 : 0}`, `CMD=${valueOf(row)}`, `Delay=${pause}`, `HEX=${plain ? 0 : 1}`, `Enter=${enter ? 1 : 0}`]
  })
  return {
    text: `${['[SET]', 'RunTimes=1', 'DelayTime=1000', ...lines].join('\r\n')}\r\n`,
    fileName: fileNameOf(plan, 'ini'),
    notes: [
      watchAnswers,
      ...notReady(rows),
      ...toPutIn(outline),
      ...toFillIn(outline),
      ...(whole.some((row) => isCut(row) && row.brief === undefined) ? [tooLong] : []),
      ...(whole.some((row) => isCut(row) && row.brief !== undefined) ? [tooLongLine] : []),
      ...(hex ? [hexRows] : []),
      ...(rows.length > usualRows ? [manyRows] : []),
    ],
  }
}
