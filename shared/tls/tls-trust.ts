import type { Failure } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import { day, type CertificateFacts } from './certificate-facts.ts'

/** What is known when a server's certificate did not pass. */
export type TrustFacts = {
  /** OpenSSL's verification code as Node names it: `SELF_SIGNED_CERT_IN_CHAIN`, `CERT_HAS_EXPIRED` ... */
  readonly code: string
  readonly host: string
  /** As the server sent it, leaf first; empty when it is not known. */
  readonly chain: readonly CertificateFacts[]
  readonly names: readonly string[]
  /** The certificates of the CA file; null when the PC's own list of public CAs was used. */
  readonly ca: readonly CertificateFacts[] | null
  /** Name of the public CA that would sign this chain, where that was looked up. */
  readonly publicCa?: string
  readonly now: number
}

const checkClock = text('or the clock of this PC is wrong', '或者这台电脑的时钟不对')

/** Why the server's certificate was not accepted, and which file or setting to change. */
export function explainTrust(facts: TrustFacts): Failure {
  const { code, host, chain, now } = facts
  const failure = (name: string, what: Text, next: Text): Failure => ({
    code: `tls.${name}`,
    stage: 'tls',
    what,
    next,
    evidence: evidenceOf(facts),
  })
  const leaf = chain[0]
  switch (code) {
    case 'CERT_HAS_EXPIRED': {
      const ca = (facts.ca ?? []).find((one) => one.validTo < now)
      if (leaf && leaf.validTo >= now) {
        const old = ca ?? chain.find((one) => one.validTo < now)
        return failure(
          'ca-expired',
          text(`The CA certificate expired${old ? ` on ${day(old.validTo)}` : ''}: ${old?.subject ?? '?'}`, `CA 证书已过期${old ? `（${day(old.validTo)}）` : ''}：${old?.subject ?? '?'}`),
          text('Get the current CA file of this broker, and renew the server’s chain if it is your own.', '换用该服务器当前的 CA 文件；如果是自建服务器，请重新签发证书链。'),
        )
      }
      return failure(
        'server-expired',
        text(`The server’s certificate expired${leaf ? ` on ${day(leaf.validTo)}` : ''}`, `服务器证书已过期${leaf ? `（${day(leaf.validTo)}）` : ''}`),
        text(`Renew it on the broker ${checkClock.en}. A modem with ignorelocaltime 1 does not notice.`, `请在服务器上更换证书，${checkClock.zh}。模组设了 ignorelocaltime 1 时不会发现过期。`),
      )
    }
    case 'CERT_NOT_YET_VALID': {
      const early = [...chain, ...(facts.ca ?? [])].find((one) => one.validFrom > now)
      return failure(
        'not-yet-valid',
        text(`A certificate is not valid yet${early ? `: ${early.subject} starts on ${day(early.validFrom)}` : ''}`, `证书尚未生效${early ? `：${early.subject} 从 ${day(early.validFrom)} 起有效` : ''}`),
        text('Check the clock of this PC and of the machine that made the certificate.', '检查这台电脑和签发证书那台机器的时钟。'),
      )
    }
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
    case 'IP_ADDRESS_MISMATCH': {
      const names = facts.names.length > 0 ? facts.names.join(', ') : '-'
      return failure(
        'host-name',
        text(`The server’s certificate is not for ${host}; it is for ${names}`, `服务器证书不是签给 ${host} 的，证书里的名字是：${names}`),
        text(
          'Connect to one of these names, or have the certificate made anew with this host among its subject alternative names. On a bench the check can be switched off.',
          '请改用证书里的名字连接，或者重新签发证书，把这个地址写进“使用者可选名称”（SAN）。在实验台上也可以暂时关闭校验。',
        ),
      )
    }
    case 'INVALID_CA':
      return failure(
        'ca-not-a-ca',
        text('The CA file holds a certificate that is not marked as a CA', 'CA 文件里的证书没有 CA 标记（basicConstraints）'),
        text('Make the CA anew with basicConstraints CA:TRUE, or use the right file.', '请用 basicConstraints CA:TRUE 重新生成 CA，或换用正确的文件。'),
      )
    case 'INVALID_PURPOSE':
      return failure(
        'server-purpose',
        text('The server’s certificate is not meant for servers', '服务器证书的用途不是服务器认证'),
        text('Have it made with extended key usage serverAuth.', '请用扩展用途 serverAuth 重新签发服务器证书。'),
      )
    default:
      return explainIssuer(facts, failure)
  }
}

