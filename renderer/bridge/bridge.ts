import type { Api, EventName, Events, Method } from '../../shared/contract/index.ts'
import type { Disposer } from '../../shared/contract/failure.ts'
import type { HostInfo, PickedFile, PickOptions } from '../../shared/contract/host.ts'

export type LinkState = 'connecting' | 'connected' | 'lost'

/** The page's only way out: calls, events, and what differs between the hosts. Set once by `connect` before the first render. */
export type Bridge = {
  readonly call: <M extends Method>(method: M, ...args: Parameters<Api[M]>) => ReturnType<Api[M]>
  readonly on: <E extends EventName>(event: E, listener: Events[E]) => Disposer
  /** The program went away (closed, restarted) or came back; features take a new snapshot on `connected`. */
  readonly onLinkState: (listener: (state: LinkState) => void) => Disposer
  readonly host: HostInfo
  /** Native dialog or file input, whichever the host has. */
  readonly pickFile: (options: PickOptions) => Promise<PickedFile | null>
}

let current: Bridge | undefined

export function setBridge(bridge: Bridge): void {
  current = bridge
}

export function bridge(): Bridge {
  if (!current) throw new Error('The bridge is set before the first render; see renderer/main.tsx')
  return current
}
