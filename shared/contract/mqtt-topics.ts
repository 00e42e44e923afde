import { z } from 'zod'
import type { Failure, Result } from './failure.ts'
import type { Qos } from './mqtt.ts'

const id = z.string().min(1).max(64)
const topic = z.string().max(65535)

/** How somebody looks at a tree. Open branches are told as exceptions, so that a hundred thousand need not be named. */
export const topicViewSchema = z.object({
  /** Words that a topic must contain, or with `+` or `#` an MQTT filter; empty for all. While there is one, every branch is open. */
  filter: z.string().max(1024),
  sort: z.enum(['name', 'messages', 'recent']),
  isAllOpen: z.boolean(),
  /** Branches that are not as `isAllOpen` says. */
  exceptions: z.array(topic).max(5000),
})
export type TopicView = z.infer<typeof topicViewSchema>

/** The last message on a topic. */
export type TopicValue = {
  /** Its number in the history, which has it whole. */
  readonly seq: number
  readonly at: number
  /** Of the message before it: how often a slow topic speaks. */
  readonly previousAt?: number
  readonly qos: Qos
  /** The beginning of the payload. */
  readonly preview: Uint8Array
  readonly payloadBytes: number
  /** Messages received on this very topic. */
  readonly count: number
  /** The broker is known to keep a message for it. */
  readonly isRetained: boolean
}

/** One level of the tree. A topic may have others below it, as `a` and `a/b`. */
export type TopicRow = {
  /** The topic down to this level. */
  readonly path: string
  readonly level: string
  /** 0 for the first level. */
  readonly depth: number
  readonly children: number
  readonly isOpen: boolean
  /** Topics, messages received, retained ones and messages a second, of this level and all below it. */
  readonly topics: number
  readonly messages: number
  readonly retained: number
  readonly rate: number
  readonly value?: TopicValue
}

export type TopicTotals = {
  readonly topics: number
  readonly messages: number
  readonly retained: number
  /** Messages on topics that found no place any more; they are in the history as all others. */
  readonly unplaced: number
}

export type TopicRows = TopicTotals & {
  /** 0 to 1: what earlier connections received is still being read into the tree. */
  readonly reading?: number
  /** Rows of this view. */
  readonly total: number
  readonly rows: readonly TopicRow[]
  /** Where the level that was asked for stands, if it does, and what it is, wherever. */
  readonly place?: number
  readonly chosen?: TopicRow
}

export type ClearingResult = 'waiting' | 'cleared' | 'unconfirmed' | 'refused'

/** Retained messages that were found, to be cleared once somebody has agreed to exactly these. */
export type Clearing = {
  readonly id: string
  readonly connectionId: string
  readonly total: number
  readonly state: 'asked' | 'running' | 'done' | 'cancelled'
  readonly cleared: number
  /** Acknowledged, but the broker did not pass the empty message on, as it does when it takes one. */
  readonly unconfirmed: number
  readonly refused: number
  /** What the connection's cloud refuses, known before anything is sent: of the first topic that it holds for. Those rows are `refused` from the start. */
  readonly refusal?: Failure
  /** Why it ended before its end. */
  readonly failure?: Failure
}

export type ClearingRow = { readonly topic: string; readonly result: ClearingResult; readonly failure?: Failure }

export const mqttTopicsInputs = {
  'mqttTopics.rows': z.tuple([id, topicViewSchema, z.int().min(0), z.int().min(0).max(500), topic.optional()]),
  'mqttTopics.clearingRows': z.tuple([id, z.int().min(0), z.int().min(1).max(500)]),
  'mqttTopics.forget': z.tuple([id]),
  'mqttTopics.findRetained': z.tuple([id, topic.nullable(), z.boolean()]),
  'mqttTopics.clearRetained': z.tuple([id]),
  'mqttTopics.cancelClearing': z.tuple([id]),
}

export type MqttTopicsApi = {
  // queries
  /** Rows of the tree as it is looked at, from a number on; with `chosen`, also where that level stands. The first question has what is kept of a saved connection read into it. */
  'mqttTopics.rows': (connectionId: string, view: TopicView, from: number, count: number, chosen?: string) => Promise<Result<TopicRows>>
  'mqttTopics.clearingRows': (clearingId: string, from: number, count: number) => Promise<Result<readonly ClearingRow[]>>
  // commands
  /** Begins the tree anew. The history keeps its messages. */
  'mqttTopics.forget': (connectionId: string) => Promise<Result<null>>
  /** The retained messages on a topic, or of it and all below it; null is the whole tree. Nothing is sent yet. */
  'mqttTopics.findRetained': (connectionId: string, path: string | null, isBelow: boolean) => Promise<Result<Clearing>>
  /** Publishes an empty retained message on each topic that was found. Answers at once; `didClear` tells how it goes on. */
  'mqttTopics.clearRetained': (clearingId: string) => Promise<Result<Clearing>>
  /** Those on their way are still answered. */
  'mqttTopics.cancelClearing': (clearingId: string) => Promise<Result<Clearing>>
}

export type MqttTopicsEvents = {
  /** At most five times a second a connection; `mqttTopics.rows` gives what is in sight. */
  'mqttTopics.didChange': (connectionId: string) => void
  /** At most ten times a second. */
  'mqttTopics.didClear': (clearing: Clearing) => void
}
