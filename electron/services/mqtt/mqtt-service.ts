import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions, ConnectionInfo, MessageExtent, MessageWindow, PublishAnswer, PublishRequest, Qos, SubscriptionCount, SubscriptionOptions } from '../../../shared/contract/mqtt.ts'
import { checkConnection, checkMessage, checkSubscription, type RuledCloud } from '../../../shared/clouds/broker-rules.ts'
import { isGranted } from '../../../shared/mqtt/suback.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import { checkTopicFilter, checkTopicName } from '../../../shared/mqtt/topic-rules.ts'
import { ChartsService } from './charts/charts-service.ts'
import { Connection } from './connection.ts'
import { unknownConnection } from './failures.ts'
import { HistoryStore, type Disk } from './history/history-store.ts'
import type { MessageHistory } from './history/message-history.ts'
import { PacketsService } from './packets/packets-service.ts'
import { TopicsService } from './topics/topics-service.ts'

export type MqttServiceOptions = {
  /** Absolute; where messages are kept while their connection is listed, those of saved connections between starts as well. */
  readonly folder: string
  /** ms since the epoch; the one that serial sessions use, so that both can stand on one time line. */
  readonly clock?: () => number
  /** Bytes of messages kept for each connection. */
  readonly limitBytes?: number
  readonly disk?: Disk
  /** The cloud that a connection says it is of. */
  readonly cloud?: (id: string) => RuledCloud | undefined
  /** Clients of this program that are no connections of this service: the modem of the wizard's run. */
  readonly others?: () => Promise<readonly OtherClient[]>
}

/** A client with its words for a person. */
export type OtherClient = { readonly who: Text; readonly host: string; readonly clientId: string }

/** Broker connections of this PC and what went over them, as the contract's `mqtt.*` has it. */
export class MqttService {
  readonly #connections = new Map<string, Connection>()
  readonly #changed = new Emitter<[ConnectionInfo]>()
  readonly #removed = new Emitter<[string]>()
  readonly #grew = new Emitter<[string, MessageExtent, SubscriptionCount[]]>()
  readonly #clock: () => number
  readonly #cloud: NonNullable<MqttServiceOptions['cloud']>
  readonly #others: NonNullable<MqttServiceOptions['others']>
  #nextId = 1

