import { lenientBase64, toBase64 } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import { atCharacter } from './problem.ts'

/** `01 a0 ff`, `01A0FF`, `0x01, 0xa0`, `\x01\xa0`. */
export function bytesOfHex(typed: string): Uint8Array {
  const out: number[] = []
  const groups = /(?:0x|\\x)?([^\s,;\\]+)|\\/gi
  for (const match of typed.matchAll(groups)) {
    const digits = match[1] ?? match[0]
    const start = match.index + match[0].length - digits.length
    // `0x` may also stand in the middle: 0x010x02.
    const bare = digits.replaceAll(/0x(?=[0-9a-f])/gi, '  ')
    const wrong = bare.search(/[^0-9a-f ]/i)
    if (wrong >= 0) throw atCharacter(typed, start + wrong, text(`“${digits.charAt(wrong)}” is no hex digit`, `“${digits.charAt(wrong)}” 不是十六进制字符`))
    for (const part of bare.matchAll(/\S+/g)) {
      if (part[0].length % 2 !== 0) throw atCharacter(typed, start + part.index + part[0].length, text('Half a byte: a second hex digit is missing', '只有半个字节，缺一位十六进制字符'))
      for (let at = 0; at < part[0].length; at += 2) out.push(Number.parseInt(part[0].slice(at, at + 2), 16))
    }
  }
  return Uint8Array.from(out)
}

/** RFC 4648 sections 4 and 5: either alphabet, padding may be missing, white space is passed over. */
export function bytesOfBase64(typed: string): Uint8Array {
  const wrong = typed.search(/[^A-Za-z0-9+/_=\s-]/)
  if (wrong >= 0) throw atCharacter(typed, wrong, text(`“${typed.charAt(wrong)}” does not belong to Base64`, `“${typed.charAt(wrong)}” 不是 Base64 字符`))
  const afterPadding = /=\s*[^=\s]/.exec(typed)
  if (afterPadding) throw atCharacter(typed, afterPadding.index, text('Padding “=” before the end', '填充符 “=” 出现在中间'))
  const end = typed.trimEnd().length
  const compact = typed.replace(/\s/g, '')
  const bytes = lenientBase64(compact)
  if (!bytes) throw atCharacter(typed, end, text('A single character is left over: something is cut off', '末尾多出一个字符，内容不完整'))
  const padding = /=*$/.exec(compact)?.[0].length ?? 0
  if (padding > 0 && compact.length % 4 !== 0) throw atCharacter(typed, end, text('The padding “=” does not fit the length', '填充符 “=” 与长度不符'))
  if (sameDigits(compact) !== sameDigits(toBase64(bytes))) throw atCharacter(typed, end, text('The last character has bits beyond the last byte', '最后一个字符含有多余的位'))
  return bytes
}

const sameDigits = (value: string): string => value.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