function explainIssuer(facts: TrustFacts, failure: (name: string, what: Text, next: Text) => Failure): Failure {
  const { chain, ca, publicCa } = facts
  const leaf = chain[0]
  const top = chain.at(-1)
  const held = (ca ?? []).map((one) => one.subject).join('; ')
  if (leaf && ca?.some((one) => one.fingerprint === leaf.fingerprint) && leaf.issuer !== leaf.subject) {
    return failure(
      'ca-is-server-certificate',
      text('The CA file holds the server’s own certificate, not the CA that signed it', 'CA 文件里是服务器自己的证书，不是签发它的 CA'),
      text(`Use the certificate of ${leaf.issuer}.`, `请换成 ${leaf.issuer} 的证书。`),
    )
  }
  const intermediate = ca?.find((one) => one.subject !== one.issuer && chain.some((link) => link.fingerprint === one.fingerprint))
  if (intermediate) {
    return failure(
      'ca-is-intermediate',
      text(`The CA file holds only the intermediate ${intermediate.subject}`, `CA 文件里只有中间证书 ${intermediate.subject}`),
      text(`Use the root certificate ${intermediate.issuer}, or add it to the file.`, `请换用根证书 ${intermediate.issuer}，或把它加进文件。`),
    )
  }
  const sameName = ca?.find((one) => top && (one.subject === top.issuer || one.subject === top.subject))
  if (top && sameName) {
    return failure(
      'ca-other-key',
      text('The CA file has the right name but another key: the CA was made anew', 'CA 文件名字对得上，但密钥不是同一把：CA 重新生成过'),
      text('Copy the CA file from the broker again; the old one is of no use any more.', '从服务器上重新拷贝 CA 文件，旧的已经作废。'),
    )
  }
  if (leaf && chain.length === 1 && leaf.issuer === leaf.subject) {
    return failure(
      'self-signed',
      text(`The server’s certificate is self-signed${ca ? ' and is not the one in the CA file' : ''}`, `服务器用的是自签名证书${ca ? '，而且不是 CA 文件里的那张' : ''}`),
      text('Give that very certificate as the CA file, or have the server use one signed by your CA.', '把服务器这张证书作为 CA 文件导入，或者让服务器换用你的 CA 签发的证书。'),
    )
  }
  if (ca === null) {
    return failure(
      'unknown-ca',
      text(`The server’s certificate is signed by ${top?.issuer ?? 'a CA'}, which this PC does not know`, `签发服务器证书的 ${top?.issuer ?? 'CA'} 不在这台电脑信任的列表里`),
      text('Give the broker’s CA certificate as the CA file.', '请把服务器的 CA 证书作为 CA 文件导入。'),
    )
  }
  return failure(
    'wrong-ca',
    text(
      `The CA file does not sign this server’s certificate. The server’s is issued by ${top?.issuer ?? '?'}; the file holds ${held || '?'}`,
      `这个 CA 文件没有签发该服务器的证书。服务器证书的签发者是 ${top?.issuer ?? '?'}，文件里是 ${held || '?'}`,
    ),
    publicCa
      ? text(`The chain ends at the public CA ${publicCa}: use that root’s certificate as the CA file.`, `证书链的根是公共 CA ${publicCa}：请用这个根证书作为 CA 文件。`)
      : text(
          `Get the certificate of ${top?.issuer ?? 'the issuer'} from whoever runs the broker. If that is an intermediate, the server should send it along.`,
          `向服务器维护人员索取 ${top?.issuer ?? '签发者'} 的证书。如果它只是中间证书，应由服务器一并下发。`,
        ),
  )
}

function evidenceOf({ code, chain }: TrustFacts): string {
  const links = chain.map((one) => `${one.subject} (${day(one.validFrom)} to ${day(one.validTo)})`)
  return [code, ...links].join(' < ')
}

const trustCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'IP_ADDRESS_MISMATCH',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_CHAIN_TOO_LONG',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
])

/** Whether a code says that the server's certificate did not pass, as against a handshake that broke. */
export const isTrustCode = (code: string): boolean => trustCodes.has(code)
