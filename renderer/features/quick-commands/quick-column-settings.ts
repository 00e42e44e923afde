import type { Settings } from '../../../shared/contract/settings.ts'
import { changeSettings, settingsStore, useSettings } from '../settings/settings-store.ts'

export const changeColumn = (change: Partial<Settings['quickColumn']>): void => changeSettings({ quickColumn: { ...settingsStore.getState().quickColumn, ...change } })

/** Whether the column stands beside the log; a switch in the terminal's title bar turns it. */
export const useColumnShown = (): boolean => useSettings((settings) => settings.quickColumn.isShown)

export const toggleColumn = (): void => changeColumn({ isShown: !settingsStore.getState().quickColumn.isShown })
