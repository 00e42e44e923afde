import type { TopicView } from '../../../../shared/contract/mqtt-topics.ts'
import { topicMatches } from '../../../../shared/mqtt/topic-match.ts'
import type { TopicNode } from './topic-node.ts'
import type { TopicTree } from './topic-tree.ts'

/** An order by what changes all the time is made anew this often, so that rows can be read. ms. */
const reorderMs = 2000
/** Of the time, at most one part in so many goes into making lists while topics come in a flood. */
const restFactor = 8

/** The rows of a tree as one person looks at it, in a list that is made anew when it has to be. */
export class TreeView {
  readonly #tree: TopicTree
  readonly #view: TopicView
  readonly #exceptions: ReadonlySet<string>
  readonly #matches: ((topic: string) => boolean) | undefined
  #rows: readonly TopicNode[] = []
  #root: TopicNode | undefined
  #places: Map<TopicNode, number> | undefined
  #version = -1
  #madeAt = -Infinity
  #tookMs = 0

  constructor(tree: TopicTree, view: TopicView) {
    this.#tree = tree
    this.#view = view
    this.#exceptions = new Set(view.exceptions)
    this.#matches = matcher(view.filter)
  }

  rows(): readonly TopicNode[] {
    const now = performance.now()
    const isOld = this.#version !== this.#tree.version || (this.#view.sort !== 'name' && now - this.#madeAt >= reorderMs)
    // A tree that began anew has none of these rows.
    const isOther = this.#root !== this.#tree.root
    if (!isOther && (!isOld || now - this.#madeAt < this.#tookMs * restFactor)) return this.#rows
    const rows: TopicNode[] = []
    this.#addBelow(this.#tree.root, rows, this.#matches && this.#kept(this.#matches))
    this.#rows = rows
    this.#root = this.#tree.root
    this.#places = undefined
    this.#version = this.#tree.version
    this.#madeAt = now
    this.#tookMs = performance.now() - now
    return rows
  }

  /** ms after which a list that was too costly to make anew can be asked for again; undefined where the last one is as the tree is. */
  restMs(): number | undefined {
    if (this.#version === this.#tree.version) return undefined
    return Math.max(0, this.#madeAt + this.#tookMs * restFactor - performance.now())
  }

  placeOf(node: TopicNode): number | undefined {
    const rows = this.rows()
    this.#places ??= new Map(rows.map((row, index) => [row, index]))
    return this.#places.get(node)
  }

  isOpen(node: TopicNode): boolean {
    if (this.#matches) return true
    return this.#exceptions.size > 0 && this.#exceptions.has(node.path) ? !this.#view.isAllOpen : this.#view.isAllOpen
  }

  #addBelow(node: TopicNode, rows: TopicNode[], kept: ReadonlySet<TopicNode> | undefined): void {
    for (const child of this.#ordered(node)) {
      if (kept && !kept.has(child)) continue
      rows.push(child)
      if (child.children && this.isOpen(child)) this.#addBelow(child, rows, kept)
    }
  }

  #ordered(node: TopicNode): readonly TopicNode[] {
    if (!node.children) return []
    const byName = (node.byName ??= [...node.children.values()].sort((a, b) => (a.level < b.level ? -1 : a.level > b.level ? 1 : 0)))
    if (this.#view.sort === 'messages') return byName.toSorted((a, b) => b.messages - a.messages)
    if (this.#view.sort === 'recent') return byName.toSorted((a, b) => b.seq - a.seq)
    return byName
  }

  /** Topics that match, and the levels above them. */
  #kept(matches: (topic: string) => boolean): ReadonlySet<TopicNode> {
    const kept = new Set<TopicNode>()
    for (const [topic, node] of this.#tree.all()) {
      if (!matches(topic)) continue
      for (let up: TopicNode | null = node; up && !kept.has(up); up = up.parent) kept.add(up)
    }
    return kept
  }
}

function matcher(filter: string): ((topic: string) => boolean) | undefined {
  const wanted = filter.trim()
  if (wanted === '') return undefined
  if (/[+#]/.test(wanted)) return (topic) => topicMatches(wanted, topic)
  const words = wanted.toLowerCase().split(/\s+/)
  return (topic) => {
    const low = topic.toLowerCase()
    return words.every((word) => low.includes(word))
  }
}
