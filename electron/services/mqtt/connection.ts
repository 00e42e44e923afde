import { MqttClient, type IConnackPacket, type IPublishPacket } from 'mqtt'
import type { Packet } from 'mqtt-packet'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions, ConnectionInfo, ConnectionState, PublishAnswer, PublishRequest, Qos, Retry, SubscriptionCount, SubscriptionOptions } from '../../../shared/contract/mqtt.ts'
import { checkPublishLimits, checkSubscribeLimits, type BrokerLimits } from '../../../shared/mqtt/broker-limits.ts'
import { portSpeaksTls } from '../../../shared/mqtt/not-mqtt.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import type { Text } from '../../../shared/text/local-text.ts'
import { newAttempt, noteError, type Attempt } from './attempt.ts'
import { usualReconnecting, waitBefore } from './back-off.ts'
import { bounded } from './bounded.ts'
import { BusyPings } from './busy-pings.ts'
import { checkOptions } from './check-options.ts'
import { clientOptions } from './client-options.ts'
import { requestPublish } from './client-requests.ts'
import { DiskWatch } from './disk-watch.ts'
import { connackOf, couldBeRival, couldBeTls, isRefusal, isRefused, reasonOf } from './ends.ts'
import { clientIdShared, clientIdTaken, connectSeconds, diskTooSlowToSend, explainAttempt, notConnected, topicAgainstRules, topicAliasRefused } from './failures.ts'
import { Growth } from './growth.ts'
import type { StoredMessage } from './history/message-format.ts'
import type { MessageHistory } from './history/message-history.ts'
import { openStream } from './open-stream.ts'
import { speaksTls } from './speaks-tls.ts'
import { readProperties, writeProperties } from './packet-properties.ts'
import { Subscriptions } from './subscriptions.ts'
import { readTlsMaterial, type TlsMaterial } from './tls-material.ts'
import { clean, withoutSecrets } from './without-secrets.ts'

/** MQTT 5's reason code in PUBACK and PUBREC (section 3.4.2.1). */
const noMatchingSubscribers = 16
/** A connection that ends sooner than this after CONNACK counts as dropped at once. */
const shortLifeMs = 10_000

