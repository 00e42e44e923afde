import { useCallback, useEffect, useMemo, useState } from 'react'
import type { CaseFile } from '../../../shared/casefile/format.ts'
import { decodeChunk } from '../../../shared/casefile/transcript.ts'
import { MemoryRows } from '../../../shared/log/memory-rows.ts'
import { readRows } from '../log/read-rows.ts'
import type { LogRow } from '../terminal/log-rows.ts'

export const replaySpeeds = [1, 4, 16] as const
export type ReplaySpeed = (typeof replaySpeeds)[number]

/** ms of real time between two pictures: smooth enough for lines of text. */
const tickMs = 50

export type Replay = {
  /** All rows, and how many have come by the position. */
  readonly rows: readonly LogRow[]
  readonly shown: number
  /** ms since the transcript's start. */
  readonly position: number
  readonly length: number
  readonly isPlaying: boolean
  readonly speed: ReplaySpeed
  readonly play: () => void
  readonly pause: () => void
  readonly seek: (to: number) => void
  /** To the next row, or back to the one before. */
  readonly step: (by: 1 | -1) => void
  readonly setSpeed: (speed: ReplaySpeed) => void
}

/** A transcript's rows as the terminal shows them, with the times of day at which they came. */
export function rowsOf({ transcript }: CaseFile): readonly LogRow[] {
  const start = Date.parse(transcript.startedAt)
  const rows = new MemoryRows()
  rows.push(transcript.chunks.map(decodeChunk).map((chunk) => ({ ...chunk, at: start + chunk.at })))
  return readRows(rows.read(0, rows.rows))
}

/** Rows whose first byte has come by `at`. They stand in the order of their times. */
export function rowsBy(times: readonly number[], at: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Plays a transcript: nothing is sent anywhere. Begins at its end, where the whole is to be seen. */
export function useReplay(content: CaseFile): Replay {
  const rows = useMemo(() => rowsOf(content), [content])
  const start = Date.parse(content.transcript.startedAt)
  const times = useMemo(() => rows.map(({ at }) => at - start), [rows, start])
  const length = Math.max(0, Math.ceil(content.transcript.chunks.at(-1)?.[0] ?? 0))
  const [position, setPosition] = useState(length)
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<ReplaySpeed>(4)

  useEffect(() => {
    if (!isPlaying) return undefined
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      const passed = (now - last) * speed
      last = now
      setPosition((before) => Math.min(length, before + passed))
    }, tickMs)
    return () => clearInterval(timer)
  }, [isPlaying, speed, length])

  // Set while rendering: a replay at its end is over.
  if (isPlaying && position >= length) setPlaying(false)

  const seek = useCallback((to: number) => setPosition(Math.min(length, Math.max(0, to))), [length])
  const shown = rowsBy(times, position)
  return {
    rows,
    shown,
    position,
    length,
    isPlaying,
    speed,
    play: () => {
      if (position >= length) setPosition(0)
      setPlaying(true)
    },
    pause: () => setPlaying(false),
    seek,
    step: (by) => {
      setPlaying(false)
      // Back: what came with the row before last is the newest to be seen.
      const to = by === 1 ? times[shown] : times[rowsBy(times, (times[shown - 1] ?? 0) - 0.001) - 1]
      seek(to ?? (by === 1 ? length : 0))
    },
    setSpeed,
  }
}
