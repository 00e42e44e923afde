import type { Failure } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'
import { reasonCodes } from './reason-codes.ts'

/** True for a SUBACK code that grants (0, 1, 2: the QoS); from 128 on it refuses. */
export const isGranted = (code: number): boolean => code < 128

/** Why a SUBACK refused one filter. MQTT 3.1.1 has only 128, which gives no reason; MQTT 5 tells more. `qos`: the one that was asked for. */
export function explainSuback(version: 3 | 4 | 5, code: number, filter: string, qos: 0 | 1 | 2): Failure {
  const known = version === 5 && code !== 128 ? reasonCodes[code] : undefined
  return {
    code: `mqtt.subscribe-refused.${code}`,
    stage: 'cloud',
    what: known
      ? text(`The broker refused the subscription to ${filter}: ${lowerFirst(known.what.en)}`, `服务器拒绝订阅 ${filter}：${known.what.zh}`)
      : text(`The broker refused the subscription to ${filter}`, `服务器拒绝订阅 ${filter}`),
    next:
      known?.next ??
(qos === 2
        ? text(
            'Check that this client may subscribe to this topic (access rules, product and device names in it), and try QoS 0 or 1: some clouds refuse QoS 2.',
            '检查这个客户端有没有该主题的订阅权限（ACL、主题里的产品名和设备名），并改用 QoS 0 或 1 再试：有的云平台不支持 QoS 2。',
          )
        : text(
            'Check that this client may subscribe to this topic: access rules, and product and device names in it.',
            '检查这个客户端有没有该主题的订阅权限：ACL、主题里的产品名和设备名。',
          )),
    evidence: `SUBACK ${code}${known ? ` (${known.name})` : ''}`,
  }
}

const lowerFirst = (value: string): string => value.charAt(0).toLowerCase() + value.slice(1)
