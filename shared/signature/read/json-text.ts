import { text, type Text } from '../../text/local-text.ts'
import { placeOf } from './lines.ts'

/** Numbers keep their digits: a device name of fifteen digits must not pass through a double. */
export type JsonNode =
  | { readonly kind: 'string' | 'number' | 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[]; readonly at: number }
  | { readonly kind: 'object'; readonly entries: readonly JsonEntry[]; readonly at: number }
export type JsonEntry = { readonly key: string; readonly value: JsonNode }

/** Where the text leaves RFC 8259, and what should stand there. Never quotes the text: it may hold secrets. */
export type JsonFault = { readonly at: number; readonly problem: Text }

/** `node` is absent where a fault left nothing to go on with; that fault is the last. */
export type JsonReading = { readonly node?: JsonNode; readonly end: number; readonly faults: readonly JsonFault[] }

const typographic = '“”„＂'
const problems = {
  quote: text('a typographic quotation mark; JSON needs "', '这里是中文引号，JSON 要用英文双引号 "'),
  apostrophe: text("a string in '; JSON needs \"", "字符串用了单引号，JSON 要用英文双引号 \""),
  bareKey: text('a name without quotation marks', '键名没有加双引号'),
  key: text('a name in quotation marks is expected', '这里应是双引号括起来的键名'),
  colon: text('a colon is missing', '缺少冒号'),
  equals: text('= stands where JSON needs a colon', '这里是 =，JSON 要用冒号'),
  comma: text('a comma is missing', '缺少逗号'),
  trailing: text('a comma with nothing after it', '逗号后面没有内容'),
  wide: text('a full-width character; JSON needs the ASCII one', '全角标点，JSON 要用半角'),
  comment: text('a comment; JSON has none', 'JSON 不能写注释'),
  control: text('a line end or other control character inside a string', '字符串里有换行或其他控制字符'),
  escape: text('an escape that JSON does not have', 'JSON 没有这种转义'),
  number: text('this is no number as JSON writes them', '这不是 JSON 的数字写法'),
  value: text('a value is expected', '这里应是一个值'),
  endOfString: text('a string that begins here is not closed', '从这里开始的字符串没有结束引号'),
  endOfObject: text('a “{” that stands here is not closed', '这里的 { 没有对应的 }'),
  endOfArray: text('a “[” that stands here is not closed', '这里的 [ 没有对应的 ]'),
  depth: text('nested too deeply', '嵌套层数太多'),
  rest: text('nothing is expected after the end', '结束之后不应再有内容'),
} as const

/** Levels. No configuration is this deep; a text of brackets must not exhaust the stack. */
const deepest = 64

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

class Unreadable extends Error {}

class Reader {
  at: number
  #depth = 0
  readonly faults: JsonFault[] = []

  /** `mixed`: a string opened by `"` may be closed by a typographic mark as well. */
  constructor(
    readonly source: string,
    start: number,
    readonly mixed: boolean,
  ) {
    this.at = start
  }

  value(): JsonNode {
    this.#blank()
    const at = this.at
    const next = this.source[at]
    if (next === '{' || next === '[') {
      if (++this.#depth > deepest) throw this.#give(problems.depth, at)
      const node = next === '{' ? this.#object() : this.#array()
      this.#depth--
      return node
    }
    if (this.#opensString()) return { kind: 'string', text: this.#string(), at }
    const bare = /[-+]?\d[\w.+-]*|true|false|null/y
    bare.lastIndex = at
    const found = bare.exec(this.source)?.[0]
    if (found === undefined) throw this.#give(problems.value, at)
    if (!/^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|[a-z]+)$/.test(found)) this.#note(problems.number, at)
    this.at += found.length
    return { kind: /^[a-z]/.test(found) ? 'word' : 'number', text: found, at }
  }

  #object(): JsonNode {
    const at = this.at++
    const entries: JsonEntry[] = []
    for (;;) {
      if (this.#closes('}', entries.length > 0)) return { kind: 'object', entries, at }
      if (this.at >= this.source.length) throw this.#give(problems.endOfObject, at)
      const key = this.#key()
      this.#colon()
      entries.push({ key, value: this.value() })
      this.#comma('}')
    }
  }

  #array(): JsonNode {
    const at = this.at++
    const items: JsonNode[] = []
    for (;;) {
      if (this.#closes(']', items.length > 0)) return { kind: 'array', items, at }
      if (this.at >= this.source.length) throw this.#give(problems.endOfArray, at)
      items.push(this.value())
      this.#comma(']')
    }
  }

  #key(): string {
    if (this.#opensString()) return this.#string()
    const bare = /[\p{L}_$][\p{L}\p{N}_$-]*/uy
    bare.lastIndex = this.at
    const found = bare.exec(this.source)?.[0]
    if (found === undefined) throw this.#give(problems.key, this.at)
    this.#note(problems.bareKey, this.at)
    this.at += found.length
    return found
  }

  #colon(): void {
    this.#blank()
    const next = this.source[this.at]
    if (next === ':') this.at++
    else if (next === '：' || next === '=') this.#note(next === '=' ? problems.equals : problems.wide, this.at++)
    else if (this.#opensString()) this.#note(problems.colon, this.at)
    else throw this.#give(problems.colon, this.at)
  }

  /** After an item: a comma, or the closing bracket, which is left for `#closes`. */
  #comma(closing: string): void {
    const end = this.at
    this.#blank()
    const next = this.source[this.at]
    if (next === ',') this.at++
    else if (next === '，') this.#note(problems.wide, this.at++)
    else if (next !== closing && next !== undefined) this.#note(problems.comma, end)
  }

