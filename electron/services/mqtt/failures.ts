import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { explainConnack } from '../../../shared/mqtt/connack.ts'
import { explainNetworkError, explainTimeout } from '../../../shared/mqtt/network-failure.ts'
import { explainDisconnect } from '../../../shared/mqtt/reason-codes.ts'
import { explainHandshakeCut, explainTlsReason, tlsReason } from '../../../shared/mqtt/tls-failure.ts'
import { explainTrust, isTrustCode } from '../../../shared/mqtt/tls-trust.ts'
import { toHex } from '../../../shared/text/bytes.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { Attempt } from './attempt.ts'
import type { TlsMaterial } from './tls-material.ts'
import { explainWebSocketError } from './websocket-failure.ts'

/** How long the way to CONNACK may take, in s: the contract promises an answer within 15, and finding out why takes up to 2. */
export const connectSeconds = 12

/** Why an attempt ended, from what was seen on the way. Never called for an end that a person asked for. */
export function explainAttempt(attempt: Attempt, options: BrokerOptions, material: TlsMaterial): Failure {
  const { error, connack, disconnect } = attempt
  if (connack && connack.code !== 0) return explainConnack(connack.code, connack.reason)
  if (disconnect) return explainDisconnect(disconnect.code, disconnect.reason)
  if (attempt.keepaliveRanOut) return keepaliveRanOut(options)
  if (error && isTrustCode(error.code)) {
    return explainTrust({ code: error.code, host: options.host, chain: attempt.chain, names: attempt.names, ca: material.ca, now: Date.now() })
  }
  const reason = error && tlsReason(error.code, error.message)
  if (reason) return explainTlsReason(reason, options, material.hasClientCertificate)
  if (attempt.connectedAt !== undefined) return connectionLost(attempt, options)
  const spoken = explainFirstBytes(attempt.firstBytes, options)
  if (spoken) return spoken
  if (attempt.timedOut) return explainTimeout(attempt.phase, connectSeconds, options)
  if (attempt.phase === 'websocket') return explainWebSocketError(error, options)
  if (attempt.phase === 'tls') return explainHandshakeCut(options, error?.message ?? 'closed')
  if (attempt.phase === 'mqtt') return closedBeforeConnack(options, error)
  return explainNetworkError(error?.code ?? '', error?.message ?? 'closed', options)
}

/** What the far end said before MQTT got anywhere. CONNACK starts with 0x20; all else is another protocol. */
function explainFirstBytes(bytes: Uint8Array, { host, port, protocol }: BrokerOptions): Failure | null {
  if (bytes.length === 0 || bytes[0] === 0x20) return null
  const evidence = `first bytes: ${toHex(bytes, ' ')}`
  if (bytes[0] === 0x15 && bytes[1] === 0x03) return { ...portSpeaksTls({ host, port, protocol }), evidence }
  const isHttp = String.fromCharCode(...bytes.subarray(0, 5)) === 'HTTP/'
  return failure(
    isHttp ? 'port-speaks-http' : 'not-mqtt',
    isHttp
      ? text(`${host}:${port} answers as a web server, not as an MQTT broker`, `${host}:${port} 是 HTTP 服务，不是 MQTT 端口`)
      : text(`What answers on ${host}:${port} is not an MQTT broker`, `${host}:${port} 上应答的不是 MQTT 服务器`),
    isHttp
      ? text('Use ws or wss on this port, or the MQTT port (usually 1883, TLS 8883).', '这个端口请用 ws 或 wss，或改连 MQTT 端口（一般 1883，TLS 8883）。')
      : text('Check host and port (usually 1883, TLS 8883).', '请核对地址和端口（一般 1883，TLS 8883）。'),
    evidence,
  )
}

export function portSpeaksTls({ host, port, protocol }: Pick<BrokerOptions, 'host' | 'port' | 'protocol'>): Failure {
  const secure = protocol === 'ws' ? 'wss' : 'mqtts'
  return failure(
    'port-speaks-tls',
    text(`${host}:${port} is a TLS port, but it was spoken to in plain text`, `${host}:${port} 是 TLS 端口，而这边发的是明文`),
    text(`Choose ${secure} with the broker’s CA, or the plain port (usually 1883).`, `请改用 ${secure} 并导入服务器的 CA，或改连明文端口（一般 1883）。`),
    'TLS answered on this port',
  )
}

