import { z } from 'zod'
import { subscriptionOptionsSchema } from '../../contract/mqtt.ts'
import { payloadFormats } from '../payload-formats/payload-formats.ts'

const id = z.string().min(1).max(64)
const qos = z.union([z.literal(0), z.literal(1), z.literal(2)])
/** Characters: of a topic that is being typed, right or wrong. */
const typedTopic = z.string().max(65_535)
/** Characters. Clouds take 256 KiB at most; in Base64 and hex more is typed than goes out. */
export const longestPayload = 1_048_576
const cardName = z.string().max(100)

/** ms: the least that a timer waits, what a person can still follow and a bench broker takes. Faster is the load test's work. */
export const shortestInterval = 20
export const longestInterval = 86_400_000

/** MQTT 5 properties of a publish, as they are typed; an empty field is not sent. */
export const typedPropertiesSchema = z.object({
  isUtf8: z.boolean(),
  contentType: z.string().max(4096),
  responseTopic: typedTopic,
  correlation: z.string().max(65_535),
  correlationFormat: z.enum(['text', 'hex']),
  /** s */
  messageExpiry: z.int().min(0).max(0xffff_ffff).nullable(),
  topicAlias: z.int().min(1).max(65_535).nullable(),
  userProperties: z.array(z.object({ name: z.string().max(4096), value: z.string().max(16_384) })).max(100),
})
export type TypedProperties = z.infer<typeof typedPropertiesSchema>

export const noProperties: TypedProperties = {
  isUtf8: false,
  contentType: '',
  responseTopic: '',
  correlation: '',
  correlationFormat: 'text',
  messageExpiry: null,
  topicAlias: null,
  userProperties: [],
}

/** A message as it is written, variables and all. */
export const templateSchema = z.object({
  topic: typedTopic,
  /** The same message goes to these as well. */
  moreTopics: z.array(typedTopic).max(50),
  qos,
  retain: z.boolean(),
  format: z.enum(payloadFormats),
  payload: z.string().max(longestPayload),
  properties: typedPropertiesSchema,
})
export type Template = z.infer<typeof templateSchema>

export const emptyTemplate: Template = { topic: '', moreTopics: [], qos: 0, retain: false, format: 'text', payload: '', properties: noProperties }

export const repeatSchema = z.object({
  everyMs: z.int().min(shortestInterval).max(longestInterval),
  /** Null: until somebody stops it. */
  times: z.int().min(1).max(1_000_000_000).nullable(),
})
export type Repeat = z.infer<typeof repeatSchema>

const publisherSchema = z.object({ id, kind: z.literal('publisher'), name: cardName, template: templateSchema, repeat: repeatSchema })
export type PublisherCard = z.infer<typeof publisherSchema>

/** What is being typed to subscribe to. */
const subscriberSchema = z.object({ id, kind: z.literal('subscriber'), name: cardName, filter: typedTopic, qos, options: subscriptionOptionsSchema })
export type SubscriberCard = z.infer<typeof subscriberSchema>

const cardSchema = z.discriminatedUnion('kind', [publisherSchema, subscriberSchema])
export type Card = z.infer<typeof cardSchema>

export const subscriptionColours = ['none', 'yellow', 'green', 'blue', 'violet', 'red'] as const
export type SubscriptionColour = (typeof subscriptionColours)[number]

/** A subscription as it is kept: off, it is not at the broker. */
export const keptSubscriptionSchema = z.object({
  filter: z.string().min(1).max(65_535),
  cardId: id,
  qos,
  isOn: z.boolean(),
  colour: z.enum(subscriptionColours),
  /** Shown in place of the filter. */
  alias: z.string().max(100),
  /** How its messages are shown; null: as each looks. */
  format: z.enum(payloadFormats).nullable(),
  options: subscriptionOptionsSchema,
})
export type KeptSubscription = z.infer<typeof keptSubscriptionSchema>

export const mostCards = 24

export const workspaceSchema = z.object({
  /** In the order in which they stand side by side. */
  cards: z.array(cardSchema).max(mostCards),
  subscriptions: z.array(keptSubscriptionSchema).max(200),
})
export type Workspace = z.infer<typeof workspaceSchema>

export const plainOptions = { noLocal: false, retainAsPublished: false, retainHandling: 0 } as const

export const newPublisher = (cardId: string, name = '', template: Template = emptyTemplate): PublisherCard => ({
  id: cardId,
  kind: 'publisher',
  name,
  template,
  repeat: { everyMs: 1000, times: null },
})
export const newSubscriber = (cardId: string, name = ''): SubscriberCard => ({ id: cardId, kind: 'subscriber', name, filter: '', qos: 0, options: plainOptions })

/** What stands there at first. The names of these two cards are the same everywhere: every page that opens one means the same card. */
export const firstWorkspace: Workspace = { cards: [newPublisher('p1'), newSubscriber('s1')], subscriptions: [] }
