import { isIP } from 'node:net'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { checkHost } from '../../../shared/mqtt/network-failure.ts'
import { checkTopicName } from '../../../shared/mqtt/topic-rules.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'

/** What the protocol itself forbids, seen before anything is sent: brokers answer it with a bare hang-up. */
export function checkOptions(options: BrokerOptions): Failure | null {
  const { version, clientId } = options
  if (version !== 5 && options.password !== '' && options.username === '') {
    return failure(
      'password-without-user',
      version === 4 ? text('MQTT 3.1.1 allows no password without a user name', 'MQTT 3.1.1 不允许只有密码、没有用户名') : text('MQTT 3.1 allows no password without a user name', 'MQTT 3.1 不允许只有密码、没有用户名'),
      text('Enter the user name, or leave the password empty.', '请填写用户名，或把密码留空。'),
    )
  }
  // MQTT V3.1 protocol specification, CONNECT: the client identifier has 1 to 23 characters. Brokers take longer ones nowadays, but not an empty one.
  if (version === 3 && clientId === '') {
    return failure('client-id-needed', text('MQTT 3.1 needs a client ID', 'MQTT 3.1 必须有 Client ID'), text('Enter a client ID of 1 to 23 characters.', '请填写 1～23 个字符的 Client ID。'))
  }
  if (!options.cleanSession && clientId === '') {
    return failure('client-id-needed', text('A session that is kept needs a client ID', '保留会话必须有 Client ID'), text('Enter a client ID, or switch clean session on.', '请填写 Client ID，或勾选清除会话。'))
  }
  if (options.protocol.startsWith('ws') && options.path.includes('#')) {
    return failure('websocket-fragment', text('A WebSocket path cannot contain “#”', 'WebSocket 路径里不能有“#”'), text('Remove “#” and what follows; most brokers use /mqtt.', '请删掉“#”及其后面的内容；多数服务器用 /mqtt。'))
  }
  const will = options.will && checkTopicName(options.will.topic)
  if (will) return { ...will, code: will.code.replace('mqtt.topic.', 'mqtt.will-topic.'), what: text(`The will’s topic: ${will.what.en}`, `遗嘱主题：${will.what.zh}`) }
  const host = checkHost(options.host)
  if (host || !options.servername) return host
  const name = checkHost(options.servername)
  if (name) return { ...name, code: 'mqtt.servername-form' }
  // RFC 6066, section 3: SNI carries no addresses.
  if (isIP(options.servername) === 0) return null
  return failure('servername-form', text('The TLS server name (SNI) cannot be an IP address', 'TLS 服务器名（SNI）不能是 IP 地址'), text('Enter the name in the server’s certificate, or leave it empty.', '请填写服务器证书里的域名，或留空。'))
}

const failure = (name: string, what: Text, next: Text): Failure => ({ code: `mqtt.${name}`, stage: 'mqtt', what, next })
