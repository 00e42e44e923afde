import { hash, hmac } from '../../signature/digest.ts'
import { contentStep, digestStep, parametersStep } from '../../signature/steps.ts'
import { fixed, name, separator, textOf, value, type Part, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { percentEncode } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'

/*
 * Signature Version 4. Sources: AWS General Reference, "Signing AWS API requests"; Amazon S3 API reference, "Authenticating requests: using query
 * parameters"; AWS IoT Core developer guide, "Device communication protocols".
 */

/** SHA-256 of nothing: the payload of a WebSocket's opening request. */
export const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const algorithm = 'AWS4-HMAC-SHA256'

export type KeyScope = {
  /** YYYYMMDD */
  readonly date: string
  readonly region: string
  readonly service: string
}

/** Each HMAC is the key of the next. Good for one day, region and service. */
export function deriveKey(secretKey: string, { date, region, service }: KeyScope): { readonly key: Uint8Array; readonly work: readonly WorkStep[] } {
  const work: WorkStep[] = [
    {
      kind: 'key',
      title: text('Key: “AWS4” and the secret access key', '密钥：“AWS4”加私有访问密钥'),
      note: text('Used as text, not decoded.', '按原文使用，不解码。'),
      parts: [fixed('AWS4'), value(secretKey, 'secretKey')],
      secret: true,
    },
  ]
  let key = utf8(`AWS4${secretKey}`)
  let last = 'AWS4 + secretKey'
  for (const [step, content] of [
    ['kDate', date],
    ['kRegion', region],
    ['kService', service],
    ['kSigning', 'aws4_request'],
  ] as const) {
    key = hmac('sha256', key, utf8(content))
    const title = `${step} = HMAC-SHA256(${last}, "${content}")`
    work.push({
      kind: 'digest',
      title: text(title, title),
      note: text('32 bytes, here in hex; they are the key of the next step.', '32 字节，这里以十六进制显示，作为下一步的密钥。'),
      parts: [fixed(toHex(key))],
      secret: true,
    })
    last = step
  }
  return { key, work }
}

export type PresignRequest = {
  readonly scheme: string
  readonly host: string
  /** URL-encoded already, with its leading slash. */
  readonly path: string
  readonly amzDate: string
  /** s */
  readonly expires: string
  readonly region: string
  readonly service: string
  readonly accessKey: string
  readonly secretKey: string
  /** Empty with a user’s own keys. */
  readonly sessionToken: string
  /** AWS IoT takes the session token behind the signature, unsigned; all other services want it signed. */
  readonly isTokenSigned: boolean
  readonly payloadHash: string
}

export type Presigned = {
  readonly stringToSign: string
  readonly signature: string
  /** Path and query. */
  readonly target: string
  readonly url: string
  readonly work: readonly WorkStep[]
}

const joined = (pairs: readonly (readonly [string, Part])[]): readonly Part[] =>
  pairs.flatMap(([key, content], index) => [...(index > 0 ? [separator('&')] : []), name(key), separator('='), content])

/** A GET whose signature stands in its query. The only signed header is Host, without the port: 443 is not sent. */
export function presign(request: PresignRequest): Presigned {
  const { amzDate, region, service, sessionToken, isTokenSigned } = request
  const host = request.host.toLowerCase()
  const date = amzDate.slice(0, 8)
  const scope = `${date}/${region}/${service}/aws4_request`
  const token = ['X-Amz-Security-Token', value(percentEncode(sessionToken), 'sessionToken')] as const
  const hasToken = sessionToken !== ''
  // In the order of their names, as the canonical request wants them.
  const pairs: readonly (readonly [string, Part])[] = [
    ['X-Amz-Algorithm', fixed(algorithm)],
    ['X-Amz-Credential', value(percentEncode(`${request.accessKey}/${scope}`), 'accessKey')],
    ['X-Amz-Date', value(amzDate, 'amzDate')],
    ['X-Amz-Expires', value(request.expires, 'expires')],
    ...(hasToken && isTokenSigned ? [token] : []),
    ['X-Amz-SignedHeaders', fixed('host')],
  ]
  const query = joined(pairs)
  const canonicalParts: readonly Part[] = [
    fixed('GET\n'),
    value(request.path, 'path'),
    separator('\n'),
    ...query,
    separator('\n'),
    name('host:'),
    value(host, 'host'),
    separator('\n\n'),
    fixed('host\n'),
    value(request.payloadHash, 'payloadHash'),
  ]
  const canonicalHash = toHex(hash('sha256', utf8(textOf(canonicalParts))))
  const toSign: readonly Part[] = [fixed(`${algorithm}\n`), value(amzDate, 'amzDate'), separator('\n'), value(scope), separator('\n'), value(canonicalHash)]
  const { key, work } = deriveKey(request.secretKey, { date, region, service })
  const signature = toHex(hmac('sha256', key, utf8(textOf(toSign))))
  const target: readonly Part[] = [
    value(request.path, 'path'),
    separator('?'),
    ...query,
    separator('&'),
    name('X-Amz-Signature'),
    separator('='),
    fixed(signature),
    ...(hasToken && !isTokenSigned ? [separator('&'), ...joined([token])] : []),
  ]
  const url: readonly Part[] = [fixed(`${request.scheme}://`), value(host, 'host'), ...target]
  return {
    stringToSign: textOf(toSign),
    signature,
    target: textOf(target),
    url: textOf(url),
    work: [
      parametersStep(
        pairs.flatMap(([key_, content]) => [name(key_), content]),
        text('Sorted by name; values URL-encoded (RFC 3986), so that / becomes %2F.', '按参数名排序；参数值按 RFC 3986 做 URL 编码，/ 变成 %2F。'),
      ),
      {
        kind: 'content',
        title: text('Canonical request', '规范请求'),
        note: text(
          'Method, path, query, the Host header and an empty line, signed headers, hash of the payload: a line each.',
          '方法、路径、查询串、Host 头和一个空行、参与签名的头、负载哈希，各占一行。',
        ),
        parts: canonicalParts,
        secret: hasToken && isTokenSigned,
      },
      digestStep('sha256', canonicalHash, text('Of the canonical request, in lower-case hex.', '规范请求的哈希，小写十六进制。'), 'hash'),
      contentStep(toSign, text('Algorithm, time, scope, hash of the canonical request: a line each.', '算法、时间、凭证范围、规范请求的哈希，各占一行。')),
      ...work,
      digestStep('sha256', signature, text('Of the string to sign under kSigning, in lower-case hex: the signature.', '用 kSigning 对待签名字符串做 HMAC，小写十六进制，即签名。')),
      {
        kind: 'assembly',
        title: text('Presigned URL', '预签名 URL'),
        ...(hasToken && !isTokenSigned && { note: text('AWS IoT wants the session token behind the signature; it is not signed.', 'AWS IoT 要求会话令牌放在签名之后，不参与签名。') }),
        parts: url,
        secret: true,
      },
    ],
  }
}
