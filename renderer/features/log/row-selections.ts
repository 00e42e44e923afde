import type { RowFilter, RowSelection } from '../../../shared/contract/recordings.ts'
import { bridge } from '../../bridge/bridge.ts'
import type { LogRow } from '../terminal/log-rows.ts'
import type { Selection, SelectionCalls } from './follow-selection.ts'
import { readRows } from './read-rows.ts'

export type SelectedRows = Selection<RowSelection, LogRow>

/** Rows of sessions and recordings. */
export const rowSelections: SelectionCalls<RowFilter, RowSelection, LogRow> = {
  select: (logId, filter) => bridge().call('recordings.select', logId, filter),
  unselect: (id) => bridge().call('recordings.unselect', id),
  rows: async (id, place, count) => {
    const rows = await bridge().call('recordings.selectedRows', id, place, count)
    return rows.ok ? { ok: true, value: readRows(rows.value) } : rows
  },
  placeOf: (id, row) => bridge().call('recordings.placeOf', id, row),
  onSelect: (listener) => bridge().on('recordings.didSelect', listener),
  lostCode: 'recording.no-selection',
}
