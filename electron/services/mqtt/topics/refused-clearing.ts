import { checkMessage, type RuledCloud } from '../../../../shared/clouds/broker-rules.ts'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { PublishRequest } from '../../../../shared/contract/mqtt.ts'
import { text } from '../../../../shared/text/local-text.ts'

/** What has a broker forget what it keeps on a topic (MQTT 3.1.1, section 3.3.1.3). */
export const clearingOf = (topic: string): PublishRequest => ({ topic, payload: new Uint8Array(), qos: 1, retain: true })

/** Why the cloud would not take it; null where it would. */
export function refusedClearing(cloud: RuledCloud, topic: string): Failure | null {
  const failure = checkMessage(cloud, clearingOf(topic))
  const { source } = cloud.rules
  return (
    failure && {
      ...failure,
      next: text(
        `Clearing sends an empty retained message, which is refused like any other. Look in the cloud’s console for a way to delete it. See: ${source}`,
        `清除要靠发送一条空的保留消息，同样会被拒绝。请到云平台控制台查看能否删除。依据：${source}`,
      ),
    }
  )
}
