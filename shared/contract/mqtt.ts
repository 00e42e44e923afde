import { z } from 'zod'
import { bytesSchema } from './bytes-schema.ts'
import type { Text } from '../text/local-text.ts'
import type { Failure, Result } from './failure.ts'

const file = z.object({ name: z.string().min(1).max(255), bytes: bytesSchema })
const qos = z.union([z.literal(0), z.literal(1), z.literal(2)])
export type Qos = z.infer<typeof qos>

const userProperty = z.object({ name: z.string().max(1024), value: z.string().max(4096) })
const will = z.object({
  topic: z.string().min(1).max(65535),
  /** Its length has two bytes in CONNECT. */
  payload: bytesSchema.refine((bytes) => bytes.length <= 65535),
  qos,
  retain: z.boolean(),
  /** MQTT 5: seconds from the end of the connection to the will. */
  delay: z.int().min(0).max(4_294_967_295).optional(),
})
export type Will = z.infer<typeof will>
const reconnecting = z.object({
  isOn: z.boolean(),
  /** Seconds before the first try; doubled from one to the next, up to the greatest. */
  firstWait: z.number().min(0.1).max(3600),
  greatestWait: z.number().min(0.1).max(86_400),
})
export type Reconnecting = z.infer<typeof reconnecting>

export const brokerOptionsSchema = z.object({
  /** A name for people; not sent. */
  name: z.string().max(100),
  protocol: z.enum(['mqtt', 'mqtts', 'ws', 'wss']),
  host: z.string().trim().min(1).max(255),
  port: z.int().min(1).max(65535),
  /** ws and wss only. */
  path: z.string().max(1024),
  clientId: z.string().max(1024),
  username: z.string().max(2048),
  password: z.string().max(4096),
  /** seconds, 0 = none. */
  keepAlive: z.int().min(0).max(65535),
  cleanSession: z.boolean(),
  /** 3: MQTT 3.1 (`MQIsdp`); 4: MQTT 3.1.1; 5. */
  version: z.union([z.literal(3), z.literal(4), z.literal(5)]),
  ca: file.nullable(),
  certificate: file.nullable(),
  privateKey: file.nullable(),
  /** Of an encrypted private key. */
  passphrase: z.string().max(1024).optional(),
  /** Sent in place of the host in the TLS handshake (SNI), and what the certificate must be for. */
  servername: z.string().trim().max(255).optional(),
  /** TLS ALPN protocol names, where one port serves several protocols. */
  alpn: z.array(z.string().min(1).max(255)).max(5).optional(),
  /** False takes any certificate: for a bench only, and shown as such. */
  verifyServer: z.boolean(),
  /** MQTT 5: seconds that the broker keeps the session for after the connection's end; 4294967295 = for ever. */
  sessionExpiry: z.int().min(0).max(4_294_967_295).optional(),
  will: will.optional(),
  /** MQTT 5: of CONNECT; a name may come more than once. */
  userProperties: z.array(userProperty).max(64).optional(),
  /** Left out: on, 1 s to 60 s. */
  reconnect: reconnecting.optional(),
  /** The cloud whose rules hold; left out: those of the protocol alone. */
  cloud: z.string().min(1).max(64).optional(),
})
export type BrokerOptions = z.infer<typeof brokerOptionsSchema>

export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'disconnected' | 'failed'

/** What MQTT 5 adds to a subscription (section 3.8.3.1); older versions have no room for it on the wire. */
export const subscriptionOptionsSchema = z.object({
  /** What this client publishes itself does not come back. */
  noLocal: z.boolean(),
  /** The retain flag arrives as it was published; else it is set on kept messages only. */
  retainAsPublished: z.boolean(),
  /** Kept messages: 0 come at every subscribing, 1 only when it is new, 2 never. */
  retainHandling: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** Comes back with each message of this subscription. */
  identifier: z.int().min(1).max(268_435_455).optional(),
})
export type SubscriptionOptions = z.infer<typeof subscriptionOptionsSchema>

export type Subscription = {
  readonly topic: string
  readonly qos: Qos
  readonly grantedQos: number | null
  readonly options?: SubscriptionOptions
}

/** While a lost connection is tried again. */
export type Retry = {
  /** From 1. */
  readonly attempt: number
  /** ms since the epoch of the next try; null while one is under way. */
  readonly at: number | null
}

/** `options` has its password, key and passphrase removed. */
export type ConnectionInfo = {
  readonly id: string
  /** The saved connection that it was made from. */
  readonly savedId?: string
  readonly options: BrokerOptions
  readonly state: ConnectionState
  /** With `reconnecting`. */
  readonly retry?: Retry
  readonly since: number
  readonly subscriptions: readonly Subscription[]
  /** Protocol and cipher once TLS is up: `TLSv1.3 TLS_AES_256_GCM_SHA384`. */
  readonly tls?: string
  readonly failure?: Failure
  /** What had to be mended in its certificate files before they could be read. */
  readonly mended?: readonly Text[]
  /** The disk does not take its messages: only the newest are kept, in memory; or it did not for a while, and some are missing. */
  readonly historyFailure?: Failure
  /** The disk is too far behind, so that receiving waits for it, or had to. */
  readonly diskDelay?: Failure
  /** What the broker does against the rules of MQTT although the connection goes on. */
  readonly remark?: Failure
}

const propertyText = z.string().max(65_535)

