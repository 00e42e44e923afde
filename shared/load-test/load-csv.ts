import type { LoadTestState } from '../contract/load-test.ts'

const quoted = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** One row a second, and the whole in front of it as rows of name and value. Times in ms, UTC. */
export function loadCsv({ plan, startedAt, phase, figures, points, failures }: LoadTestState): string {
  const { broker } = plan
  const facts: readonly (readonly [string, string | number])[] = [
    ['broker', `${broker.protocol}://${broker.host}:${broker.port}`],
    ['started', new Date(startedAt).toISOString()],
    ['ended', phase],
    ['publishers', plan.publishers],
    ['subscribers', plan.subscribers],
    ['delivery', plan.delivery],
    ['qos', plan.qos],
    ['payload_bytes', plan.payloadBytes],
    ['rate_planned', plan.rate],
    ['seconds_planned', plan.seconds],
    ['seconds', figures.seconds],
    ['sent', figures.sent],
    ['expected', figures.expected],
    ['received', figures.received],
    ['lost', Math.max(0, figures.expected - figures.received)],
    ['repeated', figures.repeated],
    ['refused', figures.refused],
    ...Object.entries(figures.latency).map(([name, value]) => [`latency_${name}_ms`, value] as const),
    ...Object.entries(figures.connect).map(([name, value]) => [`connect_${name}_ms`, value] as const),
    ...failures.map(({ failure, count }) => [failure.what.en, count] as const),
  ]
  const rows = points.map(({ second, sent, received, p50, p95, p99, max }) => [second, sent, received, p50, p95, p99, max].join(','))
  return [...facts.map(([name, value]) => `${quoted(name)},${quoted(String(value))}`), '', 'second,sent,received,p50_ms,p95_ms,p99_ms,max_ms', ...rows, ''].join('\r\n')
}
