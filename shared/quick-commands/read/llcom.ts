import { text } from '../../text/local-text.ts'
import type { QuickCommand, QuickPage } from '../schema.ts'
import { readJson } from './json-places.ts'
import { changed, commandOf, isProblem, leftOut, pagesOf, type ListProblem, type ListSource, type ReadList } from './read-list.ts'

type Path = readonly (string | number)[]
type Record_ = Readonly<Record<string, unknown>>

/** What llcom writes on a button that nobody named, in its two languages. */
const noName = /^(?:发送|Send)?$/i

const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An entry has `text` and `hex`, and in every version `commit`, the button's words. */
const isEntry = (value: unknown): value is Record_ => isRecord(value) && typeof value['text'] === 'string'

type Given = Partial<Omit<QuickCommand, 'id'>>

function pageOf(rows: readonly unknown[], path: Path, name: string, given: Given, lineOf: (path: Path) => number, source: ListSource, problems: ListProblem[]): readonly QuickPage[] {
  const commands: QuickCommand[] = []
  for (const [at, row] of rows.entries()) {
    const line = lineOf([...path, at])
    const where = text(`Entry ${at + 1}: `, `第 ${at + 1} 条：`)
    const drop = (en: string, zh: string): void => void problems.push(leftOut(line, text(where.en + en, where.zh + zh), JSON.stringify(row)))
    if (!isEntry(row)) {
      drop('it has no text.', '没有 text。')
      continue
    }
    const content = String(row['text'])
    if (content.trim() === '') continue
    const isHex = row['hex'] === true
    // llcom takes the digits and skips whatever stands between them.
    const digits = isHex ? content.replace(/[^0-9A-Fa-f]/g, '') : content
    if (isHex && (digits === '' || digits.length % 2 === 1)) {
      drop('a digit is missing: hex has two for each byte.', '十六进制位数不是偶数，缺一位。')
      continue
    }
    const commit = typeof row['commit'] === 'string' ? row['commit'].trim() : ''
    const command = commandOf({ line, content: digits, isHex, given: { ...given, ...(isHex && { ending: 'none' }), ...(!noName.test(commit) && { name: commit.slice(0, 100) }) } }, source, false)
    if (isProblem(command)) {
      problems.push({ ...command, what: text(where.en + command.what.en, where.zh + command.what.zh) })
      continue
    }
    if (typeof row['recvScriptPath'] === 'string' && row['recvScriptPath'] !== '') {
      problems.push(changed(line, text(`${where.en}its receive script is llcom’s own and does not run here.`, `${where.zh}接收脚本是 llcom 自己的，这里不会运行。`), row['recvScriptPath']))
    }
    commands.push(command)
  }
  return pagesOf(commands, name, source.newId)
}

/** Code pages that llcom's setting `encoding` names: 936 is GBK, 54936 GB 18030. */
const chinese: readonly unknown[] = [936, 54936]

/**
 * llcom's lists (chenxuuu/llcom): an exported page `*.lclst` is an array of `{ id, text, hex, commit, recvScriptPath, recvScriptPara }`, its `settings.json` has ten such
 * pages in `quickSendList` with names in `quickListName0` … and says in `extraEnter` whether CR LF follows what is sent, in `encoding` the code page.
 */
export function readLlcom(source: ListSource): ReadList {
  const json = readJson(source.text)
  const problems: ListProblem[] = []
  if (!json.ok) return { format: 'llcom', pages: [], problems: [leftOut(json.line, text('The file is no whole JSON: it ends too early, or was changed by hand.', '不是完整的 JSON：文件被截断或手工改坏了。'), json.said)] }
  const { value, lineOf } = json
  if (Array.isArray(value)) return { format: 'llcom', pages: pageOf(value, [], source.name, {}, lineOf, source, problems), problems }
  const settings = isRecord(value) ? value : {}
  const given: Given = {
    ...(typeof settings['extraEnter'] === 'boolean' && { ending: settings['extraEnter'] ? 'CRLF' : 'none' }),
    ...(chinese.includes(settings['encoding']) && { charset: 'gb18030' }),
  }
  const lists: unknown = settings['quickSendList']
  const single: unknown = settings['quickSend']
  if (Array.isArray(lists)) {
    const pages = lists.flatMap((rows: unknown, at) => {
      const name = settings[`quickListName${at}`]
      if (Array.isArray(rows)) return pageOf(rows, ['quickSendList', at], typeof name === 'string' && name.trim() !== '' ? name : `${source.name} ${at}`, given, lineOf, source, problems)
      problems.push(leftOut(lineOf(['quickSendList', at]), text(`Page ${at} is no list.`, `第 ${at} 页不是列表。`)))
      return []
    })
    return { format: 'llcom', pages, problems }
  }
  return { format: 'llcom', pages: Array.isArray(single) ? pageOf(single, ['quickSend'], source.name, given, lineOf, source, problems) : [], problems }
}

export const looksLikeLlcom = (content: string): boolean => /"quickSend(?:List)?"\s*:/.test(content) || (/^\s*\[/.test(content) && /"text"\s*:/.test(content) && /"(?:commit|hex)"\s*:/.test(content))
