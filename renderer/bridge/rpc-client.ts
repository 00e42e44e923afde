import { createBirpc } from 'birpc'
import { CallError, type CallFault, type Channel } from '../../shared/contract/channel.ts'
import { Emitter } from '../../shared/contract/emitter.ts'
import type { Api, EventName, Events, Method } from '../../shared/contract/index.ts'
import type { Disposer } from '../../shared/contract/failure.ts'

export type RpcClient = {
  /** Rejects with a `CallError`; services' expected failures are results. No time limit: a person may be choosing a file. */
  readonly call: <M extends Method>(method: M, ...args: Parameters<Api[M]>) => ReturnType<Api[M]>
  readonly on: <E extends EventName>(event: E, listener: Events[E]) => Disposer
  /** Rejects what is under way, with `link.lost`: its answer went down with the link. */
  readonly rejectPending: () => void
}

/** Without what was left out at the end: JSON would make null of it, which no validator takes for absent. */
const givenLength = (args: readonly unknown[]): number => args.findLastIndex((arg) => arg !== undefined) + 1

type Listener = (...args: readonly unknown[]) => void

export function createRpcClient(channel: Channel): RpcClient {
  const emitters = new Map<string, Emitter<readonly unknown[]>>()
  const rpc = createBirpc<Record<string, Listener>, object, false>(Object.create(null) as object, {
    proxify: false,
    timeout: -1,
    post: (message) => channel.post(message),
    on: (listener) => void channel.onMessage(listener),
    // An event that nobody listens to yet is nothing special; the answer is undefined either way.
    resolver: (event) => (...args: readonly unknown[]) => emitters.get(event)?.fire(...args),
  })

  const call = async (method: string, args: readonly unknown[]): Promise<unknown> => {
    try {
      return await rpc.$call(method, ...args.slice(0, givenLength(args)))
    } catch (error) {
      throw asCallError(error)
    }
  }

  return {
    call: (method, ...args) => call(method, args) as never,
    on: (event, listener) => {
      const emitter = emitters.get(event) ?? new Emitter(reportLater)
      emitters.set(event, emitter)
      return emitter.on(listener as Listener)
    },
    rejectPending: () => {
      void rpc.$rejectPendingCalls(({ reject }) => reject(lost()))
    },
  }
}

export const lost = (): CallError => new CallError('link.lost', 'The connection to the program was lost before it answered.')

function asCallError(error: unknown): CallError {
  if (error instanceof CallError) return error
  const { code, message } = (error ?? {}) as Partial<CallFault>
  return typeof code === 'string' && typeof message === 'string' ? new CallError(code, message) : new CallError('internal', String(error))
}

/** One listener's fault must not stop the others, and must still reach the console and the tests. */
function reportLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
