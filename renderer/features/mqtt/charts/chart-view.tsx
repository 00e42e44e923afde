import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartSeries } from '../../../../shared/contract/mqtt-charts.ts'
import { pathText } from '../../../../shared/mqtt/numbers/numeric-fields.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { formatTime } from '../../../ui/format.ts'
import { useDrawnScheme } from '../../../ui/use-drawn-scheme.ts'
import table from '../table.module.css'
import { ChartBar } from './chart-bar.tsx'
import { changeChart, isSameLine, useCharts } from './charts-store.ts'
import type { Pointed } from './plot.tsx'
import { useChart, type Drawn } from './use-chart.ts'
import styles from './charts.module.css'

const Plot = lazy(async () => ({ default: (await import('./plot.tsx')).Plot }))

/** Numbers out of messages, over time. */
export function ChartView({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation('mqtt-topics')
  const { lines, window, range, hasOwnScales } = useCharts(connectionId)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const scheme = useDrawnScheme()
  const place = useRef<HTMLDivElement>(null)
  const { state, drawn, failure } = useChart(connectionId, lines, window, range, size.width)
  const onReset = useCallback(() => changeChart(connectionId, { range: null }), [connectionId])

  useLayoutEffect(() => {
    const element = place.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const fits = drawn && drawn.points.length === lines.length ? drawn : null
  const isEmpty = state !== null && state.first === null && !state.isReading
  return (
    <div className={styles['chart']}>
      <ChartBar connectionId={connectionId} shown={fits} />
      {failure && <FailureCard failure={failure} />}
      {lines.length > 0 && <Legend connectionId={connectionId} lines={lines} drawn={fits} pointed={pointed} />}
      <div ref={place} className={styles['plot']}>
        {lines.length === 0 && <p className={table['none']}>{t('chart.choose')}</p>}
        {isEmpty && <p className={table['none']}>{t('chart.empty')}</p>}
        {fits && size.width > 0 && state?.first !== null && (
          <Suspense fallback={null}>
            <Plot
              // Colours are read when it is made.
              key={`${scheme} ${hasOwnScales} ${lines.length}`}
              width={size.width}
              height={size.height}
              drawn={fits}
              hasOwnScales={hasOwnScales && lines.length > 1}
              onZoom={(next) => changeChart(connectionId, { range: next })}
              onReset={onReset}
              onPointer={setPointed}
            />
          </Suspense>
        )}
        {pointed && <span className={styles['at']}>{formatTime(pointed.at)}</span>}
        {range && (
          <Button className={styles['whole'] ?? ''} size="compact-xs" onClick={onReset}>
            {t('chart.live')}
          </Button>
        )}
      </div>
      {(state?.isReading || state?.isCut) && <p className={styles['note']}>{t(state.isReading ? 'chart.reading' : 'chart.cut')}</p>}
    </div>
  )
}

type LegendProps = { readonly connectionId: string; readonly lines: readonly ChartSeries[]; readonly drawn: Drawn | null; readonly pointed: Pointed | null }

/** Each line with its colour and its value: under the pointer, else the newest. */
function Legend({ connectionId, lines, drawn, pointed }: LegendProps) {
  const { t } = useTranslation('mqtt-topics')
  const areOfOneTopic = lines.every(({ topic }) => topic === lines[0]?.topic)
  return (
    <ul className={styles['legend']} aria-label={t('chart.lines')}>
      {lines.map((line, index) => {
        const name = pathText(line.path) || t('chart.whole')
        const value = pointed ? pointed.values[index] : drawn?.points[index]?.value.at(-1)
        return (
          <li key={`${line.topic} ${line.path}`} data-line={index} title={`${line.topic} ${name}`}>
            <i />
            <span>{areOfOneTopic ? name : `${line.topic} · ${name}`}</span>
            <b>{value === undefined ? '' : numberText(value)}</b>
            <button type="button" aria-label={t('chart.remove', { name })} onClick={() => changeChart(connectionId, { lines: lines.filter((one) => !isSameLine(one, line)) })}>
              <IconX size={12} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** As many digits as a device means, not those of binary fractions. */
const numberText = (value: number): string => String(Number(value.toPrecision(10)))
