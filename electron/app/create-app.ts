import { mkdir } from 'node:fs/promises'
import type { Disposer } from '../../shared/contract/failure.ts'
import { hostInputs, type HostApi } from '../../shared/contract/host.ts'
import type { Api, EventName, Events } from '../../shared/contract/index.ts'
import { settingsInputs, type SettingsApi } from '../../shared/contract/settings.ts'
import { SettingsService } from '../services/settings/index.ts'
import { apiOf } from './api-of.ts'

/** What a host brings: where data is kept, and the few things only it can do. */
export type AppOptions = {
  /** Absolute folder for recordings and settings; created when missing. */
  readonly dataDir: string
  readonly host: HostApi
}

/** The whole program behind the contract, with no transport. Both hosts and the command line make one of these. */
export type App = {
  readonly api: Api
  readonly on: <E extends EventName>(event: E, listener: Events[E]) => Disposer
  /** Closes ports, connections and the practice bench; flushes recordings. Bounded: at most 3 s. */
  readonly dispose: () => Promise<void>
}

export type CreateApp = (options: AppOptions) => Promise<App>

// Interim: the other services are composed here as they land.
export const createApp: CreateApp = async ({ dataDir, host }) => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const settings = new SettingsService(dataDir)
  const api = { ...apiOf<'settings', SettingsApi>('settings', settings, settingsInputs), ...host } as Api
  void hostInputs
  return {
    api,
    on: (event, listener) => (event === 'settings.didChange' ? settings.onDidChange(listener as never) : () => {}),
    dispose: () => settings.dispose(),
  }
}
