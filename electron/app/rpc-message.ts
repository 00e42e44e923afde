import type { CallFault } from '../../shared/contract/channel.ts'

/** The two forms that birpc exchanges: a request `q` (with an id when it wants an answer) and an answer `s`. */
export function isRpcMessage(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false
  const { t, i, m, a } = message as Record<string, unknown>
  if (t === 's') return typeof i === 'string'
  return t === 'q' && typeof m === 'string' && Array.isArray(a) && (i === undefined || typeof i === 'string')
}

/** Replaces an Error that birpc itself is about to answer with (it could not post a result) by plain data. */
export function plainReply(message: unknown): unknown {
  const reply = message as { readonly t?: unknown; readonly e?: unknown }
  if (reply.t !== 's' || !(reply.e instanceof Error)) return message
  return { ...reply, e: { code: 'internal', message: 'The answer could not be sent.' } satisfies CallFault }
}
