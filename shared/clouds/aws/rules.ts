import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** AWS General Reference, "AWS IoT Core endpoints and quotas"; AWS IoT Core developer guide, "MQTT". */
export const awsRules: CloudRules = {
  // Outside of it AWS does not refuse but takes the nearest bound, and cuts a modem off that goes by its own.
  keepAlive: { min: 30, max: 1200, advised: 300 },
  maxQos: 1,
  retain: true,
  noRetainOn: /^\$/,
  will: true,
  topicBytes: 256,
  // Basic Ingest: AWS IoT developer guide, “Reducing messaging costs with Basic Ingest”.
  uncountedTopicPrefix: /^\$aws\/rules\/[^/]+\//,
  // Seven slashes.
  topicLevels: 8,
  payloadBytes: 131_072,
  clientIdBytes: 128,
  connectionsPerDevice: 1,
  versions: [4, 5],
  subscriptions: 50,
  serverName: true,
  notes: [
    text('The server’s name (SNI) must be sent in the TLS handshake: without it every connection is refused.', 'TLS 握手必须带 SNI（服务器域名），否则一律拒绝连接。'),
    text('The policy must allow this client ID (iot:Connect on client/…), and each topic.', '策略必须允许该 Client ID（iot:Connect，资源 client/…）以及每个主题。'),
    text('A publication or subscription that the policy denies closes the connection, without a word.', '发布或订阅被策略拒绝时，直接断开连接，没有任何提示。'),
    text('A second login with the same client ID throws the first one off.', '同一 Client ID 再次登录会把前一个连接踢下线。'),
    text('QoS 2 is not supported. Topics that begin with $ take no retained messages.', '不支持 QoS 2；$ 开头的主题不能发保留消息。'),
    text('At most 8 topics in one subscription, 50 on one connection, 100 publications a second.', '一次最多订阅 8 个主题，每个连接最多 50 个订阅、每秒 100 条发布。'),
    text(
      'Port 443 with a certificate or an authorizer needs ALPN; modems without it use 8883 with a certificate.',
      '443 端口用证书或授权方认证需要 ALPN；模组不支持 ALPN 时，用证书走 8883。',
    ),
  ],
  source: 'docs.aws.amazon.com: general/latest/gr/iot-core.html, iot/latest/developerguide/mqtt.html',
}
