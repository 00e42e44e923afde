import { createStore, useStore } from 'zustand'
import type { Disposer, Failure, Result } from '../../../shared/contract/failure.ts'
import type { SavedProfile, SecretKeeping } from '../../../shared/contract/profiles.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge, type Bridge } from '../../bridge/bridge.ts'

type State = { readonly profiles: readonly SavedProfile[]; readonly keeping: SecretKeeping | null; readonly failure: Failure | null }

/** A projection of what the program keeps. */
const profilesStore = createStore<State>(() => ({ profiles: [], keeping: null, failure: null }))

export const useProfiles = <T>(select: (state: State) => T): T => useStore(profilesStore, select)

export function attachProfiles(from: Bridge): Disposer {
  const refresh = (): void => {
    Promise.all([from.call('profiles.list'), from.call('profiles.keeping')])
      .then(([profiles, keeping]) => profilesStore.setState({ profiles, keeping }))
      .catch(() => {})
  }
  refresh()
  const disposers = [
    from.on('profiles.didChange', (profiles) => profilesStore.setState({ profiles })),
    from.onLinkState((state) => {
      if (state === 'connected') refresh()
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}

export const dismissFailure = (): void => profilesStore.setState({ failure: null })

/** Calls the program; a failure is shown in the dialog. */
export async function ask<T>(call: (api: Bridge) => Promise<Result<T>>): Promise<T | undefined> {
  const result = await attempt(() => call(bridge()))
  profilesStore.setState({ failure: result.ok ? null : result.failure })
  return result.ok ? result.value : undefined
}
