import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoadTestState } from '../../../shared/contract/load-test.ts'
import { isUnderWay } from './load-test-store.ts'
import { milliseconds } from './milliseconds.ts'
import styles from './load-test.module.css'

/** Below this share of the planned rate it is said that the broker or this PC did not keep up. */
const keptUp = 0.95

export function Figures({ test }: { readonly test: LoadTestState }) {
  const { t } = useTranslation('load-test')
  const { plan, figures } = test
  const { sent, expected, received, repeated, refused, seconds, latency, connect } = figures
  const isLive = isUnderWay(test)
  const lost = Math.max(0, expected - received)
  const perSecond = (count: number): string => (seconds > 0 ? Math.round(count / seconds).toLocaleString() : '–')
  const isBehind = !isLive && seconds >= 1 && sent < plan.rate * seconds * keptUp
  return (
    <>
      <dl className={styles['figures']}>
        <Figure name={t('figure.sent')} id="sent" value={sent.toLocaleString()} note={t('figure.perSecond', { rate: perSecond(sent) })} />
        <Figure name={t('figure.received')} id="received" value={received.toLocaleString()} note={t('figure.perSecond', { rate: perSecond(received) })} />
        {isLive ? (
          <Figure name={t('figure.underway')} id="underway" value={lost.toLocaleString()} />
        ) : (
          <Figure name={t('figure.lost')} id="lost" value={lost.toLocaleString()} tone={lost > 0 ? 'error' : undefined} note={expected > 0 ? `${((lost / expected) * 100).toFixed(lost > 0 ? 2 : 0)} %` : ''} />
        )}
        {repeated > 0 && <Figure name={t('figure.repeated')} id="repeated" value={repeated.toLocaleString()} />}
        {refused > 0 && <Figure name={t('figure.refused')} id="refused" value={refused.toLocaleString()} tone="error" />}
      </dl>
      <table className={styles['times']}>
        <thead>
          <tr>
            <th aria-label={t('figure.what')} />
            {['p50', 'p95', 'p99', 'max'].map((name) => (
              <th key={name} scope="col">
                {name === 'max' ? t('figure.max') : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {([['latency', latency], ['connect', connect]] as const).map(([name, spread]) => (
            <tr key={name} data-testid={`load-${name}`}>
              <th scope="row" title={t(`figure.${name}Hint`)}>
                {t(`figure.${name}`)}
              </th>
              {[spread.p50, spread.p95, spread.p99, spread.max].map((value, index) => (
                <td key={index}>{spread.max === 0 ? '–' : milliseconds(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isBehind && <p className={styles['note']}>{t('behind', { rate: perSecond(sent), planned: plan.rate.toLocaleString() })}</p>}
    </>
  )
}

function Figure({ name, id, value, note, tone }: { readonly name: string; readonly id: string; readonly value: string; readonly note?: ReactNode; readonly tone?: 'error' | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-tone={tone} data-testid={`load-figure-${id}`}>
        {value}
      </dd>
      {note !== undefined && <span>{note}</span>}
    </div>
  )
}
