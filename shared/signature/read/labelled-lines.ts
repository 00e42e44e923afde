import { text, type Text } from '../../text/local-text.ts'
import { unframed, type Line } from './lines.ts'

/** A line that gives a name and a value: `key: value`, `key = "value"`, `#define KEY "value"`, `名称：值`, a name with its value below. */
export type Labelled = { readonly label: string; readonly value: string; readonly line: number; readonly notes: readonly Text[] }

const typographicNote = text('Typographic quotation marks around the value are left out.', '值两边的中文引号已去掉。')
const closers: Readonly<Record<string, string>> = { '"': '"”＂', "'": "'’", '“': '"”', '”': '"”', '‘': "'’", '＂': '"＂', '`': '`' }

const defined = /^\s*#define\s+(\w+)\s+(.+)$/
/** What may stand in front of a name: a list's mark, the words of a declaration in C, JavaScript, Kotlin, Java. */
const lead = String.raw`(?:[-*•]\s+|(?:(?:static|const|constexpr|unsigned|let|var|val|char|String|string|export|public|private)\s*\*?\s+)*)\*?`
const name = String.raw`(?:"([^"]{1,40})"|'([^']{1,40})'|“([^”]{1,40})”|([\p{L}_][\p{L}\p{N}\p{M} ._\-()（）/]{0,39}?))`
const assigned = new RegExp(String.raw`^\s*${lead}${name}(?:\[\d*\])?\s*(?:[:：=＝]|\t| {2,})(.*)$`, 'u')

/** Expressions, templates and sentences of an article: they tell how a value is made, and are none. */
const isMadeOf = (value: string): boolean =>
  /\$\{|["'”]\s*\+|\+\s*["'“]/.test(value) || /^[A-Za-z_][\w.]*\(.*\)[\w.();]*$/.test(value) || /。\s*$/.test(value)

/** The value as it was meant: inside its quotation marks if it has any, else to the line's end with every blank there. */
function valueOf(source: string): { readonly value: string; readonly notes: readonly Text[] } | undefined {
  const start = source.trimStart()
  const open = start[0] ?? ''
  const closing = closers[open]
  if (closing === undefined) return isMadeOf(start) ? undefined : { value: start, notes: [] }
  const marks = new RegExp(`^((?:\\\\.|[^\\\\${closing}])*)([${closing}])[\\s,;)}\\]]*(?:(?://|#|--).*)?$`).exec(start.slice(1))
  // More behind the closing mark is code; no closing mark at all is a slip that the value itself shows.
  if (!marks) return new RegExp(`[${closing}]`).test(start.slice(1)) ? undefined : { value: start, notes: [] }
  const [, inside = '', close = ''] = marks
  if (inside.includes('${')) return undefined
  const isAscii = /["'`]/.test(open) && /["'`]/.test(close)
  // Source code writes \" and \\ ; nothing else is undone, so that a \, of ESP-AT stays visible.
  return { value: inside.replace(/\\(["\\])/g, '$1'), notes: isAscii ? [] : [typographicNote] }
}

/** `isQuoted`: the name stands in quotation marks, as in JSON or a Python dictionary, where a bare word is a variable. */
function splitLine(line: string): { readonly label: string; readonly rest: string; readonly isQuoted: boolean } | undefined {
  const define = defined.exec(line)
  if (define) return { label: define[1] ?? '', rest: define[2] ?? '', isQuoted: false }
  const match = assigned.exec(line)
  if (!match) return undefined
  const [, double, single, typographic, bare = '', rest = ''] = match
  const quoted = double ?? single ?? typographic
  return { label: (quoted ?? bare).trim(), rest, isQuoted: quoted !== undefined }
}

/** `isLabel` says which names matter: only those may have their value on the line below, as a page's table is copied. */
export function labelledLines(lines: readonly Line[], taken: ReadonlySet<number>, isLabel: (label: string) => boolean): readonly Labelled[] {
  const all: Labelled[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (!line || taken.has(line.number)) continue
    const plain = unframed(line.text)
    const split = splitLine(plain)
    if (split && split.rest.trim() !== '' && isLabel(split.label)) {
      const value = split.isQuoted && /^\s*[A-Za-z_]\w*,?\s*$/.test(split.rest) ? undefined : valueOf(split.rest)
      if (value) all.push({ label: split.label, line: line.number, ...value })
      continue
    }
    const label = (split && split.rest.trim() === '' ? split.label : plain).trim()
    const below = lines.slice(at + 1, at + 3).find(({ text: next }) => next.trim() !== '')
    if (label === '' || label.length > 40 || !isLabel(label) || !below || taken.has(below.number)) continue
    const value = unframed(below.text)
    if (isLabel((splitLine(value)?.label ?? value).trim())) continue
    const meant = valueOf(value)
    if (meant) all.push({ label, line: line.number, ...meant })
    at = lines.indexOf(below)
  }
  return all
}
