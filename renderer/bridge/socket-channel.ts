import type { Channel } from '../../shared/contract/channel.ts'
import { decode, encode } from '../../shared/contract/codec.ts'
import { Emitter } from '../../shared/contract/emitter.ts'
import type { Disposer } from '../../shared/contract/failure.ts'
import type { LinkState } from './bridge.ts'
import { lost } from './rpc-client.ts'

export type SocketChannel = Channel & {
  readonly onState: (listener: (state: LinkState) => void) => Disposer
  /** Resolves when the link is up for the first time. */
  readonly opened: Promise<void>
  readonly close: Disposer
}

/** ms between attempts: quick at first, for a program that restarts; the last for good. */
const pauses = [250, 500, 1000, 2000, 5000] as const

/**
 * A WebSocket that comes back. While it is down `post` throws `link.lost` at once rather than keep a command for later: what a
 * person wanted sent a minute ago may be wrong by now.
 */
export function createSocketChannel(url: string, Socket: typeof WebSocket = WebSocket): SocketChannel {
  const messages = new Emitter<[message: unknown]>()
  const states = new Emitter<[state: LinkState]>()
  let socket: WebSocket
  let attempts = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isClosed = false
  let resolveOpened: () => void
  const opened = new Promise<void>((resolve) => (resolveOpened = resolve))

  const open = (): void => {
    timer = undefined
    socket = new Socket(url)
    socket.onopen = () => {
      attempts = 0
      resolveOpened()
      states.fire('connected')
    }
    socket.onmessage = ({ data }) => messages.fire(decode(String(data)))
    // The 'close' that always follows says all there is to know.
    socket.onerror = () => {}
    socket.onclose = () => {
      if (isClosed) return
      // Only the first of a row of failures is news.
      if (attempts === 0) states.fire('lost')
      timer = setTimeout(open, pauses[Math.min(attempts++, pauses.length - 1)])
    }
  }
  open()

  return {
    post: (message) => {
      if (socket.readyState !== socket.OPEN) throw lost()
      socket.send(encode(message))
    },
    onMessage: messages.on,
    onState: states.on,
    opened,
    close: () => {
      isClosed = true
      clearTimeout(timer)
      socket.close()
    },
  }
}