function closedBeforeConnack({ host, port, protocol }: BrokerOptions, error: Attempt['error']): Failure {
  const isPlain = protocol === 'mqtt' || protocol === 'ws'
  return failure(
    'closed-before-connack',
    text(`${host}:${port} hung up without answering MQTT CONNECT`, `${host}:${port} 没有应答 MQTT CONNECT 就断开了连接`),
    isPlain
      ? text(
          'Many clouds do so when client ID, user name or password is wrong: check all three. Then check that this is the plain MQTT port and not a TLS one.',
          '很多云平台在 Client ID、用户名或密码不对时会直接断开：先核对这三项，再确认这是明文 MQTT 端口而不是 TLS 端口。',
        )
      : text(
          'TLS is good; many clouds hang up when client ID, user name or password is wrong: check all three, and whether the cloud wants a client certificate.',
          'TLS 已通过；很多云平台在 Client ID、用户名或密码不对时会直接断开：请核对这三项，并确认云平台是否要求客户端证书。',
        ),
    error ? `closed before CONNACK (${error.code || error.message})` : 'closed before CONNACK',
  )
}

const connectionLost = ({ error }: Attempt, { host, port }: BrokerOptions): Failure =>
  failure(
    'connection-lost',
    text(`${host}:${port} closed the connection`, `${host}:${port} 断开了连接`),
    text(
      'It is tried again every 2 s. If it keeps dropping: check whether another client uses the same client ID, the access rules, and the broker’s log.',
      '每 2 秒自动重连。如果反复掉线：检查是否有别的客户端用了同一个 Client ID、访问规则（ACL）以及服务器日志。',
    ),
    error ? error.message : 'closed by the broker',
  )

const keepaliveRanOut = ({ keepAlive }: BrokerOptions): Failure =>
  failure(
    'keepalive-timeout',
    text('The broker no longer answers pings: the line is dead', '服务器不再应答心跳：链路已断'),
    text('Check this PC’s network. It is tried again every 2 s.', '检查这台电脑的网络。每 2 秒自动重连。'),
    `no PINGRESP (keep-alive ${keepAlive} s)`,
  )

/** Twice in a row dropped right after CONNACK: what two clients with one ID do to each other. */
export const clientIdTaken = ({ clientId }: BrokerOptions, times: number): Failure =>
  failure(
    'client-id-taken',
    text(
      `The broker drops this connection right after accepting it: another client most likely uses the same client ID “${clientId}”`,
      `刚连上就被服务器断开：多半有另一个客户端在用同一个 Client ID“${clientId}”`,
    ),
    text(
      'Give this PC a client ID of its own; the modem and MQTT tools must not share one. If it is unique, the broker drops it for something it may not do, such as a forbidden subscription. Reconnecting was stopped so as not to push the other one out.',
      '请给这台电脑单独一个 Client ID，模组和其他 MQTT 工具不能共用。如果确实唯一，则是做了服务器不允许的操作（例如无权限的订阅）而被断开。为避免把对方踢下线，已停止自动重连。',
    ),
    `dropped ${times} times within seconds of CONNACK 0`,
  )

export const notConnected: Failure = failure(
  'not-connected',
  text('This connection is not up', '当前没有连接'),
  text('Connect first, or wait until it is back.', '请先连接，或等待重连成功。'),
)

export const unknownConnection = (id: string): Failure =>
  failure('unknown-connection', text('This connection no longer exists', '这个连接已不存在'), text('Connect anew.', '请重新建立连接。'), id)

export function noAnswer(packet: 'SUBACK' | 'UNSUBACK' | 'PUBACK' | 'PUBCOMP' | 'drain', seconds: number): Failure {
  return packet === 'drain'
    ? failure(
        'not-sent',
        text('The message could not be handed to the network', '消息没能交给网络发送'),
        text('The line is too slow or stuck; check the connection and try again.', '链路太慢或已卡住，请检查连接后重试。'),
        `not drained within ${seconds} s`,
      )
    : failure(
        'no-acknowledgement',
        text(`The broker did not acknowledge within ${seconds} s`, `服务器 ${seconds} 秒内没有确认`),
        text(
          'Check whether the connection is still up, and the broker’s log. A published message may still arrive when the connection comes back.',
          '检查连接是否还在，并查看服务器日志。已发布的消息在重连后仍可能送达。',
        ),
        `no ${packet}`,
      )
}

export const cutWhileWaiting: Failure = failure(
  'cut-while-waiting',
  text('The connection ended before the broker had answered', '服务器还没应答，连接就断开了'),
  text('Wait until it is connected again, then retry. If it happens every time, the broker forbids this topic.', '等重新连上后再试；如果每次都这样，说明服务器不允许这个主题。'),
)

function failure(name: string, what: Text, next: Text, evidence?: string): Failure {
  return { code: `mqtt.${name}`, stage: 'mqtt', what, next, ...(evidence !== undefined && { evidence }) }
}
