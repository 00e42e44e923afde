import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { explainConnack } from '../../../shared/mqtt/connack.ts'
import { explainNetworkError, explainTimeout } from '../../../shared/mqtt/network-failure.ts'
import { closedBeforeConnack, explainFirstBytes } from '../../../shared/mqtt/not-mqtt.ts'
import { explainDisconnect } from '../../../shared/mqtt/reason-codes.ts'
import { explainWebSocketError } from '../../../shared/mqtt/websocket-failure.ts'
import { explainHandshakeCut, explainTlsReason, tlsReason } from '../../../shared/tls/tls-failure.ts'
import { explainTrust, isTrustCode } from '../../../shared/tls/tls-trust.ts'
import { isDiskFull } from '../../../shared/disk-full.ts'
import { fromLatin1, toHex } from '../../../shared/text/bytes.ts'
import { decodeAs } from '../../../shared/text/charset.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { Attempt } from './attempt.ts'
import { packetLimitBytes } from './packet-watch.ts'
import type { TlsMaterial } from './tls-material.ts'

/** How long the way to CONNACK may take, in s: the contract promises an answer within 15, and finding out why takes up to 2. */
export const connectSeconds = 12

/** Why an attempt ended, from what was seen on the way. Never called for an end that a person asked for. */
export function explainAttempt(attempt: Attempt, options: BrokerOptions, material: TlsMaterial): Failure {
  const { error, connack, disconnect } = attempt
  if (connack && connack.code !== 0) return explainConnack(connack.code, connack.reason)
  if (disconnect) return explainDisconnect(disconnect.code, disconnect.reason)
  if (attempt.tooLarge !== undefined) return packetTooLarge(attempt.tooLarge, options)
  if (attempt.keepaliveRanOut) return attempt.packets.unfinished ? silentInPacket(attempt, options) : keepaliveRanOut(options)
  if (attempt.connectedAt !== undefined && attempt.fault !== undefined) return malformed(attempt.fault, options)
  if (error && isTrustCode(error.code)) {
    return explainTrust({ code: error.code, host: options.servername || options.host, chain: attempt.chain, names: attempt.names, ca: material.ca, now: Date.now() })
  }
  const reason = error && tlsReason(error.code, error.message)
  if (reason) return explainTlsReason(reason, options, material.hasClientCertificate)
  if (attempt.connectedAt !== undefined) return connectionLost(attempt, options)
  const spoken = explainFirstBytes(attempt.firstBytes, options)
  if (spoken) return spoken
  if (attempt.fault !== undefined) return malformed(attempt.fault, options)
  if (attempt.timedOut) return explainTimeout(attempt.phase, connectSeconds, options)
  if (attempt.phase === 'websocket') return explainWebSocketError(error?.message ?? 'closed', options)
  if (attempt.phase === 'tls') return explainHandshakeCut(options, error?.message ?? 'closed')
  if (attempt.phase === 'mqtt') return closedBeforeConnack(options, error && (error.code || error.message))
  return explainNetworkError(error?.code ?? '', error?.message ?? 'closed', options)
}

const versionNames = { 3: '3.1', 4: '3.1.1', 5: '5' } as const

/** Of bytes that no packet of MQTT can have. */
const malformed = (fault: string, { host, port, version }: BrokerOptions): Failure =>
  failure(
    'malformed-packet',
    text(`${host}:${port} sent a packet that MQTT forbids; the connection was closed`, `${host}:${port} 发来不符合 MQTT 规范的报文，已断开连接`),
    text(
      `What came before is kept. Try another MQTT version (this one is ${versionNames[version]}); if it stays so, the broker or a proxy in front of it is broken: give its maker the line below.`,
      `此前收到的消息都已保留。请换一个 MQTT 版本再试（当前为 ${versionNames[version]}）；仍然如此，则是服务器或它前面的代理有问题，请把下面一行交给其开发方。`,
    ),
    fault,
  )

const packetTooLarge = (bytes: number, { host, port }: BrokerOptions): Failure =>
  failure(
    'packet-too-large',
    text(
      `${host}:${port} announced a packet of ${megabytes(bytes)} MB; more than ${megabytes(packetLimitBytes)} MB are not read, and the connection was closed`,
      `${host}:${port} 要发送 ${megabytes(bytes)} MB 的报文，超过 ${megabytes(packetLimitBytes)} MB 的不接收，已断开连接`,
    ),
    text('No device sends that much: check what publishes to this topic, and whether it is a broker that answers.', '正常设备不会发这么大：请检查是谁在往这个主题发布，以及对端是不是 MQTT 服务器。'),
    `remaining length ${bytes}`,
  )

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