  #closes(bracket: string, hasItems: boolean): boolean {
    this.#blank()
    if (this.source[this.at] !== bracket) return false
    const before = this.source.slice(0, this.at).trimEnd()
    if (hasItems && /[,，]$/.test(before)) this.#note(problems.trailing, before.length - 1)
    this.at++
    return true
  }

  #opensString(): boolean {
    const next = this.source[this.at]
    return next !== undefined && `"'${typographic}`.includes(next)
  }

  #string(): string {
    const start = this.at++
    const open = this.source[start] ?? ''
    if (open !== '"') this.#note(open === "'" ? problems.apostrophe : problems.quote, start)
    const closing = open === "'" ? "'" : typographic.includes(open) || this.mixed ? `"${typographic}` : '"'
    let out = ''
    for (;;) {
      const next = this.source[this.at]
      if (next === undefined) throw this.#give(problems.endOfString, start)
      this.at++
      if (closing.includes(next)) {
        if (open === '"' && next !== '"') this.#note(problems.quote, this.at - 1)
        return out
      }
      if (next === '\\') out += this.#escape()
      else {
        if (next < ' ') this.#note(problems.control, this.at - 1)
        out += next
      }
    }
  }

  #escape(): string {
    const next = this.source[this.at] ?? ''
    const hex = next === 'u' ? /^[0-9a-fA-F]{4}/.exec(this.source.slice(this.at + 1, this.at + 5))?.[0] : undefined
    if (hex !== undefined) {
      this.at += 5
      return String.fromCharCode(parseInt(hex, 16))
    }
    const known = escapes[next]
    if (known === undefined) {
      this.#note(problems.escape, this.at - 1)
      return '\\'
    }
    this.at++
    return known
  }

  #blank(): void {
    for (;;) {
      const space = /\s*/y
      space.lastIndex = this.at
      this.at += space.exec(this.source)?.[0].length ?? 0
      const comment = /(?:\/\/|--)[^\r\n]*|\/\*[\s\S]*?\*\//y
      comment.lastIndex = this.at
      const found = comment.exec(this.source)?.[0]
      if (found === undefined) return
      this.#note(problems.comment, this.at)
      this.at += found.length
    }
  }

  #note(problem: Text, at: number): void {
    this.faults.push({ at, problem })
  }

  #give(problem: Text, at: number): Unreadable {
    this.#note(problem, at)
    return new Unreadable()
  }
}

function readWith(source: string, start: number, mixed: boolean): JsonReading {
  const reader = new Reader(source, start, mixed)
  try {
    const node = reader.value()
    return { node, end: reader.at, faults: reader.faults }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { end: reader.at, faults: reader.faults }
  }
}

/**
 * Reads one JSON value from `start` on, and goes on over the slips that articles, chats and configuration files make: typographic quotation
 * marks, a missing comma or colon, a comment, a line end inside a string (which stays in the value). Each is reported.
 */
export function readJson(source: string, start = 0): JsonReading {
  const reading = readWith(source, start, false)
  return reading.node === undefined && /[“”„＂]/.test(source.slice(start, reading.end)) ? readWith(source, start, true) : reading
}

export const faultText = (source: string, { at, problem }: JsonFault): Text => {
  const { line, column } = placeOf(source, at)
  return text(`Line ${line}, column ${column}: ${problem.en}.`, `第 ${line} 行第 ${column} 列：${problem.zh}。`)
}

/** Where a text that looks like JSON first breaks the rules; `undefined` when it keeps them or does not look like JSON. */
export function describeJsonFault(source: string): Text | undefined {
  const start = source.search(/[[{]/)
  if (start < 0) return undefined
  const isAlone = source.slice(0, start).trim() === ''
  const { node, end, faults } = readJson(source, start)
  const first = faults[0]
  if (first) return faultText(source, first)
  const rest = source.slice(end).search(/\S/)
  return node === undefined || rest < 0 || !isAlone ? undefined : faultText(source, { at: end + rest, problem: problems.rest })
}
