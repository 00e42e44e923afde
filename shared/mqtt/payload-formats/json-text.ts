import { text } from '../../text/local-text.ts'
import { atCharacter, deepest, tooDeep, type PayloadError } from './problem.ts'

export type JsonString = { readonly kind: 'string'; readonly at: number; readonly source: string }

/** A JSON text with the place of each part, and with numbers and strings as they stand: nothing is rounded, no key is lost. */
export type JsonNode =
  | { readonly kind: 'literal'; readonly at: number; readonly source: 'null' | 'true' | 'false' }
  | { readonly kind: 'number'; readonly at: number; readonly source: string }
  | JsonString
  | { readonly kind: 'array'; readonly at: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly at: number; readonly members: readonly (readonly [key: JsonString, value: JsonNode])[] }

const numberAt = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const stringAt = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const literalAt = /null|true|false/y

/** RFC 8259, strictly. Throws a `PayloadError` with line and column, which JSON.parse names in some engines only. */
export function parseJson(typed: string): JsonNode {
  let at = 0
  const fail = (en: string, zh: string, position = at): PayloadError => atCharacter(typed, position, text(en, zh))
  const skip = (): void => {
    while (at < typed.length && ' \t\r\n'.includes(typed.charAt(at))) at++
  }
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(typed)?.[0]
  }
  const unexpected = (en: string, zh: string): PayloadError =>
    at >= typed.length ? fail(`The text ends where ${en} should stand`, `内容到此中断，这里应为${zh}`) : fail(`${shown(typed, at)} where ${en} should stand`, `这里是 ${shown(typed, at)}，应为${zh}`)

  const string = (): JsonString => {
    const source = match(stringAt)
    if (source === undefined) throw fail('A string that is not closed, or holds a line end or a wrong escape', '字符串没有收尾引号，或含有换行、错误的转义')
    const node = { kind: 'string' as const, at, source }
    at += source.length
    return node
  }

  const value = (depth: number): JsonNode => {
    skip()
    const first = typed[at]
    const start = at
    if (first === '"') return string()
    if (first === '{' || first === '[') {
      if (depth >= deepest) throw atCharacter(typed, at, tooDeep)
      return first === '{' ? object(start, depth + 1) : array(start, depth + 1)
    }
    const literal = match(literalAt)
    const source = literal ?? match(numberAt)
    if (source === undefined) throw unexpected('a value', '一个值')
    at += source.length
    return literal === undefined ? { kind: 'number', at: start, source } : { kind: 'literal', at: start, source: literal as 'null' | 'true' | 'false' }
  }

  /** True at a comma, false at the end. */
  const goesOn = (end: ']' | '}'): boolean => {
    skip()
    if (typed[at] !== ',' && typed[at] !== end) throw unexpected(`a comma or ${end}`, `逗号或 ${end}`)
    return typed[at++] === ','
  }

  function array(start: number, depth: number): JsonNode {
    const items: JsonNode[] = []
    at++
    skip()
    if (typed[at] === ']') at++
    else do items.push(value(depth))
    while (goesOn(']'))
    return { kind: 'array', at: start, items }
  }

  function object(start: number, depth: number): JsonNode {
    const members: [JsonString, JsonNode][] = []
    at++
    skip()
    if (typed[at] === '}') at++
    else
      do {
        skip()
        if (typed[at] !== '"') throw unexpected('a key in double quotes', '双引号括起的键名')
        const key = string()
        skip()
        if (typed[at] !== ':') throw unexpected('a colon', '冒号')
        at++
        members.push([key, value(depth)])
      } while (goesOn('}'))
    return { kind: 'object', at: start, members }
  }

  const whole = value(0)
  skip()
  if (at < typed.length) throw fail(`${shown(typed, at)} after the end of the value`, `值已结束，后面多出 ${shown(typed, at)}`)
  return whole
}

/** A character as it can be told from another: those that look like nothing, or like another, by their code. */
function shown(typed: string, at: number): string {
  const code = typed.codePointAt(at) ?? 0
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (code <= 0x20 || code === 0x7f || code === 0xfeff || code === 0xa0) return name
  return code < 0x7f ? `“${String.fromCodePoint(code)}”` : `“${String.fromCodePoint(code)}” (${name})`
}

/** Indented by two spaces; numbers and strings stay as they were written. */
export function formatJson(node: JsonNode, indent = ''): string {
  const inner = `${indent}  `
  if (node.kind === 'array') return node.items.length === 0 ? '[]' : `[\n${node.items.map((item) => inner + formatJson(item, inner)).join(',\n')}\n${indent}]`
  if (node.kind === 'object') {
    if (node.members.length === 0) return '{}'
    return `{\n${node.members.map(([key, value]) => `${inner}${key.source}: ${formatJson(value, inner)}`).join(',\n')}\n${indent}}`
  }
  return node.source
}
