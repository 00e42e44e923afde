import { toBase64, percentEncode } from '../text/encodings.ts'
import { toHex, utf8 } from '../text/bytes.ts'
import { text, type Text } from '../text/local-text.ts'
import { fixed, value, type Part } from '../signature/working.ts'

/**
 * Texts with values in braces, as people write them in their profiles: `{deviceName}`, `{payload|length}`, `{{` for a brace. No expressions, no
 * loops, no code: a name, and filters from the list below, one after the other.
 */
const filters = {
  hex: (given: string) => toHex(utf8(given)),
  base64: (given: string) => toBase64(utf8(given)),
  urlencode: percentEncode,
  upper: (given: string) => given.toUpperCase(),
  lower: (given: string) => given.toLowerCase(),
  /** Bytes of the UTF-8 text, as a number. */
  length: (given: string) => String(utf8(given).length),
  /** `"` and `\` with a backslash in front. */
  escape: (given: string) => given.replace(/["\\]/g, '\\$&'),
  /** Double quotes as single ones. */
  single: (given: string) => given.replaceAll('"', "'"),
} as const

export const filterNames = Object.keys(filters) as readonly (keyof typeof filters)[]

type Filter = keyof typeof filters
type Piece = { readonly text: string } | { readonly name: string; readonly filters: readonly Filter[] }

export type TemplateFault = { readonly what: Text; /** As it stands in the text, for finding its place. */ readonly quote: string }

const isFilter = (name: string): name is Filter => Object.hasOwn(filters, name)

/** The pieces of a template, or what is wrong with it. */
export function parseTemplate(source: string): { readonly pieces: readonly Piece[] } | { readonly fault: TemplateFault } {
  const pieces: Piece[] = []
  const token = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g
  let plain = ''
  let end = 0
  for (const match of source.matchAll(token)) {
    plain += source.slice(end, match.index)
    end = match.index + match[0].length
    const inner = match[1]
    if (inner === undefined) {
      if (match[0].length === 1) {
        return { fault: { quote: source.slice(match.index), what: text(`A single “${match[0]}”: write ${match[0].repeat(2)} for a brace itself.`, `单独的“${match[0]}”：要表示花括号本身请写成 ${match[0].repeat(2)}。`) } }
      }
      plain += match[0].slice(0, 1)
      continue
    }
    const [name = '', ...used] = inner.split('|').map((part) => part.trim())
    const unknown = used.find((filter) => !isFilter(filter))
    if (unknown !== undefined) {
      return { fault: { quote: match[0], what: text(`There is no filter “${unknown}”; there is ${filterNames.join(', ')}.`, `没有“${unknown}”这个过滤器，可用：${filterNames.join('、')}。`) } }
    }
    if (plain !== '') pieces.push({ text: plain })
    plain = ''
    pieces.push({ name, filters: used.filter(isFilter) })
  }
  plain += source.slice(end)
  if (plain !== '') pieces.push({ text: plain })
  return { pieces }
}

/** What is wrong with a template whose values are these. */
export function templateFault(source: string, names: ReadonlySet<string>): TemplateFault | null {
  const parsed = parseTemplate(source)
  if ('fault' in parsed) return parsed.fault
  for (const piece of parsed.pieces) {
    if ('text' in piece || names.has(piece.name)) continue
    const known = [...names].join(', ')
    if (known === '') return { quote: `{${piece.name}`, what: text('No values are filled in here.', '这里不能用占位符。') }
    return { quote: `{${piece.name}`, what: text(`There is no value “${piece.name}” here; there is ${known}.`, `这里没有“${piece.name}”这个值，可用：${known}。`) }
  }
  return null
}

/** `of`: the input that it came from. */
export type Value = { readonly text: string; readonly isSecret: boolean; readonly of?: string }
export type Scope = Readonly<Record<string, Value>>

export type Filled = {
  readonly text: string
  readonly parts: readonly Part[]
  /** Secret values as they stand in the text, filters applied. */
  readonly secrets: readonly string[]
}

/** A template that was found right, with its values. Values are put in as they are and never read as templates themselves. */
export function fillTemplate(source: string, scope: Scope): Filled {
  const parsed = parseTemplate(source)
  const parts: Part[] = []
  const secrets: string[] = []
  for (const piece of 'pieces' in parsed ? parsed.pieces : []) {
    if ('text' in piece) {
      parts.push(fixed(piece.text))
      continue
    }
    const given = scope[piece.name]
    if (given === undefined) continue
    const shown = piece.filters.reduce((made, filter) => filters[filter](made), given.text)
    parts.push(value(shown, given.of))
    // A length tells too little to be hidden.
    if (given.isSecret && shown !== '' && !piece.filters.includes('length')) secrets.push(shown)
  }
  return { text: parts.map((part) => part.text).join(''), parts, secrets }
}

/** The names that stand in a template. */
export function namesIn(source: string): readonly string[] {
  const parsed = parseTemplate(source)
  return 'pieces' in parsed ? parsed.pieces.flatMap((piece) => ('name' in piece ? [piece.name] : [])) : []
}

/** Names whose value stands there as it is, or through a filter that leaves quotes in it. */
export function bareNamesIn(source: string): readonly string[] {
  const parsed = parseTemplate(source)
  const tames: readonly Filter[] = ['hex', 'base64', 'urlencode', 'length', 'escape', 'single']
  return 'pieces' in parsed ? parsed.pieces.flatMap((piece) => ('name' in piece && !piece.filters.some((filter) => tames.includes(filter)) ? [piece.name] : [])) : []
}
