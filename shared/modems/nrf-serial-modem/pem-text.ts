import { fromUtf8 } from '../../text/bytes.ts'
import type { PemFile } from '../../wizard/credential.ts'

const block = /-----BEGIN [^-\r\n]+-----[\s\S]+?-----END [^-\r\n]+-----/g

/**
 * What of a file goes into AT%CMNG: its PEM blocks alone, since remarks between them may hold a quotation mark, which would end the text. Undefined where
 * there is none, as in a DER file.
 */
export function pemText({ bytes }: PemFile): string | undefined {
  const blocks = fromUtf8(bytes).match(block)
  return blocks?.map((each) => each.replace(/\r\n?/g, '\n')).join('\n')
}
