import { checkMessage, checkSubscription, type RuledCloud } from '../../../../shared/clouds/broker-rules.ts'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { ConnectionInfo, Qos } from '../../../../shared/contract/mqtt.ts'
import { isGranted } from '../../../../shared/mqtt/suback.ts'
import { payloadBytesOf, topicsOf } from '../../../../shared/mqtt/template/messages.ts'
import type { Template } from '../../../../shared/mqtt/workspace/schema.ts'
import { placeholdersOf } from '../../../../shared/text/placeholders.ts'

/** What the cloud of a connection would refuse of a message while it is written; null where nothing, or the connection is of no cloud. */
export function refusedMessage(cloud: RuledCloud | undefined, template: Template): Failure | null {
  if (!cloud) return null
  // A length that depends on a variable is known when it is sent: what is written counts until then.
  const payload = placeholdersOf(template.payload).length > 0 ? null : payloadBytesOf(template, { now: 0, counter: 0, random: () => 0, named: {} })
  for (const topic of topicsOf(template)) {
    if (topic === '' || placeholdersOf(topic).length > 0) continue
    const refusal = checkMessage(cloud, { topic, payload: payload ?? { length: 0 }, qos: template.qos, retain: template.retain })
    if (refusal) return refusal
  }
  return null
}

export function refusedSubscription(cloud: RuledCloud | undefined, filter: string, qos: Qos, { subscriptions }: Pick<ConnectionInfo, 'subscriptions'>): Failure | null {
  if (!cloud || filter === '') return null
  const held = subscriptions.filter(({ topic, grantedQos }) => topic !== filter && (grantedQos === null || isGranted(grantedQos)))
  return checkSubscription(cloud, { topic: filter, qos }, held.length)
}
