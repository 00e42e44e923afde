import { text } from '../../text/local-text.ts'
import { isEverything } from '../everything-filter.ts'
import { checkTopicFilter } from '../topic-rules.ts'
import { emptyTemplate, longestPayload, mostCards, newPublisher, newSubscriber, plainOptions, type KeptSubscription, type SubscriptionColour, type Template, type Workspace } from '../workspace/schema.ts'
import { Entry, isObject } from './entry.ts'
import type { ImportProblem } from './import.ts'

const mostSubscriptions = 200

export type ImportedSubscription = Pick<KeptSubscription, 'filter' | 'qos' | 'alias' | 'colour' | 'isOn'>

/** A card for each message, and one for each group of subscriptions; undefined where there is nothing to take over. */
export function importedCards(templates: readonly Template[], groups: readonly (readonly ImportedSubscription[])[]): Workspace | undefined {
  const filled = groups.filter((group) => group.length > 0)
  if (templates.length === 0 && filled.length === 0) return undefined
  const publishers = (templates.length > 0 ? templates : [emptyTemplate]).slice(0, mostCards / 2).map((template, at) => newPublisher(`p${at + 1}`, '', template))
  const subscribers = (filled.length > 0 ? filled : [[]]).slice(0, mostCards / 2)
  const seen = new Set<string>()
  const subscriptions = subscribers.flatMap((group, at) =>
    group.flatMap((one) => {
      // A broker holds a filter once.
      if (seen.has(one.filter)) return []
      seen.add(one.filter)
      return [{ ...one, cardId: `s${at + 1}`, format: null, options: plainOptions }]
    }),
  )
  return { cards: [...publishers, ...subscribers.map((_, at) => newSubscriber(`s${at + 1}`))], subscriptions: subscriptions.slice(0, mostSubscriptions) }
}

/** Undefined where the filter is none, which is noted. Everything is kept, but not switched on: nobody has been asked. */
export function readSubscription(data: unknown, where: string, problems: ImportProblem[]): readonly ImportedSubscription[] {
  if (!isObject(data)) return []
  const entry = new Entry(data, where, problems)
  const qos = entry.number('qos', { min: 0, max: 2, fallback: 0 }) as 0 | 1 | 2
  const isOff = entry.flag('disabled', false)
  const filter = entry.text('topic')
  if (filter === '') return []
  if (checkTopicFilter(filter)) {
    entry.note('topic', text(`“${filter.slice(0, 60)}” is no topic filter; left out`, `“${filter.slice(0, 60)}”不是有效的订阅主题，已忽略`))
    return []
  }
  return [{ filter, qos, alias: entry.text('alias').slice(0, 100), colour: colourOf(entry.text('color')), isOn: !isOff && !isEverything(filter) }]
}

export function readTemplate(data: unknown, where: string, problems: ImportProblem[]): readonly Template[] {
  if (!isObject(data)) return []
  const entry = new Entry(data, where, problems)
  const payload = entry.text('payload')
  const topic = entry.text('topic')
  if (topic === '' && payload === '') return []
  if (payload.length > longestPayload) {
    entry.note('payload', text('the message is too long; left out', '消息过长，已忽略'))
    return []
  }
  return [{ ...emptyTemplate, topic, payload, qos: entry.number('qos', { min: 0, max: 2, fallback: 0 }) as 0 | 1 | 2, retain: entry.flag('retain', false) }]
}

/** Degrees of hue up to which a colour is called so. */
const hues: readonly (readonly [below: number, colour: SubscriptionColour])[] = [
  [25, 'red'],
  [70, 'yellow'],
  [170, 'green'],
  [250, 'blue'],
  [330, 'violet'],
  [361, 'red'],
]

/** `#34c388` as the nearest of the colours here; grey is none. */
export function colourOf(hex: string): SubscriptionColour {
  const [, digits] = /^#([0-9a-f]{6})$/i.exec(hex) ?? []
  if (digits === undefined) return 'none'
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16))
  const most = Math.max(red, green, blue)
  const range = most - Math.min(red, green, blue)
  if (range < 24) return 'none'
  const sixth = most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range
  const hue = (sixth * 60 + 360) % 360
  return hues.find(([below]) => hue < below)?.[1] ?? 'none'
}
