import type { Failure } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'

export type Reason = { readonly name: string; readonly what: Text; readonly next: Text }

const readLog = text('Look into the broker’s log at this moment.', '查看服务器此刻的日志。')
const malformed = text(
  'Check topic and payload for odd characters; if they are plain, report it to whoever runs the broker.',
  '检查主题和负载里有没有异常字符；如果都正常，请联系服务器的维护人员。',
)
const waitAndRetry = text('Wait a minute and connect again, and connect less often.', '等一分钟再连，并降低重连频率。')

/** MQTT 5 reason codes from 128 on (section 2.4), for CONNACK, SUBACK, PUBACK, PUBREC, UNSUBACK and DISCONNECT. */
export const reasonCodes: Readonly<Record<number, Reason>> = {
  128: { name: 'unspecified error', what: text('The broker gives no reason', '服务器没有说明原因'), next: readLog },
  129: { name: 'malformed packet', what: text('The broker could not read a packet of ours', '服务器解析不了我们发的报文'), next: malformed },
  130: { name: 'protocol error', what: text('The broker saw a breach of the protocol', '服务器认为报文违反协议'), next: malformed },
  131: { name: 'implementation specific error', what: text('The broker refused for a reason of its own', '服务器因自身规则拒绝'), next: readLog },
  132: {
    name: 'unsupported protocol version',
    what: text('The broker does not speak this MQTT version', '服务器不支持这个 MQTT 版本'),
    next: text('Connect with MQTT 3.1.1.', '改用 MQTT 3.1.1 连接。'),
  },
  133: {
    name: 'client identifier not valid',
    what: text('The broker rejects this client ID', '服务器不接受这个 Client ID'),
    next: text('Check its length and the form that the cloud prescribes.', '检查 Client ID 的长度和云平台规定的格式。'),
  },
  134: {
    name: 'bad user name or password',
    what: text('The broker rejects the user name or password', '服务器认为用户名或密码错误'),
    next: text('Compare both with the broker’s, character by character, blanks at the ends included.', '逐字核对用户名和密码，注意首尾空格。'),
  },
  135: {
    name: 'not authorised',
    what: text('The broker does not authorise this client', '服务器没有给这个客户端授权'),
    next: text(
      'Check user name and password, then the access rules for this client ID and topic.',
      '先核对用户名和密码，再检查该 Client ID 和主题的访问规则（ACL）。',
    ),
  },
  136: {
    name: 'server unavailable',
    what: text('The MQTT service is not available', 'MQTT 服务暂不可用'),
    next: text('Check that the instance is running; try again later.', '确认实例正在运行，稍后再试。'),
  },
  137: { name: 'server busy', what: text('The broker is busy', '服务器繁忙'), next: waitAndRetry },
  138: {
    name: 'banned',
    what: text('The broker has banned this client', '服务器已封禁这个客户端'),
    next: text('Look for this client ID, user or address in the broker’s ban list.', '在服务器的黑名单里查这个 Client ID、用户名或地址。'),
  },
  139: { name: 'server shutting down', what: text('The broker is shutting down', '服务器正在关闭'), next: text('Wait until it is up again.', '等服务器重新启动。') },
  140: {
    name: 'bad authentication method',
    what: text('The broker does not support this way of authentication', '服务器不支持这种认证方式'),
    next: text('Use user name and password, or a client certificate.', '改用用户名和密码，或客户端证书。'),
  },
  141: {
    name: 'keep alive timeout',
    what: text('The broker heard nothing within the keep-alive time', '保活时间内服务器没有收到任何报文'),
    next: text('Check the link; a keep-alive of 60 to 120 s suits most networks.', '检查网络；大多数网络用 60～120 秒的保活时间比较合适。'),
  },
  142: {
    name: 'session taken over',
    what: text('Another client connected with the same client ID, and the broker dropped this one', '另一个客户端用同一个 Client ID 上线，服务器把这边踢下线了'),
    next: text('Give each client its own ID: the modem and this PC must not share one.', '每个客户端用各自的 Client ID：模组和这台电脑不能共用一个。'),
  },
  143: { name: 'topic filter invalid', what: text('The broker does not allow this topic filter', '服务器不允许这个主题过滤器'), next: text('Check the filter against the cloud’s topic rules.', '对照云平台的主题规则检查。') },
  144: { name: 'topic name invalid', what: text('The broker does not allow this topic', '服务器不允许这个主题'), next: text('Check the topic against the cloud’s topic rules.', '对照云平台的主题规则检查。') },
  145: { name: 'packet identifier in use', what: text('The packet number is still in use', '报文标识符还在使用中'), next: text('Connect again with a clean session.', '勾选清除会话后重新连接。') },
  146: { name: 'packet identifier not found', what: text('The broker does not know this packet number', '服务器找不到这个报文标识符'), next: text('Connect again with a clean session.', '勾选清除会话后重新连接。') },
  147: { name: 'receive maximum exceeded', what: text('Too many messages were unacknowledged at once', '未确认的消息太多'), next: text('Wait for each acknowledgement before publishing on.', '等每条消息确认后再发下一条。') },
  148: { name: 'topic alias invalid', what: text('The broker does not accept the topic alias', '服务器不接受主题别名'), next: readLog },
  149: { name: 'packet too large', what: text('The message is larger than the broker allows', '消息超过服务器允许的大小'), next: text('Send a smaller payload.', '请减小负载。') },
  150: { name: 'message rate too high', what: text('Messages come too fast for the broker', '发消息太快，服务器限流'), next: text('Publish less often.', '请降低发布频率。') },
  151: { name: 'quota exceeded', what: text('The quota at the broker is used up', '服务器上的配额已用完'), next: text('Check the account’s limits on connections and messages.', '检查账号的连接数和消息数限制。') },
  152: { name: 'administrative action', what: text('An administrator ended the connection', '管理员断开了这个连接'), next: text('Ask whoever runs the broker.', '请联系服务器的维护人员。') },
  153: { name: 'payload format invalid', what: text('The payload is not in the announced format', '负载与声明的格式不符'), next: text('Check that the payload is valid UTF-8 or JSON as the cloud asks.', '检查负载是不是云平台要求的 UTF-8 或 JSON。') },
  154: { name: 'retain not supported', what: text('The broker does not keep retained messages', '服务器不支持保留消息'), next: text('Publish without retain.', '发布时不要勾选保留。') },
  155: { name: 'QoS not supported', what: text('The broker does not support this QoS', '服务器不支持这个 QoS'), next: text('Use QoS 1 or 0.', '改用 QoS 1 或 0。') },
  156: { name: 'use another server', what: text('The broker points to another server for now', '服务器要求暂时改连另一台'), next: text('Ask the cloud’s console for the current host.', '到云平台控制台查当前的接入域名。') },
  157: { name: 'server moved', what: text('The service has moved to another server', '服务已迁移到另一台服务器'), next: text('Ask the cloud’s console for the new host.', '到云平台控制台查新的接入域名。') },
  158: { name: 'shared subscriptions not supported', what: text('The broker has no shared subscriptions', '服务器不支持共享订阅'), next: text('Subscribe without $share/…', '订阅时去掉 $share/…。') },
  159: { name: 'connection rate exceeded', what: text('Connections come too often for the broker', '连接太频繁，服务器限流'), next: waitAndRetry },
  160: { name: 'maximum connect time', what: text('The connection has reached the longest time allowed', '连接已达到允许的最长时间'), next: text('Connect again.', '重新连接即可。') },
  161: { name: 'subscription identifiers not supported', what: text('The broker has no subscription identifiers', '服务器不支持订阅标识符'), next: readLog },
  162: { name: 'wildcard subscriptions not supported', what: text('The broker has no wildcard subscriptions', '服务器不支持通配符订阅'), next: text('Subscribe to the full topic.', '请订阅完整主题。') },
}

