import type { Disposer, Failure, Result } from '../../../shared/contract/failure.ts'
import type { LineSettings, PortInfo, PortKind, SignalState } from '../../../shared/contract/serial.ts'

/** One kind of port. The session above it knows nothing of drivers, sockets or simulated modems. */
export type PortProvider = {
  readonly kind: PortKind
  /** True when a typed path belongs to this provider. */
  readonly accepts: (path: string) => boolean
  /** Never rejects: what cannot be listed is a `problem` in words. */
  readonly list: () => Promise<{ ports: PortInfo[]; problem?: Failure }>
  /** Bounded: 10 s for a device, 5 s for a network address. */
  readonly open: (path: string, settings: LineSettings) => Promise<Result<PortHandle>>
}

/** How many of a write's bytes are gone by now, from its start. */
export type OnTaken = (count: number) => void

/**
 * An open port. `onClosed` fires once, with a failure when nobody asked for it (unplugged, reset by the peer); subscribing
 * to a port that has closed already fires too. Bytes that arrive before the first `onData` listener are kept for it.
 */
export type PortHandle = {
  readonly info: PortInfo
  /**
   * Resolves when the driver has taken all bytes; fails with `port.write-stuck` when it takes none for 10 s. With `onTaken` a serial line
   * is given small pieces, each counted once it is out.
   */
  readonly write: (bytes: Uint8Array, onTaken?: OnTaken) => Promise<Result<null>>
  readonly onData: (listener: (bytes: Uint8Array) => void) => Disposer
  readonly onClosed: (listener: (failure?: Failure) => void) => Disposer
  /** Stops reading, where the source keeps its bytes meanwhile; what is on its way still comes. Missing where waiting would lose bytes. */
  readonly hold?: (isHeld: boolean) => void
  readonly configure: (settings: LineSettings) => Promise<Result<null>>
  readonly setSignals: (signals: { dtr?: boolean; rts?: boolean }) => Promise<Result<null>>
  /** Inputs only; `null` for a line the port does not have. */
  readonly readSignals: () => Promise<Pick<SignalState, 'cts' | 'dsr' | 'dcd' | 'ri'>>
  readonly close: () => Promise<void>
}
