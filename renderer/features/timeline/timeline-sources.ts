import type { ConnectionInfo } from '../../../shared/contract/mqtt.ts'
import { timelineSourcesAtMost, type TimelineSource } from '../../../shared/contract/timeline.ts'
import { shortPortName } from '../ports/port-name.ts'
import type { Session } from '../../app/session-list.ts'

/** What can stand on the time line, and how it is called and coloured there. */
export type OfferedSource = TimelineSource & {
  readonly key: string
  readonly name: string
  /** Its number among the offered ones: which of the colours it has. */
  readonly colour: number
}

const colours = 6

/** Ports first, in the order of opening, then connections. */
export function offeredSources(sessions: readonly Session[], connections: readonly ConnectionInfo[]): readonly OfferedSource[] {
  const all = [
    ...sessions.map(({ id, port }) => ({ kind: 'session' as const, id, name: shortPortName(port) })),
    ...connections.map(({ id, options }) => ({ kind: 'mqtt' as const, id, name: options.name || options.host })),
  ]
  return all.slice(0, timelineSourcesAtMost).map((source, index) => ({ ...source, key: `${source.kind}:${source.id}`, colour: index % colours }))
}
