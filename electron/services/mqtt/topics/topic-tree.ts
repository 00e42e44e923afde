import type { TopicTotals } from '../../../../shared/contract/mqtt-topics.ts'
import type { StoredMessage } from '../history/message-format.ts'
import { bucketOf, TopicNode } from './topic-node.ts'

export type TreeLimits = {
  readonly topics: number
  /** Levels of all topics, and their characters: a broker may send topics of 64 KiB with a slash at every other. */
  readonly nodes: number
  readonly characters: number
}

export const treeLimits: TreeLimits = { topics: 200_000, nodes: 600_000, characters: 32 * 1024 * 1024 }

/** Deeper levels stand in one. */
const deepest = 64

/** What was received on one connection, by topic. Costs a message a lookup and an addition for each level; only a new topic makes anything. */
export class TopicTree {
  readonly #limits: TreeLimits
  #byTopic = new Map<string, TopicNode>()
  #nodes = 0
  #characters = 0
  #unplaced = 0
  #version = 0
  root = new TopicNode('', null)

  constructor(limits = treeLimits) {
    this.#limits = limits
  }

  /** Another number whenever a topic has come or all have gone. */
  get version(): number {
    return this.#version
  }

  get totals(): TopicTotals {
    const { topics, messages, retained } = this.root
    return { topics, messages: messages + this.#unplaced, retained, unplaced: this.#unplaced }
  }

  /** Takes a received message. */
  take(seq: number, { topic, payload, at, qos, retain }: StoredMessage): void {
    const node = this.#byTopic.get(topic) ?? this.#place(topic)
    if (!node) {
      this.#unplaced++
      return
    }
    node.take(seq, at, qos, payload, bucketOf(at))
    // A message that comes while the subscription stands has no flag, whether the broker keeps it or not; an empty one tells that none is kept any more.
    if (payload.length === 0) node.setRetained(false)
    else if (retain) node.setRetained(true)
  }

  /** Takes a message that was received on an earlier connection. Whether the broker keeps it still is not known: a subscription tells anew. */
  takeKept(seq: number, { topic, payload, payloadBytes = payload.length, at, qos }: StoredMessage): void {
    const node = this.#byTopic.get(topic) ?? this.#place(topic)
    if (node) node.takeKept(seq, at, qos, payload, payloadBytes)
    else this.#unplaced++
  }

  /** A retained message was published, or cleared, by this program. */
  noteRetained(topic: string, isRetained: boolean): void {
    this.#byTopic.get(topic)?.setRetained(isRetained)
  }

  topic(topic: string): TopicNode | undefined {
    return this.#byTopic.get(topic)
  }

  /** The level that a path names, a topic or not. */
  at(path: string): TopicNode | undefined {
    let node: TopicNode | undefined = this.root
    for (const level of levelsOf(path)) node = node?.children?.get(level)
    return node
  }

  all(): Iterable<[topic: string, node: TopicNode]> {
    return this.#byTopic
  }

  clear(): void {
    this.#byTopic = new Map()
    this.root = new TopicNode('', null)
    this.#nodes = 0
    this.#characters = 0
    this.#unplaced = 0
    this.#version++
  }

  #place(topic: string): TopicNode | undefined {
    const levels = levelsOf(topic)
    const { topics, nodes, characters } = this.#limits
    if (this.#byTopic.size >= topics || this.#nodes + levels.length > nodes || this.#characters + topic.length > characters) return undefined
    let node = this.root
    for (const level of levels) {
      const before = node.children?.size ?? 0
      const child: TopicNode = node.child(level)
      if (node.children?.size !== before) this.#nodes++
      node = child
    }
    node.becomeTopic()
    this.#byTopic.set(topic, node)
    this.#characters += topic.length
    this.#version++
    return node
  }
}

function levelsOf(topic: string): string[] {
  const levels = topic.split('/', deepest)
  // What split leaves out of a deeper topic is its last level.
  if (levels.length === deepest) levels[deepest - 1] = topic.slice(levels.slice(0, -1).reduce((sum, level) => sum + level.length + 1, 0))
  return levels
}

