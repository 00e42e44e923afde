import { createStore, useStore } from 'zustand'
import type { Disposer } from '../../shared/contract/failure.ts'
import type { Bridge, LinkState } from '../bridge/bridge.ts'

const linkStore = createStore<{ readonly state: LinkState }>(() => ({ state: 'connected' }))

export const useLinkState = (): LinkState => useStore(linkStore, (link) => link.state)

export const attachLinkState = (from: Bridge): Disposer => from.onLinkState((state) => linkStore.setState({ state }))
