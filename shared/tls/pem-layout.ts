import type { CertificateInfo } from '../contract/wizard.ts'
import { fromUtf8 } from '../text/bytes.ts'
import { text, type Text } from '../text/local-text.ts'
import type { PemFile } from '../wizard/credential.ts'
import type { Finding } from '../wizard/plan.ts'
import { fieldOf, warning } from './finding.ts'
import { escapedLineEnd, roleNames, type PemRole } from './pem.ts'

/** What can be wrong with a PEM text around its base64, in the order in which it is told. */
export type LayoutFault = 'bom' | 'escaped-line-ends' | 'one-line' | 'long-lines' | 'crlf' | 'mixed-line-ends' | 'stray-blanks' | 'no-final-line-end'

const block = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----[^\S\r\n]*/g

/** A BEGIN or END mark with something before or after it on its line. */
const runTogether = /\S[^\S\n]*-----(?:BEGIN|END) |-----(?:BEGIN|END) [A-Z0-9 ]+-----[^\S\n]*\S/

/** RFC 7468 wants 64; some writers follow MIME's 76 (RFC 2045), which readers of PEM take. */
const longestLine = 76

/** The faults of a text that has at least one whole block, whatever else is in it; none for any other text. */
export function layoutFaults(whole: string): LayoutFault[] {
  const content = whole.replace(/^\ufeff/, '')
  const blocks = [...content.matchAll(block)]
  if (blocks.length === 0) return []
  const is = (fault: LayoutFault, found: boolean): LayoutFault[] => (found ? [fault] : [])
  const bom = is('bom', content !== whole)
  if (blocks.some(([, , body = '']) => escapedLineEnd.test(body))) return [...bom, 'escaped-line-ends']
  const lines = blocks.flatMap(([one]) => one.split(/\r?\n/))
  // Headers of an encrypted key have a blank line after them, which belongs there.
  const bodies = blocks.map(([, , body = '']) => body.replace(/^\s*(?:[\w-]+: .*\s+)+/, '\n'))
  const isOneLine = runTogether.test(content)
  const ends = lineEndsOf(content)
  return [
    ...bom,
    ...is('one-line', isOneLine),
    ...is('long-lines', !isOneLine && bodies.some((body) => body.split('\n').some((line) => line.trim().length > longestLine))),
    ...is('crlf', ends === 'CRLF'),
    ...is('mixed-line-ends', ends === 'mixed'),
    ...is('stray-blanks', !isOneLine && (/^[^\S\n]+-----BEGIN /m.test(content) || lines.some((line) => line !== line.trim()) || bodies.some((body) => /\n[^\S\n]*\n/.test(body)))),
    ...is('no-final-line-end', !content.endsWith('\n')),
  ]
}

export function lineEndsOf(content: string): CertificateInfo['lineEnds'] {
  const hasCrLf = content.includes('\r\n')
  const hasLf = /(?<!\r)\n/.test(content)
  if (hasCrLf && hasLf) return 'mixed'
  if (hasCrLf) return 'CRLF'
  return hasLf ? 'LF' : 'none'
}

const words: Readonly<Partial<Record<LayoutFault, Text>>> = {
  'one-line': text('has a BEGIN or END line that is run together with the rest', '的 BEGIN 或 END 没有单独成行'),
  'long-lines': text(`has lines of more than ${longestLine} characters`, `有超过 ${longestLine} 个字符的行`),
  'stray-blanks': text('has blanks or empty lines where none belong', '里有多余的空格或空行'),
  'no-final-line-end': text('has no line end after its last line', '最后一行没有换行'),
}

/** What a reader stricter than this program's may refuse. A byte order mark and escaped line ends are errors of `readPem`. */
export function layoutFindings(file: PemFile, role: PemRole): Finding[] {
  const { name, bytes } = file
  return layoutFaults(fromUtf8(bytes)).flatMap((fault) => {
    const told = words[fault]
    if (told) {
      return [
        warning(
          `${role}-${fault}`,
          fieldOf[role],
          text(`The ${roleNames[role].en} ${name} ${told.en}; it is uploaded as it is, ${bytes.length} bytes`, `${roleNames[role].zh} ${name} ${told.zh}，将原样上传，共 ${bytes.length} 字节`),
          fault === 'no-final-line-end'
            ? text('Most modems take it. Add a line end if TLS fails or another certificate is to follow.', '多数模组都能接受；如果 TLS 失败，或者后面还要接其他证书，请补上换行。')
            : text('Many modems do not. Write it as usual: each mark on its own line, 64 characters a line, no blanks.', '很多模组不认，请改成标准写法：首尾标记单独成行，每行 64 个字符，不带空格。'),
        ),
      ]
    }
    if (fault !== 'crlf' && fault !== 'mixed-line-ends') return []
    return [
      warning(
        `${role}-${fault}`,
        fieldOf[role],
        fault === 'crlf'
          ? text(`${name} has Windows line ends (CR LF); it is uploaded as it is, ${bytes.length} bytes`, `${name} 是 Windows 换行（CRLF），将原样上传，共 ${bytes.length} 字节`)
          : text(`${name} mixes line ends (LF and CR LF); it is uploaded as it is, ${bytes.length} bytes`, `${name} 混用了 LF 和 CRLF 换行，将原样上传，共 ${bytes.length} 字节`),
        text('Most modems take it. If TLS fails, save the file with LF line ends and upload it again.', '多数模组都能接受；如果 TLS 失败，请把换行改成 LF 后重新上传。'),
      ),
    ]
  })
}
