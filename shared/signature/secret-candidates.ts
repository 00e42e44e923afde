import { utf8 } from '../text/bytes.ts'
import { fromHex, lenientBase64, toBase64 } from '../text/encodings.ts'
import { text, type Text } from '../text/local-text.ts'
import type { Candidate, Fault } from './search.ts'

type Secret = {
  /** As the console shows it. */
  readonly value: string
  /** The input's key, which faults name. */
  readonly field: string
  readonly label: Text
  /** How the cloud reads it. */
  readonly reading: 'text' | 'base64'
  /** Other secrets that are taken for it by mistake. */
  readonly mistaken?: readonly { readonly value: string; readonly label: Text }[]
}

/** The secret as the cloud reads it, then the ways in which it is usually misread. None of the texts repeats it. */
export function secretCandidates({ value, field, label, reading, mistaken = [] }: Secret): Candidate<Uint8Array>[] {
  const decoded = lenientBase64(value)
  const right = reading === 'text' ? utf8(value) : decoded
  const found: Candidate<Uint8Array>[] = right ? [{ value: right }] : []
  const add = (bytes: Uint8Array | null, code: string, what: Text, next: Text) => {
    if (bytes && !found.some((known) => isSame(known.value, bytes))) found.push({ value: bytes, fault: fault(code, field, what, next) })
  }
  const asText = text(`Use ${label.en} as text, exactly as the console shows it.`, `请按控制台显示的原文使用${label.zh}，不要解码。`)
  const asBytes = text(`Decode ${label.en} from Base64 once and sign with the bytes.`, `请先把${label.zh}做一次 Base64 解码，再用得到的字节做密钥。`)
  if (reading === 'text') {
    add(decoded, 'check.secret-decoded', text(`${label.en} was Base64-decoded before signing`, `签名前对${label.zh}做了 Base64 解码`), asText)
    add(fromHex(value), 'check.secret-hex', text(`${label.en} was read as hex digits`, `把${label.zh}当成十六进制解码了`), asText)
    add(utf8(toBase64(utf8(value))), 'check.secret-encoded', text(`${label.en} was Base64-encoded before signing`, `签名前对${label.zh}做了 Base64 编码`), asText)
  } else {
    add(utf8(value), 'check.secret-not-decoded', text(`${label.en} was used as text, without Base64 decoding`, `${label.zh}没有做 Base64 解码，直接当文本用了`), asBytes)
    add(decoded && lenientBase64(latin(decoded)), 'check.secret-decoded-twice', text(`${label.en} was Base64-decoded twice`, `${label.zh}被 Base64 解码了两次`), asBytes)
    add(utf8(toBase64(utf8(value))), 'check.secret-encoded', text(`${label.en} was Base64-encoded once more`, `${label.zh}又被多做了一次 Base64 编码`), asBytes)
  }
  const exact = text('Copy it again, without anything before or after it.', '请重新复制，前后不要带任何多余字符。')
  for (const [suffix, code, what] of [
    ['\n', 'check.secret-line-end', text(`a line end was signed with ${label.en}`, `${label.zh}末尾带了换行`)],
    ['\r\n', 'check.secret-line-end', text(`a line end was signed with ${label.en}`, `${label.zh}末尾带了回车换行`)],
    [' ', 'check.secret-space', text(`a trailing space was signed with ${label.en}`, `${label.zh}末尾带了空格`)],
    ['\0', 'check.secret-nul', text(`a NUL byte was signed with ${label.en}`, `${label.zh}末尾带了 \\0 字节`)],
  ] as const) {
    add(utf8(value + suffix), code, what, exact)
  }
  const casing = text('Upper and lower case count.', '区分大小写，请按原样使用。')
  add(utf8(value.toLowerCase()), 'check.secret-case', text(`${label.en} was put into lower case`, `${label.zh}被转成了小写`), casing)
  add(utf8(value.toUpperCase()), 'check.secret-case', text(`${label.en} was put into upper case`, `${label.zh}被转成了大写`), casing)
  for (const other of mistaken) {
    if (other.value === '') continue
    const bytes = reading === 'text' ? utf8(other.value) : lenientBase64(other.value)
    add(bytes, 'check.wrong-secret', text(`it was signed with ${other.label.en} in place of ${label.en}`, `用${other.label.zh}代替${label.zh}做了签名`), text(`Sign with ${label.en}.`, `请用${label.zh}签名。`))
  }
  add(new Uint8Array(), 'check.secret-empty', text('it was signed with an empty key', '用空密钥做了签名'), text(`Sign with ${label.en}.`, `请用${label.zh}签名。`))
  return found
}

const fault = (code: string, field: string, what: Text, next: Text): Fault => ({ code, field, what, next })
const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index])
const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 512))
