import { concat, toHex, utf8 } from '../../text/bytes.ts'
import { toGbk } from '../../text/gbk.ts'
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
  const rows = commands.flatMap((command, at) => {
    const name = toGbk(command.name)
    for (const character of name.lost) lost.add(character)
    const wire = wireOf(command, { line: command.content, secrets: [] }, { checksum: 'none', ending: crlf ? 'CRLF' : 'none' })
    if (!wire.ok) broken += 1
    const isSameEnd = command.ending === 'session' || command.ending === (crlf ? 'CRLF' : 'none')
    const isText = wire.ok && command.form === 'text' && isSameEnd && (command.charset === 'gbk' || isAscii(command.content))
    if (wire.ok && command.form !== 'hex' && !isText) asBytes += 1
    const value = isText ? toGbk(command.content.replaceAll(',', comma)).bytes : utf8(wire.ok ? toHex(wire.bytes, ' ').toUpperCase() : '')
    return [utf8(`N${101 + at}=${command.order},`), toGbk(command.name.replaceAll(',', comma)).bytes, utf8(`,${command.delayMs}\r\nN${1 + at}=${isText ? 'A' : 'H'},`), value, utf8('\r\n\r\n')]
  })
  const tail = toGbk(`;主面板字符串发送新行\r\nN1057=,${crlf ? 'Y' : 'N'}\r\n;end\r\n`).bytes
  if (all.length > most) notes.push(text(`SSCOM has ${most} entries; the last ${all.length - most} are left out.`, `SSCOM 只有 ${most} 条，最后 ${all.length - most} 条没有写入。`))
  if (broken > 0) notes.push(text(`Commands that cannot be made into bytes, or have a placeholder in theirs, are left empty: ${broken}.`, `${broken} 条内容有误或字节里有占位符，留空写入。`))
  if (asBytes > 0) notes.push(text(`Commands with escapes, another line end or characters beyond GBK are written as hex bytes: ${asBytes}.`, `${asBytes} 条含转义、行尾不同或不是 GBK，按十六进制字节写入。`))
  if (lost.size > 0) notes.push(text(`These characters are not in GBK and became “?”: ${[...lost].join(' ')}`, `这些字符 GBK 里没有，写成了“?”：${[...lost].join(' ')}`))
  return { bytes: concat([head, ...rows, tail]), notes }
}

const head = utf8(';"=" + A: text, H: hex bytes; Nx: an entry, N(100+x): its order,name,ms\r\n\r\n')
