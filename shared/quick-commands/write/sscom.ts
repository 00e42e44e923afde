import { concat, toHex, utf8 } from '../../text/bytes.ts'
import { encodeAs } from '../../text/charset.ts'
import { text, type Text } from '../../text/local-text.ts'
import { commandsIn, type QuickPage } from '../schema.ts'
import { wireOf } from '../wire.ts'

/** N1 to N99; N101 to N199 describe them. */
const most = 99

export type SscomFile = { readonly bytes: Uint8Array; readonly notes: readonly Text[] }

/** SSCOM has one line end for all texts; whatever differs from it goes as bytes. */
export const usesCrLf = (page: QuickPage): boolean => {
  const texts = commandsIn(page).filter(({ form }) => form !== 'hex')
  return texts.filter(({ ending }) => ending === 'none').length * 2 <= texts.length
}

/** Commas part SSCOM's fields; it writes this in their place. */
const comma = '\u0002'

/** GBK is what GB 18030 has in one and two bytes; SSCOM knows no more. */
const isGbk = (value: string): boolean => Array.from(value).every((character) => gbk(character).length <= 2)

const gbk = (value: string): Uint8Array => {
  const encoded = encodeAs('gb18030', value)
  return encoded.ok ? encoded.bytes : new Uint8Array(4)
}

const isAscii = (value: string): boolean => /^[ -~]*$/.test(value)

/**
 * A page as SSCOM 5 reads it (sscom51.ini), in GBK: `N101=order,name,ms`, `N1=A,text` or `N1=H,hex`, `N1057` for CR LF behind texts. Text stays text where SSCOM sends the same bytes.
 * The placeholders stand as they are: SSCOM has none.
 */
export function writeSscom(page: QuickPage): SscomFile {
  const all = commandsIn(page)
  const commands = all.slice(0, most)
  const crlf = usesCrLf(page)
  const notes: Text[] = []
  const lost = new Set<string>()
  let broken = 0
  let asBytes = 0
  const inGbk = (character: string): string => {
    if (isGbk(character)) return character
    lost.add(character)
    return '?'
  }
  const rows = commands.flatMap((command, at) => {
    const wire = wireOf(command, { line: command.content, secrets: [] }, { checksum: 'none', ending: crlf ? 'CRLF' : 'none', charset: 'utf-8' })
    if (!wire.ok) broken += 1
    const isSameEnd = command.ending === 'session' || command.ending === (crlf ? 'CRLF' : 'none')
    const isText = wire.ok && command.form === 'text' && isSameEnd && (isAscii(command.content) || (command.charset === 'gb18030' && isGbk(command.content)))
    if (wire.ok && command.form !== 'hex' && !isText) asBytes += 1
    const value = isText ? gbk(command.content.replaceAll(',', comma)) : utf8(wire.ok ? toHex(wire.bytes, ' ').toUpperCase() : '')
    return [utf8(`N${101 + at}=${command.order},`), gbk(Array.from(command.name.replaceAll(',', comma), inGbk).join('')), utf8(`,${command.delayMs}\r\nN${1 + at}=${isText ? 'A' : 'H'},`), value, utf8('\r\n\r\n')]
  })
  const tail = gbk(`;主面板字符串发送新行\r\nN1057=,${crlf ? 'Y' : 'N'}\r\n;end\r\n`)
  if (all.length > most) notes.push(text(`SSCOM has ${most} entries; the last ${all.length - most} are left out.`, `SSCOM 只有 ${most} 条，最后 ${all.length - most} 条没有写入。`))
  if (broken > 0) notes.push(text(`Commands that cannot be made into bytes, or have a placeholder in theirs, are left empty: ${broken}.`, `${broken} 条内容有误或字节里有占位符，留空写入。`))
  if (asBytes > 0) notes.push(text(`Commands with escapes, another line end or characters beyond GBK are written as hex bytes: ${asBytes}.`, `${asBytes} 条含转义、行尾不同或不是 GBK，按十六进制字节写入。`))
  if (lost.size > 0) notes.push(text(`These characters are not in GBK and became “?”: ${[...lost].join(' ')}`, `这些字符 GBK 里没有，写成了“?”：${[...lost].join(' ')}`))
  return { bytes: concat([head, ...rows, tail]), notes }
}

const head = utf8(';"=" + A: text, H: hex bytes; Nx: an entry, N(100+x): its order,name,ms\r\n\r\n')
