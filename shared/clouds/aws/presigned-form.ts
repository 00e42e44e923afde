import type { GivenPart } from '../../signature/given.ts'
import { partLabels } from '../../signature/part-labels.ts'
import { percentDecode } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Mark } from '../profile.ts'
import { mark } from './marks.ts'
import { timeOf } from './time.ts'
import { iotService } from './tool.ts'

/** Path or URL of a signed WebSocket, or a piece of it. */
export const isPresigned = (value: string): boolean => /X-Amz-(Signature|Credential|Algorithm)=/i.test(value)

const queryOf = (value: string): ReadonlyMap<string, string> =>
  new Map(
    value
      .replace(/^[^?]*\?/, '')
      .split('&')
      .map((pair) => [pair.slice(0, Math.max(0, pair.indexOf('='))), percentDecode(pair.slice(pair.indexOf('=') + 1)) ?? ''] as const),
  )

/** It belongs into the WebSocket's URL: where it stands is wrong, and its form is judged as far as that goes without the secret key. No text repeats any of it. */
export function presignedMarks(part: GivenPart, value: string, region: string): Mark[] {
  if (!isPresigned(value)) return []
  const found: Mark[] = []
  const add = (code: string, what: Text, next: Text) => found.push(mark(part, code, what, next))
  const { en, zh } = partLabels[part]
  add(
    'aws.presigned-here',
    text(`A presigned URL stands in the ${en}.`, `${zh}里填了预签名地址。`),
    text(
      'It is the address of the WebSocket, wss://{endpoint}/mqtt?X-Amz-…; user name and password stay empty.',
      '它是 WebSocket 的地址：wss://{端点}/mqtt?X-Amz-…；用户名和密码留空。',
    ),
  )
  const query = queryOf(value)
  const missing = required.filter((name) => (query.get(name) ?? '') === '')
  if (missing.length > 0) {
    const what = text(`The presigned URL lacks ${missing.join(', ')}.`, `预签名地址缺少 ${missing.join('、')}。`)
    add('aws.presigned-parts', what, text('Upper and lower case of the names count.', '参数名区分大小写。'))
  }
  const problem = query.has('X-Amz-Credential') ? credentialProblem(query, region) : undefined
  const scope = text('It is {key}/{day}/{region}/iotdevicegateway/aws4_request, URL-encoded.', '应为 {密钥ID}/{日期}/{区域}/iotdevicegateway/aws4_request，并做 URL 编码。')
  if (problem) add(...problem, scope)
  const signature = query.get('X-Amz-Signature') ?? ''
  if (signature !== '' && !/^[0-9a-f]{64}$/.test(signature)) {
    const what = text('X-Amz-Signature is not 64 lower-case hex digits.', 'X-Amz-Signature 不是 64 位小写十六进制。')
    add('aws.presigned-signature', what, text('Copy the URL again.', '请重新复制该地址。'))
  }
  return found
}

const required = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-SignedHeaders', 'X-Amz-Signature']

function credentialProblem(query: ReadonlyMap<string, string>, region: string): readonly [string, Text] | undefined {
  const [, date = '', ownRegion = '', service = '', end = ''] = (query.get('X-Amz-Credential') ?? '').split('/')
  if (end !== 'aws4_request') return ['aws.presigned-credential', text('X-Amz-Credential does not have its five parts.', 'X-Amz-Credential 不是五段格式。')]
  if (service !== iotService) return ['aws.presigned-service', text('The URL is signed for another service than AWS IoT.', '该地址不是为 AWS IoT 签名的。')]
  if (region !== '' && ownRegion !== region) return ['aws.presigned-region', text('The URL is signed for another region than the endpoint’s.', '该地址的签名区域和端点不一致。')]
  const stamp = query.get('X-Amz-Date') ?? ''
  if (stamp === '' || stamp.startsWith(date)) return undefined
  return ['aws.presigned-day', text('The day in X-Amz-Credential is not that of X-Amz-Date.', 'X-Amz-Credential 里的日期和 X-Amz-Date 不一致。')]
}

/** ms since the epoch at which the presigned URL in a part ends; undefined where none says so. */
export function endOfUrl(value: string): number | undefined {
  if (!isPresigned(value)) return undefined
  const query = queryOf(value)
  const [from, expires] = [timeOf(query.get('X-Amz-Date') ?? ''), query.get('X-Amz-Expires') ?? '']
  return from !== undefined && /^\d{1,7}$/.test(expires) ? from + Number(expires) * 1000 : undefined
}
