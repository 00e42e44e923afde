import type { Disposer } from '../../shared/contract/failure.ts'
import type { Chunk } from '../../shared/contract/serial.ts'
import type { App } from './create-app.ts'
import { eventNames, isDroppable } from './rpc-events.ts'

/** Bytes of one batch: at 125 batches a second nobody's dialogue with a modem has more. */
const calmBytes = 4096

/** How a transport tells that its client reads more slowly than events come. */
export type Flow = {
  readonly isCongested: () => boolean
  /** Called each time the client has caught up. */
  readonly onDrained: (listener: () => void) => Disposer
}

/**
 * Sends every event of the app to one client, as birpc calls without an answer.
 *
 * A client that is behind is spared bulk events. Once it has caught up it gets the newest batch that it missed of each
 * stream: the gap in the sequence numbers makes it ask for a snapshot. Held meanwhile: one batch a stream.
 *
 * A session's bytes in a flood go to those alone that `follows` names: a page that shows no screen would do nothing with them but lose its time.
 */
export function forwardEvents(app: App | Promise<App>, post: (message: unknown) => void, follows: (event: string, stream: string) => boolean, flow?: Flow): Disposer {
  const disposers: Disposer[] = []
  const missed = new Map<string, readonly [event: string, args: readonly unknown[]]>()
  let stopped = false

  const send = (event: string, args: readonly unknown[]): void => post({ t: 'q', m: event, a: args })

  const subscribe = (ready: App): void => {
    if (stopped) return
    for (const event of eventNames) {
      const forward = (...args: readonly unknown[]): void => {
        if (event === 'serial.didReceive' && isFlood(args[1] as readonly Chunk[]) && !follows(event, String(args[0]))) return
        const stream = `${event} ${String(args[0])}`
        if (isDroppable(event) && flow?.isCongested()) {
          missed.set(stream, [event, args])
          return
        }
        // What comes now has the gap in front of it; the held batch would only arrive out of order.
        missed.delete(stream)
        send(event, args)
      }
      disposers.push(ready.on(event, forward))
    }
  }

  if (flow) {
    disposers.push(
      flow.onDrained(() => {
        const batches = [...missed.values()]
        missed.clear()
        for (const [event, args] of batches) send(event, args)
      }),
    )
  }
  if (app instanceof Promise) app.then(subscribe, () => {})
  else subscribe(app)

  return () => {
    stopped = true
    for (const dispose of disposers) dispose()
    missed.clear()
  }
}

function isFlood(chunks: readonly Chunk[]): boolean {
  let bytes = 0
  for (const chunk of chunks) bytes += chunk.bytes.length
  return bytes > calmBytes
}
