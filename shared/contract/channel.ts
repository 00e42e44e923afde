import type { Disposer } from './failure.ts'

/** What a transport must offer. Messages are plain data; bytes are Uint8Array at both ends. */
export type Channel = {
  readonly post: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => Disposer
}

/**
 * How a call fails that was not answered by a service: the shape on the wire, the same on every transport.
 * `bad-request`: no such method, or inputs that the contract does not allow. `internal`: a fault of the program; the
 * message names the method and nothing else. `link.lost`: the program went away before it answered.
 * `file.too-large`, `file.unreadable`: the picked file.
 */
export type CallFault = {
  readonly code: 'bad-request' | 'internal' | 'link.lost' | 'file.too-large' | 'file.unreadable'
  readonly message: string
}

/** A `CallFault` as something that can be thrown. It crosses a transport as a `CallFault`, never as itself. */
export class CallError extends Error {
  readonly code: CallFault['code']

  constructor(code: CallFault['code'], message: string) {
    super(message)
    this.name = 'CallError'
    this.code = code
  }
}

/** Picked files are certificates and keys; anything larger was picked by mistake. */
export const maximumFileBytes = 1024 * 1024
/** A terminal's log of a day; it is explained while the page waits (5 MB take two to three seconds on two slow cores). */
export const maximumLogBytes = 8 * 1024 * 1024
