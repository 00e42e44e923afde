import type { ChartSeries, ChartState } from '../../../../shared/contract/mqtt-charts.ts'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { keysOf, numbersAt, type NumberFormat } from '../../../../shared/mqtt/numbers/numeric-fields.ts'
import { thinPoints, type Points } from '../../../../shared/mqtt/numbers/thin-points.ts'
import type { StoredMessage } from '../history/message-format.ts'
import type { MessageHistory } from '../history/message-history.ts'
import { PointSeries } from './point-series.ts'

/** Points held of one series: two days of one a second. 3 MB. */
export const pointsAtMost = 200_000
/** Messages read out of the history at a time, and in all: a chart of a rare topic must not read for minutes beside a flood. */
const messagesAtOnce = 1000
const messagesRead = 2_000_000
/** Of a payload; numbers behind it are not looked for. */
const payloadBytes = 256 * 1024

/** Series that are read out of the same payload, which is taken apart once. */
type Group = { readonly format: NumberFormat; readonly paths: (readonly string[])[]; readonly series: PointSeries[] }

/** Numbers of some topics over time, out of the history and out of what comes. */
export class Chart {
  readonly id: string
  readonly connectionId: string
  readonly #series: readonly PointSeries[]
  readonly #groups = new Map<string, Group[]>()
  readonly #changed: () => void
  #isReading = false
  #isClosed = false

  constructor(id: string, connectionId: string, series: readonly ChartSeries[], changed: () => void, limit = pointsAtMost) {
    this.id = id
    this.connectionId = connectionId
    this.#changed = changed
    this.#series = series.map(({ topic, path, format }) => {
      const points = new PointSeries(limit)
      const groups = this.#groups.get(topic) ?? []
      let group = groups.find((one) => one.format === format)
      if (!group) groups.push((group = { format, paths: [], series: [] }))
      group.paths.push(keysOf(path))
      group.series.push(points)
      this.#groups.set(topic, groups)
      return points
    })
  }

  state(): ChartState {
    const firsts = this.#series.flatMap(({ first }) => first ?? [])
    const lasts = this.#series.flatMap(({ last }) => last ?? [])
    return {
      id: this.id,
      connectionId: this.connectionId,
      points: this.#series.map(({ count }) => count),
      first: firsts.length > 0 ? Math.min(...firsts) : null,
      last: lasts.length > 0 ? Math.max(...lasts) : null,
      isReading: this.#isReading,
      isCut: this.#series.some(({ isCut }) => isCut),
    }
  }

  points(from: number, to: number, pixels: number): Points[] {
    return this.#series.map((series) => thinPoints(series.since(from), from, to, pixels))
  }

  /** A message that came now. */
  take({ topic, payload, at }: Pick<StoredMessage, 'topic' | 'payload' | 'at'>): void {
    const groups = this.#groups.get(topic)
    if (!groups) return
    let isMore = false
    for (const { format, paths, series } of groups) {
      for (const [index, number] of numbersAt(payload, format, paths).entries()) {
        if (number === undefined) continue
        series[index]?.push(at, number)
        isMore = true
      }
    }
    if (isMore) this.#changed()
  }

  /** Reads the history back from message `end`, which is not read, until every series is full or nothing is left. */
  async readBack(history: Pick<MessageHistory, 'firstSeq' | 'read'>, end: number): Promise<void> {
    this.#isReading = true
    this.#changed()
    const stop = Math.max(0, end - messagesRead)
    let at = end
    while (at > Math.max(stop, history.firstSeq) && !this.#isClosed && this.#series.some(({ isFull }) => !isFull)) {
      const from = Math.max(stop, history.firstSeq, at - messagesAtOnce)
      this.#takeBack(await history.read(from, at - from, payloadBytes))
      at = from
      this.#changed()
    }
    if (at > history.firstSeq) for (const series of this.#series) series.noteCut()
    this.#isReading = false
    this.#changed()
  }

  close(): void {
    this.#isClosed = true
  }

  #takeBack(messages: readonly MqttMessage[]): void {
    const found = new Map<PointSeries, { at: number[]; value: number[] }>()
    for (const { topic, payload, at, direction } of messages) {
      if (direction === 'out') continue
      for (const { format, paths, series } of this.#groups.get(topic) ?? []) {
        for (const [index, number] of numbersAt(payload, format, paths).entries()) {
          const points = series[index]
          if (number === undefined || !points) continue
          const part = found.get(points) ?? { at: [], value: [] }
          part.at.push(at)
          part.value.push(number)
          found.set(points, part)
        }
      }
    }
    for (const [points, { at, value }] of found) points.unshift(at, value)
  }
}
