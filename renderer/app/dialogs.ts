import { createStore, useStore } from 'zustand'

export type DialogName = 'open-port' | 'line-settings' | 'settings' | 'user-profiles' | 'help'

const dialogStore = createStore<{ readonly open: DialogName | null }>(() => ({ open: null }))

export const useDialog = (): DialogName | null => useStore(dialogStore, (state) => state.open)
export const openDialog = (name: DialogName): void => dialogStore.setState({ open: name })
export const closeDialog = (): void => dialogStore.setState({ open: null })