/** `bytes`: the topic as it came, where it is no UTF-8. */
export const topicAgainstRules = (topic: string, bytes?: Uint8Array): Failure =>
  failure(
    'topic-against-rules',
    text('A message came on a topic that MQTT forbids: empty, with a wildcard, with NUL, or not UTF-8', '收到的消息主题不符合 MQTT 规范：为空、含通配符、含 NUL 或不是 UTF-8'),
    text(
      'The message is kept, its topic with � for bytes that are no UTF-8. Look at what publishes it: usually a firmware that passes on a buffer without its length, or a topic in GBK.',
      '消息已保留，主题中不是 UTF-8 的字节显示为 �。请检查发布方：多半是固件没带长度就把缓冲区传了出去，或主题用了 GBK 编码。',
    ),
    [JSON.stringify(topic.slice(0, 200)), ...(bytes ? inBytes(bytes) : [])].join('\n'),
  )

/** GB 2312's characters, which nearly all Chinese text is made of; other pairs of bytes that GBK has too stand for it by chance. */
const gb2312 = /^(?:[\x20-\x7e]|[\xa1-\xf7][\xa1-\xfe])+$/

/** In hex, and as GBK where it is that: firmware sources written in China are. */
function inBytes(bytes: Uint8Array): readonly string[] {
  const shown = bytes.subarray(0, 64)
  const hex = `${toHex(shown, ' ')}${shown.length < bytes.length ? ' …' : ''}`
  return gb2312.test(fromLatin1(bytes)) ? [hex, `GBK: ${decodeAs('gb18030', bytes).slice(0, 200)}`] : [hex]
}

/** Keep-alive ran out with half a packet received: the answer to the ping would stand behind it. */
const silentInPacket = ({ packets }: Attempt, { host, port }: BrokerOptions): Failure => {
  const { announced, arrived } = packets.unfinished ?? { announced: 0, arrived: 0 }
  return failure(
    'packet-incomplete',
    text(`${host}:${port} stopped in the middle of a packet: ${arrived} of ${announced} bytes came`, `${host}:${port} 的报文只发了一半就停了：共 ${announced} 字节，收到 ${arrived} 字节`),
    text('The line is dead, or the broker announces a length that it does not send. Look into the broker’s log if it repeats.', '链路已断，或服务器声明的长度与实际不符。如果反复出现，请查看服务器日志。'),
    `no PINGRESP; packet of ${announced} bytes, ${arrived} received`,
  )
}

const connectionLost = ({ error }: Attempt, { host, port }: BrokerOptions): Failure =>
  failure(
    'connection-lost',
    text(`${host}:${port} closed the connection`, `${host}:${port} 断开了连接`),
    text(
      'If it keeps dropping: check whether another client uses the same client ID, the access rules, and the broker’s log.',
      '如果反复掉线：检查是否有别的客户端用了同一个 Client ID、访问规则（ACL）以及服务器日志。',
    ),
    error ? error.message : 'closed by the broker',
  )

