import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { SearchQuery } from '../../../shared/contract/recordings.ts'
import { text } from '../../../shared/text/local-text.ts'
import { fromLatin1, utf8 } from '../../../shared/text/bytes.ts'
import { fromHex } from '../../../shared/text/encodings.ts'

/** What to look for. `needle`: these very bytes; `expression`: over one character per byte, so that no byte is out of reach. */
export type SearchPattern = { readonly needle: Uint8Array } | { readonly expression: RegExp }

const bad = (what: Failure['what'], evidence?: string): Result<never> =>
  fail({
    code: 'recording.bad-search',
    stage: 'port',
    what,
    next: text('Mend what is looked for, or search for plain text.', '请改正搜索内容，或改用普通文本搜索。'),
    ...(evidence !== undefined && { evidence }),
  })

/** UTF-8 text becomes its bytes; a class of characters can hold single bytes only. */
function bytewise(source: string): string | undefined {
  let isInClass = false
  let out = ''
  for (let i = 0; i < source.length; i++) {
    const code = source.codePointAt(i) ?? 0
    const char = String.fromCodePoint(code)
    if (char.length === 2) i++
    if (char === '\\') {
      out += char + (source[i + 1] ?? '')
      i++
      continue
    }
    if (char === '[') isInClass = true
    if (char === ']') isInClass = false
    if (code < 0x80) out += char
    else if (isInClass) return undefined
    else out += `(?:${fromLatin1(utf8(char))})`
  }
  return out
}

const literal = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Text is looked for as UTF-8. Hex: pairs of digits, blanks between them allowed. */
export function searchPattern({ kind, value, ignoreCase }: SearchQuery): Result<SearchPattern> {
  if (kind === 'hex') {
    const needle = fromHex(value.replace(/0x/gi, ''))
    return needle && needle.length > 0 ? ok({ needle }) : bad(text('These are not hex bytes.', '不是有效的十六进制字节。'), value.slice(0, 80))
  }
  if (value === '') return bad(text('There is nothing to look for.', '没有要搜索的内容。'))
  if (kind === 'text' && !ignoreCase) return ok({ needle: utf8(value) })
  const source = bytewise(kind === 'text' ? literal(value) : value)
  if (source === undefined) {
    return bad(text('A set in square brackets can hold ASCII characters only.', '方括号里只能写 ASCII 字符。'))
  }
  try {
    const expression = new RegExp(source, ignoreCase ? 'gim' : 'gm')
    if (expression.test('')) return bad(text('This expression matches nothing at all, everywhere.', '这个正则会匹配空内容，处处命中。'), value.slice(0, 80))
    return ok({ expression })
  } catch (error) {
    return bad(text('This is not a regular expression.', '正则表达式写法有误。'), error instanceof Error ? error.message : undefined)
  }
}
