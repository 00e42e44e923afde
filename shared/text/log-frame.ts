/** Which way a line of a terminal's log went; left out where the terminal does not tell. `note`: a remark of the terminal itself. */
export type LogDirection = 'sent' | 'received' | 'note'

/** A line's time stamp. `dated`: ms since 1970 as if the terminal's local time were UTC; else ms since midnight, or since the log's start. */
export type LogStamp = { readonly ms: number; readonly dated: boolean }

export type LogFrame = {
  /** What went over the line; its end stays as it is. */
  readonly text: string
  readonly direction?: LogDirection
  readonly at?: LogStamp
}

/**
 * In front of a line:
 * `[17:19:19.391]` SSCOM, tio -t (src/timestamp.c: 24hour, 24hour-start, 24hour-delta) · `[2021-09-14T14:22:01.123]` tio iso8601 ·
 * `[2020-02-26_17:53:40:640]` QCOM (its manual has not been at hand: unconfirmed) · `[2013-02-27 12:34:56]` and with ms: minicom (line timestamps) ·
 * Tera Term writes local time or UTC in a format that its user sets, or elapsed time (Tera Term help, “Additional settings, Log”); that the format is
 * `[2013-02-27 12:34:56.789]` unless set, and elapsed time `[0 00:00:01.234]`, is unconfirmed · `2021-09-17 17:08:10.123 +08:00 [INF] ` llcom (Serilog's file sink) ·
 * `02/09/2021 10:00:01.111 ` Docklight (day and month in the order of its Windows, so only the time is taken) ·
 * `2026-11-22 03:11:07.123 ` recordings exported here.
 */
const stamp = /^\s*\[?(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T_]+|\d{1,2}[/.]\d{1,2}[/.]\d{4} |\d{1,3} (?=\d{2}:))?(\d{1,2}):(\d{2}):(\d{2})(?:[.,:](\d{1,6}))?(?: [+-]\d{2}:\d{2})?\]?(?: \[(?:INF|DBG)\])?[ \t]?/

/** SSCOM's `发→◇` and `收←◆` (Docklight, other terminals: `[TX]`), and of exported recordings the bare arrows and the notes among SSCOM's packets, `注·◇`. */
const marks = /^\s*(?:\[(TX|RX|SEND|RECV|发送|接收)\](?: -)?\s?|(发送?|接?收|TX|RX|SEND|SENT|RECV|OUT|IN)\s*(?:→|←|->|<-|>>|<<|[:：])\s?[◇◆]?|(→|←|·) ?|注(·)◇)/i

/** llcom writes `<-` before what it sent and `->` before what it received; Arduino's monitor has `->` before what it received. */
const llcom = /^(<-|->) ?/

const sentMarks = /^(?:TX|SEND|SENT|OUT|发送?|→|<-)$/i

function stampOf(found: RegExpExecArray): LogStamp {
  const [, year, month, day, hours, minutes, seconds, fraction = ''] = found
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Math.floor(Number(`0.${fraction || '0'}`) * 1000)
  return year === undefined ? { ms, dated: false } : { ms: Date.UTC(Number(year), Number(month) - 1, Number(day)) + ms, dated: true }
}

/** Colours and cursor moves that a terminal's capture holds (ECMA-48, 5.4). */
// oxlint-disable-next-line no-control-regex -- escape sequences begin with a control character
const escapes = /\u001b\[[0-9;?]*[ -/]*[@-~]/g

export const withoutEscapes = (line: string): string => (line.includes('\u001b') ? line.replace(escapes, '') : line)

/** A log's line taken out of what its terminal put around it. */
export function readFrame(line: string): LogFrame {
  const found = stamp.exec(line)
  const at = found ? { at: stampOf(found) } : {}
  const rest = found ? line.slice(found[0].length) : line
  const mark = marks.exec(rest) ?? (found ? llcom.exec(rest) : null)
  if (!mark) return { text: rest, ...at }
  const word = mark.slice(1).find((group) => group !== undefined) ?? ''
  const direction = word === '·' ? 'note' : sentMarks.test(word) ? 'sent' : 'received'
  const text = rest.slice(mark[0].length)
  // SSCOM shows the line end that it sent as a box.
  return { text: direction === 'sent' ? text.replace(/[□]+\s*$/, '') : text, direction, ...at }
}
