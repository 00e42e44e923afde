import { Emitter } from '../../../../shared/contract/emitter.ts'
import { fail, ok, type Failure, type Result } from '../../../../shared/contract/failure.ts'
import type { Clearing, ClearingRow, TopicRows, TopicView } from '../../../../shared/contract/mqtt-topics.ts'
import type { BrokerOptions, MqttMessage } from '../../../../shared/contract/mqtt.ts'
import type { RuledCloud } from '../../../../shared/clouds/broker-rules.ts'
import { isGranted } from '../../../../shared/mqtt/suback.ts'
import { topicMatches } from '../../../../shared/mqtt/topic-match.ts'
import { text } from '../../../../shared/text/local-text.ts'
import type { Connection } from '../connection.ts'
import { unknownConnection } from '../failures.ts'
import { Growth } from '../growth.ts'
import type { StoredMessage } from '../history/message-format.ts'
import { KeptTopics } from './kept-topics.ts'
import { clearingOf, refusedClearing } from './refused-clearing.ts'
import { RetainedClearing } from './retained-clearing.ts'
import { topicRow } from './topic-rows.ts'
import type { TopicNode } from './topic-node.ts'
import { TopicTree } from './topic-tree.ts'
import { TreeView } from './tree-view.ts'

const changeMs = 200
/** Ways of looking at one tree that are kept: a few pages, each a filter before. */
const viewsKept = 4
/** Clearings that can still be looked at. */
const clearingsKept = 4

type Watched = { readonly tree: TopicTree; readonly growth: Growth; readonly views: Map<string, TreeView>; readonly connection: Connection; readonly kept: KeptTopics }

/** The topics of each connection as a tree, as the contract's `mqttTopics.*` has it. */
export class TopicsService {
  readonly #watched = new Map<string, Watched>()
  readonly #clearings = new Map<string, RetainedClearing>()
  readonly #changed = new Emitter<[string]>()
  readonly #clear = new Emitter<[Clearing]>()
  readonly #cloudOf: (options: BrokerOptions) => RuledCloud | undefined
  #nextClearing = 1

  readonly onDidChange = this.#changed.on
  readonly onDidClear = this.#clear.on

  /** `cloudOf`: the cloud whose rules hold on a connection. */
  constructor(cloudOf: (options: BrokerOptions) => RuledCloud | undefined) {
    this.#cloudOf = cloudOf
  }

