import type { RawData, WebSocket } from 'ws'
import type { Channel } from '../../shared/contract/channel.ts'
import { decode, encode } from '../../shared/contract/codec.ts'
import { Emitter } from '../../shared/contract/emitter.ts'
import type { Flow } from '../app/rpc-forward.ts'

/** Bytes waiting for a client: above the first it is spared bulk events until it is below the second; above the third it is cut off. */
const congestedAbove = 8 * 1024 * 1024
const drainedBelow = 1024 * 1024
const hopelessAbove = 64 * 1024 * 1024
/**
 * Above so much in one window a client is spared bulk events until the next: a port at full speed gives more than a page can show, and taking it all
 * would leave the page no time for anything else. 4 MB/s is forty times the fastest of usual serial lines.
 */
const windowMs = 250
const windowBytes = 1024 * 1024

/** A client that does not answer a ping until the next one is gone, whatever its socket says: laptops sleep. */
const pingEveryMs = 20_000

export type WsChannel = Channel & { readonly flow: Flow }

/** One WebSocket as a channel. It ends with the socket; text that is no message of ours ends it too. */
export function createWsChannel(socket: WebSocket): WsChannel {
  const messages = new Emitter<[message: unknown]>()
  const drained = new Emitter<[]>()
  let behind = false
  let isAlive = true
  let sent = 0
  let window: ReturnType<typeof setTimeout> | undefined

  const isCongested = (): boolean => {
    if (socket.bufferedAmount > congestedAbove || sent > windowBytes) behind = true
    return behind
  }

  const lookWhetherDrained = (): void => {
    if (!behind || window || socket.bufferedAmount > drainedBelow) return
    behind = false
    drained.fire()
  }

  const count = (length: number): void => {
    sent += length
    window ??= setTimeout(() => {
      window = undefined
      sent = 0
      lookWhetherDrained()
    }, windowMs)
  }

  const heartbeat = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, pingEveryMs)
  heartbeat.unref()

  socket.on('pong', () => (isAlive = true))
  socket.on('close', () => {
    clearInterval(heartbeat)
    clearTimeout(window)
  })
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
      const text = encode(message, toBase64)
      count(text.length)
      socket.send(text, lookWhetherDrained)
    },
    onMessage: messages.on,
    flow: { isCongested, onDrained: drained.on },
  }
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')

function parse(data: Buffer): unknown {
  try {
    return decode(data.toString('utf8')) ?? undefined
  } catch {
    return undefined
  }
}
