import type { Result } from '../contract/failure.ts'
import { fail, ok } from '../contract/failure.ts'
import { fromLatin1 } from '../text/bytes.ts'
import { text, type Text } from '../text/local-text.ts'
import type { PemFile } from '../wizard/credential.ts'

/** What a file is for: it decides what must be in it and what it is called in a message. */
export type PemRole = 'ca' | 'certificate' | 'server' | 'key'

export type PemBlock = { readonly label: string; readonly der: Uint8Array; readonly text: string }

export const roleNames: Readonly<Record<PemRole, Text>> = {
  ca: text('CA file', 'CA 文件'),
  certificate: text('client certificate', '客户端证书'),
  server: text('server certificate', '服务器证书'),
  key: text('private key', '私钥'),
}

/** The dashes, blanks and letters that editors, chat programs and web pages put in place of ASCII ones. */
const typographic = /[‐-―−－\u00a0\u3000\u200b\ufeff“”‘’＋／＝]/

/** A line end as JSON and program text carry it: a backslash (or several, quoted twice) and a letter. */
export const escapedLineEnd = /\\+[nr]/

/**
 * Takes a PEM file apart and, where that fails, says what is wrong with the file itself. Pure structure: whether the
 * bytes inside are a certificate or a key is for whoever decodes them. No text of a key ever gets into a message.
 * Gives only the blocks that the role asks for.
 */
export function readPem(file: PemFile, role: PemRole): Result<PemBlock[]> {
  const broken = (code: string, what: Text, next: Text) => {
    const name = roleNames[role]
    return fail({
      code: `tls.${role}-${code}`,
      stage: 'tls',
      what: text(`The ${name.en} ${file.name} ${what.en}`, `${name.zh} ${file.name} ${what.zh}`),
      next,
    })
  }
  const { bytes } = file
  if (bytes.length === 0) return broken('empty', text('is empty', '是空的'), text('Choose the file again.', '请重新选择文件。'))
  if (isUtf16(bytes)) {
    return broken('utf16', text('is saved as UTF-16', '保存成了 UTF-16 编码'), text('Save it as plain ASCII or UTF-8 without BOM.', '请另存为 ASCII 或不带 BOM 的 UTF-8。'))
  }
  if (bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80) {
    const isBundle = /\.(p12|pfx)$/i.test(file.name)
    return broken(
      'der',
      isBundle ? text('is a PKCS#12 bundle, not PEM', '是 PKCS#12 打包文件，不是 PEM') : text('is in binary form (DER), not PEM', '是二进制（DER）格式，不是 PEM'),
      isBundle
        ? text('Extract PEM files from it: openssl pkcs12 -in FILE -nodes', '请先导出 PEM：openssl pkcs12 -in 文件 -nodes')
        : role === 'key'
          ? text('Convert it: openssl pkey -inform der -in FILE -out key.pem', '请转换：openssl pkey -inform der -in 文件 -out key.pem')
          : text('Convert it: openssl x509 -inform der -in FILE -out cert.pem', '请转换：openssl x509 -inform der -in 文件 -out cert.pem'),
    )
  }
  const content = new TextDecoder('utf-8').decode(bytes)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return broken('bom', text('starts with a byte order mark (BOM)', '开头带有 BOM'), text('Save it as UTF-8 without BOM: modems do not skip it.', '请另存为不带 BOM 的 UTF-8，模组不会跳过 BOM。'))
  }
  if (/^\s*</.test(content)) {
    return broken('html', text('is a web page', '其实是一个网页'), text('Download the file itself, not the page that shows it.', '请下载文件本身，而不是显示它的网页。'))
  }
  if (!content.includes('-----BEGIN ')) return missingHeader(content, broken)

  const blocks: PemBlock[] = []
  let match: RegExpExecArray | null
  const begin = /-----BEGIN ([A-Z0-9 ]+)-----/g
  while ((match = begin.exec(content)) !== null) {
    const label = match[1] ?? ''
    const end = content.indexOf(`-----END ${label}-----`, begin.lastIndex)
    if (end === -1) {
      return broken('truncated', text(`has no matching “END ${label}” line`, `缺少对应的“END ${label}”行`), text('The copy is cut off or damaged at its end: copy the whole file again.', '文件末尾被截断或损坏，请重新完整拷贝。'))
    }
    const body = content.slice(begin.lastIndex, end)
    const whole = content.slice(match.index, end) + `-----END ${label}-----\n`
    begin.lastIndex = end
    if (escapedLineEnd.test(body)) {
      return broken(
        'escaped-line-ends',
        text('has “\\n” written out in place of its line ends', '里的换行写成了“\\n”两个字符'),
        text('It was copied out of JSON or program text: make every \\n a real line end.', '多半是从 JSON 或代码里复制的，请把每个 \\n 换成真正的换行。'),
      )
    }
    if (label === 'ENCRYPTED PRIVATE KEY' || /Proc-Type: 4,ENCRYPTED/.test(body)) {
      if (role !== 'key') {
        blocks.push({ label, der: new Uint8Array(), text: '' })
        continue
      }
      return broken('encrypted', text('is protected by a pass phrase', '有密码保护'), text('Remove it: openssl pkey -in FILE -out key.pem', '请去掉密码：openssl pkey -in 文件 -out key.pem'))
    }
    if (!wants(role, label)) {
      blocks.push({ label, der: new Uint8Array(), text: '' })
      continue
    }
    const der = decodeBody(body)
    if (typeof der === 'number' && !/[\r\n]/.test(body)) {
      return broken('one-line', text('has blanks or other signs in place of its line ends', '的换行变成了空格或别的字符'), text('It went through a field of one line: copy the file itself.', '内容经过了单行输入框，请直接拷贝原文件。'))
    }
    if (typeof der === 'number') {
      const line = content.slice(0, begin.lastIndex - body.length).split('\n').length + der - 1
      return broken('damaged', text(`has a character on line ${line} that cannot be there`, `第 ${line} 行有不该出现的字符`), text('Blanks, full-width characters or “...” got in when it was copied: copy the file itself.', '复制时混入了空格、全角字符或省略号，请直接拷贝原文件。'))
    }
    if (der === null) {
      return broken('truncated', text(`is cut off or lacks lines inside “${label}”`, `的“${label}”内容不完整，缺行或被截断`), text('Copy the whole file again, to the last line.', '请重新完整拷贝，直到最后一行。'))
    }
    blocks.push({ label, der, text: whole })
  }
  const wanted = blocks.filter((block) => wants(role, block.label))
  return wanted.length > 0 ? ok(wanted) : wrongContent(blocks, role, broken)
}