const keepaliveRanOut = ({ keepAlive }: BrokerOptions): Failure =>
  failure(
    'keepalive-timeout',
    text('The broker no longer answers pings: the line is dead', '服务器不再应答心跳：链路已断'),
    text('Check this PC’s network.', '检查这台电脑的网络。'),
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

/** It is known who has the same client ID: another connection of this program, or the modem. */
export const clientIdShared = ({ clientId }: BrokerOptions, who: Text, evidence?: string): Failure =>
  failure(
    'client-id-shared',
    text(`${who.en} has taken this connection’s place: both use the client ID “${clientId}”`, `${who.zh}顶掉了这个连接：两边用的是同一个 Client ID“${clientId}”`),
    text(
      'Give one of them another client ID; a broker keeps one connection for each. Reconnecting was stopped so as not to push the other one out in turn.',
      '请把其中一个改用别的 Client ID，服务器对每个 ID 只保留一个连接。为避免反过来把对方踢下线，已停止自动重连。',
    ),
    evidence,
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

/** The connection goes on; its messages stay in memory. */
export const historyFailed = (cause: unknown): Failure =>
  failure(
    'history-failed',
    isDiskFull(cause)
      ? text('The disk is full: receiving goes on, and only the newest messages of this connection are kept, in memory', '磁盘已满：接收照常进行，但新消息只在内存中保留最新的一部分')
      : text('The disk does not take the messages of this connection: receiving goes on, and only the newest are kept, in memory', '消息无法写入磁盘：接收照常进行，但新消息只在内存中保留最新的一部分'),
    isDiskFull(cause)
      ? text('Free disk space: what is in memory is then written, and messages are kept as before. Until then it goes with the connection: export what matters.', '请清理磁盘空间：腾出后会自动写入内存中的消息，并照常保存。在此之前，内存中的消息会随连接一起清除，重要的请先导出。')
      : text('Make the data folder writable: what is in memory is then written, and messages are kept as before. Until then it goes with the connection: export what matters.', '请检查数据目录的写权限：恢复后会自动写入内存中的消息，并照常保存。在此之前，内存中的消息会随连接一起清除，重要的请先导出。'),
    cause instanceof Error ? cause.message : String(cause),
  )

/** The disk takes messages again, and memory had no room for all that came meanwhile. */
export const historyHasGap = (lost: number): Failure =>
  failure(
    'history-gap',
    lost === 1 ? text('While the disk took no messages, 1 was not kept', '磁盘无法写入期间，有 1 条消息没有保存') : text(`While the disk took no messages, ${lost.toLocaleString('en')} were not kept`, `磁盘无法写入期间，有 ${lost.toLocaleString('en')} 条消息没有保存`),
    text('Messages are kept again. Their numbers show where some are missing; watch the free space of the disk.', '现在已恢复保存，从消息编号可以看出缺了哪些。请留意磁盘剩余空间。'),
  )

/** Receiving waits: what has come is kept, and QoS 1 and 2 come later. With QoS 0 a broker need not wait (MQTT 3.1.1, section 4.3.1). */
export const diskIsSlow = (bytes: number): Failure =>
  failure(
    'disk-slow',
    text(`The disk does not keep up with what comes: ${megabytes(bytes)} MB wait in memory, and receiving waits for it`, `磁盘写入跟不上接收：内存中积压 ${megabytes(bytes)} MB，已暂停接收`),
    text(
      'Nothing that has come is lost, and receiving goes on by itself. Meanwhile the broker may drop messages of QoS 0: subscribe to less or with QoS 1, or put the data folder on a faster disk.',
      '已收到的消息不会丢，磁盘跟上后自动继续接收。暂停期间服务器可能丢弃 QoS 0 消息：请缩小订阅范围、改用 QoS 1，或把数据目录放到更快的磁盘。',
    ),
  )

export const diskWasSlow = (times: number, ms: number): Failure => {
  const seconds = (ms / 1000).toFixed(1)
  return failure(
    'disk-was-slow',
    times === 1 ? text(`Receiving waited ${seconds} s for the disk`, `因磁盘写入慢，接收暂停过 ${seconds} 秒`) : text(`Receiving waited ${times} times for the disk, ${seconds} s in all`, `因磁盘写入慢，接收暂停过 ${times} 次，共 ${seconds} 秒`),
    text(
      'What came is all kept. Messages of QoS 0 that the broker dropped meanwhile are missing: subscribe to less or with QoS 1, or put the data folder on a faster disk.',
      '收到的消息都已保存；暂停期间服务器丢弃的 QoS 0 消息不会再来。请缩小订阅范围、改用 QoS 1，或把数据目录放到更快的磁盘。',
    ),
  )
}

/** Nothing is sent that could not be kept. */
export const diskTooSlowToSend: Failure = failure(
  'disk-too-slow-to-send',
  text('Nothing was sent: the disk does not keep up with the messages of this connection', '没有发送：磁盘写入跟不上该连接的消息'),
  text('Wait until receiving goes on, then send again; subscribe to less, or put the data folder on a faster disk.', '等恢复接收后再发送；也可以缩小订阅范围，或把数据目录放到更快的磁盘。'),
)

/** What the broker would end the connection over (MQTT 5, section 3.3.2.3.4). */
export const topicAliasRefused = (alias: number, most: number): Failure =>
  failure(
    'topic-alias',
    most === 0 ? text('The broker takes no topic aliases', '服务器不支持主题别名') : text(`The broker takes topic aliases up to ${most}`, `服务器只接受 ${most} 以内的主题别名`),
    most === 0 ? text('Publish without a topic alias.', '去掉主题别名再发布。') : text('Publish without a topic alias, or with a smaller one.', '去掉主题别名，或改用更小的数字。'),
    `topic alias ${alias}, Topic Alias Maximum ${most}`,
  )

export const cutWhileWaiting: Failure = failure(
  'cut-while-waiting',
  text('The connection ended before the broker had answered', '服务器还没应答，连接就断开了'),
  text('Wait until it is connected again, then retry. If it happens every time, the broker forbids this topic.', '等重新连上后再试；如果每次都这样，说明服务器不允许这个主题。'),
)

function failure(name: string, what: Text, next: Text, evidence?: string): Failure {
  return { code: `mqtt.${name}`, stage: 'mqtt', what, next, ...(evidence !== undefined && { evidence }) }
}
