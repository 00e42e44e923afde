import { concat, fromLatin1, fromUtf8, latin1, utf8 } from '../../../../shared/text/bytes.ts'

/** A line with its own end, which a log may have of every kind: what stands between a packet's marks is what travelled. */
export type RawLine = { readonly bytes: Uint8Array; readonly end: '' | '\r' | '\n' | '\r\n' }

/** Bytes. Longer ones are cut, and their rest is taken for lines of their own without an end between. */
const longestLine = 64 * 1024

/** Lines out of bytes that come in pieces of any size. */
export class LineCutter {
  #rest: Uint8Array = new Uint8Array(0)

  push(bytes: Uint8Array): readonly RawLine[] {
    return this.#cut(concat([this.#rest, bytes]), false)
  }

  end(): readonly RawLine[] {
    return this.#cut(this.#rest, true)
  }

  #cut(data: Uint8Array, isLast: boolean): readonly RawLine[] {
    const lines: RawLine[] = []
    let start = 0
    for (let i = 0; i < data.length; i++) {
      const byte = data[i]
      if (byte === 0x0a) {
        lines.push({ bytes: data.subarray(start, i), end: '\n' })
        start = i + 1
      } else if (byte === 0x0d) {
        // Whether a line feed follows, the next piece tells.
        if (i + 1 === data.length && !isLast) break
        const isPair = data[i + 1] === 0x0a
        lines.push({ bytes: data.subarray(start, i), end: isPair ? '\r\n' : '\r' })
        if (isPair) i++
        start = i + 1
      } else if (i - start >= longestLine) {
        lines.push({ bytes: data.subarray(start, i), end: '' })
        start = i
      }
    }
    if (isLast && start < data.length) lines.push({ bytes: data.subarray(start), end: '' })
    this.#rest = isLast ? new Uint8Array(0) : data.slice(start)
    return lines
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const strictGbk = new TextDecoder('gb18030', { fatal: true })

/** SSCOM's marks as a Chinese Windows writes them (GB 18030-2022, double-byte part). What stands beside them may be UTF-8: the modem's own bytes. */
const gbkMarks: readonly (readonly [gbk: string, mark: string])[] = [
  ['\xb7\xa2\xa1\xfa\xa1\xf3', '发→◇'],
  ['\xca\xd5\xa1\xfb\xa1\xf4', '收←◆'],
]
const gbkBox = '\xa1\xf5'

export type DecodedLine = {
  readonly text: string
  /** UTF-8 where the line is text; where `isUnreadable`, the bytes as they stood. */
  readonly bytes: Uint8Array
  readonly end: RawLine['end']
  /** Neither UTF-8 nor GBK. */
  readonly isUnreadable: boolean
}

const hasHigh = (bytes: Uint8Array): boolean => bytes.some((byte) => byte >= 0x80)

/** A line by itself is UTF-8, else GB 18030, else bytes: a log of a modem's noise stays readable around it. */
export function decodeLine({ bytes, end }: RawLine): DecodedLine {
  if (!hasHigh(bytes)) return { text: fromLatin1(bytes), bytes, end, isUnreadable: false }
  const marked = withUtf8Marks(bytes)
  try {
    return { text: strictUtf8.decode(marked), bytes: marked, end, isUnreadable: false }
  } catch {
    try {
      const text = strictGbk.decode(bytes)
      return { text, bytes: utf8(text), end, isUnreadable: false }
    } catch {
      return { text: fromUtf8(marked), bytes: marked, end, isUnreadable: true }
    }
  }
}

function withUtf8Marks(bytes: Uint8Array): Uint8Array {
  const line = fromLatin1(bytes)
  const found = gbkMarks.find(([gbk]) => line.includes(gbk))
  if (!found && line !== gbkBox) return bytes
  const marked = found ? line.replace(found[0], fromLatin1(utf8(found[1]))) : line
  return latin1(marked.endsWith(gbkBox) ? marked.slice(0, -gbkBox.length) + fromLatin1(utf8('□')) : marked)
}
