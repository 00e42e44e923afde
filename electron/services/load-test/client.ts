import type { Failure, Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions, Qos } from '../../../shared/contract/mqtt.ts'

/** One of the many clients of a load test, as far as a run needs it. Never reconnects. */
export type LoadClient = {
  /** False while what was written has not left yet. */
  readonly isFree: () => boolean
  /** `done` hears of the acknowledgement (QoS 0: of nothing more to do), with the broker's refusal where there is one. */
  readonly publish: (topic: string, payload: Uint8Array, qos: Qos, done: (refusal: Failure | null) => void) => void
  readonly subscribe: (filter: string, qos: Qos) => Promise<Failure | null>
  /** DISCONNECT, then the end of the line. Bounded: about 1.5 s. */
  readonly close: () => Promise<void>
}

export type LoadClientEvents = {
  readonly onMessage: (payload: Uint8Array) => void
  /** Told once, when the connection ends without having been asked to. */
  readonly onLost: (failure: Failure) => void
}

/** Resolves once the broker has accepted or the attempt is over, at once when `signal` gives it up. Bounded: about 12 s. */
export type OpenLoadClient = (options: BrokerOptions, events: LoadClientEvents, signal: AbortSignal) => Promise<Result<LoadClient>>
