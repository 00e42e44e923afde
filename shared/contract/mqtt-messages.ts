import { z } from 'zod'
import type { Failure, Result } from './failure.ts'
import type { MqttMessage } from './mqtt.ts'

const id = z.string().min(1).max(64)
const topicFilter = z.string().min(1).max(65535)

/** Which messages of a connection are shown; those that fulfil all of it. */
export const messageFilterSchema = z.object({
  /** Filters as for a subscription, of which one must match; all topics where there are none. */
  within: z.array(topicFilter).max(100),
  /** `filter`: as for a subscription; `text`: somewhere in the topic, whatever the case. */
  topic: z.object({ kind: z.enum(['filter', 'text']), value: topicFilter }).nullable(),
  /** Over the payload's bytes as they are, read as UTF-8. */
  payload: z.object({ kind: z.enum(['text', 'regex']), value: z.string().min(1).max(1000), ignoreCase: z.boolean() }).nullable(),
  direction: z.enum(['in', 'out']).nullable(),
  retained: z.boolean().nullable(),
  /** The first message that counts. */
  from: z.int().min(0),
})
export type MessageFilter = z.infer<typeof messageFilterSchema>

/** The messages that a filter leaves, by their places from 0 on; it grows with the history. */
export type MessageSelection = {
  readonly selectionId: string
  readonly connectionId: string
  /** Places before this one are gone; `places` is their end. */
  readonly first: number
  readonly places: number
  /** 0 to 1: how much of what is kept has been looked through. */
  readonly progress: number
  readonly failure?: Failure
}

export const mqttMessagesInputs = {
  'mqtt.selectMessages': z.tuple([id, messageFilterSchema]),
  'mqtt.unselectMessages': z.tuple([id]),
  'mqtt.selectedMessages': z.tuple([id, z.int().min(0), z.int().min(1).max(1000), z.int().min(0).max(65_536)]),
  'mqtt.placeOfMessage': z.tuple([id, z.int().min(0)]),
}

export type MqttMessagesApi = {
  // queries
  /** Those at the places from `from` on, of each payload at most `payloadLimit` bytes; fewer at the end, or where some have just been dropped. */
  'mqtt.selectedMessages': (selectionId: string, from: number, count: number, payloadLimit: number) => Promise<Result<readonly MqttMessage[]>>
  /** The place of a message; where the filter leaves it out, of the one before it. */
  'mqtt.placeOfMessage': (selectionId: string, seq: number) => Promise<Result<number>>
  // commands
  /** Begins to look through what is kept, and goes on with what comes; answers at once, `mqtt.didSelect` tells how it goes. */
  'mqtt.selectMessages': (connectionId: string, filter: MessageFilter) => Promise<Result<MessageSelection>>
  'mqtt.unselectMessages': (selectionId: string) => Promise<Result<null>>
}

export type MqttMessagesEvents = {
  /** At most ten times a second a selection. */
  'mqtt.didSelect': (selection: MessageSelection) => void
}
