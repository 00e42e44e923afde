import type { MqttMessage } from '../../../shared/contract/mqtt.ts'
import type { RecordedRow } from '../../../shared/contract/recordings.ts'
import type { TimelineRow } from '../../../shared/contract/timeline.ts'
import type { PassedOn } from '../../../shared/timeline/passed-on.ts'

/** A source's row as the merge takes it; it learns its place and its source there. */
export type SourceRow =
  | { readonly kind: 'line'; readonly at: number; readonly line: RecordedRow }
  | { readonly kind: 'message'; readonly at: number; readonly message: MqttMessage; readonly payloadBytes: number }
  | { readonly kind: 'gone'; readonly at: number }

export const lineRow = (line: RecordedRow): SourceRow => ({ kind: 'line', at: line.at, line })

/** As much of a payload as a row of the serial log has of a line at most. */
export const payloadShown = 4096

/** Takes a message whose payload is not longer than what is shown. */
export const messageRow = (message: MqttMessage): SourceRow => ({
  kind: 'message',
  at: message.at,
  message,
  payloadBytes: message.payloadBytes ?? message.payload.length,
})

/**
 * One row for every number from `from` on, also where the log has forgotten some: the numbers of a merged log must not shift.
 * A forgotten one stands at the time of the next that is there.
 */
export function withoutGaps<T>(found: readonly T[], numberOf: (item: T) => number, rowOf: (item: T) => SourceRow, from: number, count: number): SourceRow[] {
  const byNumber = new Map(found.map((item) => [numberOf(item), rowOf(item)]))
  const rows: SourceRow[] = []
  let at = found[0] === undefined ? 0 : rowOf(found[0]).at
  for (let number = from; number < from + count; number++) {
    const row = byNumber.get(number)
    if (row) at = row.at
    rows.push(row ?? { kind: 'gone', at })
  }
  return rows
}

export const timelineRow = (row: number, source: number, of: SourceRow, passed?: PassedOn): TimelineRow => ({ row, source, ...(passed && { passed }), ...of })
