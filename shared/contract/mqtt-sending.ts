import { z } from 'zod'
import type { PayloadFormat } from '../mqtt/payload-formats/payload-formats.ts'
import { repeatSchema, templateSchema, type Repeat, type Template } from '../mqtt/workspace/schema.ts'
import type { Failure, Result } from './failure.ts'
import type { Qos } from './mqtt.ts'

export type SentAnswer =
  | { readonly kind: 'waiting' }
  /** `ms` as in `PublishAnswer`. */
  | { readonly kind: 'taken'; readonly ms: number; readonly hasNoSubscribers?: true }
  | { readonly kind: 'refused'; readonly failure: Failure }

/** A message that a card has published. */
export type SentMessage = {
  readonly id: number
  /** ms since the epoch. */
  readonly at: number
  readonly topic: string
  readonly qos: Qos
  readonly retain: boolean
  readonly format: PayloadFormat
  /** The beginning of the payload as it was written, variables filled. */
  readonly preview: string
  readonly bytes: number
  readonly hasProperties: boolean
  readonly answer: SentAnswer
}

/** A message that goes out again and again. */
export type Repeating = {
  readonly repeat: Repeat
  readonly taken: number
  readonly refused: number
  /** Turns left out because the one before had no answer yet. */
  readonly skipped: number
  readonly end: null | { readonly kind: 'done' | 'stopped' | 'disconnected' } | { readonly kind: 'failed'; readonly failure: Failure }
}

export type CardSending = {
  /** The newest first, at most 100. */
  readonly sent: readonly SentMessage[]
  /** Of this card in all; of a saved connection those of earlier starts, too. */
  readonly total: number
  /** What was sent is not on the disk, or was not readable there. */
  readonly failure?: Failure
  readonly repeating: Repeating | null
}

const connectionId = z.string().min(1).max(64)
const cardId = z.string().min(1).max(64)
const sentId = z.int().min(0)

export const mqttSendingInputs = {
  'mqttSending.state': z.tuple([connectionId, cardId]),
  'mqttSending.template': z.tuple([connectionId, cardId, sentId]),
  'mqttSending.send': z.tuple([connectionId, cardId, templateSchema]),
  'mqttSending.again': z.tuple([connectionId, cardId, sentId]),
  'mqttSending.start': z.tuple([connectionId, cardId, templateSchema, repeatSchema]),
  'mqttSending.stop': z.tuple([connectionId, cardId]),
  'mqttSending.clear': z.tuple([connectionId, cardId]),
  'mqttSending.forget': z.tuple([connectionId, cardId]),
}

export type MqttSendingApi = {
  // queries
  'mqttSending.state': (connectionId: string, cardId: string) => Promise<CardSending>
  /** A sent message whole, as something to write again. */
  'mqttSending.template': (connectionId: string, cardId: string, sentId: number) => Promise<Result<Template>>
  // commands
  /** Fills the variables and publishes to every topic; answers when all are answered, with the first refusal. Nothing goes out where one cannot be made. */
  'mqttSending.send': (connectionId: string, cardId: string, template: Template) => Promise<Result<null>>
  /** The same bytes again. */
  'mqttSending.again': (connectionId: string, cardId: string, sentId: number) => Promise<Result<null>>
  /** At once and then at every interval, variables filled anew. Ends after its times, when stopped, and with the connection. */
  'mqttSending.start': (connectionId: string, cardId: string, template: Template, repeat: Repeat) => Promise<Result<null>>
  'mqttSending.stop': (connectionId: string, cardId: string) => Promise<Result<null>>
  /** Forgets what was sent; the counter stays. */
  'mqttSending.clear': (connectionId: string, cardId: string) => Promise<Result<null>>
  /** The card was closed: what it repeats ends, and nothing of it is kept. */
  'mqttSending.forget': (connectionId: string, cardId: string) => Promise<Result<null>>
}

export type MqttSendingEvents = {
  /** Something was sent, answered, begun or ended. At most five times a second a card. */
  'mqttSending.didChange': (connectionId: string, cardId: string) => void
}
