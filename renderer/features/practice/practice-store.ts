import { createStore, useStore } from 'zustand'
import type { Disposer, Failure, Result } from '../../../shared/contract/failure.ts'
import type { PracticeState } from '../../../shared/contract/practice.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge, type Bridge } from '../../bridge/bridge.ts'

type PracticeView = PracticeState & { readonly isBusy: boolean; readonly failure: Failure | null }

export const practiceStore = createStore<PracticeView>(() => ({ broker: null, clouds: [], modems: [], isBusy: false, failure: null }))

export const usePractice = <T>(select: (view: PracticeView) => T): T => useStore(practiceStore, select)

export function attachPractice(from: Bridge): Disposer {
  const refresh = (): void => {
    from
      .call('practice.state')
      .then((state) => practiceStore.setState(state))
      .catch(() => {})
  }
  refresh()
  const disposers = [
    from.on('practice.didChange', (state) => practiceStore.setState(state)),
    from.onLinkState((state) => {
      if (state === 'connected') refresh()
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}

async function run(call: () => Promise<Result<PracticeState>>): Promise<Result<PracticeState>> {
  practiceStore.setState({ isBusy: true, failure: null })
  const result = await attempt(call)
  practiceStore.setState(result.ok ? { ...result.value, isBusy: false } : { failure: result.failure, isBusy: false })
  return result
}

export const startBroker = (): Promise<Result<PracticeState>> => run(() => bridge().call('practice.startBroker'))
export const stopBroker = (): Promise<Result<PracticeState>> => run(() => bridge().call('practice.stopBroker'))
export const setFault = (modemId: string, fault: string | null): Promise<Result<PracticeState>> =>
  run(() => bridge().call('practice.setFault', modemId, fault))