/** Wildcards, NUL, and what the decoder puts where bytes are no UTF-8. MQTT 3.1.1 sections 1.5.3 and 3.3.2.1. */
const forbiddenInName = /[#+\0\uFFFD]/

export type ConnectionEvents = {
  readonly changed: (info: ConnectionInfo) => void
  /** Its history has more messages, or fewer. */
  readonly grew: (id: string) => void
}

/** Told of everything at once, in the order in which it happens; called for every message of a flood. */
export type ConnectionTap = {
  readonly message: (seq: number, message: StoredMessage) => void
  readonly packet: (direction: 'in' | 'out', packet: Packet) => void
  /** The way to the broker is gone; told once or more each time. */
  readonly closed: () => void
  /** The broker has acknowledged what this program published; QoS 0: it is sent. */
  readonly published: (message: Pick<StoredMessage, 'topic' | 'payload' | 'retain'>) => void
}

/** Where its messages are kept, and the clock that they and the serial sessions share. */
export type ConnectionKeeping = {
  readonly history: MessageHistory
  readonly clock: () => number
  readonly savedId?: string
  readonly tap?: ConnectionTap
  /** What the cloud would refuse of CONNECT. */
  readonly refusal?: Failure
  /** Who else has this client ID at this broker and may have come after `since` (ms since the epoch). */
  readonly rival?: (since: number) => Promise<Text | undefined>
}

/** One client at one broker, from connect to remove. Reconnects by itself once it has been up. */
export class Connection {
  readonly id: string
  readonly history: MessageHistory
  #savedId: string | undefined
  readonly #clock: () => number
  readonly #options: BrokerOptions
  readonly #events: ConnectionEvents
  readonly #subscriptions: Subscriptions
  readonly #growth: Growth
  readonly #tap: ConnectionTap | undefined
  readonly #refusal: Failure | undefined
  readonly #rival: ConnectionKeeping['rival']
  #client: MqttClient | undefined
  #material: TlsMaterial | undefined
  #attempt: Attempt
  #state: ConnectionState = 'connecting'
  #since = Date.now()
  #failure: Failure | undefined
  readonly #disk: DiskWatch
  readonly #pings = new BusyPings()
  #remark: Failure | undefined
  #tls: string | undefined
  /** How many the broker takes; what it says at connecting. */
  #topicAliases = 0
  #limits: BrokerLimits = {}
  /** Packet identifiers of publishes that the broker acknowledged and gave to nobody. */
  readonly #unheard = new Set<number>()
  #shortLives = 0
  #retry: Retry | undefined
  #attempts = 0
  #retryTimer: NodeJS.Timeout | undefined
  #settle: ((result: Result<ConnectionInfo>) => void) | undefined
  #deadline: NodeJS.Timeout | undefined
  #ended: Attempt | undefined

  constructor(id: string, options: BrokerOptions, { history, clock, savedId, tap, refusal, rival, ...events }: ConnectionEvents & ConnectionKeeping) {
    this.id = id
    this.#savedId = savedId
    this.#clock = clock
    this.#tap = tap
    this.#refusal = refusal
    this.#rival = rival
    this.history = history
    this.#options = options
    this.#events = events
    this.#attempt = newAttempt(options.host)
    this.#subscriptions = new Subscriptions(options.version, () => events.changed(this.info()))
    this.#growth = new Growth(() => events.grew(id))
    this.#disk = new DiskWatch(history, () => events.changed(this.info()))
  }

  info(): ConnectionInfo {
    return {
      id: this.id,
      ...(this.#savedId !== undefined && { savedId: this.#savedId }),
      options: withoutSecrets(this.#options),
      state: this.#state,
      ...(this.#retry && { retry: this.#retry }),
      since: this.#since,
      subscriptions: this.#subscriptions.list,
      ...(this.#tls !== undefined && { tls: this.#tls }),
      ...(this.#failure && { failure: this.#failure }),
      ...(this.#material?.mended && { mended: this.#material.mended }),
      ...this.#disk.facts(),
      ...(this.#remark && { remark: this.#remark }),
    }
  }

  /** Messages received by each subscription that is there now. */
  counts(): SubscriptionCount[] {
    return this.#subscriptions.counts()
  }

  /** Answers once: accepted, refused, or after 15 s. */
  open(): Promise<Result<ConnectionInfo>> {
    return new Promise((resolve) => {
      this.#settle = resolve
      this.#events.changed(this.info())
      const material = readTlsMaterial(this.#options)
      const problem = checkOptions(this.#options) ?? this.#refusal ?? (material.ok ? null : material.failure)
      if (problem || !material.ok) {
        if (problem) this.#end('failed', problem)
        return
      }
      this.#material = material.value
      this.#deadline = setTimeout(() => {
        this.#attempt.timedOut = true
        this.#client?.stream.destroy()
        // A socket that does not even close must not leave the caller waiting.
        void this.#closed()
      }, connectSeconds * 1000)
      this.#start(material.value)
    })
  }

  #start(material: TlsMaterial): void {
    const build = () => {
      this.#attempt = newAttempt(this.#options.host)
      return openStream(this.#options, material, this.#attempt)
    }
    // Connects below: what it sends at once is to be heard, too.
    const client = new MqttClient(build, { ...clientOptions(this.#options), manualConnect: true })
    this.#client = client
    client.on('packetsend', (packet) => this.#tap?.packet('out', packet))
    client.on('packetreceive', (packet) => {
      this.#tap?.packet('in', packet)
      if (packet.cmd === 'connack') {
        if (packet.reasonCode === undefined && packet.returnCode === undefined) this.#broken('CONNACK without a return code')
        else this.#attempt.connack = connackOf(packet)
        // The broker's own counts, also for a client that asked for none (MQTT 5, section 3.2.2.3.14); the library then sends no pings.
        client.options.keepalive = this.#options.keepAlive || packet.properties?.serverKeepAlive || 0
      }
      // The library takes this for a plain yes.
      if ((packet.cmd === 'puback' || packet.cmd === 'pubrec') && packet.reasonCode === noMatchingSubscribers) this.#unheard.add(packet.messageId ?? 0)
    })
    client.on('connect', (packet) => this.#connected(packet))
    client.on('disconnect', (packet) => {
      this.#attempt.disconnect = reasonOf(packet)
    })
    client.on('message', (_topic, _payload, packet) => {
      this.#record('in', packet)
      if (!this.#remark && (packet.topic === '' ? packet.properties?.topicAlias === undefined : forbiddenInName.test(packet.topic))) {
        this.#remark = topicAgainstRules(packet.topic, this.#attempt.packets.badTopic(packet.topic))
        this.#events.changed(this.info())
      }
    })
    client.handleMessage = (_packet, done) => {
      this.#pings.heard()
      this.#disk.gate.pass(done)
    }
    client.on('error', (error) => {
      if (error.message === 'Keepalive timeout') this.#attempt.keepaliveRanOut = true
      else if (error.message === 'connack timeout') this.#attempt.timedOut = true
      else if (typeof (error as NodeJS.ErrnoException).code === 'string' || isRefused(this.#attempt)) noteError(this.#attempt, error)
      else this.#broken(error.message)
    })
    client.on('close', () => {
      this.#pings.stop()
      this.#disk.gate.drop()
      this.#tap?.closed()
      void this.#closed()
    })
    try {
      client.connect()
    } catch (error) {
      noteError(this.#attempt, error)
      void this.#closed()
    }
  }

  /** The decoder skips what it cannot read and would go on as if nothing had been sent. MQTT 3.1.1 section 4.8 asks for an end instead. */
  #broken(fault: string): void {
    this.#attempt.fault ??= fault
    this.#client?.stream.destroy()
  }

  #connected(packet: IConnackPacket): void {
    this.#attempt.connectedAt = Date.now()
    this.#topicAliases = packet.properties?.topicAliasMaximum ?? 0
    this.#limits = packet.properties ?? {}
    if (this.#client) this.#pings.start(this.#client, { isHolding: () => this.#disk.gate.isHolding, arrived: () => this.#attempt.packets.unfinished?.arrived ?? 0 })
    // The library waits on `drain` once for each message of a burst.
    this.#client?.stream.setMaxListeners(0)
    this.#tls = this.#attempt.tls
    this.#failure = undefined
    this.#retry = undefined
    this.#set('connected')
    this.#answer(ok(this.info()))
    // The broker has forgotten the subscriptions unless it says that it kept the session.
    if (!packet.sessionPresent) for (const { topic, qos, options } of this.#subscriptions.wanted) void this.subscribe(topic, qos, options)
  }

  async #closed(): Promise<void> {
    const material = this.#material
    if (!material || this.#isOver()) return
    const attempt = this.#attempt
    if (this.#ended === attempt) return
    this.#ended = attempt
    const isFirst = this.#settle !== undefined
    if (isFirst) await this.#endClient()
    let failure = explainAttempt(attempt, this.#options, material)
    if (isFirst && couldBeTls(failure, this.#options) && (await speaksTls(this.#options))) failure = portSpeaksTls(this.#options)
    if (this.#isOver()) return
    const lived = attempt.connectedAt === undefined ? undefined : Date.now() - attempt.connectedAt
    if (lived !== undefined) this.#shortLives = lived < shortLifeMs && !attempt.keepaliveRanOut ? this.#shortLives + 1 : 0
    if (this.#shortLives >= 2 && !attempt.fault && !attempt.tooLarge && !attempt.disconnect) failure = clientIdTaken(this.#options, this.#shortLives)
    const rival = attempt.connectedAt !== undefined && couldBeRival.has(failure.code) ? await this.#rival?.(attempt.connectedAt) : undefined
    if (this.#isOver()) return
    if (rival) failure = clientIdShared(this.#options, rival, failure.evidence)
    const { isOn } = this.#options.reconnect ?? usualReconnecting
    const isFinal = isFirst || !isOn || this.#shortLives >= 2 || rival !== undefined || isRefusal(failure) || failure.code === 'mqtt.disconnected.142'
    if (isFinal) {
      this.#end('failed', failure)
      if (!isFirst) await this.#endClient()
      return
    }
    this.#failure = clean(failure, this.#options)
    this.#tls = undefined
    // One that is dropped soon after each CONNACK goes on waiting longer; one that had been up begins anew.
    this.#waitForRetry(lived !== undefined && lived >= shortLifeMs ? 1 : this.#attempts + 1)
  }

  #waitForRetry(attempt: number): void {
    const wait = waitBefore(attempt, this.#options.reconnect ?? usualReconnecting, Math.random())
    this.#attempts = attempt
    this.#retry = { attempt, at: Date.now() + wait }
    clearTimeout(this.#retryTimer)
    this.#retryTimer = setTimeout(() => this.tryNow(), wait)
    if (this.#state === 'reconnecting') this.#events.changed(this.info())
    else this.#set('reconnecting')
  }

  noteSaved(savedId: string): void {
    this.#savedId = savedId
    this.#events.changed(this.info())
  }

  /** What it was made from, secrets included: for the service alone. */
  get options(): BrokerOptions {
    return this.#options
  }

  /** Harmless unless a next try is being waited for. */
  tryNow(): void {
    const client = this.#client
    if (this.#state !== 'reconnecting' || !this.#retry || this.#retry.at === null || !client) return
    clearTimeout(this.#retryTimer)
    this.#retry = { attempt: this.#retry.attempt, at: null }
    this.#events.changed(this.info())
    try {
      client.reconnect()
    } catch (error) {
      noteError(this.#attempt, error)
      void this.#closed()
    }
  }

  /** Gives a lost connection up, with why it was lost. Harmless in any other state. */
  async stopTrying(): Promise<void> {
    if (this.#state !== 'reconnecting') return
    this.#end('failed', this.#failure)
    await this.#endClient()
  }

  async subscribe(topic: string, qos: Qos, options?: SubscriptionOptions): Promise<Result<ConnectionInfo>> {
    const client = this.#client
    if (this.#state !== 'connected' || !client) return fail(notConnected)
    const refused = this.#options.version === 5 ? checkSubscribeLimits(this.#limits, topic, options) : null
    if (refused) return fail(refused)
    const failure = await this.#subscriptions.add(client, topic, qos, options)
    return failure ? fail(failure) : ok(this.info())
  }

  async unsubscribe(topic: string): Promise<Result<ConnectionInfo>> {
    const failure = await this.#subscriptions.remove(this.#state === 'connected' ? this.#client : undefined, topic)
    return failure ? fail(failure) : ok(this.info())
  }

  async publish({ topic, payload: bytes, qos, retain, properties }: PublishRequest): Promise<Result<PublishAnswer>> {
    const client = this.#client
    if (this.#state !== 'connected' || !client) return fail(notConnected)
    const sent = properties && this.#options.version === 5 ? writeProperties(properties) : undefined
    if ((sent?.topicAlias ?? 0) > this.#topicAliases) return fail(topicAliasRefused(sent?.topicAlias ?? 0, this.#topicAliases))
    const refused = checkPublishLimits(this.#limits, { topic, payload: bytes, qos, retain })
    if (refused) return fail(refused)
    if (this.history.backlog.isFull && !(await this.#disk.hasRoom())) return fail(diskTooSlowToSend)
    const payload = Buffer.from(bytes)
    const message = { topic, payload, qos, retain, ...(sent && { properties: sent }) }
    this.#record('out', message)
    const started = performance.now()
    const answer = await requestPublish(client, message)
    if (typeof answer !== 'number') return fail(answer)
    const isUnheard = qos > 0 && this.#unheard.delete(answer)
    this.#tap?.published({ topic, payload, retain })
    return ok({ ms: performance.now() - started, ...(isUnheard && { hasNoSubscribers: true as const }) })
  }

  /** Sends DISCONNECT and closes; harmless when it is over already. Bounded: about 1.5 s. */
  async close(): Promise<void> {
    if (!this.#isOver()) this.#end('disconnected')
    await this.#endClient()
    this.#growth.flush()
    this.#disk.dispose()
    await this.history.flush()
  }

  async #endClient(): Promise<void> {
    const client = this.#client
    if (!client) return
    this.#client = undefined
    // `end` waits for what is unacknowledged, for ever if need be.
    for (const messageId of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(messageId))
    await bounded<null>(1.5, null, (done) => client.end(!client.connected, {}, () => done(null)))
    client.stream.destroy()
  }

  #record(direction: 'in' | 'out', { topic, payload, qos, retain, properties: sent }: Pick<IPublishPacket, 'topic' | 'payload' | 'qos' | 'retain' | 'properties'>): void {
    const properties = sent && readProperties(sent)
    const message: StoredMessage = { at: this.#clock(), direction, topic, payload: typeof payload === 'string' ? utf8(payload) : payload, qos, retain, ...(properties && { properties }) }
    this.#tap?.message(this.history.push(message), message)
    if (direction === 'in') this.#subscriptions.note(topic)
    this.#growth.grew()
  }

  #end(state: 'failed' | 'disconnected', failure?: Failure): void {
    this.#pings.stop()
    this.#disk.gate.drop()
    this.#failure = failure && clean(failure, this.#options)
    this.#tls = undefined
    this.#retry = undefined
    clearTimeout(this.#retryTimer)
    this.#set(state)
    this.#answer(fail(this.#failure ?? notConnected))
  }

  #set(state: ConnectionState): void {
    this.#state = state
    this.#since = Date.now()
    this.#events.changed(this.info())
  }

  #answer(result: Result<ConnectionInfo>): void {
    clearTimeout(this.#deadline)
    this.#settle?.(result)
    this.#settle = undefined
  }

  #isOver(): boolean {
    return this.#state === 'failed' || this.#state === 'disconnected'
  }
}
