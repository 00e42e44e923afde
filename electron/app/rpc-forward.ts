import type { Disposer } from '../../shared/contract/failure.ts'
import type { App } from './create-app.ts'
import { eventNames, isDroppable } from './rpc-events.ts'

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
 */
export function forwardEvents(app: App | Promise<App>, post: (message: unknown) => void, flow?: Flow): Disposer {
  const disposers: Disposer[] = []
  const missed = new Map<string, readonly [event: string, args: readonly unknown[]]>()
  let stopped = false

  const send = (event: string, args: readonly unknown[]): void => post({ t: 'q', m: event, a: args })

  const subscribe = (ready: App): void => {
    if (stopped) return
    for (const event of eventNames) {
      const forward = (...args: readonly unknown[]): void => {
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
