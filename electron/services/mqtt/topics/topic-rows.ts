import type { TopicRow, TopicValue } from '../../../../shared/contract/mqtt-topics.ts'
import type { TopicNode } from './topic-node.ts'
import type { TreeView } from './tree-view.ts'

/** What a page is told of one level. A copy: the tree goes on. */
export const topicRow = (node: TopicNode, view: TreeView, now: number): TopicRow => ({
  path: node.path,
  level: node.level,
  depth: node.depth,
  children: node.children?.size ?? 0,
  isOpen: node.children !== null && view.isOpen(node),
  topics: node.topics,
  messages: node.messages,
  retained: node.retained,
  rate: node.rate(now),
  ...(node.isTopic && { value: valueOf(node) }),
})

const valueOf = (node: TopicNode): TopicValue => ({
  seq: node.seq,
  at: node.at,
  ...(node.count > 1 && { previousAt: node.previousAt }),
  qos: node.qos,
  preview: node.preview.slice(),
  payloadBytes: node.payloadBytes,
  count: node.count,
  isRetained: node.isRetained,
})
