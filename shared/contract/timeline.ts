import { z } from 'zod'
import type { Result } from './failure.ts'
import type { MqttMessage } from './mqtt.ts'
import type { RecordedRow } from './recordings.ts'
import type { PassedOn } from '../timeline/passed-on.ts'

const id = z.string().min(1).max(64)

/** What may stand on a time line: an open session, or a connection of the MQTT pane. */
export const timelineSourceSchema = z.object({ kind: z.enum(['session', 'mqtt']), id })
export type TimelineSource = z.infer<typeof timelineSourceSchema>

/** Sources at most: more columns than a screen can tell apart. */
export const timelineSourcesAtMost = 16

/** `row` counts the merged rows from 0; `source` is the index of the one that it comes from. */
export type TimelineRow = {
  readonly row: number
  readonly source: number
  readonly at: number
  /** Its payload has come from an earlier row of the other side: a message from what a modem was told to publish, a line of a modem from what was published here. */
  readonly passed?: PassedOn
} & (
  | { readonly kind: 'line'; readonly line: RecordedRow }
  /** The payload is cut after 4096 bytes; `payloadBytes` is its length. */
  | { readonly kind: 'message'; readonly message: MqttMessage; readonly payloadBytes: number }
  /** Its log no longer has it. */
  | { readonly kind: 'gone' }
)

export type TimelineState = {
  readonly timelineId: string
  readonly sources: readonly TimelineSource[]
  /** Rows merged so far; a row once merged keeps its number. */
  readonly rows: number
  /** Rows that the sources have and that are still being merged; those of the last moments, or all of a log just opened. */
  readonly waiting: number
}

export const timelineInputs = {
  'timeline.open': z.tuple([z.array(timelineSourceSchema).min(1).max(timelineSourcesAtMost)]),
  'timeline.close': z.tuple([id]),
  'timeline.rows': z.tuple([id, z.int().min(0), z.int().min(1).max(1000)]),
  'timeline.rowAtTime': z.tuple([id, z.number()]),
}

export type TimelineApi = {
  // queries
  /** Merged rows from a number on; fewer at the end. */
  'timeline.rows': (timelineId: string, from: number, count: number) => Promise<Result<readonly TimelineRow[]>>
  /** The first row at or after a moment, ms since the epoch. */
  'timeline.rowAtTime': (timelineId: string, at: number) => Promise<Result<number>>
  // commands
  /** The rows of several sessions and MQTT connections in the order of their times. Answers at once; `timeline.didGrow` tells how it goes on. */
  'timeline.open': (sources: readonly TimelineSource[]) => Promise<Result<TimelineState>>
  'timeline.close': (timelineId: string) => Promise<Result<null>>
}

export type TimelineEvents = {
  /** At most 20 times a second. */
  'timeline.didGrow': (state: TimelineState) => void
}
