import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Range } from './charts-store.ts'
import { timeText } from './time-text.ts'
import type { Drawn } from './use-chart.ts'

export type PlotProps = {
  readonly width: number
  readonly height: number
  readonly drawn: Drawn
  readonly hasOwnScales: boolean
  readonly onZoom: (range: Range) => void
  readonly onReset: () => void
  /** Values of the lines under the pointer, and their time; null when it is elsewhere. */
  readonly onPointer: (at: Pointed | null) => void
}

export type Pointed = { readonly at: number; readonly values: readonly (number | undefined)[] }

/** One or many lines over time; made anew when the theme or the lines change, see the key it is given. */
export function Plot({ width, height, drawn, hasOwnScales, onZoom, onReset, onPointer }: PlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const latest = useRef({ onZoom, onReset, onPointer, drawn, width, height })
  useEffect(() => {
    latest.current = { onZoom, onReset, onPointer, drawn, width, height }
  })
  const count = drawn.points.length

  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const now = latest.current
    const style = getComputedStyle(element)
    const colour = (name: string): string => style.getPropertyValue(name).trim()
    const scaleOf = (index: number): string => (hasOwnScales ? `y${index}` : 'y')
    const text = { stroke: colour('--at-muted'), font: `11px ${colour('--at-sans')}`, grid: { stroke: colour('--at-line'), width: 1 }, ticks: { show: false } }
    const made = new uPlot(
      {
        width: now.width,
        height: now.height,
        ms: 1,
        legend: { show: false },
        cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 6 }, bind: { dblclick: () => () => (latest.current.onReset(), null) } },
        scales: { x: { time: true, auto: false } },
        axes: [
          { ...text, space: 90, values: (u, splits) => splits.map((at) => timeText(at, (u.scales['x']?.max ?? 0) - (u.scales['x']?.min ?? 0))) },
          ...Array.from({ length: hasOwnScales ? Math.min(count, 2) : 1 }, (_, index) => ({
            ...text,
            scale: scaleOf(index),
            size: 56,
            ...(hasOwnScales && { stroke: colour(`--chart-${index}`) }),
            ...(index === 1 && { side: 1 as const, grid: { show: false } }),
          })),
        ],
        series: [{}, ...Array.from({ length: count }, (_, index) => ({ scale: scaleOf(index), stroke: colour(`--chart-${index}`), width: 1.5, spanGaps: true, points: { size: 4 } }))],
        hooks: {
          setSelect: [
            (u) => {
              const { left, width: selected } = u.select
              if (selected > 3) latest.current.onZoom({ from: u.posToVal(left, 'x'), to: u.posToVal(left + selected, 'x') })
              u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
            },
          ],
          setCursor: [(u) => latest.current.onPointer(pointed(u, count))],
        },
      },
      joined(now.drawn),
      element,
    )
    made.setScale('x', { min: now.drawn.from, max: now.drawn.to })
    plot.current = made
    return () => {
      made.destroy()
      plot.current = undefined
    }
  }, [count, hasOwnScales])

  useEffect(() => {
    plot.current?.batch(() => {
      plot.current?.setData(joined(drawn), false)
      // The scales of the values follow what is seen; the times are those that were asked for.
      plot.current?.setScale('x', { min: drawn.from, max: drawn.to })
    })
  }, [drawn])

  useEffect(() => plot.current?.setSize({ width, height }), [width, height])

  return <div ref={place} data-testid="chart-plot" />
}

function joined({ points }: Drawn): uPlot.AlignedData {
  const tables = points.map(({ at, value }) => [[...at], [...value]] as uPlot.AlignedData)
  return tables.length === 0 ? [[]] : uPlot.join(tables)
}

/** Of each line the newest value at or before the pointer. */
function pointed(u: uPlot, count: number): Pointed | null {
  const { idx } = u.cursor
  const at = idx === null || idx === undefined ? undefined : u.data[0][idx]
  if (idx === null || idx === undefined || at === undefined) return null
  return {
    at,
    values: Array.from({ length: count }, (_, line) => {
      const values = u.data[line + 1]
      for (let place = idx; place >= 0; place--) {
        const value = values?.[place]
        if (typeof value === 'number') return value
      }
      return undefined
    }),
  }
}
