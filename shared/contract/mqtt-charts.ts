import { z } from 'zod'
import { numberFormats, type NumberFormat, type NumericField } from '../mqtt/numbers/numeric-fields.ts'
import type { Points } from '../mqtt/numbers/thin-points.ts'
import type { Result } from './failure.ts'

const id = z.string().min(1).max(64)
const topic = z.string().min(1).max(65535)
const format = z.enum(numberFormats)

export const chartSeriesSchema = z.object({
  topic,
  /** Of the number in the payload, as a JSON Pointer; empty where the payload is the number. */
  path: z.string().max(1024),
  format,
})
export type ChartSeries = z.infer<typeof chartSeriesSchema>

/** More lines than anybody can tell apart. */
export const chartSeriesAtMost = 8

export type TopicFields = { readonly format: NumberFormat | null; readonly fields: readonly NumericField[] }

export type ChartState = {
  readonly id: string
  readonly connectionId: string
  /** Points held of each series, in the order in which they were asked for. */
  readonly points: readonly number[]
  /** ms since the epoch of the first and the last point of all; null while there is none. */
  readonly first: number | null
  readonly last: number | null
  /** The history is still being read, from its newest message back. */
  readonly isReading: boolean
  /** Older points were there and are not held any more. */
  readonly isCut: boolean
}

export const mqttChartsInputs = {
  'mqttCharts.fields': z.tuple([id, topic, format.nullable()]),
  'mqttCharts.points': z.tuple([id, z.number(), z.number(), z.int().min(1).max(8000)]),
  'mqttCharts.open': z.tuple([id, z.array(chartSeriesSchema).min(1).max(chartSeriesAtMost)]),
  'mqttCharts.close': z.tuple([id]),
}

export type MqttChartsApi = {
  // queries
  /** The numbers in the last message of a topic. Without a format the one is taken in which there are any. */
  'mqttCharts.fields': (connectionId: string, topic: string, format: NumberFormat | null) => Promise<Result<TopicFields>>
  /** Of each series at most two points a pixel between two times, lowest and highest, and the nearest on either side. */
  'mqttCharts.points': (chartId: string, from: number, to: number, pixels: number) => Promise<Result<readonly Points[]>>
  // commands
  /** Reads numbers out of the history and out of what comes. Answers at once; `didGrow` tells how it goes on. */
  'mqttCharts.open': (connectionId: string, series: readonly ChartSeries[]) => Promise<Result<ChartState>>
  'mqttCharts.close': (chartId: string) => Promise<Result<null>>
}

export type MqttChartsEvents = {
  /** At most five times a second a chart. */
  'mqttCharts.didGrow': (state: ChartState) => void
}