type Broken = (code: string, what: Text, next: Text) => ReturnType<typeof fail>

function missingHeader(content: string, broken: Broken) {
  if (/BEGIN/.test(content)) {
    return broken(
      'header-damaged',
      typographic.test(content) ? text('has typographic dashes in place of “-----”', '里的“-----”变成了排版用的破折号') : text('has a damaged “-----BEGIN …-----” line', '的“-----BEGIN …-----”行已损坏'),
      text('It went through an editor or a web page: take the original file, five plain hyphens on each side.', '文件被编辑器或网页改过，请用原文件：两边各五个普通减号。'),
    )
  }
  const compact = content.replace(/\s/g, '')
  if (compact.length > 100 && /^[A-Za-z0-9+/]+=*$/.test(compact)) {
    return broken('no-header', text('lacks its “-----BEGIN …-----” and “-----END …-----” lines', '缺少“-----BEGIN …-----”和“-----END …-----”两行'), text('Copy the file with its first and last line.', '请连同首行和末行一起拷贝。'))
  }
  return broken('not-pem', text('is not a PEM file', '不是 PEM 文件'), text('A PEM file is text that starts with “-----BEGIN”.', 'PEM 文件是以“-----BEGIN”开头的文本。'))
}

function wrongContent(blocks: readonly PemBlock[], role: PemRole, broken: Broken) {
  const labels = blocks.map((block) => block.label)
  if (role === 'key') {
    return labels.some((label) => label.endsWith('CERTIFICATE'))
      ? broken('is-certificate', text('is a certificate, not a key', '是证书，不是私钥'), text('Choose the private key file; it starts with “BEGIN … PRIVATE KEY”.', '请选择私钥文件，开头是“BEGIN … PRIVATE KEY”。'))
      : broken('wrong-kind', text(`holds ${labels.join(', ')}, not a private key`, `里是 ${labels.join('、')}，不是私钥`), text('Choose the private key file in PEM form.', '请选择 PEM 格式的私钥文件。'))
  }
  if (labels.some((label) => label.endsWith('PRIVATE KEY'))) {
    return broken('is-key', text('is a private key, not a certificate', '是私钥，不是证书'), text('Choose the certificate; keep the key to yourself.', '请选择证书文件，私钥不要外传。'))
  }
  if (labels.some((label) => label.endsWith('CERTIFICATE REQUEST'))) {
    return broken('is-request', text('is a certificate request, not a certificate', '是证书请求（CSR），不是证书'), text('Have the CA sign it and use the certificate you get back.', '请让 CA 签发，再使用签好的证书。'))
  }
  return broken('wrong-kind', text(`holds ${labels.join(', ')}, not a certificate`, `里是 ${labels.join('、')}，不是证书`), text('Choose a file that starts with “BEGIN CERTIFICATE”.', '请选择以“BEGIN CERTIFICATE”开头的文件。'))
}

const wants = (role: PemRole, label: string): boolean =>
  role === 'key' ? ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'].includes(label) : ['CERTIFICATE', 'X509 CERTIFICATE'].includes(label)

const isUtf16 = (bytes: Uint8Array): boolean => (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0x2d && bytes[1] === 0)

/** The bytes; the number (from 1) of the first line with a character outside base64; or null when something is missing. */
function decodeBody(body: string): Uint8Array | number | null {
  const bad = body.split(/\r\n|\n|\r/).findIndex((line) => !/^[ \t]*[A-Za-z0-9+/]*=*[ \t]*$/.test(line))
  return bad === -1 ? derOf(body.replace(/\s/g, '')) : bad + 1
}

/** The bytes of a block's base64, blanks taken out; null when some are missing, which its length or the ASN.1 inside tells. */
export function derOf(compact: string): Uint8Array | null {
  if (compact === '' || compact.length % 4 !== 0) return null
  try {
    const der = Uint8Array.from(atob(compact), (character) => character.charCodeAt(0))
    return isWholeSequence(der) ? der : null
  } catch {
    return null
  }
}

/** As RFC 7468 wants it written: 64 characters a line, LF, one at the end. */
export const toPem = (label: string, der: Uint8Array): string => [`-----BEGIN ${label}-----`, ...(btoa(fromLatin1(der)).match(/.{1,64}/g) ?? []), `-----END ${label}-----`, ''].join('\n')

/** Certificates and keys are one ASN.1 SEQUENCE that says its own length: a lost line in the middle shows here. */
function isWholeSequence(der: Uint8Array): boolean {
  const first = der[1]
  if (der[0] !== 0x30 || first === undefined) return false
  if (first < 0x80) return der.length === 2 + first
  const count = first & 0x7f
  let length = 0
  for (const byte of der.subarray(2, 2 + count)) length = length * 256 + byte
  return der.length === 2 + count + length
}
