import { text, type Text } from '../text/local-text.ts'
import type { PemFile } from '../wizard/credential.ts'
import type { Finding } from '../wizard/plan.ts'
import { day } from './certificate-facts.ts'
import { fieldOf, warning } from './finding.ts'
import { readPem, type PemRole } from './pem.ts'
import type { Certificate } from './x509.ts'

type Role = Exclude<PemRole, 'key'>

const names: Readonly<Record<Role, Text>> = {
  ca: text('CA certificate', 'CA 证书'),
  certificate: text('client certificate', '客户端证书'),
  server: text('server certificate', '服务器证书'),
}

const renew: Readonly<Record<Role, Text>> = {
  ca: text('Get the current CA file. A modem that ignores the local time may still take it.', '请换用最新的 CA 文件。模组忽略本地时间时可能仍会接受。'),
  certificate: text('Have a new client certificate issued: the broker checks the date.', '请重新签发客户端证书：服务器会检查有效期。'),
  server: text('Renew it on the broker. A modem that ignores the local time may still take it.', '请在服务器上更换证书。模组忽略本地时间时可能仍会接受。'),
}

/** `now` in ms since the epoch. */
export const dateFindings = (certificates: readonly Certificate[], role: Role, now: number): Finding[] =>
  certificates.flatMap(({ facts: { subject, validFrom, validTo } }) => {
    const name = names[role]
    if (validTo < now) {
      return [warning(`${role}-expired`, fieldOf[role], text(`The ${name.en} expired on ${day(validTo)}: ${subject}`, `${name.zh}已于 ${day(validTo)} 过期：${subject}`), renew[role])]
    }
    if (validFrom <= now) return []
    return [
      warning(
        `${role}-not-yet-valid`,
        fieldOf[role],
        text(`The ${name.en} is valid from ${day(validFrom)} on only: ${subject}`, `${name.zh}从 ${day(validFrom)} 起才有效：${subject}`),
        text('Check the clock of this PC and of the machine that made it.', '检查这台电脑和签发证书那台机器的时钟。'),
      ),
    ]
  })

/** Whether the one that is shown in the handshake may be: brokers and modems of the stricter kind look at what it was issued for. */
export function usageFindings({ facts: { mayBe, subject } }: Certificate, role: 'certificate' | 'server'): Finding[] {
  if (role === 'certificate' && !mayBe.client) {
    return [
      warning(
        'certificate-not-for-clients',
        'cert',
        text(`The client certificate was not issued for clients, its key usage says so: ${subject}`, `这张客户端证书的密钥用途里没有客户端认证：${subject}`),
        mayBe.server
          ? text('It is a server’s certificate. Choose the device’s own, or have one issued with the usage clientAuth.', '这是服务器证书。请选择设备自己的证书，或重新签发带 clientAuth 用途的证书。')
          : text('Have it issued with the usages digitalSignature and clientAuth: many brokers refuse it otherwise.', '请重新签发，用途要有 digitalSignature 和 clientAuth，否则很多服务器会拒绝。'),
      ),
    ]
  }
  if (role === 'server' && !mayBe.server) {
    return [
      warning(
        'server-not-for-servers',
        'cert',
        text(`The server certificate was not issued for servers, its key usage says so: ${subject}`, `这张服务器证书的密钥用途里没有服务器认证：${subject}`),
        text('Have it issued with the usage serverAuth; strict clients refuse it otherwise.', '请重新签发带 serverAuth 用途的证书，否则严格的客户端会拒绝。'),
      ),
    ]
  }
  return []
}

/** Whether the first certificate of a CA file can be a CA's, and whether the file holds what must not leave the PC. */
export function caFindings(file: PemFile, [first]: readonly [Certificate, ...Certificate[]]): Finding[] {
  const found: Finding[] = []
  const { isCa, isSelfSigned, subject, issuer } = first.facts
  if (!isCa) {
    found.push(
      warning(
        'ca-not-a-ca',
        'ca',
        isSelfSigned
          ? text('The CA file holds a self-signed certificate without the CA mark', 'CA 文件里是一张没有 CA 标记的自签名证书')
          : text(`The CA file holds a server’s or device’s certificate, not a CA: ${subject}`, `CA 文件里是服务器或设备证书，不是 CA：${subject}`),
        isSelfSigned
          ? text('It works only where the server uses this very certificate.', '只有服务器用的就是这张证书时才能通过。')
          : text(`Use the certificate of its issuer: ${issuer}`, `请改用它的签发者的证书：${issuer}`),
      ),
    )
  }
  if (readPem(file, 'key').ok) {
    found.push(
      warning(
        'ca-contains-key',
        'ca',
        text('The CA file also holds a private key, which would be sent to the modem', 'CA 文件里还有私钥，会一起写进模组'),
        text('Cut the key out; only the CERTIFICATE part belongs into this file.', '请删掉私钥部分，只保留 CERTIFICATE 部分。'),
      ),
    )
  }
  return found
}
