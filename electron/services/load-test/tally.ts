import type { Failure } from '../../../shared/contract/failure.ts'
import type { LoadFigures, LoadPoint, LoadReport, Spread } from '../../../shared/contract/load-test.ts'
import { Histogram } from '../../../shared/load-test/histogram.ts'
import type { Probe } from '../../../shared/load-test/probe-payload.ts'

const kindsKept = 50

const ms = (microseconds: number): number => Math.round(microseconds) / 1000

const spreadOf = (times: Histogram): Spread => ({ p50: ms(times.percentile(50)), p95: ms(times.percentile(95)), p99: ms(times.percentile(99)), max: ms(times.max) })

/** What a run counts. */
export class Tally {
  connected = 0
  sent = 0
  expected = 0
  received = 0
  repeated = 0
  refused = 0
  seconds = 0
  readonly connectTimes = new Histogram()
  readonly #latency = new Histogram()
  readonly #newest = new Histogram()
  readonly #failures = new Map<string, { readonly failure: Failure; count: number }>()
  readonly #points: LoadPoint[] = []
  #sentBefore = 0
  #receivedBefore = 0
  readonly #publishers: number
  /** By subscriber and publisher: the number after the last that came. Messages of one publisher come in order. */
  readonly #next: Uint32Array

  constructor(publishers: number, subscribers: number) {
    this.#publishers = publishers
    this.#next = new Uint32Array(publishers * subscribers)
  }

  arrived(subscriber: number, { publisher, number, sentAt }: Probe, now: number): void {
    const place = subscriber * this.#publishers + publisher
    if (number < (this.#next[place] ?? 0)) {
      this.repeated++
      return
    }
    this.#next[place] = number + 1
    this.received++
    const took = (now - sentAt) * 1000
    this.#latency.add(took)
    this.#newest.add(took)
  }

  fault(failure: Failure): void {
    const known = this.#failures.get(failure.code)
    if (known) known.count++
    else if (this.#failures.size < kindsKept) this.#failures.set(failure.code, { failure, count: 1 })
  }

  /** The failure that came most often. */
  get commonest(): Failure | undefined {
    return [...this.#failures.values()].toSorted((a, b) => b.count - a.count)[0]?.failure
  }

  /** Closes a second of the run. */
  mark(second: number): void {
    this.#points.push({ second, sent: this.sent - this.#sentBefore, received: this.received - this.#receivedBefore, ...spreadOf(this.#newest) })
    this.#sentBefore = this.sent
    this.#receivedBefore = this.received
    this.#newest.clear()
  }

  report(phase: LoadReport['phase'], failure?: Failure): LoadReport {
    const { connected, sent, expected, received, repeated, refused, seconds } = this
    const figures: LoadFigures = { connected, sent, expected, received, repeated, refused, seconds, latency: spreadOf(this.#latency), connect: spreadOf(this.connectTimes) }
    return { phase, figures, points: [...this.#points], failures: [...this.#failures.values()].map((each) => ({ ...each })), ...(failure && { failure }) }
  }
}
