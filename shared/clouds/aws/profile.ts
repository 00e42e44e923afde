import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { awsAuthorities, awsCodes, awsLifetimes, awsTopics } from './facts.ts'
import { awsFields } from './fields.ts'
import { awsInspection } from './inspect.ts'
import { makeLogin } from './login.ts'
import { awsRules } from './rules.ts'
import { makeIotUrl, makePresignedQuery, makeSigningKey } from './tool.ts'

/** AWS IoT Core. */
export const aws: CloudProfile = {
  id: 'aws',
  name: text('AWS IoT Core', 'AWS IoT Core'),
  summary: text('Device certificate on 8883 or 443, a custom authorizer, or a WebSocket signed by SigV4.', '设备证书（8883 或 443）、自定义授权方，或 SigV4 签名的 WebSocket。'),
  fields: awsFields,
  operations: [
    {
      id: 'login',
      title: text('MQTT login', 'MQTT 直连'),
      summary: text('By certificate, custom authorizer or SigV4.', '证书、自定义授权方或 SigV4。'),
      kind: 'login',
      make: makeLogin,
    },
    {
      id: 'sigv4-iot-wss',
      title: text('Signed WebSocket URL', 'WebSocket 签名地址'),
      summary: text('The wss address of an MQTT connection, signed by SigV4.', '用 SigV4 签名的 MQTT wss 地址。'),
      kind: 'tool',
      make: makeIotUrl,
    },
    {
      id: 'sigv4-presigned-query',
      title: text('Presigned URL of any service', '任意服务的预签名 URL'),
      summary: text('A GET signed in its query, such as S3’s: for firmware downloads and for checking.', '把签名放在查询串里的 GET（如 S3），用于固件下载和核对算法。'),
      kind: 'tool',
      make: makePresignedQuery,
    },
    {
      id: 'sigv4-signing-key',
      title: text('SigV4 signing key', 'SigV4 签名密钥'),
      summary: text('The key of one day, region and service, each HMAC shown.', '某日、某区域、某服务的签名密钥，逐级显示。'),
      kind: 'tool',
      make: makeSigningKey,
    },
  ],
  inspection: awsInspection,
  rules: awsRules,
  topics: awsTopics,
  codes: awsCodes,
  authorities: awsAuthorities,
  lifetimes: awsLifetimes,
}
