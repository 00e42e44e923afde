import { createStore, useStore } from 'zustand'
import type { Stage } from '../../../shared/contract/failure.ts'
import type { Family } from '../../../shared/diagnosis/field-failures/index.ts'

type FailureList = { readonly query: string; readonly stage: Stage | undefined; readonly family: Family | undefined }

/** Kept while the page is open, so that a look at the log does not lose what was found. */
const listStore = createStore<FailureList>(() => ({ query: '', stage: undefined, family: undefined }))

export const useFailureList = <T>(select: (state: FailureList) => T): T => useStore(listStore, select)
export const filterList = (change: Partial<FailureList>): void => listStore.setState(change)
