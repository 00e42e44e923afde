import { createStore, useStore } from 'zustand'
import type { Disposer } from '../../../../shared/contract/failure.ts'
import type { SubscriptionCount } from '../../../../shared/contract/mqtt.ts'
import type { Bridge } from '../../../bridge/bridge.ts'
import { bridge } from '../../../bridge/bridge.ts'

type State = { readonly byConnection: Readonly<Record<string, readonly SubscriptionCount[]>> }

export const countsStore = createStore<State>(() => ({ byConnection: {} }))

/** How many messages a subscription has brought; 0 for one that is off. */
export const useCount = (connectionId: string, filter: string): number => useStore(countsStore, (state) => state.byConnection[connectionId]?.find(([each]) => each === filter)?.[1] ?? 0)

const note = (id: string, counts: readonly SubscriptionCount[]): void => countsStore.setState((state) => ({ byConnection: { ...state.byConnection, [id]: counts } }))

/** Asked once for what came before the page; told from then on. */
export const loadCounts = (id: string): void =>
  void bridge()
    .call('mqtt.counts', id)
    .then((counts) => counts.length > 0 && note(id, counts))
    .catch(() => {})

/** A connection that was closed says nothing more: what is known of it goes with it. */
const drop = (id: string): void =>
  countsStore.setState(({ byConnection: { [id]: _gone, ...others } }) => ({ byConnection: others }))

export function attachCounts(from: Bridge): Disposer {
  const disposers = [from.on('mqtt.didGrow', (id, _extent, counts) => note(id, counts)), from.on('mqtt.didRemoveConnection', drop)]
  return () => disposers.forEach((dispose) => dispose())
}