  add(connection: Connection): void {
    const { id, history } = connection
    const tree = new TopicTree()
    const growth = new Growth(() => this.#changed.fire(id), changeMs)
    this.#watched.set(id, { tree, growth, views: new Map(), connection, kept: new KeptTopics(history, tree, () => growth.grew()) })
  }

  remove(id: string): void {
    this.#watched.get(id)?.kept.stop()
    this.#watched.delete(id)
    for (const clearing of this.#clearings.values()) if (clearing.connectionId === id) clearing.cancel()
  }

  /** Called for every message of a connection. */
  take(id: string, seq: number, message: StoredMessage): void {
    if (message.direction === 'out') return
    const watched = this.#watched.get(id)
    if (!watched) return
    watched.tree.take(seq, message)
    watched.growth.grew()
    if (message.payload.length === 0) for (const clearing of this.#clearings.values()) if (clearing.connectionId === id) clearing.heard(message.topic)
  }

  /** The number of the last message on a topic. */
  lastSeq(id: string, topic: string): number | undefined {
    const node = this.#watched.get(id)?.tree.topic(topic)
    return node?.isTopic ? node.seq : undefined
  }

  /** The broker has acknowledged a message that this program published. */
  published(id: string, { topic, payload, retain }: Pick<MqttMessage, 'topic' | 'payload' | 'retain'>): void {
    const watched = this.#watched.get(id)
    if (!watched || !retain) return
    const isKept = payload.length > 0
    // Where an empty message would come back, that tells more than its acknowledgement.
    if (!isKept && !isProof(watched.connection) && isHeard(watched.connection, topic)) return
    watched.tree.noteRetained(topic, isKept)
    watched.growth.grew()
  }

  async rows(connectionId: string, view: TopicView, from: number, count: number, chosen?: string): Promise<Result<TopicRows>> {
    const watched = this.#watched.get(connectionId)
    if (!watched) return fail(unknownConnection(connectionId))
    watched.kept.start()
    const shown = viewOf(watched, view)
    const rows = shown.rows()
    const rest = shown.restMs()
    // Nothing may come that would have the page ask again.
    if (rest !== undefined) setTimeout(() => watched.growth.grew(), rest).unref()
    const now = Date.now()
    const node = chosen === undefined ? undefined : watched.tree.at(chosen)
    const place = node && shown.placeOf(node)
    const reading = watched.kept.progress
    return ok({
      ...watched.tree.totals,
      ...(reading !== undefined && { reading }),
      total: rows.length,
      rows: rows.slice(from, from + count).map((row) => topicRow(row, shown, now)),
      ...(place !== undefined && { place }),
      ...(node && { chosen: topicRow(node, shown, now) }),
    })
  }

  async forget(connectionId: string): Promise<Result<null>> {
    const watched = this.#watched.get(connectionId)
    if (!watched) return fail(unknownConnection(connectionId))
    watched.kept.stop()
    watched.tree.clear()
    this.#changed.fire(connectionId)
    return ok(null)
  }

  async findRetained(connectionId: string, path: string | null, isBelow: boolean): Promise<Result<Clearing>> {
    const watched = this.#watched.get(connectionId)
    if (!watched) return fail(unknownConnection(connectionId))
    const { tree, connection } = watched
    const node = path === null ? tree.root : tree.at(path)
    const found = node ? retainedOf(node, isBelow) : []
    const growth = new Growth(() => this.#clear.fire(clearing.info()))
    const cloud = this.#cloudOf(connection.options)
    const clearing = new RetainedClearing(`clearing-${this.#nextClearing++}`, connectionId, found, {
      refusal: (topic) => (cloud ? refusedClearing(cloud, topic) : null),
      publish: (topic) => connection.publish(clearingOf(topic)),
      isHeard: (topic) => isHeard(connection, topic),
      isProof: () => isProof(connection),
      upSince: () => upSince(connection),
      cleared: (topic) => {
        tree.noteRetained(topic, false)
        watched.growth.grew()
      },
      changed: () => growth.grew(),
    })
    this.#clearings.set(clearing.id, clearing)
    for (const [id, old] of this.#clearings) {
      if (this.#clearings.size <= clearingsKept) break
      if (old.info().state !== 'running') this.#clearings.delete(id)
    }
    return ok(clearing.info())
  }

  async clearRetained(clearingId: string): Promise<Result<Clearing>> {
    const clearing = this.#clearings.get(clearingId)
    if (!clearing) return fail(unknownClearing(clearingId))
    void clearing.run()
    return ok(clearing.info())
  }

  async cancelClearing(clearingId: string): Promise<Result<Clearing>> {
    const clearing = this.#clearings.get(clearingId)
    clearing?.cancel()
    return clearing ? ok(clearing.info()) : fail(unknownClearing(clearingId))
  }

  async clearingRows(clearingId: string, from: number, count: number): Promise<Result<readonly ClearingRow[]>> {
    const clearing = this.#clearings.get(clearingId)
    return clearing ? ok(clearing.rows(from, count)) : fail(unknownClearing(clearingId))
  }
}

/** Whether this connection would receive what it publishes there. */
const isHeard = (connection: Connection, topic: string): boolean =>
  connection.info().subscriptions.some((one) => one.grantedQos !== null && isGranted(one.grantedQos) && topicMatches(one.topic, topic))

function upSince(connection: Connection): number | null {
  const { state, since } = connection.info()
  return state === 'connected' ? since : null
}

/** MQTT 5 acknowledges with a reason; MQTT 3.1.1 acknowledges what it refuses, too (section 3.3.5). */
const isProof = (connection: Connection): boolean => connection.info().options.version === 5

function viewOf({ tree, views }: Watched, view: TopicView): TreeView {
  const key = JSON.stringify(view)
  const shown = views.get(key) ?? new TreeView(tree, view)
  // Put at the end of the order.
  views.delete(key)
  views.set(key, shown)
  for (const oldest of views.keys()) {
    if (views.size <= viewsKept) break
    views.delete(oldest)
  }
  return shown
}

function retainedOf(node: TopicNode, isBelow: boolean): string[] {
  const found: string[] = []
  const visit = (one: TopicNode): void => {
    if (one.isRetained) found.push(one.path)
    if (isBelow && one.retained > 0) for (const child of one.children?.values() ?? []) visit(child)
  }
  visit(node)
  return found.sort()
}

const unknownClearing = (id: string): Failure => ({
  code: 'mqtt.unknown-clearing',
  stage: 'mqtt',
  what: text('This list of retained messages is no longer there', '这份保留消息清单已经不在了'),
  next: text('Choose the topic again.', '请重新选择主题。'),
  evidence: id,
})
