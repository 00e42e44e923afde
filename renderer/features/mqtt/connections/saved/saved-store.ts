import { createStore, useStore } from 'zustand'
import type { Disposer, Failure, Result } from '../../../../../shared/contract/failure.ts'
import type { SecretKeeping } from '../../../../../shared/contract/profiles.ts'
import type { SavedConnection } from '../../../../../shared/contract/saved-connections.ts'
import { attempt } from '../../../../bridge/attempt.ts'
import { bridge, type Bridge } from '../../../../bridge/bridge.ts'

/** Which saved connection the form is, and how it is to be saved. */
export type SaveTarget = { readonly id: string | null; readonly folder: string; readonly withSecrets: boolean }

export const newTarget: SaveTarget = { id: null, folder: '', withSecrets: false }

type State = {
  readonly connections: readonly SavedConnection[]
  readonly keeping: SecretKeeping | null
  readonly failure: Failure | null
  readonly target: SaveTarget
  /** Whether the list is beside the pane; null until somebody has said so: then where there is room. */
  readonly isShown: boolean | null
  /** The dialog that makes a connection from a cloud's profile is open. */
  readonly isFromCloud: boolean
  /** The dialog that brings connections from a file is open. */
  readonly isImporting: boolean
  readonly search: string
  /** Folders that are folded. */
  readonly folded: readonly string[]
}

/** A projection of what the program keeps, and how this page shows it. */
export const savedStore = createStore<State>(() => ({ connections: [], keeping: null, failure: null, target: newTarget, isShown: null, isFromCloud: false, isImporting: false, search: '', folded: [] }))

export const useSaved = <T>(select: (state: State) => T): T => useStore(savedStore, select)

export function attachSaved(from: Bridge): Disposer {
  const refresh = (): void => {
    Promise.all([from.call('savedConnections.list'), from.call('savedConnections.keeping')])
      .then(([connections, keeping]) => savedStore.setState({ connections, keeping }))
      .catch(() => {})
  }
  refresh()
  const disposers = [
    from.on('savedConnections.didChange', (connections) => savedStore.setState({ connections })),
    from.onLinkState((state) => {
      if (state === 'connected') refresh()
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}

/** Calls the program; a failure is shown above the list. */
export async function askSaved<T>(call: (api: Bridge) => Promise<Result<T>>): Promise<T | undefined> {
  const result = await attempt(() => call(bridge()))
  savedStore.setState({ failure: result.ok ? null : result.failure })
  return result.ok ? result.value : undefined
}
