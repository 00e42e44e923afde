import type { BrokerOptions, ConnectionInfo } from '../../../../shared/contract/mqtt.ts'

export type ConnectionList = { readonly connections: readonly ConnectionInfo[]; readonly activeId: string | null }

/** A new connection comes to the front; a known one changes in its place. */
export function withConnection({ connections, activeId }: ConnectionList, info: ConnectionInfo): ConnectionList {
  const at = connections.findIndex((connection) => connection.id === info.id)
  if (at < 0) return { connections: [...connections, info], activeId: info.id }
  return { connections: connections.with(at, info), activeId }
}

/** The neighbour takes the place of a removed one that was in front. */
export function withoutConnection({ connections, activeId }: ConnectionList, id: string): ConnectionList {
  const at = connections.findIndex((connection) => connection.id === id)
  const rest = connections.filter((connection) => connection.id !== id)
  return { connections: rest, activeId: activeId === id ? (rest[Math.min(at, rest.length - 1)]?.id ?? null) : activeId }
}

/** The program's whole list; what is in front stays there while it exists. */
export function withList({ activeId }: ConnectionList, connections: readonly ConnectionInfo[]): ConnectionList {
  const isThere = connections.some((connection) => connection.id === activeId)
  return { connections, activeId: isThere ? activeId : (connections.at(-1)?.id ?? null) }
}

/** Earlier tries of the same connection that are of no use any more: they would only pile up as tabs. A saved connection is the same whatever was corrected in it. */
export const deadTwins = (connections: readonly ConnectionInfo[], options: BrokerOptions, savedId?: string): readonly ConnectionInfo[] =>
  connections.filter(
    ({ state, options: other, savedId: itsId }) =>
      (state === 'failed' || state === 'disconnected') &&
      ((savedId !== undefined && itsId === savedId) ||
        (other.protocol === options.protocol && other.host === options.host && other.port === options.port && other.clientId === options.clientId)),
  )
