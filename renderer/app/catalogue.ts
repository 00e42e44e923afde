import { createStore, useStore } from 'zustand'
import { builtInCatalogue, makeCatalogue, type Catalogue } from '../../shared/catalogue.ts'
import type { Disposer } from '../../shared/contract/failure.ts'
import type { UserProfilesState } from '../../shared/contract/user-profiles.ts'
import type { Bridge } from '../bridge/bridge.ts'

type State = { readonly catalogue: Catalogue; readonly files: UserProfilesState['files']; readonly folder: string }

/** Every modem and cloud, made from what the program told: the page composes plans itself and needs the profiles, not their names. */
const catalogueStore = createStore<State>(() => ({ catalogue: builtInCatalogue, files: [], folder: '' }))

/** For components: they show anew when a file of the person's changes. */
export const useCatalogue = (): Catalogue => useStore(catalogueStore, ({ catalogue }) => catalogue)
/** For actions: the one of this moment. */
export const catalogueNow = (): Catalogue => catalogueStore.getState().catalogue

export const useUserFiles = (): UserProfilesState['files'] => useStore(catalogueStore, ({ files }) => files)
export const useUserFolder = (): string => useStore(catalogueStore, ({ folder }) => folder)

export function takeUserProfiles(state: UserProfilesState): void {
  const hasOwn = state.clouds.length > 0 || state.modems.length > 0
  catalogueStore.setState({ catalogue: hasOwn ? makeCatalogue(state) : builtInCatalogue, files: state.files, folder: state.folder })
}

export async function loadCatalogue(from: Bridge): Promise<void> {
  takeUserProfiles(await from.call('userProfiles.state'))
}

/** Follows the folder; and takes everything again once the link is back. */
export function attachCatalogue(from: Bridge): Disposer {
  const disposers = [
    from.on('userProfiles.didChange', takeUserProfiles),
    from.onLinkState((state) => {
      if (state === 'connected') void loadCatalogue(from).catch(() => {})
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}
