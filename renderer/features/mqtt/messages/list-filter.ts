import type { MessageFilter } from '../../../../shared/contract/mqtt-messages.ts'

/** What a person chose of a connection's messages, as typed. */
export type ListFilter = {
  readonly topic: string
  readonly payload: { readonly value: string; readonly isRegex: boolean }
  readonly direction: 'in' | 'out' | null
  /** Only messages that the broker had kept, or that were sent to be kept. */
  readonly isRetainedOnly: boolean
}

export const noFilter: ListFilter = { topic: '', payload: { value: '', isRegex: false }, direction: null, isRetainedOnly: false }

/** What is typed of a topic is meant as for a subscription once a wildcard is in it: no topic can contain one. */
export const isTopicFilter = (topic: string): boolean => /[+#]/.test(topic)

/** As the program takes it, from message `from` on; null: all messages are shown. `within`: filters of which one must match. Case never counts. */
export function messageFilter({ topic, payload, direction, isRetainedOnly }: ListFilter, within: readonly string[], from: number): MessageFilter | null {
  if (topic === '' && payload.value === '' && direction === null && !isRetainedOnly && within.length === 0) return null
  return {
    within: [...within],
    topic: topic === '' ? null : { kind: isTopicFilter(topic) ? 'filter' : 'text', value: topic },
    payload: payload.value === '' ? null : { kind: payload.isRegex ? 'regex' : 'text', value: payload.value, ignoreCase: true },
    direction,
    retained: isRetainedOnly ? true : null,
    from,
  }
}
