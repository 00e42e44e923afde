import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { ImportedLog } from '../../../shared/contract/recording-imports.ts'

/** What came of one log. */
export type ImportOutcome = { readonly logName: string } & ({ readonly made: ImportedLog } | { readonly failure: Failure })

type ImportsState = {
  /** The log on its way in; `id` as soon as the program knows of it. `progress`: 0 to 1, half of it the way to the program. */
  readonly current: { readonly logName: string; readonly id: string | null; readonly progress: number; readonly isStopped: boolean } | null
  /** How many wait behind it. */
  readonly waiting: number
  readonly outcomes: readonly ImportOutcome[]
}

export const importStore = createStore<ImportsState>(() => ({ current: null, waiting: 0, outcomes: [] }))

export const useImports = <T>(select: (state: ImportsState) => T): T => useStore(importStore, select)

export const dismissOutcome = (gone: ImportOutcome): void => importStore.setState(({ outcomes }) => ({ outcomes: outcomes.filter((each) => each !== gone) }))
