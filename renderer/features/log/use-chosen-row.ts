import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { LogSource } from './log-source.ts'

/** A row with a number of its own. */
type Numbered = { readonly id: number }

type Options<Row> = {
  readonly source: LogSource<Row>
  /** Places in the source that are shown, `end` exclusive. */
  readonly first: number
  readonly end: number
  /** Those in sight, from place `inSightFrom` on. */
  readonly inSight: readonly (Row | undefined)[]
  readonly inSightFrom: number
  readonly selected: number | null
  readonly onSelect: (row: number | null) => void
  readonly follow: (isFollowing: boolean) => void
  /** Takes a row's place from the first shown on. */
  readonly reveal: (index: number) => void
}

export type ChosenRow<Row> = {
  /** The chosen row whole, also when it is out of sight. */
  readonly chosen: Row | null
  /** Chooses a row in sight by its own number; null: none. */
  readonly choose: (id: number | null) => void
  /** Chooses the row after the chosen one, or before it; before all, the last. */
  readonly step: (by: 1 | -1) => Promise<void>
}

/** The chosen row of a log: found in sight, by the keys, or led to from elsewhere, and kept when the choice of rows around it changes. */
export function useChosenRow<Row extends Numbered>(options: Options<Row>): ChosenRow<Row> {
  const { source, inSight, selected, reveal, follow } = options
  const [kept, setKept] = useState<Row | null>(null)
  const latest = useRef(options)
  /** Where the chosen row stands, as far as it is known. */
  const place = useRef<{ readonly source: LogSource<Row>; readonly row: number; readonly at: number } | null>(null)
  useLayoutEffect(() => {
    latest.current = options
  })

  const take = useCallback((row: Row | undefined, at: number): void => {
    const now = latest.current
    // Someone who looks at one row does not want it to run away.
    now.follow(false)
    place.current = row ? { source: now.source, row: row.id, at } : null
    setKept(row ?? null)
    now.onSelect(row?.id ?? null)
  }, [])

  useEffect(() => {
    if (selected === null) return undefined
    const known = place.current
    if (known?.source === source && known.row === selected) {
      // The strip that opens below must not cover the row that it tells about.
      const frame = requestAnimationFrame(() => reveal(known.at - latest.current.first))
      return () => cancelAnimationFrame(frame)
    }
    let isOver = false
    const find = async (): Promise<void> => {
      const at = await source.placeOf(selected)
      const [row] = await source.fetch(at, 1)
      if (isOver) return
      place.current = { source, row: selected, at }
      follow(false)
      reveal(at - latest.current.first)
      if (row?.id === selected) setKept(row)
    }
    find().catch(() => {})
    return () => {
      isOver = true
    }
  }, [selected, source, reveal, follow])

  const choose = useCallback(
    (id: number | null): void => {
      const now = latest.current
      const index = id === null ? -1 : now.inSight.findIndex((row) => row?.id === id)
      take(now.inSight[index], now.inSightFrom + index)
    },
    [take],
  )

  /** Its place in this choice of rows may be known from sight before it has been asked for. */
  const placeOfChosen = async (row: number): Promise<number> => {
    const known = place.current
    if (known?.source === source && known.row === row) return known.at
    const index = inSight.findIndex((each) => each?.id === row)
    return index < 0 ? source.placeOf(row) : options.inSightFrom + index
  }

  const step = async (by: 1 | -1): Promise<void> => {
    const { first, end } = latest.current
    const at = (selected === null ? end : await placeOfChosen(selected)) + by
    if (at < first || at >= end) return
    const row = source.rows(at, at + 1)[0] ?? (await source.fetch(at, 1))[0]
    if (row) take(row, at)
  }

  const found = selected === null ? null : (inSight.find((row) => row?.id === selected) ?? (kept?.id === selected ? kept : null))
  return { chosen: found, choose, step }
}
