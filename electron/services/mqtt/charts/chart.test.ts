import { describe, expect, it } from 'vitest'
import type { ChartSeries } from '../../../../shared/contract/mqtt-charts.ts'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { Chart } from './chart.ts'

const temp: ChartSeries = { topic: 'a', path: '/t', format: 'json' }
const message = (seq: number, topic: string, payload: string): MqttMessage => ({ seq, at: seq * 10, direction: 'in', topic, payload: new TextEncoder().encode(payload), qos: 0, retain: false })

/** A history that holds messages from `first` on. */
const historyOf = (messages: readonly MqttMessage[], first = 0) => ({
  firstSeq: first,
  read: async (from: number, count: number) => messages.filter(({ seq }) => seq >= Math.max(from, first) && seq < from + count),
})

describe('a chart', () => {
  it('joins what was kept with what comes meanwhile, in the order of time', async () => {
    const kept = Array.from({ length: 2500 }, (_, seq) => message(seq, seq % 2 === 0 ? 'a' : 'b', `{"t":${seq}}`))
    let told = 0
    const chart = new Chart('1', 'c', [temp, { topic: 'b', path: '', format: 'text' }], () => told++)
    const reading = chart.readBack(historyOf(kept), 2500)
    chart.take(message(2500, 'a', '{"t":-1}'))
    await reading
    chart.take(message(2501, 'a', '{"no":1}'))
    chart.take(message(2502, 'b', '7'))
    const [a, b] = chart.points(0, 26_000, 8000)
    expect(a?.at).toEqual([...Array.from({ length: 1250 }, (_, at) => at * 20), 25_000])
    expect(a?.value.slice(-3)).toEqual([2496, 2498, -1])
    expect(b).toEqual({ at: [25_020], value: [7] })
    expect(chart.state()).toEqual({ id: '1', connectionId: 'c', points: [1251, 1], first: 0, last: 25_020, isReading: false, isCut: false })
    expect(told).toBeGreaterThan(3)
  })
  it('holds so many points and says that older ones are gone', async () => {
    const kept = Array.from({ length: 9000 }, (_, seq) => message(seq, 'a', `{"t":${seq}}`))
    const chart = new Chart('1', 'c', [temp], () => {}, 5000)
    await chart.readBack(historyOf(kept), 9000)
    expect([chart.state().points, chart.state().first, chart.state().isCut]).toEqual([[5000], 40_000, true])
    for (let seq = 9000; seq < 20_000; seq++) chart.take(message(seq, 'a', `{"t":${seq}}`))
    const { points, first, last } = chart.state()
    expect([(points[0] ?? 0) >= 5000, (points[0] ?? 0) < 5000 + 4096, (first ?? 0) > 100_000, last]).toEqual([true, true, true, 199_990])
  })
  it('is not cut where the history begins', async () => {
    const chart = new Chart('1', 'c', [temp], () => {})
    await chart.readBack(historyOf([message(5, 'a', '{"t":1}')], 5), 6)
    expect([chart.state().points, chart.state().isCut]).toEqual([[1], false])
  })
})
