import type { Text } from '../text/local-text.ts'

/** The stages between the cable and the cloud, in the order in which they can fail. `net`: looking the name up, and TCP. */
export const stages = ['port', 'modem', 'sim', 'radio', 'data', 'net', 'tls', 'mqtt', 'cloud'] as const
export type Stage = (typeof stages)[number]

/**
 * An expected failure: data, not an exception, so that it survives any transport.
 * It names the stage, says in words what happened and what to try next, and carries the line that proves it.
 * It never carries a secret: whoever builds one puts no password, key or token into any of the texts.
 */
export type Failure = {
  /** Stable, dotted, for programs: `port.busy`, `mqtt.refused.4`. */
  readonly code: string
  readonly stage: Stage
  /** The earliest stage that it may lie in, where what is known does not tell it from `stage`: nothing between them is proved. */
  readonly earliest?: Stage
  readonly what: Text
  readonly next: Text
  /** The line or system message behind it, as received: `+QMTOPEN: 0,5`, `Error: EACCES`. */
  readonly evidence?: string
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure })

/** Something that was subscribed or opened; calling it undoes that, and calling it twice is harmless. */
export type Disposer = () => void
