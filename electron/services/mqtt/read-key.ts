import { createPrivateKey, type KeyObject } from 'node:crypto'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import { decodePem } from '../../../shared/tls/decode-pem.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import { derOf, type PemBlock } from '../../../shared/tls/pem.ts'
import type { PemFile } from '../../../shared/wizard/credential.ts'

/** PKCS#8 says it with its label (RFC 5958), OpenSSL's older form with a header line (RFC 1421). */
const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: *4, *ENCRYPTED/

export const isEncryptedKey = (content: string): boolean => encrypted.test(content)

/** A private key, encrypted or not. Neither the key nor the pass phrase gets into a message. */
export function readKey(file: PemFile, passphrase: string | undefined): Result<KeyObject> {
  const content = fromUtf8(file.bytes)
  if (isEncryptedKey(content)) return decrypt(file, content, passphrase)
  const keys = decodePem(file, 'key', keyOf)
  return keys.ok ? ok(keys.value[0]) : keys
}

const forms = { 'PRIVATE KEY': 'pkcs8', 'RSA PRIVATE KEY': 'pkcs1', 'EC PRIVATE KEY': 'sec1' } as const

// From the bytes: OpenSSL refuses a text whose line ends were lost.
const keyOf = ({ label, der }: PemBlock): KeyObject => createPrivateKey({ key: Buffer.from(der), format: 'der', type: forms[label as keyof typeof forms] })

function decrypt({ name }: PemFile, content: string, passphrase: string | undefined): Result<KeyObject> {
  if (!passphrase) {
    return failure(
      'passphrase-needed',
      text(`The private key ${name} is encrypted, and there is no pass phrase`, `私钥 ${name} 已加密，但没有填写密码短语`),
      text('Enter the key’s pass phrase below it, or take its protection away: openssl pkey -in FILE -out key.pem', '请在私钥下方填写密码短语，或去掉加密：openssl pkey -in 文件 -out key.pem'),
    )
  }
  try {
    return ok(createPrivateKey({ key: content, format: 'pem', passphrase }))
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // OpenSSL 3 leaves RC2 and DES to its legacy provider, which Node does not load; BoringSSL, in Electron, has other words for it.
    if (/EVP_UNSUPPORTED|UNKNOWN_(?:ALGORITHM|CIPHER)|UNSUPPORTED_(?:ALGORITHM|CIPHER|ENCRYPTION)/.test(code)) {
      return failure(
        'cipher-unsupported',
        text(`The private key ${name} is encrypted in a way that is no longer supported`, `私钥 ${name} 的加密算法已不再支持`),
        text(
          'Encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out key.pem (with OpenSSL 3 also: -provider legacy -provider default).',
          '请重新加密：openssl pkcs8 -topk8 -v2 aes-256-cbc -in 文件 -out key.pem（OpenSSL 3 还要加 -provider legacy -provider default）。',
        ),
        code,
      )
    }
    if (!isWhole(content)) {
      return failure(
        'encrypted-damaged',
        text(`The encrypted private key ${name} is cut off or damaged`, `加密的私钥 ${name} 不完整或已损坏`),
        text('Copy the whole file again, to the last line.', '请重新完整拷贝，直到最后一行。'),
      )
    }
    // A wrong pass phrase shows in the padding (BAD_DECRYPT) or, once in a few hundred times, only in what comes out of it.
    return failure(
      'passphrase-wrong',
      text(`The pass phrase does not open the private key ${name}`, `密码短语打不开私钥 ${name}`),
      text('Type it again: upper and lower case and blanks count. If it is right, the file is damaged.', '请重新输入，注意大小写和空格。如果确认无误，说明文件已损坏。'),
      code,
    )
  }
}

/** Of the older form only that its Base64 is: what is inside shows after decrypting alone. */
function isWhole(content: string): boolean {
  const [, label, body = ''] = /-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----/.exec(content) ?? []
  if (label === 'ENCRYPTED PRIVATE KEY') return derOf(body.replaceAll(/\s/g, '')) !== null
  const base64 = body.replaceAll(/^[\w-]+: .*$/gm, '').replaceAll(/\s/g, '')
  return /DEK-Info: /.test(body) && base64.length % 4 === 0 && /^[A-Za-z0-9+/]+=*$/.test(base64)
}

const failure = (name: string, what: Text, next: Text, evidence?: string) => fail({ code: `tls.key-${name}`, stage: 'tls', what, next, ...(evidence ? { evidence } : {}) })
