import { Emitter } from '../../../../shared/contract/emitter.ts'
import { fail, ok, type Failure, type Result } from '../../../../shared/contract/failure.ts'
import type { ChartSeries, ChartState, TopicFields } from '../../../../shared/contract/mqtt-charts.ts'
import { numberFormatOf, numericFields, type NumberFormat } from '../../../../shared/mqtt/numbers/numeric-fields.ts'
import type { Points } from '../../../../shared/mqtt/numbers/thin-points.ts'
import { text } from '../../../../shared/text/local-text.ts'
import type { Connection } from '../connection.ts'
import { unknownConnection } from '../failures.ts'
import { Growth } from '../growth.ts'
import type { StoredMessage } from '../history/message-format.ts'
import { Chart } from './chart.ts'

const growMs = 200
/** Open at a time; a page that has gone without closing its own leaves them to the next. */
const chartsAtMost = 16

type Open = { readonly chart: Chart; readonly growth: Growth }

/** Numbers out of a connection's messages over time, as the contract's `mqttCharts.*` has it. */
export class ChartsService {
  readonly #connections = new Map<string, Connection>()
  readonly #open = new Map<string, Open>()
  readonly #lastSeq: (connectionId: string, topic: string) => number | undefined
  readonly #grew = new Emitter<[ChartState]>()
  #next = 1

  readonly onDidGrow = this.#grew.on

  /** `lastSeq`: the number of the last message on a topic. */
  constructor(lastSeq: (connectionId: string, topic: string) => number | undefined) {
    this.#lastSeq = lastSeq
  }

  add(connection: Connection): void {
    this.#connections.set(connection.id, connection)
  }

  remove(id: string): void {
    this.#connections.delete(id)
    for (const { chart } of this.#open.values()) if (chart.connectionId === id) this.#end(chart.id)
  }

  /** Called for every message of a connection. */
  take(id: string, message: StoredMessage): void {
    if (message.direction === 'out') return
    for (const { chart } of this.#open.values()) if (chart.connectionId === id) chart.take(message)
  }

  async fields(connectionId: string, topic: string, format: NumberFormat | null): Promise<Result<TopicFields>> {
    const connection = this.#connections.get(connectionId)
    if (!connection) return fail(unknownConnection(connectionId))
    const seq = this.#lastSeq(connectionId, topic)
    const [message] = seq === undefined ? [] : await connection.history.read(seq, 1)
    if (!message) return ok({ format: null, fields: [] })
    const found = numberFormatOf(message.payload, format ?? undefined)
    return ok({ format: found ?? null, fields: found ? numericFields(message.payload, found) : [] })
  }

  async open(connectionId: string, series: readonly ChartSeries[]): Promise<Result<ChartState>> {
    const connection = this.#connections.get(connectionId)
    if (!connection) return fail(unknownConnection(connectionId))
    const growth = new Growth(() => this.#open.has(chart.id) && this.#grew.fire(chart.state()), growMs)
    const chart = new Chart(`chart-${this.#next++}`, connectionId, series, () => growth.grew())
    for (const oldest of this.#open.keys()) {
      if (this.#open.size < chartsAtMost) break
      this.#end(oldest)
    }
    this.#open.set(chart.id, { chart, growth })
    void chart.readBack(connection.history, connection.history.nextSeq)
    return ok(chart.state())
  }

  async points(chartId: string, from: number, to: number, pixels: number): Promise<Result<readonly Points[]>> {
    const chart = this.#open.get(chartId)?.chart
    return chart ? ok(chart.points(from, to, pixels)) : fail(unknownChart(chartId))
  }

  async close(chartId: string): Promise<Result<null>> {
    this.#end(chartId)
    return ok(null)
  }

  #end(id: string): void {
    this.#open.get(id)?.chart.close()
    this.#open.delete(id)
  }
}

const unknownChart = (id: string): Failure => ({
  code: 'mqtt.unknown-chart',
  stage: 'mqtt',
  what: text('This chart is no longer there', '这张曲线图已经不在了'),
  next: text('Choose its fields again.', '请重新选择要画的字段。'),
  evidence: id,
})
