import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { LoadTestState } from '../../../shared/contract/load-test.ts'
import type { SecretOption } from '../../../shared/mqtt/saved/option-secrets.ts'
import { firstForm, type LoadForm } from './load-form.ts'

type State = {
  /** In this page's memory only: it may hold a password. */
  readonly form: LoadForm
  /** What the saved connection that was taken has not kept. */
  readonly missing: readonly SecretOption[]
  /** The test under way, or the last. */
  readonly test: LoadTestState | null
  /** Why it did not start. */
  readonly failure: Failure | null
  /** The question whether a host outside this PC's network may be loaded. */
  readonly question: { readonly host: string; readonly addresses: string } | null
  readonly isBusy: boolean
}

export const loadTestStore = createStore<State>(() => ({ form: firstForm, missing: [], test: null, failure: null, question: null, isBusy: false }))

export const useLoadTest = <T>(select: (state: State) => T): T => useStore(loadTestStore, select)

export const setLoadTest = (change: Partial<State>): void => loadTestStore.setState(change)

export const changeForm = (change: Partial<LoadForm>): void => loadTestStore.setState(({ form }) => ({ form: { ...form, ...change } }))

export const changeBroker = (change: Partial<LoadForm['broker']>): void => loadTestStore.setState(({ form }) => ({ form: { ...form, broker: { ...form.broker, ...change } } }))

export const isUnderWay = (test: LoadTestState | null): boolean => test !== null && (test.phase === 'connecting' || test.phase === 'running' || test.phase === 'draining')
