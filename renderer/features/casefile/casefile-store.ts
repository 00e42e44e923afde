import { createStore, useStore } from 'zustand'
import type { CaseFile } from '../../../shared/casefile/format.ts'
import type { Failure } from '../../../shared/contract/failure.ts'

export type OpenedCase = { readonly name: string; readonly content: CaseFile }
export type CasefileTab = 'replay' | 'details' | 'compare'

type CasefileState = {
  readonly opened: OpenedCase | null
  /** What it is compared with. */
  readonly other: OpenedCase | null
  readonly tab: CasefileTab
  readonly isReading: boolean
  readonly failure: Failure | null
}

const nothing: CasefileState = { opened: null, other: null, tab: 'replay', isReading: false, failure: null }

/** In this page's memory, until closed. */
export const casefileStore = createStore<CasefileState>(() => nothing)

export const useCasefile = <T>(select: (state: CasefileState) => T): T => useStore(casefileStore, select)

export const showCasefileTab = (tab: CasefileTab): void => casefileStore.setState({ tab })
export const dismissCaseFailure = (): void => casefileStore.setState({ failure: null })
export const closeCase = (): void => casefileStore.setState(nothing)

/** The one on the right becomes the one on the left, and back. */
export const swapCases = (): void => casefileStore.setState(({ opened, other }) => (other ? { opened: other, other: opened } : {}))
