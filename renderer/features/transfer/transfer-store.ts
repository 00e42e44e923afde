import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../shared/contract/failure.ts'
import { firstForm, type TransferForm } from './presets.ts'

type TransferStore = {
  readonly isOpen: boolean
  /** Kept while the page lives: a bench sends the same file many times. */
  readonly form: TransferForm
  readonly files: readonly File[]
  /** Bytes of the files that have reached the program, of how many; null: none is on its way. */
  readonly upload: { readonly done: number; readonly total: number } | null
  readonly failure: Failure | null
}

export const transferStore = createStore<TransferStore>(() => ({ isOpen: false, form: firstForm, files: [], upload: null, failure: null }))

export const useTransferStore = <T>(select: (state: TransferStore) => T): T => useStore(transferStore, select)

export const setTransfer = (change: Partial<TransferStore>): void => transferStore.setState(change)

export const changeForm = (change: Partial<TransferForm>): void => transferStore.setState(({ form }) => ({ form: { ...form, ...change } }))
