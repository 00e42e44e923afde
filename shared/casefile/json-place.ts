/** Where in a JSON text something stands. Linear in the text's length and without recursion: a case file may have many megabytes. */
export type JsonScan = {
  /** Offset of the first character that RFC 8259 does not allow, or of the end where something is missing. */
  readonly fault?: number
  /** Offset of the value that was looked for. */
  readonly found?: number
}

type Level = { readonly isArray: boolean; index: number; key: string; expects: 'first' | 'key' | 'value' | 'comma' }

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y
const blank = /[ \t\r\n]*/y

function stickyEnd(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at
  const match = pattern.exec(source)
  return match ? at + match[0].length : -1
}

/** Offset behind a string's closing mark; a negative one is where it breaks off, minus one. */
function stringEnd(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (code === 0x5c) at++
    else if (code < 0x20) return -at - 1
  }
  return -source.length - 1
}

/** Walks the text once, looking for the value at `path`. */
export function scanJson(source: string, path?: readonly PropertyKey[]): JsonScan {
  const stack: Level[] = []
  let at = 0
  let found: number | undefined
  const isWanted = (): boolean =>
    path !== undefined && path.length === stack.length && stack.every(({ isArray, index, key }, depth) => (isArray ? index === path[depth] : key === path[depth]))
  const give = (fault: number): JsonScan => ({ fault, ...(found !== undefined && { found }) })

  for (;;) {
    at = stickyEnd(blank, source, at)
    const level = stack.at(-1)
    const next = source[at]
    if (level?.expects === 'comma') {
      if (next === (level.isArray ? ']' : '}')) {
        stack.pop()
        at++
        if (stack.length === 0) break
        continue
      }
      if (next !== ',') return give(at)
      at++
      level.index++
      level.expects = level.isArray ? 'value' : 'key'
      continue
    }
    if (level?.expects === 'first' && next === (level.isArray ? ']' : '}')) {
      stack.pop()
      at++
      if (stack.length === 0) break
      continue
    }
    if (level && !level.isArray && level.expects !== 'value') {
      const end = next === '"' ? stringEnd(source, at) : -at - 1
      if (end < 0) return give(-end - 1)
      level.key = source.slice(at + 1, end - 1)
      at = stickyEnd(blank, source, end)
      if (source[at] !== ':') return give(at)
      at++
      level.expects = 'value'
      continue
    }
    if (isWanted()) found ??= at
    if (level) level.expects = 'comma'
    if (next === '{' || next === '[') {
      stack.push({ isArray: next === '[', index: 0, key: '', expects: 'first' })
      at++
      continue
    }
    const end = next === '"' ? stringEnd(source, at) : Math.max(stickyEnd(number, source, at), stickyEnd(word, source, at))
    if (end < 0) return give(next === '"' ? -end - 1 : at)
    at = end
    if (stack.length === 0) break
  }
  at = stickyEnd(blank, source, at)
  return at < source.length ? give(at) : found === undefined ? {} : { found }
}

/** Line and column of an offset, from 1. */
export function lineAndColumn(source: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1
  let start = 0
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) {
    line++
    start = at + 1
  }
  return { line, column: offset - start + 1 }
}