  /** What each connection received, by topic. */
  readonly topics = new TopicsService((options) => this.#cloudOf(options))
  /** The control packets of each. */
  readonly packets = new PacketsService()
  /** Numbers in their messages over time. */
  readonly charts = new ChartsService((id, topic) => this.topics.lastSeq(id, topic))

  /** Where the messages of all connections are. */
  readonly histories: HistoryStore

  readonly onDidChangeConnection = this.#changed.on
  readonly onDidRemoveConnection = this.#removed.on
  readonly onDidGrow = this.#grew.on

  constructor({ folder, clock = Date.now, limitBytes, disk, cloud = () => undefined, others = async () => [] }: MqttServiceOptions) {
    this.#cloud = cloud
    this.#others = others
    this.#clock = clock
    this.histories = new HistoryStore(folder, limitBytes, disk)
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
    const cloud = this.#cloudOf(options)
    const refusal = cloud && checkConnection(cloud, options)
    const history = await this.histories.take(id, savedId)
    const packets = this.packets.add(id, { version: options.version, password: options.password, clock: this.#clock })
    const connection = new Connection(id, options, {
      clock: this.#clock,
      ...(savedId !== undefined && { savedId }),
      ...(refusal && { refusal }),
      rival: (since) => this.#rivalOf(id, options, since),
      history,
      tap: {
        message: (seq, message) => {
          this.topics.take(id, seq, message)
          this.charts.take(id, message)
        },
        packet: (direction, packet) => packets.take(direction, packet),
        closed: () => packets.closed(),
        published: (message) => this.topics.published(id, message),
      },
      // A removed connection may still be closing; nobody is to hear of it any more.
      changed: (info) => this.#connections.has(id) && this.#changed.fire(info),
      grew: () => this.noteChange(history),
    })
    this.#connections.set(id, connection)
    this.topics.add(connection)
    this.charts.add(connection)
    // What an earlier start has left is there before anything new comes.
    if (history.nextSeq > history.firstSeq) this.noteChange(history)
    return connection.open()
  }

  /** Tells that a history has more messages, or fewer: to whoever looks at one of the connections that write it. */
  noteChange(history: MessageHistory): void {
    const { firstSeq, nextSeq } = history
    for (const [id, connection] of this.#connections) if (connection.history === history) this.#grew.fire(id, { firstSeq, nextSeq }, connection.counts())
  }

  /** Bytes on disk of each connection, from now on; what is beyond it goes at once, and that is told. */
  limitHistories(limitBytes: number): void {
    const before = [...this.#connections.values()].map(({ history }) => ({ history, firstSeq: history.firstSeq }))
    this.histories.setLimit(limitBytes)
    for (const { history, firstSeq } of before) if (history.firstSeq !== firstSeq) this.noteChange(history)
  }

  async noteSaved(connectionId: string, savedId: string): Promise<Result<ConnectionInfo>> {
    return this.#with(connectionId, async (connection) => {
      await this.histories.adopt(connection.history, savedId)
      connection.noteSaved(savedId)
      return ok(connection.info())
    })
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
      this.charts.remove(connectionId)
      this.packets.remove(connectionId)
      this.#removed.fire(connectionId)
      await connection.close()
      await this.histories.giveBack(connection.history)
      return ok(null)
    })
  }

  async subscribe(connectionId: string, topic: string, qos: Qos, options?: SubscriptionOptions): Promise<Result<ConnectionInfo>> {
    const problem = checkTopicFilter(topic)
    if (problem) return fail(problem)
    return this.#with(connectionId, async (connection) => {
      const cloud = this.#cloudOf(connection.options)
      const held = connection.info().subscriptions.filter((one) => one.topic !== topic && (one.grantedQos === null || isGranted(one.grantedQos)))
      const refused = cloud && checkSubscription(cloud, { topic, qos }, held.length)
      return refused ? fail(refused) : connection.subscribe(topic, qos, options)
    })
  }

  async unsubscribe(connectionId: string, topic: string): Promise<Result<ConnectionInfo>> {
    return this.#with(connectionId, (connection) => connection.unsubscribe(topic))
  }

  async publish(connectionId: string, message: PublishRequest): Promise<Result<PublishAnswer>> {
    const problem = checkTopicName(message.topic)
    if (problem) return fail(problem)
    return this.#with(connectionId, async (connection) => {
      const cloud = this.#cloudOf(connection.options)
      const refused = cloud && checkMessage(cloud, message)
      return refused ? fail(refused) : connection.publish(message)
    })
  }

  /** Disconnects all. Bounded: about 1.5 s. */
  async dispose(): Promise<void> {
    // On disk first: the program may be given less time than the brokers take to say goodbye.
    await Promise.all([...this.#connections.values()].flatMap((connection) => [connection.history.flush(), connection.close()]))
    this.#connections.clear()
    await this.histories.dispose()
  }

  #cloudOf({ cloud }: BrokerOptions): RuledCloud | undefined {
    return cloud === undefined ? undefined : this.#cloud(cloud)
  }

  /** Another connection of this program that came later, else the modem. */
  async #rivalOf(id: string, { host, port, clientId }: BrokerOptions, since: number): Promise<Text | undefined> {
    if (clientId === '') return undefined
    for (const [otherId, other] of this.#connections) {
      const { options, state, since: began } = other.info()
      const isThere = (state === 'connecting' || state === 'connected') && began >= since
      if (otherId !== id && isThere && options.host === host && options.port === port && options.clientId === clientId) return text(`This program’s own connection “${options.name}”`, `本程序的另一个连接“${options.name}”`)
    }
    return (await this.#others()).find((other) => other.host === host && other.clientId === clientId)?.who
  }

  async #with<T>(id: string, action: (connection: Connection) => Promise<Result<T>>): Promise<Result<T>> {
    const connection = this.#connections.get(id)
    return connection ? action(connection) : fail(unknownConnection(id))
  }
}
