import type { Disposer } from '../../../shared/contract/failure.ts'
import type { MqttService } from '../mqtt/index.ts'
import type { RecordingLibrary } from '../recording/index.ts'
import type { NumberedRows } from './merged-rows.ts'
import { lineRow, messageRow, withoutGaps, type SourceRow } from './timeline-rows.ts'

export type FollowedLog = NumberedRows<SourceRow> & { readonly close: () => void }

export type SessionLogs = Pick<RecordingLibrary, 'follow' | 'rows' | 'onDidIndex'>
export type MessageLogs = Pick<MqttService, 'messages' | 'onDidReceive'>

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
  const first = await logs.messages(connectionId, 0, 1)
  if (!first.ok) return undefined
  let rows = first.value.nextSeq
  const stop: Disposer = logs.onDidReceive((id, messages) => {
    const last = messages.at(-1)
    if (id !== connectionId || !last) return
    rows = last.seq + 1
    onGrow()
  })
  return {
    rows: () => rows,
    read: async (from, count) => {
      const wanted = Math.min(count, readAtOnce, rows - from)
      const found = await logs.messages(connectionId, from, Math.max(1, wanted))
      return withoutGaps(found.ok ? found.value.messages.filter(({ seq }) => seq < from + wanted) : [], ({ seq }) => seq, messageRow, from, wanted)
    },
    close: stop,
  }
}
