import { useSyncExternalStore } from 'react'
import type { LogExtent, LogSource } from './log-source.ts'

/** Which rows a source has, as it grows. */
export function useExtent<Row>(source: LogSource<Row>): LogExtent {
  useSyncExternalStore(source.subscribe, source.version)
  return source.extent()
}
