import { createHash } from 'node:crypto'
import { hmac, isSame } from './verify.ts'

export type AwsKeys = { readonly accessKey: string; readonly secretKey: string; readonly region: string; readonly service: string }

/** ms that a client's clock may run ahead: AWS General Reference, "Troubleshooting Signature Version 4", five minutes. */
const aheadMs = 300_000

/** RFC 3986: what encodeURIComponent leaves as it is and SigV4 does not. */
const encoded = (value: string): string => encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const sha256 = (value: string): string => createHash('sha256').update(value, 'utf8').digest('hex')

function timeOf(stamp: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? []
  return year === undefined ? NaN : Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
}

/** The key of one day, region and service (AWS General Reference, "Examples of how to derive a signing key"). */
export function signingKey({ secretKey, region, service }: AwsKeys, date: string): Buffer {
  return [region, service, 'aws4_request'].reduce((key, part) => hmac('sha256', key, part), hmac('sha256', `AWS4${secretKey}`, date))
}

type PresignedRequest = { readonly host: string; readonly path: string; readonly query: ReadonlyMap<string, string>; readonly payloadHash: string }

/** Hex signature of a presigned GET whose only signed header is `host`. `query` is without the signature itself. */
export function presignature(keys: AwsKeys, request: PresignedRequest): string {
  const stamp = request.query.get('X-Amz-Date') ?? ''
  const scope = `${stamp.slice(0, 8)}/${keys.region}/${keys.service}/aws4_request`
  const query = [...request.query]
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .toSorted()
    .join('&')
  const canonical = ['GET', request.path, query, `host:${request.host}\n`, 'host', request.payloadHash].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')
  return hmac('sha256', signingKey(keys, stamp.slice(0, 8)), toSign).toString('hex')
}

/**
 * Judges the presigned URL of a WebSocket. Empty when it is right. The session token is added after signing, so it is not signed here. Source: AWS
 * IoT Core developer guide, "MQTT over the WebSocket Secure protocol". `host` is the Host header: signed with or without the port that stands in for
 * 443.
 */
export function presignProblem(
  keys: AwsKeys & { readonly sessionToken: string },
  { host, path, query }: Omit<PresignedRequest, 'payloadHash'>,
  now: number,
): string {
  const given = query.get('X-Amz-Signature') ?? ''
  const date = timeOf(query.get('X-Amz-Date') ?? '')
  const expires = Number(query.get('X-Amz-Expires') ?? '')
  const isFormed = query.get('X-Amz-Algorithm') === 'AWS4-HMAC-SHA256' && query.get('X-Amz-SignedHeaders') === 'host' && Number.isFinite(date)
  if (!isFormed) return 'query not of the form'
  const scope = `${keys.accessKey}/${query.get('X-Amz-Date')?.slice(0, 8)}/${keys.region}/${keys.service}/aws4_request`
  if (query.get('X-Amz-Credential') !== scope) return 'credential of another key, day, region or service'
  if ((query.get('X-Amz-Security-Token') ?? '') !== keys.sessionToken) return 'session token missing or wrong'
  const signed = new Map([...query].filter(([key]) => key !== 'X-Amz-Signature' && key !== 'X-Amz-Security-Token'))
  const ofHost = (name: string) => presignature(keys, { host: name, path, query: signed, payloadHash: sha256('') })
  if (![host, host.replace(/:\d+$/, '')].some((name) => isSame(given, ofHost(name)))) return 'wrong signature'
  return date > now + aheadMs || date + expires * 1000 <= now ? 'not valid at this time' : ''
}
