import type { Disposer } from './failure.ts'

/** What a transport must offer. Messages are plain data; bytes are Uint8Array at both ends. */
export type Channel = {
  readonly post: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => Disposer
}
