import type { RawData, WebSocket } from 'ws'
import type { Channel } from '../../shared/contract/channel.ts'
import { decode, encode } from '../../shared/contract/codec.ts'
import { Emitter } from '../../shared/contract/emitter.ts'
import type { Flow } from '../app/rpc-forward.ts'

/** Bytes waiting for a client: above the first it is spared bulk events until it is below the second; above the third it is cut off. */
const congestedAbove = 8 * 1024 * 1024
const drainedBelow = 1024 * 1024
const hopelessAbove = 64 * 1024 * 1024

/** A client that does not answer a ping until the next one is gone, whatever its socket says: laptops sleep. */
const pingEveryMs = 20_000

export type WsChannel = Channel & { readonly flow: Flow }

/** One WebSocket as a channel. It ends with the socket; text that is no message of ours ends it too. */
export function createWsChannel(socket: WebSocket): WsChannel {
  const messages = new Emitter<[message: unknown]>()
  const drained = new Emitter<[]>()
  let behind = false
  let isAlive = true

  const isCongested = (): boolean => {
    if (socket.bufferedAmount > congestedAbove) behind = true
    return behind
  }

  const heartbeat = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, pingEveryMs)
  heartbeat.unref()

  socket.on('pong', () => (isAlive = true))
  socket.on('close', () => clearInterval(heartbeat))
  // An 'error' is always followed by 'close'; without a listener it would end the process.
  socket.on('error', () => {})
  socket.on('message', (data: RawData, isBinary: boolean) => {
    isAlive = true
    // ws hands over one Buffer a message unless told otherwise.
    const message = isBinary || !Buffer.isBuffer(data) ? undefined : parse(data)
    if (message === undefined) socket.close(1003, 'not a message')
    else messages.fire(message)
  })

  return {
    post: (message) => {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > hopelessAbove) return socket.terminate()
      socket.send(encode(message), () => {
        if (!behind || socket.bufferedAmount > drainedBelow) return
        behind = false
        drained.fire()
      })
    },
    onMessage: messages.on,
    flow: { isCongested, onDrained: drained.on },
  }
}

function parse(data: Buffer): unknown {
  try {
    return decode(data.toString('utf8')) ?? undefined
  } catch {
    return undefined
  }
}
