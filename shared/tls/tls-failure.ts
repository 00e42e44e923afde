import type { Failure } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import type { Endpoint } from '../mqtt/network-failure.ts'

/**
 * OpenSSL's reason in plain lower case: `wrong version number`, `tlsv1 alert unknown ca`. It sits in Node's error code
 * (`ERR_SSL_WRONG_VERSION_NUMBER`) or, for errors met while writing, only in the message (`EPROTO`). Null: no TLS error.
 */
export function tlsReason(code: string, message: string): string | null {
  if (code.startsWith('ERR_SSL_')) return code.slice('ERR_SSL_'.length).replaceAll('_', ' ').toLowerCase()
  const reason = /SSL routines:[^:]*:([^:\n]+)/.exec(message)?.[1]
  if (reason) return reason.toLowerCase()
  return code === 'EPROTO' ? 'protocol error' : null
}

/** A handshake that broke, in words. `hasClientCertificate`: whether we offered one. */
export function explainTlsReason(reason: string, { host, port }: Endpoint, hasClientCertificate: boolean): Failure {
  const at = `${host}:${port}`
  const failure = (name: string, what: Text, next: Text): Failure => ({ code: `tls.${name}`, stage: 'tls', what, next, evidence: reason })
  if (/wrong version number|http request|unknown protocol|packet length too long|record layer failure|unexpected message/.test(reason)) {
    return failure(
      'not-tls',
      text(`${at} does not speak TLS`, `${at} 不是 TLS 端口`),
      text('Use mqtt (plain) on this port, or the broker’s TLS port (usually 8883).', '这个端口请用 mqtt（明文）连接，或改连服务器的 TLS 端口（一般 8883）。'),
    )
  }
  if (/certificate required|peer did not return a certificate/.test(reason) || (/handshake failure/.test(reason) && !hasClientCertificate)) {
    const sure = !/handshake failure/.test(reason)
    return failure(
      'client-certificate-required',
      sure
        ? text(`${at} demands a client certificate`, `${at} 要求客户端证书（双向认证）`)
        : text(`${at} broke off the handshake: most often it demands a client certificate`, `${at} 中断了握手：多半是要求客户端证书（双向认证）`),
      text(
        sure
          ? 'Give the client certificate and its private key that belong to this device.'
          : 'Give the client certificate and its private key. If there are none, the broker shares no cipher or TLS version with this PC.',
        sure ? '请导入这台设备的客户端证书和私钥。' : '请导入客户端证书和私钥；如果本来就不用客户端证书，则是加密套件或 TLS 版本没有交集。',
      ),
    )
  }
  if (/alert certificate expired/.test(reason)) {
    return failure(
      'client-certificate-expired',
      text('The broker says that our client certificate has expired', '服务器认为我方客户端证书已过期'),
      text('Have a new client certificate issued, or check the broker’s clock.', '请重新签发客户端证书，或检查服务器的时钟。'),
    )
  }
  if (/alert (unknown ca|bad certificate|certificate unknown|certificate revoked|unsupported certificate|decrypt error|access denied)/.test(reason)) {
    return failure(
      'client-certificate-refused',
      hasClientCertificate
        ? text('The broker does not accept our client certificate', '服务器不接受我方的客户端证书')
        : text('The broker broke off the handshake over a certificate', '服务器因证书问题中断了握手'),
      hasClientCertificate
        ? text('Check that it was issued by the CA that this broker trusts, and that it is activated in the cloud’s console.', '确认它由服务器信任的 CA 签发，并且已在云平台控制台激活。')
        : text('It probably demands a client certificate: give certificate and private key.', '多半要求客户端证书，请导入证书和私钥。'),
    )
  }
  if (/protocol version|unsupported protocol|no protocols available|version too low/.test(reason)) {
    return failure(
      'version',
      text(`${at} and this PC share no TLS version`, `${at} 和这台电脑没有共同的 TLS 版本`),
      text('This program uses TLS 1.2 and 1.3. Enable TLS 1.2 on the broker.', '本程序使用 TLS 1.2 和 1.3，请在服务器上启用 TLS 1.2。'),
    )
  }
  if (/unrecognized name/.test(reason)) {
    return failure(
      'sni',
      text(`The broker does not know the name ${host}`, `服务器不认识域名 ${host}`),
      text('Use the exact host name that the cloud’s console gives.', '请使用云平台控制台给出的完整域名。'),
    )
  }
  if (/handshake failure|shared cipher|no ciphers|too small|too weak|legacy renegotiation/.test(reason)) {
    return failure(
      'weak',
      text(`${at} and this PC agree on no safe cipher or key`, `${at} 和这台电脑在加密套件或密钥强度上谈不拢`),
      text('The broker’s TLS settings or its key are too old: use an RSA key of 2048 bits or more and TLS 1.2.', '服务器的 TLS 配置或密钥太旧：请用 2048 位以上的 RSA 密钥和 TLS 1.2。'),
    )
  }
  return failure(
    'handshake',
    text(`The TLS handshake with ${at} failed`, `与 ${at} 的 TLS 握手失败`),
    text('Check that the port is a TLS port, then the broker’s log at this moment.', '确认这是 TLS 端口，再查看服务器此刻的日志。'),
  )
}

/** The far end hung up in the middle of the handshake without a TLS alert. */
export const explainHandshakeCut = ({ host, port }: Endpoint, detail: string): Failure => ({
  code: 'tls.cut',
  stage: 'tls',
  what: text(`${host}:${port} hung up during the TLS handshake`, `${host}:${port} 在 TLS 握手中断开了连接`),
  next: text(
    'The port most likely speaks plain MQTT: use mqtt instead of mqtts, or the TLS port (usually 8883). If it is a TLS port, see the broker’s log.',
    '这个端口很可能是明文 MQTT：改用 mqtt，或改连 TLS 端口（一般 8883）。如果确实是 TLS 端口，请查看服务器日志。',
  ),
  evidence: detail,
})
