import { text, type Text } from '../text/local-text.ts'
import { derOf, toPem } from './pem.ts'
import { layoutFaults, type LayoutFault } from './pem-layout.ts'

const done: Readonly<Record<LayoutFault, Text>> = {
  bom: text('Byte order mark taken away', '已去掉 BOM'),
  'escaped-line-ends': text('“\\n” written out made line ends', '写成两个字符的“\\n”已改成换行'),
  'one-line': text('Line ends put back', '已补回换行'),
  'long-lines': text('Wrapped to 64 characters a line', '已改成每行 64 个字符'),
  crlf: text('Windows line ends (CR LF) made LF', 'Windows 换行（CRLF）已改成 LF'),
  'mixed-line-ends': text('All line ends made LF', '换行已统一成 LF'),
  'stray-blanks': text('Blanks and empty lines taken away', '已去掉多余的空格和空行'),
  'no-final-line-end': text('Line end put after the last line', '最后一行后面已补换行'),
}

const remarksDropped = text('Text outside the BEGIN and END lines left out', 'BEGIN 和 END 之外的文字已去掉')

/**
 * The same certificates and keys in plain form, and what was done to get there. Null when there is nothing to mend, and when the
 * outcome is not certain: every block must come out as one whole ASN.1 value. The text may be a key: it goes to the person alone.
 */
export function repairPem(content: string): { readonly text: string; readonly repaired: Text[] } | null {
  const faults = layoutFaults(content)
  if (faults.length === 0) return null
  const pattern = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g
  const blocks = [...content.matchAll(pattern)].map(([, label = '', body = '']) => {
    const der = derOf(base64Of(body))
    return der && toPem(label, der)
  })
  // A mark that found no partner is a block that would be lost.
  if (blocks.includes(null) || content.match(/-----(?:BEGIN|END) /g)?.length !== 2 * blocks.length) return null
  const hasRemarks = /\w/.test(content.replace(pattern, '').replaceAll(/\\+[nr]/g, ''))
  return { text: blocks.join(''), repaired: [...faults.map((fault) => done[fault]), ...(hasRemarks ? [remarksDropped] : [])] }
}

/** A body that is written as several strings of a program is taken from between their quotes; the first one is open at its start. */
const base64Of = (body: string): string =>
  body
    .split(/["']/)
    .filter((_, index) => index % 2 === 0)
    .join('')
    // Written-out line ends, `\/` as JSON may carry a slash, a backslash that continues a line, and blanks.
    .replace(/\\+[nr]|\\+(?=\/)|\\+(?=\s)|\s/g, '')
