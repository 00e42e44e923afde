import { topicMatches } from '../../../../shared/mqtt/topic-match.ts'
import type { PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import type { SubscriptionColour } from '../../../../shared/mqtt/workspace/schema.ts'
import { activeConnection, useMqtt } from '../mqtt-store.ts'
import { keyOf, useSubscriptions } from './workspace-store.ts'

export type TopicLook = { readonly format: PayloadFormat | undefined; readonly colour: SubscriptionColour }

/** How messages of a topic are shown in the connection in front: as was chosen for the topic, else as its subscription says. */
export function useTopicLook(topic: string): TopicLook {
  const chosen = useMqtt((state) => state.formats[topic])
  const key = useMqtt((state) => {
    const connection = activeConnection(state)
    return connection ? keyOf(connection) : ''
  })
  const matching = useSubscriptions(key).filter(({ filter, format, colour }) => (format !== null || colour !== 'none') && topicMatches(filter, topic))
  return {
    format: chosen ?? matching.find(({ format }) => format !== null)?.format ?? undefined,
    colour: matching.find(({ colour }) => colour !== 'none')?.colour ?? 'none',
  }
}
