import { createStore, useStore } from 'zustand'
import type { Disposer } from '../../../shared/contract/failure.ts'
import { defaultSettings, type Settings, type SettingsChange } from '../../../shared/contract/settings.ts'
import { bridge, type Bridge } from '../../bridge/bridge.ts'

/** A projection of what the program keeps. Written only by what the program answers or tells, and optimistically by `changeSettings`. */
export const settingsStore = createStore<Settings>(() => defaultSettings)

export const useSettings = <T>(select: (settings: Settings) => T): T => useStore(settingsStore, select)

/** What the program told last, and this page's changes that it has not answered yet. */
let told: Settings = defaultSettings
let pending: readonly Partial<Settings>[] = []

// All settings are told at once: what was told of an earlier change must not take back a later one that is still on its way.
const show = (): void => settingsStore.setState(Object.assign({}, told, ...pending) as Settings, true)

function take(settings: Settings): void {
  told = settings
  show()
}

export async function loadSettings(from: Bridge): Promise<void> {
  take(await from.call('settings.get'))
}

/** Other windows' changes; and everything again once the link is back. */
export function attachSettings(from: Bridge): Disposer {
  const disposers = [
    from.on('settings.didChange', take),
    from.onLinkState((state) => {
      if (state === 'connected') void loadSettings(from).catch(() => {})
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}

/** Shows at once; kept by the program when it answers. A lost link loses the keeping, not the showing. */
export function changeSettings(change: SettingsChange): void {
  const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Settings>
  pending = [...pending, defined]
  show()
  const settle = (): void => {
    pending = pending.filter((one) => one !== defined)
    show()
  }
  bridge()
    .call('settings.update', change)
    // Told before it is answered, so nothing flickers.
    .then(settle, () => {
      told = { ...told, ...defined }
      settle()
    })
}
