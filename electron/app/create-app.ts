import type { Api, EventName, Events } from '../../shared/contract/index.ts'
import type { Disposer } from '../../shared/contract/failure.ts'
import type { HostApi } from '../../shared/contract/host.ts'

/** What a host brings: where data is kept, and the few things only it can do. */
export type AppOptions = {
  /** Absolute folder for recordings and settings; created when missing. */
  readonly dataDir: string
  readonly host: HostApi
}

/** The whole program behind the contract, with no transport. Both hosts and the command line make one of these. */
export type App = {
  readonly api: Api
  readonly on: <E extends EventName>(event: E, listener: Events[E]) => Disposer
  /** Closes ports, connections and the practice bench; flushes recordings. Bounded: at most 3 s. */
  readonly dispose: () => Promise<void>
}

export type CreateApp = (options: AppOptions) => Promise<App>