/** The broker ended an MQTT 5 connection with a reason. */
export function explainDisconnect(code: number, reasonString?: string): Failure {
  const known = reasonCodes[code]
  return {
    code: `mqtt.disconnected.${code}`,
    stage: 'mqtt',
    what: known?.what ?? text('The broker ended the connection', '服务器断开了连接'),
    next: known?.next ?? readLog,
    evidence: evidence('DISCONNECT', code, known, reasonString),
  }
}

/** The broker acknowledged an MQTT 5 publish with a refusal. */
export function explainPuback(code: number, topic: string, reasonString?: string): Failure {
  const known = reasonCodes[code]
  return {
    code: `mqtt.publish-refused.${code}`,
    stage: 'cloud',
    what: known
      ? text(`The broker refused the message on ${topic}. ${known.what.en}`, `服务器拒收主题 ${topic} 的消息：${known.what.zh}`)
      : text(`The broker refused the message on ${topic}`, `服务器拒收主题 ${topic} 的消息`),
    next: known?.next ?? readLog,
    evidence: evidence('PUBACK', code, known, reasonString),
  }
}

const evidence = (packet: string, code: number, known: Reason | undefined, reasonString: string | undefined): string =>
  `${packet} ${code}${known ? ` (${known.name})` : ''}${reasonString ? `: ${reasonString}` : ''}`
