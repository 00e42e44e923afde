import type { Disposer } from '../../../shared/contract/failure.ts'
import type { PracticeFault } from '../../../shared/contract/practice.ts'

/**
 * A modem made of software, seen from its serial port. It is written from the manuals alone and shares no code with the
 * program's own modem profiles, so that a mistake in one shows against the other. Whatever it does on the network is real.
 */
export type SimulatedModem = {
  /** `quectel-ec20`: the tail of `practice:quectel-ec20` and the argument of `sim --modem`. */
  readonly id: string
  readonly name: string
  readonly faults: readonly PracticeFault[]
  /** The host's speed on the line; 115200 where nobody says. */
  readonly setLineRate: (baudRate: number) => void
  /** Bytes from the host, cut anywhere. */
  readonly receive: (bytes: Uint8Array) => void
  readonly onOutput: (listener: (bytes: Uint8Array) => void) => Disposer
  /** One of `faults`, or a parametrised one such as `unplug-at:AT+QMTOPEN`; null mends everything. False: no such fault. */
  readonly setFault: (name: string | null) => boolean
  readonly fault: () => string | null
  /** Faults that happen once (unplugged) switch themselves off. */
  readonly onFaultChange: (listener: (fault: string | null) => void) => Disposer
  /** The cable is out: no byte travels either way until `powerCycle`. */
  readonly onUnplug: (listener: () => void) => Disposer
  /** Off and on again: volatile settings and RAM files are gone, connections drop, the boot lines come. */
  readonly powerCycle: () => void
  readonly dispose: () => void
}

export type SimulatedModemOptions = {
  /** `realistic` waits a few ms before each answer, as a module does; `instant` does not. Default `realistic`. */
  readonly pace?: 'instant' | 'realistic'
  /** Real ms in one second of the modem's own time-outs (packet retries, boot, keep-alive). Default 1000. */
  readonly secondMs?: number
  /** ms since the epoch; what a correctly set clock shows. Default `Date.now`. */
  readonly now?: () => number
}

/** How long a modem that was unplugged stays away, in ms. */
export const unpluggedMs = 3000
