import { toHex } from '../../text/bytes.ts'
import { spanWords } from '../field-checks.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { str } from '../inputs.ts'
import type { Circumstances, Inputs, Made } from '../profile.ts'
import { isAmazonHost, regionOf } from './endpoint.ts'
import { deriveKey, emptyHash, presign, type PresignRequest } from './sigv4.ts'
import { timeOf } from './time.ts'

/** The service name that AWS IoT’s WebSockets are signed for. */
export const iotService = 'iotdevicegateway'

/** ms that a client’s clock may run ahead. AWS General Reference, "Troubleshooting Signature Version 4". */
const aheadMs = 300_000

export const requestOf = (inputs: Inputs, more: Pick<PresignRequest, 'scheme' | 'path' | 'service' | 'payloadHash' | 'isTokenSigned'>): PresignRequest => ({
  host: str(inputs, 'host').trim(),
  amzDate: str(inputs, 'amzDate'),
  expires: str(inputs, 'expires').trim(),
  region: str(inputs, 'region'),
  accessKey: str(inputs, 'accessKey'),
  secretKey: str(inputs, 'secretKey'),
  sessionToken: str(inputs, 'sessionToken'),
  ...more,
})

const ownRequest = (inputs: Inputs, isTokenSigned: boolean): PresignRequest =>
  requestOf(inputs, {
    scheme: str(inputs, 'scheme') || 'wss',
    path: str(inputs, 'path') || '/mqtt',
    service: str(inputs, 'service') || iotService,
    payloadHash: str(inputs, 'payloadHash') || emptyHash,
    isTokenSigned,
  })

/** ms since the epoch at which a presigned URL ends. */
export function endOf({ amzDate, expires }: Pick<PresignRequest, 'amzDate' | 'expires'>): Pick<Made, 'expiresAt'> {
  const from = timeOf(amzDate)
  return from !== undefined && /^\d{1,7}$/.test(expires) ? { expiresAt: from + Number(expires) * 1000 } : {}
}

/** What a gateway would refuse although the signature is right. */
export function presignFindings(request: PresignRequest, now: number): Finding[] {
  const found: Finding[] = []
  const add = (severity: Finding['severity'], code: string, field: string, what: Text, next: Text) => {
    found.push({ severity, code, stage: 'cloud', field, what, next })
  }
  const hostRegion = regionOf(request.host)
  if (isAmazonHost(request.host) && hostRegion !== '' && request.region !== '' && request.region !== hostRegion) {
    add(
      'error',
      'aws.region',
      'region',
      text(`The endpoint is in ${hostRegion}, the signature would be for ${request.region}.`, `端点在 ${hostRegion}，签名却是给 ${request.region} 的。`),
      text(`Sign for ${hostRegion}, or leave the region empty.`, `请改为 ${hostRegion}，或把区域留空。`),
    )
  }
  const [from, { expiresAt }] = [timeOf(request.amzDate), endOf(request)]
  if (expiresAt !== undefined && expiresAt <= now) {
    const ago = spanWords(now - expiresAt)
    const empty = text('Leave the time empty to sign for now.', '时间留空即按当前时间签名。')
    add('warning', 'aws.expired', 'amzDate', text(`The signature expired ${ago.en} ago.`, `签名已过期 ${ago.zh}。`), empty)
  } else if (from !== undefined && from > now + aheadMs) {
    const ahead = spanWords(from - now)
    const local = text('AWS allows five minutes. Is it local time, where UTC is wanted?', 'AWS 只允许 5 分钟偏差。是不是把本地时间当成了 UTC？')
    add('warning', 'aws.clock', 'amzDate', text(`The time of signing lies ${ahead.en} ahead.`, `签名时间比现在晚了 ${ahead.zh}，还没到。`), local)
  }
  if (request.accessKey.startsWith('ASIA') && request.sessionToken === '') {
    add(
      'error',
      'aws.no-session-token',
      'sessionToken',
      text('A key that begins with ASIA is temporary and needs its session token.', '以 ASIA 开头的是临时密钥，必须配会话令牌。'),
      text('Copy the session token that was issued with it.', '请填写与它一起签发的会话令牌。'),
    )
  }
  return found
}

function makePresigned(request: PresignRequest, findings: readonly Finding[]): Made {
  const { signature, url, work } = presign(request)
  return { values: { signature, url }, ...endOf(request), work, findings }
}

/** The URL of an MQTT connection over WebSocket. */
export function makeIotUrl(inputs: Inputs, { now }: Circumstances): Made {
  const request = ownRequest(inputs, false)
  return makePresigned(request, presignFindings(request, now))
}

/** Any presigned GET, such as S3’s. */
export const makePresignedQuery = (inputs: Inputs): Made => makePresigned(ownRequest(inputs, true), [])

/** The key of one day, region and service alone, for checking somebody’s own implementation. */
export function makeSigningKey(inputs: Inputs): Made {
  const scope = { date: str(inputs, 'date'), region: str(inputs, 'region'), service: str(inputs, 'service') || iotService }
  const { key, work } = deriveKey(str(inputs, 'secretKey'), scope)
  return { values: { signingKey: toHex(key) }, work, findings: [] }
}
