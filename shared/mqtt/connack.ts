import type { Failure, Stage } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import { reasonCodes } from './reason-codes.ts'

type Refusal = { readonly stage: Stage; readonly name: string; readonly what: Text; readonly next: Text }

/** CONNACK return codes of MQTT 3.1.1 (table 3.1), in words. 0 is acceptance and not listed. */
export const connackCodes: Readonly<Record<number, Refusal>> = {
  1: {
    stage: 'mqtt',
    name: 'unacceptable protocol version',
    what: text('The broker does not speak this MQTT version', '服务器不支持这个 MQTT 版本'),
    next: text('Switch between MQTT 3.1.1 and 5 and connect again.', '在 MQTT 3.1.1 和 5 之间切换后重新连接。'),
  },
  2: {
    stage: 'mqtt',
    name: 'identifier rejected',
    what: text('The broker rejects this client ID', '服务器不接受这个 Client ID'),
    next: text(
      'Check the client ID: not empty, not over the broker’s length limit, and in the form that the cloud prescribes.',
      '检查 Client ID：不能为空，不能超过服务器的长度限制，并且要符合云平台规定的格式。',
    ),
  },
  3: {
    stage: 'mqtt',
    name: 'server unavailable',
    what: text('The broker is up but its MQTT service is not available', '服务器在线，但 MQTT 服务暂不可用'),
    next: text(
      'Check that the instance is running and that the host belongs to your instance and region; try again later.',
      '确认实例正在运行、域名属于自己的实例和地域，稍后再试。',
    ),
  },
  4: {
    stage: 'mqtt',
    name: 'bad user name or password',
    what: text('The broker rejects the user name or password', '服务器认为用户名或密码错误'),
    next: text(
      'Compare user name and password with the broker’s, character by character: blanks at the ends, upper and lower case, an expired token.',
      '逐字核对用户名和密码：首尾有没有空格、大小写对不对、令牌是否过期。',
    ),
  },
  5: {
    stage: 'mqtt',
    name: 'not authorised',
    what: text('The broker does not authorise this client', '服务器拒绝授权这个客户端'),
    next: text(
      'Check user name and password first (mosquitto answers 5 for a wrong password); then whether the device is enabled and allowed by the access rules.',
      '先核对用户名和密码（mosquitto 密码错误时就回 5），再看设备是否已启用、访问规则（ACL）是否放行。',
    ),
  },
}

/**
 * Why a CONNACK refused. `mqtt.refused.<code>`: 1 to 5 is MQTT 3.1.1, 128 and above MQTT 5. A broker that knows only
 * 3.1.1 answers an MQTT 5 client in 3.1.1's codes, so the two tables are told apart by the code itself.
 */
export function explainConnack(code: number, reasonString?: string): Failure {
  const known: Refusal | undefined = connackCodes[code] ?? (reasonCodes[code] && { stage: 'mqtt', ...reasonCodes[code] })
  const name = known?.name ?? 'unknown code'
  return {
    code: `mqtt.refused.${code}`,
    stage: known?.stage ?? 'mqtt',
    what: known?.what ?? text(`The broker refused the connection with code ${code}`, `服务器拒绝连接，返回码 ${code}`),
    next: known?.next ?? text('Look the code up in the broker’s documentation or log.', '请在服务器的文档或日志里查这个返回码。'),
    evidence: `CONNACK ${code} (${name})${reasonString ? `: ${reasonString}` : ''}`,
  }
}
