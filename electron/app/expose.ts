import { createBirpc } from 'birpc'
import { CallError, type CallFault, type Channel } from '../../shared/contract/channel.ts'
import type { Disposer } from '../../shared/contract/failure.ts'
import { apiInputs, type Api, type Method } from '../../shared/contract/index.ts'
import type { App } from './create-app.ts'
import { forwardEvents, type Flow } from './rpc-forward.ts'
import { isRpcMessage, plainReply } from './rpc-message.ts'

export type ExposeOptions = {
  /** Left out by a transport that cannot tell how far behind its client is. */
  readonly flow?: Flow
  /** A service threw. For the host's own log, never sent. The error's message may hold a secret: log its place, not its text. */
  readonly onFault?: (method: Method, error: unknown) => void
}

/** More sessions than anybody has open. */
const mostFollowed = 256

type Call = (...args: readonly unknown[]) => Promise<unknown>

/**
 * Lets one client on the other end of a channel call the app and hear its events, until the disposer is called.
 *
 * Whoever can post on the channel may call everything in the contract, so a host lets only its own page get that far. Guarded
 * here: only the contract's methods exist (no prototype is reachable); inputs are checked once, against the contract's
 * schemas; whatever fails answers as a `CallFault`, plain data without stack or inner message; nothing that a client sends,
 * however malformed, throws. There is no time limit: a person may be choosing a file.
 */
export function expose(app: App | Promise<App>, channel: Channel, options: ExposeOptions = {}): Disposer {
  let stopListening: Disposer = () => {}
  const followed = new Set<string>()
  const follow: Api['link.follow'] = async (event, stream, isFollowed) => {
    if (!isFollowed) followed.delete(`${event} ${stream}`)
    else if (followed.size < mostFollowed) followed.add(`${event} ${stream}`)
    return null
  }
  const methodOf = async (method: Method): Promise<Call> => (method === 'link.follow' ? follow : (await app).api[method]) as Call
  const rpc = createBirpc<object, Record<string, Call>, false>(callTable(methodOf, options.onFault), {
    proxify: false,
    timeout: -1,
    post: (message) => channel.post(message),
    serialize: plainReply,
    on: (listener) => {
      stopListening = channel.onMessage((message) => {
        // birpc's listener is async: what it throws would otherwise end the process as an unhandled rejection.
        if (isRpcMessage(message)) void Promise.resolve(listener(message)).catch(() => {})
      })
    },
    resolver: (name, known: unknown) => (known ? (known as Call) : () => Promise.reject(noMethod(name))),
    onGeneralError: () => true,
  })
  const stopEvents = forwardEvents(app, (message) => channel.post(message), (event, stream) => followed.has(`${event} ${stream}`), options.flow)
  return () => {
    stopEvents()
    stopListening()
    rpc.$close()
  }
}

function callTable(methodOf: (method: Method) => Promise<Call>, onFault: ExposeOptions['onFault']): Record<string, Call> {
  const table: Record<string, Call> = Object.create(null)
  for (const method of Object.keys(apiInputs) as Method[]) {
    table[method] = async (...args) => {
      const inputs = apiInputs[method].safeParse(args)
      if (!inputs.success) {
        const [issue] = inputs.error.issues
        throw badRequest(`${method}: ${issue ? `${issue.path.join('.')}: ${issue.message}` : 'invalid inputs'}`)
      }
      try {
        const call = await methodOf(method)
        return await call(...inputs.data)
      } catch (error) {
        if (error instanceof CallError) throw { code: error.code, message: error.message } satisfies CallFault
        onFault?.(method, error)
        throw { code: 'internal', message: `${method} failed because of a fault in the program.` } satisfies CallFault
      }
    }
  }
  return table
}

const badRequest = (message: string): CallFault => ({ code: 'bad-request', message: message.slice(0, 500) })
const noMethod = (name: string): CallFault => badRequest(`There is no method "${name.slice(0, 64)}".`)
