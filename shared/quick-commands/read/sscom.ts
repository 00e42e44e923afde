import { text } from '../../text/local-text.ts'
import type { QuickCommand } from '../schema.ts'
import { badHex, changed, commandOf, delayOf, isProblem, leftOut, pagesOf, type ListProblem, type ListSource, type ReadList } from './read-list.ts'

/** SSCOM writes U+0002 for a comma inside a value, since commas part its fields (sscom51.ini of SSCOM 5.13.1 in elshnkhll/MT825: `AT+COPS=4^B2^B"302653"`). */
const commas = (value: string): string => value.replaceAll('\u0002', ',')

/** What SSCOM itself writes where nobody gave a name: SSCOM 5, SSCOM 4.2, its English menu. */
const noName = /^(?:\d*无注释|双击此处加入该条目注释|NULL)?$/

type Entry = { readonly line: number; readonly kind: string; readonly value: string }
type Label = { readonly line: number; readonly fields: readonly string[]; readonly whole: string }

/** SSCOM 5: `N1057`; SSCOM 3 and 4: `N37` (“主面板字符串发送新行”). */
const newLineSettings = ['1057', '37']

const row = /^N(\d{1,5})=(.*)$/i

/** Both kinds share their names; an entry begins with A or H, a label with its order, a setting with the comma. */
function sort(lines: readonly string[]): { entries: Map<number, Entry>; labels: Map<number, Label>; endsLines: boolean; problems: ListProblem[] } {
  const entries = new Map<number, Entry>()
  const labels = new Map<number, Label>()
  const problems: ListProblem[] = []
  const settings = new Map<string, string>()
  for (const [index, whole] of lines.entries()) {
    const line = index + 1
    if (whole.trim() === '' || whole.startsWith(';')) continue
    const found = row.exec(whole)
    const [, number = '', body = ''] = found ?? []
    if (!found) {
      problems.push(leftOut(line, text('This is neither an entry (N1=A,…) nor a comment.', '既不是条目（N1=A,…）也不是注释。'), whole))
      continue
    }
    const entry = /^([AH]),(.*)$/i.exec(body)
    const n = Number(number)
    if (entry) {
      if (entries.has(n)) problems.push(leftOut(line, text(`There are two entries N${n}; the first was taken.`, `N${n} 有两条，取第一条。`), whole))
      else entries.set(n, { line, kind: (entry[1] ?? '').toUpperCase(), value: commas(entry[2] ?? '') })
    } else if (n > 100 && n <= 1000 && body.includes(',')) labels.set(n - 100, { line, fields: body.split(','), whole })
    else if (body.startsWith(',')) settings.set(number, body.slice(1).trim())
    else problems.push(leftOut(line, text('Behind = there must be A (text) or H (hex) and a comma.', '等号后应为 A（文本）或 H（十六进制）加逗号。'), whole))
  }
  return { entries, labels, endsLines: newLineSettings.some((number) => settings.get(number)?.toUpperCase() === 'Y'), problems }
}

/** `order,name,ms`; SSCOM 4.2 has the name alone, behind a comma. What cannot be read costs only itself. */
function labelled(label: Label | undefined, problems: ListProblem[]): Partial<Pick<QuickCommand, 'name' | 'order' | 'delayMs'>> {
  if (!label) return {}
  const [order = '', ...rest] = label.fields
  const delay = rest.length > 1 ? delayOf(rest.at(-1) ?? '') : undefined
  const name = commas((rest.length > 1 ? rest.slice(0, -1) : rest).join(',')).trim()
  const isOrdered = /^\d{1,4}$/.test(order.trim())
  if (order.trim() !== '' && !isOrdered) problems.push(changed(label.line, text('The place in the run is no number; the entry was taken without one.', '发送顺序不是数字，按不参与循环导入。'), label.whole))
  if (rest.length > 1 && delay === undefined) problems.push(changed(label.line, text('The delay is no number of ms; 1000 stands in for it.', '延时不是毫秒数，按 1000 导入。'), label.whole))
  return { ...(!noName.test(name) && { name: name.slice(0, 100) }), ...(isOrdered && { order: Number(order) }), ...(delay !== undefined && { delayMs: delay }) }
}

/** `sscom51.ini` of SSCOM 5 and `sscom.ini` of SSCOM 3 and 4: the shape is told by the comments that SSCOM writes into the file itself. Empty entries are none. */
export function readSscom(source: ListSource): ReadList {
  const { entries, labels, endsLines, problems } = sort(source.text.split(/\r\n?|\n/))
  const commands: QuickCommand[] = []
  for (const [n, { line, kind, value }] of [...entries].toSorted(([a], [b]) => a - b)) {
    if (value.trim() === '') continue
    const command = commandOf({ line, content: value, isHex: kind === 'H', given: { ending: kind === 'A' && endsLines ? 'CRLF' : 'none', ...labelled(labels.get(n), problems) } }, source, true)
    if (isProblem(command)) problems.push(command.what === badHex ? leftOut(line, badHex, `N${n}=${kind},${value}`) : command)
    else commands.push(command)
  }
  for (const [n, { line, fields, whole }] of labels) {
    if (!entries.has(n) && !noName.test(fields[1] ?? '')) problems.push(leftOut(line, text(`This names an entry N${n} that is not there.`, `对应的条目 N${n} 不存在。`), whole))
  }
  return {
    format: 'sscom',
    pages: pagesOf(commands, source.name, source.newId),
    problems: problems.toSorted((a, b) => a.line - b.line),
  }
}

export const looksLikeSscom = (content: string): boolean => /^N\d{1,5}=[AH],/im.test(content) || (/sscom/i.test(content) && /^N\d{1,5}=/im.test(content))