/** What MQTT 5 lets travel with a message (section 3.3.2.3). */
export const messagePropertiesSchema = z.object({
  /** Payload format indicator 1: the payload is UTF-8. */
  isUtf8: z.boolean().optional(),
  /** s; as received, what was left of it. */
  messageExpiry: z.int().min(0).max(0xffff_ffff).optional(),
  topicAlias: z.int().min(1).max(65_535).optional(),
  responseTopic: propertyText.optional(),
  correlationData: bytesSchema.optional(),
  contentType: propertyText.optional(),
  /** In their order; a name may stand more than once. */
  userProperties: z.array(z.tuple([propertyText, propertyText])).max(200).optional(),
})
export type PublishProperties = z.infer<typeof messagePropertiesSchema>

export type MessageProperties = PublishProperties & {
  /** Of the subscriptions that brought it. */
  readonly subscriptionIdentifiers?: readonly number[] | undefined
}

export type MqttMessage = {
  /** Counts a connection's messages in both directions from 0 without gaps. */
  readonly seq: number
  /** ms since the epoch with a fraction, on the clock of the serial sessions. */
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly topic: string
  readonly payload: Uint8Array
  /** Of the whole payload, where `payload` is only its beginning. */
  readonly payloadBytes?: number
  readonly qos: Qos
  readonly retain: boolean
  /** MQTT 5. May be missing where `payload` is only its beginning. */
  readonly properties?: MessageProperties
}

/** The messages that are still held: from `firstSeq` on, before `nextSeq`. */
export type MessageExtent = { readonly firstSeq: number; readonly nextSeq: number }

/** A subscription's filter, and how many messages it has brought since it was asked for. */
export type SubscriptionCount = readonly [filter: string, count: number]

export type MessageWindow = MessageExtent & { readonly messages: readonly MqttMessage[] }

const id = z.string().min(1).max(64)
const topic = z.string().min(1).max(65535)
export const publishSchema = z.object({ topic, payload: bytesSchema, qos, retain: z.boolean(), properties: messagePropertiesSchema.optional() })
export type PublishRequest = z.infer<typeof publishSchema>

/** How a publish went. */
export type PublishAnswer = {
  /** From handing it over to the acknowledgement; with QoS 0 to the network taking it. */
  readonly ms: number
  /** The broker says that nobody is subscribed (MQTT 5, reason 16). */
  readonly hasNoSubscribers?: true
}

export const mqttInputs = {
  'mqtt.connections': z.tuple([]),
  'mqtt.messages': z.tuple([id, z.int().min(0), z.int().min(1).max(5000), z.int().min(0).optional()]),
  'mqtt.counts': z.tuple([id]),
  'mqtt.connect': z.tuple([brokerOptionsSchema, id.optional()]),
  'mqtt.noteSaved': z.tuple([id, id]),
  'mqtt.tryNow': z.tuple([id]),
  'mqtt.stopTrying': z.tuple([id]),
  'mqtt.disconnect': z.tuple([id]),
  'mqtt.remove': z.tuple([id]),
  'mqtt.subscribe': z.tuple([id, topic, qos, subscriptionOptionsSchema.optional()]),
  'mqtt.unsubscribe': z.tuple([id, topic]),
  'mqtt.publish': z.tuple([id, publishSchema]),
}

export type MqttApi = {
  // queries
  'mqtt.connections': () => Promise<ConnectionInfo[]>
  /**
   * Messages with `seq` ≥ `fromSeq`, at most `count`, out of those still held; of each payload at most `payloadLimit` bytes. One may be of 256 MB:
   * whoever needs no more than a beginning says so.
   */
  'mqtt.messages': (connectionId: string, fromSeq: number, count: number, payloadLimit?: number) => Promise<Result<MessageWindow>>
  'mqtt.counts': (connectionId: string) => Promise<SubscriptionCount[]>
  // commands
  /** Answers when the broker has accepted (CONNACK 0) or refused, or after 15 s. A refused connection stays listed as `failed`. */
  'mqtt.connect': (options: BrokerOptions, savedId?: string) => Promise<Result<ConnectionInfo>>
  /** The connection was saved after it had been opened: its messages, cards and what they sent are kept under the saved one from now on. */
  'mqtt.noteSaved': (connectionId: string, savedId: string) => Promise<Result<ConnectionInfo>>
  /** Does not wait for the next try of a lost connection. */
  'mqtt.tryNow': (connectionId: string) => Promise<Result<ConnectionInfo>>
  /** A lost connection stays as it is: `failed`, with why it was lost. */
  'mqtt.stopTrying': (connectionId: string) => Promise<Result<ConnectionInfo>>
  'mqtt.disconnect': (connectionId: string) => Promise<Result<ConnectionInfo>>
  'mqtt.remove': (connectionId: string) => Promise<Result<null>>
  /** Answers after SUBACK; 128 is a failure. Subscribing again with other options replaces the subscription. `options` count with MQTT 5 only. */
  'mqtt.subscribe': (connectionId: string, topic: string, qos: Qos, options?: SubscriptionOptions) => Promise<Result<ConnectionInfo>>
  'mqtt.unsubscribe': (connectionId: string, topic: string) => Promise<Result<ConnectionInfo>>
  /** QoS 0: answers when sent; QoS 1 and 2: when acknowledged. */
  'mqtt.publish': (connectionId: string, message: PublishRequest) => Promise<Result<PublishAnswer>>
}

export type MqttEvents = {
  'mqtt.didChangeConnection': (info: ConnectionInfo) => void
  'mqtt.didRemoveConnection': (connectionId: string) => void
  /** Its messages are others than before, mostly more. At most ten times a second a connection; `mqtt.messages` gives those that somebody looks at. */
  'mqtt.didGrow': (connectionId: string, extent: MessageExtent, counts: SubscriptionCount[]) => void
}
