import type { SystemTopic } from './profile.ts'

export type OfferedTopics = { readonly subscribe?: string; readonly publish?: string; readonly payload?: string }

/** `${tsl.event.identifier}`, `<name>`: a part that the cloud's document leaves open. */
export const hasOpenPart = (topic: string): boolean => /\$\{|[<>]/.test(topic)

/** A topic to listen to, and one to publish to with its example, where the cloud has such for this device. Topics with a part still open do not count. */
export function offeredTopics(topics: readonly SystemTopic[]): OfferedTopics {
  const whole = topics.filter(({ topic }) => !hasOpenPart(topic))
  const subscribe = whole.find(({ direction }) => direction !== 'publish')?.topic
  const publish = whole.find(({ direction, topic }) => direction !== 'subscribe' && !/[+#]/.test(topic))
  return {
    ...(subscribe !== undefined && { subscribe }),
    ...(publish && { publish: publish.topic, ...(publish.payload !== undefined && { payload: publish.payload }) }),
  }
}
