import type { TimelineSource } from '../../../shared/contract/timeline.ts'
import { bridge } from '../../bridge/bridge.ts'
import type { SoughtMessage } from './timeline-store.ts'

/** Rows around a moment among which a message of that moment stands. */
const around = { before: 100, all: 1000 }

/** The row of a message; null: it is not on this time line. */
export async function findMessage(timelineId: string, sources: readonly TimelineSource[], { connectionId, seq, at }: SoughtMessage): Promise<number | null> {
  const source = sources.findIndex(({ kind, id }) => kind === 'mqtt' && id === connectionId)
  const near = await bridge().call('timeline.rowAtTime', timelineId, at)
  if (source < 0 || !near.ok) return null
  const rows = await bridge().call('timeline.rows', timelineId, Math.max(0, near.value - around.before), around.all)
  const found = rows.ok ? rows.value.find((row) => row.source === source && row.kind === 'message' && row.message.seq === seq) : undefined
  return found?.row ?? null
}
