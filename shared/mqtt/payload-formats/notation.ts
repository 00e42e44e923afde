/** What a binary payload holds, to be printed in the diagnostic notation of RFC 8949 section 8: JSON, and words for what JSON lacks. */
export type Item =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'group'; readonly open: string; readonly close: string; readonly parts: readonly (Item | readonly [key: Item, value: Item])[] }

/** A list or map that fits this many characters stays on one line. */
const shortLine = 60

export const plain = (text: string): Item => ({ kind: 'plain', text })

/** A double or float with a point or an exponent, so that it is told from an integer. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const text = Object.is(value, -0) ? '-0' : String(value)
  if (/^-?\d+$/.test(text)) return `${text}.0`
  return text.replace(/^(-?\d+)e/, '$1.0e')
}

export const quoted = (value: string): string => JSON.stringify(value)

/** On one line, ended soon after `limit` characters without printing the rest. */
export function lineOf(item: Item, limit: number): { readonly text: string; readonly isWhole: boolean } {
  let text = ''
  const add = (part: string): boolean => (text += part).length <= limit
  const print = (one: Item): boolean => {
    if (one.kind === 'plain') return add(one.text)
    if (!add(one.open)) return false
    for (const [at, part] of one.parts.entries()) {
      if (at > 0 && !add(', ')) return false
      if ('kind' in part ? !print(part) : !(print(part[0]) && add(': ') && print(part[1]))) return false
    }
    return add(one.close)
  }
  const isWhole = print(item)
  return { text, isWhole }
}

/** Indented by two spaces; stops soon after `limit` characters. */
export function printed(item: Item, limit: number): string {
  let out = ''
  const print = (one: Item, indent: string): void => {
    if (one.kind === 'plain') {
      out += one.text
      return
    }
    const line = lineOf(one, shortLine)
    if (line.isWhole) {
      out += line.text
      return
    }
    const inner = `${indent}  `
    out += `${one.open.trimEnd()}\n`
    for (const [at, part] of one.parts.entries()) {
      if (out.length > limit) return
      out += inner
      if ('kind' in part) print(part, inner)
      else {
        print(part[0], inner)
        out += ': '
        print(part[1], inner)
      }
      out += at === one.parts.length - 1 ? '\n' : ',\n'
    }
    out += indent + one.close
  }
  print(item, '')
  return out
}
