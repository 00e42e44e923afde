import { text } from '../../text/local-text.ts'
import { utf8 } from '../../text/bytes.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import type { PromptData, Step } from '../../wizard/step.ts'
import { client, mqttManual, operationSeconds, packetSeconds, promptTime, quick } from './constants.ts'
import { linkLost } from './steps-connect.ts'

const after = (value: string): PromptData => ({ prompt: '>', promptTimeoutMs: promptTime, bytes: utf8(value), end: 'length', label: value, secret: false })

const result = (command: string, seconds: number) => ({
  prefix: `+${command}: ${client},`,
  accept: `^\\+${command}: ${client},0$`,
  timeoutMs: 1000 * seconds,
  failurePrefix: linkLost,
})

const bytes = (value: string) =>
  text(`${byteLength(value)} bytes after the “>” prompt, nothing behind them.`, `出现“>”后发送 ${byteLength(value)} 字节，末尾不加回车。`)

function subscribeStep(topic: string, qos: 0 | 1 | 2): Step {
  return {
    id: 'subscribe',
    stage: 'cloud',
    title: text('Subscribe', '订阅主题'),
    why: text(`Before publishing, so that no answer is missed. The topic’s ${byteLength(topic)} bytes follow the “>” prompt.`, `先订阅再发布，避免漏收应答。出现“>”后发送主题，共 ${byteLength(topic)} 字节。`),
    source: `${mqttManual}, AT+CMQTTSUB`,
    send: `AT+CMQTTSUB=${client},${byteLength(topic)},${qos}`,
    secrets: [],
    then: after(topic),
    expect: { timeoutMs: quick, urc: result('CMQTTSUB', operationSeconds) },
    risk: 'volatile',
  }
}

/** Topic, message and the order to send them; a failed order forgets the other two, so a retry begins with the topic. */
function publishSteps(topic: string, { payload, qos, retain }: Job['exchange']): readonly Step[] {
  return [
    {
      id: 'topic',
      stage: 'cloud',
      title: text('Topic of the message', '发布主题'),
      why: bytes(topic),
      source: `${mqttManual}, AT+CMQTTTOPIC`,
      send: `AT+CMQTTTOPIC=${client},${byteLength(topic)}`,
      secrets: [],
      then: after(topic),
      expect: { timeoutMs: quick },
      risk: 'volatile',
      chained: true,
    },
    {
      id: 'payload',
      stage: 'cloud',
      title: text('The message', '消息内容'),
      why: bytes(payload),
      source: `${mqttManual}, AT+CMQTTPAYLOAD`,
      send: `AT+CMQTTPAYLOAD=${client},${byteLength(payload)}`,
      secrets: [],
      then: after(payload),
      expect: { timeoutMs: quick },
      risk: 'volatile',
      chained: true,
    },
    {
      id: 'publish',
      stage: 'cloud',
      title: text('Publish it', '发布消息'),
      why: text(`QoS ${qos}; the modem reports a failure when no answer came within ${packetSeconds} s.`, `QoS ${qos}；${packetSeconds} 秒内没有应答模组会报失败。`),
      source: `${mqttManual}, AT+CMQTTPUB`,
      send: `AT+CMQTTPUB=${client},${qos},${packetSeconds}${retain ? ',1' : ''}`,
      secrets: [],
      expect: { timeoutMs: quick, urc: result('CMQTTPUB', packetSeconds) },
      risk: 'volatile',
    },
  ]
}

export function exchangeSteps({ exchange }: Job): readonly Step[] {
  const { subscribeTopic, subscribeQos, publishTopic } = exchange
  return [
    ...(subscribeTopic === undefined ? [] : [subscribeStep(subscribeTopic, subscribeQos)]),
    ...(publishTopic === undefined ? [] : publishSteps(publishTopic, exchange)),
  ]
}
