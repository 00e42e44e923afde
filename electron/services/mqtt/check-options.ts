import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { checkHost } from '../../../shared/mqtt/network-failure.ts'
import { text } from '../../../shared/text/local-text.ts'

/** What the protocol itself forbids, seen before anything is sent: brokers answer it with a bare hang-up. */
export function checkOptions(options: BrokerOptions): Failure | null {
  if (options.version === 4 && options.password !== '' && options.username === '') {
    return {
      code: 'mqtt.password-without-user',
      stage: 'mqtt',
      what: text('MQTT 3.1.1 allows no password without a user name', 'MQTT 3.1.1 不允许只有密码、没有用户名'),
      next: text('Enter the user name, or leave the password empty.', '请填写用户名，或把密码留空。'),
    }
  }
  if (!options.cleanSession && options.clientId === '') {
    return {
      code: 'mqtt.client-id-needed',
      stage: 'mqtt',
      what: text('A session that is kept needs a client ID', '保留会话必须有 Client ID'),
      next: text('Enter a client ID, or switch clean session on.', '请填写 Client ID，或勾选清除会话。'),
    }
  }
  if (options.protocol.startsWith('ws') && options.path.includes('#')) {
    return {
      code: 'mqtt.websocket-fragment',
      stage: 'mqtt',
      what: text('A WebSocket path cannot contain “#”', 'WebSocket 路径里不能有“#”'),
      next: text('Remove “#” and what follows; most brokers use /mqtt.', '请删掉“#”及其后面的内容；多数服务器用 /mqtt。'),
    }
  }
  return checkHost(options.host)
}
