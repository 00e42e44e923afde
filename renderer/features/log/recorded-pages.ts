import { bridge } from '../../bridge/bridge.ts'
import { readRows } from './read-rows.ts'
import { RowPages } from './row-pages.ts'

/** The rows of an opened recording. Rejects when it can no longer be read: what is there stays. */
export const recordedPages = (id: string): RowPages =>
  new RowPages(async (from, count) => {
    const result = await bridge().call('recordings.rows', id, from, count)
    return result.ok ? readRows(result.value) : []
  })
