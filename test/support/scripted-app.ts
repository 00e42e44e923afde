import type { App } from '../../electron/app/create-app.ts'
import { Emitter } from '../../shared/contract/emitter.ts'
import type { Api, EventName, Method } from '../../shared/contract/index.ts'

export type ScriptedApp = App & {
  readonly calls: (readonly [method: Method, ...args: unknown[]])[]
  readonly fire: (event: EventName, ...args: readonly unknown[]) => void
  /** How many listeners there are over all events. */
  readonly listeners: () => number
}

/** The app as a transport sees it: answers by script, notes the calls, fires events on demand. For tests of hosts only. */
export function createScriptedApp(answers: Partial<Api> = {}): ScriptedApp {
  const calls: (readonly [method: Method, ...args: unknown[]])[] = []
  const emitters = new Map<EventName, Emitter<readonly unknown[]>>()
  const emitter = (event: EventName): Emitter<readonly unknown[]> => {
    const known = emitters.get(event) ?? new Emitter<readonly unknown[]>()
    emitters.set(event, known)
    return known
  }
  const api = new Proxy(answers, {
    get: (target, method: Method) => async (...args: unknown[]) => {
      calls.push([method, ...args])
      return (target[method] as ((...args: unknown[]) => unknown) | undefined)?.(...args)
    },
  })
  return {
    api: api as Api,
    on: (event, listener) => emitter(event).on(listener as (...args: readonly unknown[]) => void),
    dispose: async () => {},
    calls,
    fire: (event, ...args) => emitter(event).fire(...args),
    listeners: () => [...emitters.values()].reduce((sum, { size }) => sum + size, 0),
  }
}
