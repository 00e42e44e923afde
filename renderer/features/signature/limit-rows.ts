import type { CloudRules } from '../../../shared/clouds/profile.ts'

export type LimitRow = {
  readonly id: 'keepAlive' | 'maxQos' | 'retain' | 'will' | 'topicBytes' | 'topicLevels' | 'payloadBytes' | 'clientIdBytes' | 'connectionsPerDevice'
  readonly value: string | boolean
}

const counted = ['topicBytes', 'topicLevels', 'payloadBytes', 'clientIdBytes', 'connectionsPerDevice'] as const

/** The limits that the cloud states, in figures. */
export const limitRows = (rules: CloudRules): readonly LimitRow[] => [
  { id: 'keepAlive', value: `${rules.keepAlive.min}–${rules.keepAlive.max} s` },
  { id: 'maxQos', value: String(rules.maxQos) },
  { id: 'retain', value: rules.retain },
  { id: 'will', value: rules.will },
  ...counted.flatMap((id) => (rules[id] === undefined ? [] : [{ id, value: rules[id].toLocaleString('en') }])),
]
