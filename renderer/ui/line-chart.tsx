import { useEffect, useLayoutEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useDrawnScheme } from './use-drawn-scheme.ts'
import styles from './line-chart.module.css'

/** One line: its name for the legend and which of the theme's colours it has. */
export type ChartSeries = { readonly label: string; readonly color: `--at-${string}`; readonly values: readonly (number | null)[] }

type Props = {
  /** Of screen readers and tests. */
  readonly label: string
  /** Rising; seconds since the epoch when `time` is set, else plain numbers. */
  readonly x: readonly number[]
  readonly series: readonly ChartSeries[]
  readonly time?: boolean
  /** px. */
  readonly height: number
  readonly format?: (value: number) => string
  readonly xFormat?: (value: number) => string
}

/** Whole numbers: seconds and counts have no halves. */
const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1000, 2000, 5000, 10_000, 100_000, 1_000_000]

const usual = (value: number): string => value.toLocaleString()

/** Lines over time on a canvas. New data is drawn into the same chart; only other lines, words or another theme make a new one. */
export function LineChart({ label, x, series, time = false, height, format = usual, xFormat = usual }: Props) {
  const scheme = useDrawnScheme()
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const data = useRef<uPlot.AlignedData>([[]])
  const formats = useRef({ format, xFormat })
  const names = JSON.stringify(series.map(({ label: name, color }) => [name, color]))

  useLayoutEffect(() => {
    formats.current = { format, xFormat }
    data.current = [[...x], ...series.map(({ values }) => [...values])]
  })

  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const style = getComputedStyle(element)
    const token = (name: string): string => style.getPropertyValue(name).trim()
    const axis = { stroke: token('--at-muted'), grid: { stroke: token('--at-line'), width: 1 }, ticks: { show: false }, font: `11px ${style.fontFamily}` }
    const made = new uPlot(
      {
        width: Math.max(120, element.clientWidth),
        height,
        scales: { x: { time }, y: { range: (_chart, _low, high) => [0, Math.max(1e-9, (high ?? 1) * 1.1)] } },
        axes: [
          { ...axis, size: 26, ...(!time && { incrs: steps, values: (_chart, ticks) => ticks.map((value) => formats.current.xFormat(value)) }) },
          { ...axis, size: 58, values: (_chart, ticks) => ticks.map((value) => formats.current.format(value)) },
        ],
        cursor: { drag: { x: false, y: false }, points: { size: 6 } },
        legend: { live: true },
        series: [
          { label: '', value: (_chart, value: number | null) => (value === null ? '' : formats.current.xFormat(value)) },
          ...(JSON.parse(names) as [string, string][]).map(([name, color]) => ({
            label: name,
            stroke: token(color),
            width: 1.5,
            points: { show: false },
            value: (_chart: uPlot, value: number | null) => (value === null ? '–' : formats.current.format(value)),
          })),
        ],
      },
      data.current,
      element,
    )
    chart.current = made
    const watch = new ResizeObserver(() => made.setSize({ width: Math.max(120, element.clientWidth), height }))
    watch.observe(element)
    return () => {
      watch.disconnect()
      made.destroy()
      chart.current = null
    }
  }, [names, scheme, height, time])

  useEffect(() => chart.current?.setData(data.current), [x, series])

  return <div ref={place} className={styles['chart']} role="img" aria-label={label} />
}
