import type { Disposer } from '../../../shared/contract/failure.ts'
import type { MqttService } from '../mqtt/index.ts'
import type { RecordingLibrary } from '../recording/index.ts'
import type { NumberedRows } from './merged-rows.ts'
import { lineRow, messageRow, payloadShown, withoutGaps, type SourceRow } from './timeline-rows.ts'

export type FollowedLog = NumberedRows<SourceRow> & { readonly close: () => void }

export type SessionLogs = Pick<RecordingLibrary, 'follow' | 'rows' | 'onDidIndex'>
export type MessageLogs = Pick<MqttService, 'messages' | 'extent' | 'onDidGrow'>

/** Rows a read may ask a log for at once, by the logs' own limits. */
const readAtOnce = 2000

/** A session's lines. Undefined where there is no such session. */
export async function followSession(logs: SessionLogs, sessionId: string, onGrow: () => void): Promise<FollowedLog | undefined> {
  const followed = await logs.follow(sessionId)
  if (!followed.ok) return undefined
  let { id, rows } = followed.value
  const stop: Disposer = logs.onDidIndex((recording) => {
    if (recording.sessionId !== sessionId) return
    // While the disk is full the session has another log with numbers of its own; what it holds stands on from here when the file is back.
    if (recording.id !== id) return
    rows = recording.rows
    onGrow()
  })
  return {
    rows: () => rows,
    read: async (from, count) => {
      const wanted = Math.min(count, readAtOnce, rows - from)
      const found = await logs.rows(id, from, Math.max(1, wanted))
      return withoutGaps(found.ok ? found.value : [], ({ row }) => row, lineRow, from, wanted)
    },
    close: stop,
  }
}

/** A connection's messages. Undefined where there is no such connection. */
export async function followMessages(logs: MessageLogs, connectionId: string, onGrow: () => void): Promise<FollowedLog | undefined> {
  const extent = logs.extent(connectionId)
  if (!extent) return undefined
  // What is gone already has no row; a history that is kept between starts may begin at any number.
  const { firstSeq } = extent
  let rows = 0
  // Asked, not told: what has come is to be merged in this pass already. One that was removed keeps its numbers.
  const count = (): number => (rows = Math.max(rows, (logs.extent(connectionId)?.nextSeq ?? 0) - firstSeq))
  const stop: Disposer = logs.onDidGrow((id) => {
    if (id === connectionId) onGrow()
  })
  return {
    rows: count,
    read: async (from, wished) => {
      const wanted = Math.min(wished, readAtOnce, count() - from)
      const found = await logs.messages(connectionId, firstSeq + from, Math.max(1, wanted), payloadShown)
      return withoutGaps(found.ok ? found.value.messages.filter(({ seq }) => seq < firstSeq + from + wanted) : [], ({ seq }) => seq - firstSeq, messageRow, from, wanted)
    },
    close: stop,
  }
}
