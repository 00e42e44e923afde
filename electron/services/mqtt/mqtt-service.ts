import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions, ConnectionInfo, MessageExtent, MessageWindow, PublishAnswer, PublishRequest, Qos, SubscriptionCount, SubscriptionOptions } from '../../../shared/contract/mqtt.ts'
import { checkTopicFilter, checkTopicName } from '../../../shared/mqtt/topic-rules.ts'
import { Connection } from './connection.ts'
import { unknownConnection } from './failures.ts'
import { HistoryStore } from './history/history-store.ts'
import type { MessageHistory } from './history/message-history.ts'
import { TopicsService } from './topics/topics-service.ts'

export type MqttServiceOptions = {
  /** Absolute; where messages are kept while their connection is listed, those of saved connections between starts as well. */
  readonly folder: string
  /** ms since the epoch; the one that serial sessions use, so that both can stand on one time line. */
  readonly clock?: () => number
  /** Bytes of messages kept for each connection. */
  readonly limitBytes?: number
}

/** Broker connections of this PC and what went over them, as the contract's `mqtt.*` has it. */
export class MqttService {
  readonly #connections = new Map<string, Connection>()
  readonly #changed = new Emitter<[ConnectionInfo]>()
  readonly #removed = new Emitter<[string]>()
  readonly #grew = new Emitter<[string, MessageExtent, SubscriptionCount[]]>()
  readonly #clock: () => number
  #nextId = 1

  /** What each connection received, by topic. */
  readonly topics = new TopicsService()

  /** Where the messages of all connections are. */
  readonly histories: HistoryStore

  readonly onDidChangeConnection = this.#changed.on
  readonly onDidRemoveConnection = this.#removed.on
  readonly onDidGrow = this.#grew.on

  constructor({ folder, clock = Date.now, limitBytes }: MqttServiceOptions) {
    this.#clock = clock
    this.histories = new HistoryStore(folder, limitBytes)
  }

  async connections(): Promise<ConnectionInfo[]> {
    return [...this.#connections.values()].map((connection) => connection.info())
  }

  async messages(connectionId: string, fromSeq: number, count: number, payloadLimit?: number): Promise<Result<MessageWindow>> {
    return this.#with(connectionId, async ({ history }) => {
      const { firstSeq, nextSeq } = history
      return ok({ messages: await history.read(Math.max(fromSeq, firstSeq), count, payloadLimit), firstSeq, nextSeq })
    })
  }

  /** Which messages of a connection there are at this moment. */
  extent(connectionId: string): MessageExtent | undefined {
    const history = this.history(connectionId)
    return history && { firstSeq: history.firstSeq, nextSeq: history.nextSeq }
  }

  async counts(connectionId: string): Promise<SubscriptionCount[]> {
    return this.#connections.get(connectionId)?.counts() ?? []
  }

  /** All that a connection has sent and received, for what looks through it. */
  history(connectionId: string): MessageHistory | undefined {
    return this.#connections.get(connectionId)?.history
  }

  async connect(options: BrokerOptions, savedId?: string): Promise<Result<ConnectionInfo>> {
    const id = `mqtt-${this.#nextId++}`
    const history = await this.histories.take(id, savedId)
    const connection = new Connection(id, options, {
      clock: this.#clock,
      ...(savedId !== undefined && { savedId }),
      history,
      tap: {
        message: (seq, message) => this.topics.take(id, seq, message),
        published: (message) => this.topics.published(id, message),
      },
      // A removed connection may still be closing; nobody is to hear of it any more.
      changed: (info) => this.#connections.has(id) && this.#changed.fire(info),
      grew: () => this.noteChange(history),
    })
    this.#connections.set(id, connection)
    this.topics.add(connection)
    return connection.open()
  }

  /** Tells that a history has more messages, or fewer: to whoever looks at one of the connections that write it. */
  noteChange(history: MessageHistory): void {
    const { firstSeq, nextSeq } = history
    for (const [id, connection] of this.#connections) if (connection.history === history) this.#grew.fire(id, { firstSeq, nextSeq }, connection.counts())
  }

  async tryNow(connectionId: string): Promise<Result<ConnectionInfo>> {
    return this.#with(connectionId, async (connection) => {
      connection.tryNow()
      return ok(connection.info())
    })
  }

  async stopTrying(connectionId: string): Promise<Result<ConnectionInfo>> {
    return this.#with(connectionId, async (connection) => {
      await connection.stopTrying()
      return ok(connection.info())
    })
  }

  async disconnect(connectionId: string): Promise<Result<ConnectionInfo>> {
    return this.#with(connectionId, async (connection) => {
      await connection.close()
      return ok(connection.info())
    })
  }

  async remove(connectionId: string): Promise<Result<null>> {
    return this.#with(connectionId, async (connection) => {
      this.#connections.delete(connectionId)
      this.topics.remove(connectionId)
      this.#removed.fire(connectionId)
      await connection.close()
      await this.histories.giveBack(connection.history)
      return ok(null)
    })
  }

  async subscribe(connectionId: string, topic: string, qos: Qos, options?: SubscriptionOptions): Promise<Result<ConnectionInfo>> {
    const problem = checkTopicFilter(topic)
    return problem ? fail(problem) : this.#with(connectionId, (connection) => connection.subscribe(topic, qos, options))
  }

  async unsubscribe(connectionId: string, topic: string): Promise<Result<ConnectionInfo>> {
    return this.#with(connectionId, (connection) => connection.unsubscribe(topic))
  }

  async publish(connectionId: string, message: PublishRequest): Promise<Result<PublishAnswer>> {
    const problem = checkTopicName(message.topic)
    return problem ? fail(problem) : this.#with(connectionId, (connection) => connection.publish(message))
  }

  /** Disconnects all. Bounded: about 1.5 s. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#connections.values()].map((connection) => connection.close()))
    this.#connections.clear()
    await this.histories.dispose()
  }

  async #with<T>(id: string, action: (connection: Connection) => Promise<Result<T>>): Promise<Result<T>> {
    const connection = this.#connections.get(id)
    return connection ? action(connection) : fail(unknownConnection(id))
  }
}
