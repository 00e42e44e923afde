import { Button } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoadTestState } from '../../../shared/contract/load-test.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { LineChart } from '../../ui/line-chart.tsx'
import { FailureCounts } from './failure-counts.tsx'
import { Figures } from './figures.tsx'
import { exportLoadTest } from './load-test-actions.ts'
import { isUnderWay } from './load-test-store.ts'
import { milliseconds } from './milliseconds.ts'
import styles from './load-test.module.css'

export function Results({ test }: { readonly test: LoadTestState }) {
  const { t } = useTranslation('load-test')
  const { plan, phase, figures, points, failures, failure } = test
  const { broker } = plan
  // Waiting for the last messages is no second of publishing.
  const shown = useMemo(() => points.filter(({ second }) => second <= plan.seconds), [points, plan.seconds])
  const seconds = useMemo(() => shown.map(({ second }) => second), [shown])
  const rates = useMemo(
    () => [
      { label: t('chart.sent'), color: '--at-sent', values: shown.map(({ sent }) => sent) } as const,
      { label: t('chart.received'), color: '--at-accent', values: shown.map(({ received }) => received) } as const,
    ],
    [shown, t],
  )
  const latencies = useMemo(
    () => [
      { label: 'p50', color: '--at-accent', values: shown.map(({ p50, received }) => (received > 0 ? p50 : null)) } as const,
      { label: 'p95', color: '--at-urc', values: shown.map(({ p95, received }) => (received > 0 ? p95 : null)) } as const,
      { label: 'p99', color: '--at-sent', values: shown.map(({ p99, received }) => (received > 0 ? p99 : null)) } as const,
    ],
    [shown],
  )
  return (
    <>
      <header className={styles['head']}>
        <span className={styles['phase']} data-phase={phase} data-testid="load-phase" role="status">
          {t(`phase.${phase}`, { connected: figures.connected, clients: plan.publishers + plan.subscribers, seconds: Math.floor(figures.seconds), of: plan.seconds })}
        </span>
        <code className={styles['target']}>
          {broker.protocol}://{broker.host}:{broker.port} · QoS {plan.qos} · {plan.payloadBytes} B
        </code>
        <span className={styles['space']} />
        <Button size="compact-sm" variant="default" leftSection={<IconFileTypeCsv size={14} />} disabled={isUnderWay(test)} onClick={() => exportLoadTest(test)} data-testid="load-export">
          {t('export')}
        </Button>
      </header>
      {failure && <FailureCard failure={failure} />}
      <Figures test={test} />
      {shown.length > 0 && (
        <div className={styles['charts']}>
          <h3>{t('chart.rate')}</h3>
          <LineChart label={t('chart.rate')} x={seconds} series={rates} height={170} xFormat={(value) => `${value} s`} />
          {plan.subscribers > 0 && (
            <>
              <h3>{t('chart.latency')}</h3>
              <LineChart label={t('chart.latency')} x={seconds} series={latencies} height={170} format={milliseconds} xFormat={(value) => `${value} s`} />
            </>
          )}
        </div>
      )}
      {failures.length > 0 && !failure && <FailureCounts failures={failures} />}
    </>
  )
}
