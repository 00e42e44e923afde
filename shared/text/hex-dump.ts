import { decodeText } from './decode-text.ts'
import { fromHex } from './encodings.ts'

/** `00000000  41 54 0d 0a  2b  |AT..+|`, hexdump -C; its last line is an offset alone. */
const canonical = /^([0-9a-f]{8})(?: {2}((?:[0-9a-f]{2} {1,2}){1,16}) *\|.*\|)?$/i
/** `41 54 0D 0A`, with an offset or without one; xxd joins two bytes and has its text behind two blanks. */
const plain = /^\s*(?:[0-9a-f]{4,8}: ?)?((?:[0-9a-f]{2}(?:[0-9a-f]{2})? ?){1,32})(?: .*)?$/i

const bytesOf = (line: string): string | undefined => {
  const hexdump = canonical.exec(line)
  return (hexdump ? (hexdump[2] ?? '') : plain.exec(line)?.[1])?.replace(/\s/g, '')
}

/** Of the lines that are not blank, how many must be rows. */
const mostly = 0.9

/** The text behind a log that is a hex dump; `undefined` where it is none. */
export function textOfHexDump(log: string): string | undefined {
  const lines = log.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  const rows = lines.map(bytesOf)
  const found = rows.filter((hex) => hex !== undefined && hex.length % 2 === 0)
  const hex = found.join('')
  if (lines.length === 0 || found.length < lines.length * mostly || hex.length < 16) return undefined
  const { text } = decodeText(fromHex(hex) ?? new Uint8Array())
  // What is no AT traffic at all is a payload of hex figures, not a dump.
  return /(?:^|[\r\n])(?:AT|OK|ERROR|[+#%^*][A-Z])/.test(text) ? text : undefined
}
