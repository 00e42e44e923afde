import { fromUtf8, utf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import { unframed, type Line } from './lines.ts'

/** `QMTCONN`, `#XMQTTCON`: the plus sign is left out, since nearly all have it. `rest`: all that follows the equals sign. */
export type AtCommand = { readonly name: string; readonly rest: string }

/** A C or Python string literal up to its closing mark, with the escapes that AT strings in source code have. */
function literal(source: string): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
  const body = /^(?:[^"\\]|\\.)*/.exec(source)?.[0] ?? source
  return body.replace(/\\(.)/g, (_, next: string) => escapes[next] ?? next).replace(/[\r\n]+$/, '')
}

/** The set command on a line of a terminal, log, table or source file; not a test or read command, nor an answer. */
export function atCommandIn(line: string): AtCommand | undefined {
  const found = /(?:^|[^A-Za-z0-9_])AT([+#])([A-Z][A-Z0-9]*)\s?=(?!\?)/i.exec(line)
  if (!found) return undefined
  const [whole, sign, word = ''] = found
  const name = `${sign === '#' ? '#' : ''}${word.toUpperCase()}`
  const rest = line.slice(found.index + whole.length)
  if (whole.startsWith('"') && rest.includes('\\"')) return { name, rest: literal(rest) }
  return { name, rest: whole.startsWith('`') ? rest.replace(/`.*$/, '') : rest }
}

/** What stands between a command and the data it asks for: answers, prompts, the command's own echo. */
const isAnswer = (line: string): boolean => /^(?:OK|>|DOWNLOAD|CONNECT|busy p\.\.\.)?$/.test(line.trim()) || atCommandIn(line) !== undefined

/** Lines after the command in which its data must begin; a log has an echo, OK and a prompt there, with blank lines between. */
const dataWithin = 10

const lengthNote = (announced: number, sent: number): Text =>
  text(
    `The command announces ${announced} bytes, ${sent} follow: the modem takes exactly what was announced.`,
    `指令里写的是 ${announced} 字节，实际跟着 ${sent} 字节：模组只按写明的长度取数据。`,
  )

export type PromptedData = { readonly text: string; readonly line: number; readonly notes: readonly Text[] }

/** The data sent after a prompt (`>`, `DOWNLOAD`), cut to the announced number of bytes as the modem cuts it. */
export function dataAfter(lines: readonly Line[], command: Line, length: number): PromptedData | undefined {
  const next = lines.slice(command.number, command.number + dataWithin).find(({ text: line }) => !isAnswer(unframed(line)))
  if (!next) return undefined
  let data = unframed(next.text).replace(/^>/, '')
  if (data.startsWith(' ') && utf8(data).length === length + 1) data = data.slice(1)
  if (/^(?:ERROR|\+CM[ES] ERROR|ERR CODE)/.test(data)) return undefined
  const bytes = utf8(data)
  const notes = bytes.length === length ? [] : [lengthNote(length, bytes.length)]
  return { text: bytes.length > length ? fromUtf8(bytes.slice(0, length)) : data, line: next.number, notes }
}
