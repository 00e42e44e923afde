import { createStore, useStore } from 'zustand'

type CopyState = { /** `json`, `at:quectel-ec20`. */ readonly format: string; readonly isShown: boolean }

const copyStore = createStore<CopyState>(() => ({ format: 'at:quectel-ec20', isShown: false }))

export const useCopyAs = <T>(select: (state: CopyState) => T): T => useStore(copyStore, select)
export const chooseFormat = (format: string): void => copyStore.setState({ format })
export const toggleCopySecrets = (): void => copyStore.setState(({ isShown }) => ({ isShown: !isShown }))
