import type { ComponentType } from 'react'
import { ChartView } from '../charts/chart-view.tsx'
import { PacketsView } from '../packets/packets-view.tsx'
import { TopicsView } from '../topics/topics-view.tsx'
import { MessagesView } from './messages-view.tsx'

/** One way to look at a connection's messages. */
export type MessageView = {
  /** Also the name of its words: `view.<id>` in the namespace `mqtt-messages`. */
  readonly id: 'list' | 'topics' | 'chart' | 'packets'
  readonly View: ComponentType<{ readonly connectionId: string }>
}

/** In the order of the strip; the first is in front at the beginning. */
export const messageViews: readonly [MessageView, ...MessageView[]] = [
  { id: 'list', View: MessagesView },
  { id: 'topics', View: TopicsView },
  { id: 'chart', View: ChartView },
  { id: 'packets', View: PacketsView },
]
