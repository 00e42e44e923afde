import { defaultSendOptions, sendOptionsLimit, type SendOptions } from '../../../shared/contract/settings.ts'
import { changeSettings, settingsStore, useSettings } from '../settings/settings-store.ts'

/** How the send line speaks to this port, kept between starts. */
export const useSendOptions = (path: string): SendOptions => useSettings((settings) => settings.sendOptions[path] ?? defaultSendOptions)

export function changeSendOptions(path: string, change: Partial<SendOptions>): void {
  const { [path]: before, ...others } = settingsStore.getState().sendOptions
  // The port that was changed last stands last; the first make room.
  const kept = Object.entries(others).slice(-(sendOptionsLimit - 1))
  changeSettings({ sendOptions: { ...Object.fromEntries(kept), [path]: { ...(before ?? defaultSendOptions), ...change } } })
}
