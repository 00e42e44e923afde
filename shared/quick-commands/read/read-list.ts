import type { Text } from '../../text/local-text.ts'
import { fromHex } from '../../text/encodings.ts'
import { toHex } from '../../text/bytes.ts'
import type { Encoding } from '../../text/decode-text.ts'
import { longestContent, longestDelay, mostInGroup, newCommand, newGroup, newPage, type NewId, type QuickCommand, type QuickPage } from '../schema.ts'
import { text } from '../../text/local-text.ts'

/** A row that was left out, or taken with something changed. `line`: of the file, from 1. */
export type ListProblem = { readonly line: number; readonly what: Text; readonly quote?: string; readonly isLeftOut: boolean }

export type ReadList = {
  readonly format: 'sscom' | 'qcom' | 'llcom' | 'atelier'
  readonly pages: readonly QuickPage[]
  readonly problems: readonly ListProblem[]
}

/** What a reader is given: the text, how it was coded, the page's name, and where ids come from. */
export type ListSource = { readonly text: string; readonly encoding: Encoding; readonly name: string; readonly newId: NewId }

const quoteLength = 80
export const leftOut = (line: number, what: Text, quote?: string): ListProblem => ({ line, what, isLeftOut: true, ...(quote !== undefined && { quote: quote.slice(0, quoteLength) }) })
export const changed = (line: number, what: Text, quote?: string): ListProblem => ({ ...leftOut(line, what, quote), isLeftOut: false })

export const badHex = text('These are no whole bytes in hex, such as 41 54 0D.', '不是完整的十六进制字节，应如 41 54 0D。')
const tooLong = text(`The content is longer than ${longestContent} characters.`, `内容超过 ${longestContent} 个字符。`)

export type Row = { readonly line: number; readonly content: string; readonly isHex: boolean; readonly given: Partial<Omit<QuickCommand, 'id'>> }

/**
 * One row as a command. Line breaks inside become escapes. Characters beyond ASCII go out as the tool sent them: in the PC's code page, where the file shows
 * that it is the Chinese one; `tool` leaves it out where the tool itself sends UTF-8.
 */
export function commandOf({ line, content, isHex, given }: Row, source: Pick<ListSource, 'encoding' | 'newId'>, sendsCodePage: boolean): QuickCommand | ListProblem {
  if (content.length > longestContent) return leftOut(line, tooLong, content)
  if (isHex) {
    const bytes = fromHex(content)
    if (!bytes) return leftOut(line, badHex, content)
    return newCommand(source.newId, { ending: 'none', ...given, content: toHex(bytes, ' ').toUpperCase(), form: 'hex' })
  }
  const isLines = /[\r\n]/.test(content)
  const escaped = isLines ? content.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('\n', '\\n') : content
  const isWide = /[^\u0000-\u007f]/.test(content)
  return newCommand(source.newId, { ...given, content: escaped, form: isLines ? 'escapes' : 'text', ...(isWide && sendsCodePage && source.encoding === 'GBK' && { charset: 'gb18030' }) })
}

export const isProblem = (row: QuickCommand | ListProblem): row is ListProblem => 'what' in row

export const delayOf = (value: string): number | undefined => (/^\d{1,7}$/.test(value.trim()) && Number(value) <= longestDelay ? Number(value) : undefined)

/** A page for the commands of a list; of no page where there are none. */
export function pagesOf(commands: readonly QuickCommand[], name: string, newId: NewId, given: Partial<Pick<QuickPage, 'rounds'>> = {}): readonly QuickPage[] {
  const groups = Array.from({ length: Math.ceil(commands.length / mostInGroup) }, (_, at) => newGroup(newId, '', commands.slice(at * mostInGroup, (at + 1) * mostInGroup)))
  return groups.length > 0 ? [newPage(newId, name, groups, given)] : []
}
