import { fail, ok, type Failure, type Result } from '../contract/failure.ts'
import type { SearchQuery } from '../contract/recordings.ts'
import { text } from './local-text.ts'
import { fromLatin1 } from './bytes.ts'
import { charsetNames, encodeAs, type Charset } from './charset.ts'
import { fromHex } from './encodings.ts'

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

type Bytewise = { readonly source: string } | { readonly fault: 'class' } | { readonly fault: 'charset'; readonly found: string }

/** Text becomes its bytes, escaped where they are signs of an expression; a class of characters can hold ASCII only. */
function bytewise(source: string, charset: Charset): Bytewise {
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
    else if (isInClass) return { fault: 'class' }
    else {
      const encoded = encodeAs(charset, char)
      if (!encoded.ok) return { fault: 'charset', found: encoded.found }
      // Second bytes of Shift-JIS, Big5 and GBK are ASCII signs as often as not.
      out += `(?:${literal(fromLatin1(encoded.bytes))})`
    }
  }
  return { source: out }
}

const literal = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const notIn = (charset: Charset, found: string): Result<never> =>
  bad(text(`${found} does not exist in ${charsetNames[charset]}, the encoding that this recording is read in.`, `当前编码 ${charsetNames[charset]} 里没有字符 ${found}。`))

/** Hex: pairs of digits, blanks between them allowed. */
export function searchPattern({ kind, value, ignoreCase, charset = 'utf-8' }: SearchQuery): Result<SearchPattern> {
  if (kind === 'hex') {
    const needle = fromHex(value.replace(/0x/gi, ''))
    return needle && needle.length > 0 ? ok({ needle }) : bad(text('These are not hex bytes.', '不是有效的十六进制字节。'), value.slice(0, 80))
  }
  if (value === '') return bad(text('There is nothing to look for.', '没有要搜索的内容。'))
  if (kind === 'text' && !ignoreCase) {
    const encoded = encodeAs(charset, value)
    return encoded.ok ? ok({ needle: encoded.bytes }) : notIn(charset, encoded.found)
  }
  const expression = searchExpression({ kind, value, ignoreCase, charset })
  return expression.ok ? ok({ expression: expression.value }) : expression
}

/** As an expression over one character per byte. */
export function searchExpression({ kind, value, ignoreCase, charset = 'utf-8' }: SearchQuery & { readonly kind: 'text' | 'regex' }): Result<RegExp> {
  const read = bytewise(kind === 'text' ? literal(value) : value, charset)
  if ('fault' in read && read.fault === 'charset') return notIn(charset, read.found)
  if ('fault' in read) {
    return bad(text('A set in square brackets can hold ASCII characters only.', '方括号里只能写 ASCII 字符。'))
  }
  try {
    const expression = new RegExp(read.source, ignoreCase ? 'gim' : 'gm')
    if (expression.test('')) return bad(text('This expression matches nothing at all, everywhere.', '这个正则会匹配空内容，处处命中。'), value.slice(0, 80))
    return ok(expression)
  } catch (error) {
    return bad(text('This is not a regular expression.', '正则表达式写法有误。'), error instanceof Error ? error.message : undefined)
  }
}
