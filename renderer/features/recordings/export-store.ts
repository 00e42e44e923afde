import { createStore, useStore } from 'zustand'
import type { Disposer, Failure } from '../../../shared/contract/failure.ts'
import type { Charset } from '../../../shared/text/charset.ts'
import type { ExportState, RecordingExportRequest } from '../../../shared/contract/recording-exports.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { downloadAddress } from '../../ui/download-address.ts'

type ExportDialogState = {
  /** The recording whose export is being asked for; null: the dialog is closed. */
  readonly name: string | null
  /** What its bytes mean as text. */
  readonly charset: Charset
  /** The newest export, under way or done. */
  readonly current: ExportState | null
  /** It could not even begin. */
  readonly failure: Failure | null
}

export const exportStore = createStore<ExportDialogState>(() => ({ name: null, charset: 'utf-8', current: null, failure: null }))

export const useExport = <T>(select: (state: ExportDialogState) => T): T => useStore(exportStore, select)

/** One that is under way is shown again rather than another begun beside it. */
export function askExport(name: string, charset: Charset): void {
  const { current } = exportStore.getState()
  if (current && !current.isDone) exportStore.setState({ name: current.name })
  else exportStore.setState({ name, charset, current: null, failure: null })
}

export const closeExport = (): void => exportStore.setState({ name: null })

export async function startExport(name: string, request: Omit<RecordingExportRequest, 'charset'>): Promise<void> {
  const { charset } = exportStore.getState()
  exportStore.setState({ failure: null })
  const begun = await attempt(() => bridge().call('recordings.export', name, { ...request, charset }))
  if (!begun.ok) exportStore.setState({ failure: begun.failure })
  // null: no place was chosen, and the form stays as it is.
  else if (begun.value) exportStore.setState({ current: begun.value })
}

export async function cancelExport(): Promise<void> {
  const { current } = exportStore.getState()
  if (current && !current.isDone) await attempt(() => bridge().call('recordings.cancelExport', current.exportId))
}

/** Follows the export that this page has begun. `onDone`: it ended while nobody looked. */
export function attachExports(onDone: (state: ExportState) => void): Disposer {
  const disposers = [
    bridge().on('recordings.didExport', (state) => {
      const { current, name } = exportStore.getState()
      if (current?.exportId !== state.exportId) return
      exportStore.setState({ current: state })
      if (state.made?.place.kind === 'download') downloadAddress(state.made.place.address, state.fileName)
      if (state.isDone && name === null) onDone(state)
    }),
    bridge().onLinkState((link) => {
      const { current } = exportStore.getState()
      // A program that is gone ends no export: the form comes back.
      if (link === 'lost' && current && !current.isDone) exportStore.setState({ current: null })
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}
