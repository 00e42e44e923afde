import { createStore, useStore } from 'zustand'
import type { Disposer } from '../../../shared/contract/failure.ts'
import { defaultSettings, type Settings, type SettingsChange } from '../../../shared/contract/settings.ts'
import { bridge, type Bridge } from '../../bridge/bridge.ts'

/** A projection of what the program keeps. Written only by what the program answers or tells, and optimistically by `changeSettings`. */
export const settingsStore = createStore<Settings>(() => defaultSettings)

export const useSettings = <T>(select: (settings: Settings) => T): T => useStore(settingsStore, select)

export async function loadSettings(from: Bridge): Promise<void> {
  settingsStore.setState(await from.call('settings.get'), true)
}

/** Other windows' changes; and everything again once the link is back. */
export function attachSettings(from: Bridge): Disposer {
  const disposers = [
    from.on('settings.didChange', (settings) => settingsStore.setState(settings, true)),
    from.onLinkState((state) => {
      if (state === 'connected') void loadSettings(from).catch(() => {})
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}

/** Shows at once; kept by the program when it answers. A lost link loses the keeping, not the showing. */
export function changeSettings(change: SettingsChange): void {
  const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Settings>
  settingsStore.setState(defined)
  bridge()
    .call('settings.update', change)
    .catch(() => {})
}
