import type { Duplex } from 'node:stream'
import type { IConnectPacket, Packet } from 'mqtt-packet'
import type { Disposer } from '../../../../../../shared/contract/failure.ts'
import { fromUtf8, latin1 } from '../../../../../../shared/text/bytes.ts'
import { openTransport, type OpenOptions, type OpenOutcome } from '../net/transport.ts'
import { Acknowledgements } from './acknowledgements.ts'
import { MqttLink } from './link.ts'

/** Texts hold one character per byte, as they came in a command. */
export type MqttSettings = {
  /** 3 = MQTT 3.1, 4 = 3.1.1. */
  readonly version: 3 | 4
  /** seconds, 0 = no ping. */
  readonly keepalive: number
  readonly cleanSession: boolean
  readonly will: { readonly qos: 0 | 1 | 2; readonly retain: boolean; readonly topic: string; readonly message: string } | null
  /** seconds to wait for an acknowledgement, and how often to repeat after that. */
  readonly packetSeconds: number
  readonly retries: number
  /** seconds to wait for a PINGRESP. */
  readonly pingSeconds: number
}

export type Login = { readonly clientId: string; readonly username: string | undefined; readonly password: string | undefined }
export type Publication = { readonly qos: 0 | 1 | 2; readonly retain: boolean; readonly topic: string; readonly payload: Uint8Array }
export type Message = { readonly id: number; readonly topic: string; readonly payload: Uint8Array }

export type SessionState = 'closed' | 'opening' | 'open' | 'connecting' | 'connected'

/** Why the link has gone: by the peer, by nonsense instead of CONNACK, by silence, by the bearer. */
export type Loss = 'peer' | 'no-ping' | 'connect-not-sent' | 'no-connack' | 'unacknowledged' | 'bearer'

export type SessionEvents = {
  readonly onOpen: (outcome: OpenOutcome['kind']) => void
  readonly onConnack: (returnCode: number) => void
  /** A CONNACK is late; the session waits on. */
  readonly onConnackLate?: () => void
  readonly onMessage: (message: Message) => void
  /** QoS 2: the server's PUBREL of a message has come and PUBCOMP has gone out. */
  readonly onReleased?: () => void
  readonly onPingResponse?: () => void
  /** `before`: what the session was when it went. It is closed by now. */
  readonly onLost: (why: Loss, before: SessionState) => void
}

/** What becomes of one request that is acknowledged. */
export type Outcome = {
  readonly onDone: (granted: readonly number[]) => void
  readonly onFailed: () => void
  readonly onRetry?: (count: number) => void
  /** QoS 2: PUBREC has come, PUBREL goes out. */
  readonly onReceived?: () => void
}

export type MqttSessionOptions = SessionEvents & {
  readonly settings: () => MqttSettings
  readonly has: (fault: string) => boolean
  readonly after: (ms: number, run: () => void) => Disposer
  readonly secondMs: number
}

type Timer = 'connack' | 'keepAlive' | 'pingResponse' | 'drop'
const nothing: Disposer = () => {}

/** Publications that may wait for their acknowledgement at once. */
const maxInflight = 5

/** MQTT wants UTF-8 text. */
const toText = (bytes: string) => fromUtf8(latin1(bytes))

/** One MQTT client of a modem: its socket and its session, told in events; the family puts them into its own words. */
export class MqttSession {
  readonly #options: MqttSessionOptions
  readonly #acks: Acknowledgements
  readonly #receivedQos2 = new Set<number>()
  #state: SessionState = 'closed'
  #link: MqttLink | null = null
  #stopOpening: Disposer = () => {}
  readonly #timers: Record<Timer, Disposer> = { connack: nothing, keepAlive: nothing, pingResponse: nothing, drop: nothing }

  constructor(options: MqttSessionOptions) {
    this.#options = options
    this.#acks = new Acknowledgements(options.after, () => ({
      packetMs: options.settings().packetSeconds * options.secondMs,
      retries: options.settings().retries,
    }))
  }

  get state(): SessionState {
    return this.#state
  }

  open(options: Omit<OpenOptions, 'after' | 'has'>): void {
    this.#state = 'opening'
    const { after, has } = this.#options
    this.#stopOpening = openTransport({ ...options, after, has }, (outcome) => {
      if (outcome.kind === 'open') this.#opened(outcome.socket)
      else this.reset()
      this.#options.onOpen(outcome.kind)
    })
  }

  /** False: CONNECT is not allowed now. */
  connect({ clientId, username, password }: Login): boolean {
    if (this.#state !== 'open') return false
    const settings = this.#options.settings()
    const { will } = settings
    const packet: IConnectPacket = {
      cmd: 'connect',
      ...(settings.version === 3 ? { protocolId: 'MQIsdp', protocolVersion: 3 } : { protocolId: 'MQTT', protocolVersion: 4 }),
      clientId: toText(clientId),
      clean: settings.cleanSession,
      keepalive: settings.keepalive,
      ...(will ? { will: { topic: toText(will.topic), payload: Buffer.from(latin1(will.message)), qos: will.qos, retain: will.retain } } : {}),
      ...(username === undefined ? {} : { username: toText(username) }),
      ...(password === undefined ? {} : { password: Buffer.from(latin1(password)) }),
    }
    this.#state = 'connecting'
    if (!this.#link?.send(packet)) this.lose('connect-not-sent')
    else this.#awaitConnack(1)
    return true
  }

  /** `id`: the packet identifier, 1 to 65535. */
  subscribe(id: number, topics: readonly { readonly topic: string; readonly qos: 0 | 1 | 2 }[], outcome: Outcome): boolean {
    const subscriptions = topics.map(({ topic, qos }) => ({ topic: toText(topic), qos }))
    return this.#request(id, () => ({ cmd: 'subscribe', messageId: id, subscriptions, ...subscribeFlags }), outcome)
  }

  unsubscribe(id: number, topics: readonly string[], outcome: Outcome): boolean {
    return this.#request(id, () => ({ cmd: 'unsubscribe', messageId: id, unsubscriptions: topics.map(toText), ...subscribeFlags }), outcome)
  }

  canPublish(id: number): boolean {
    return this.#state === 'connected' && this.#acks.size < maxInflight && !this.#acks.has(id)
  }

  publish(id: number, { qos, retain, topic, payload }: Publication, outcome: Outcome): boolean {
    if (!this.canPublish(id)) return false
    const packet = (dup: boolean): Packet => ({ cmd: 'publish', messageId: id, qos, dup, retain, topic: toText(topic), payload: Buffer.from(payload) })
    if (this.#options.has('publish-fails')) outcome.onFailed()
    else if (qos > 0) return this.#request(id, packet, outcome)
    else if (this.#link?.send(packet(false))) outcome.onDone([])
    else outcome.onFailed()
    return true
  }

  /** DISCONNECT, then the connection is closed as MQTT asks of a client. False: there is no session. */
  disconnect(): boolean {
    if (this.#state !== 'connected') return false
    this.#link?.send({ cmd: 'disconnect' })
    this.#link?.end()
    this.#link = null
    this.reset()
    return true
  }

  /** False: there was nothing to close. */
  close(): boolean {
    if (this.#state === 'closed') return false
    this.reset()
    return true
  }

  lose(why: Loss): void {
    const before = this.#state
    if (before === 'closed') return
    this.reset()
    this.#options.onLost(why, before)
  }

  /** Closes in silence, as when the power goes. */
  reset(): void {
    this.#stopOpening()
    this.#stopTimers()
    this.#acks.clear()
    this.#receivedQos2.clear()
    this.#link?.destroy()
    this.#link = null
    this.#state = 'closed'
  }

  #opened(socket: Duplex): void {
    this.#state = 'open'
    this.#link = new MqttLink(socket, {
      onPacket: (packet) => this.#received(packet),
      onClosed: (why) => this.lose(why === 'malformed' && this.#state === 'connecting' ? 'no-connack' : 'peer'),
    })
  }

  #request(id: number, packet: (isRepeat: boolean) => Packet, outcome: Outcome): boolean {
    if (this.#state !== 'connected' || this.#acks.has(id)) return false
    this.#acks.deliver(id, {
      send: (isRepeat) => void this.#link?.send(packet(isRepeat)),
      onRetry: (count) => outcome.onRetry?.(count),
      onDone: outcome.onDone,
      onAdvanced: () => outcome.onReceived?.(),
      onGivenUp: () => {
        outcome.onFailed()
        this.lose('unacknowledged')
      },
    })
    return true
  }

  #received(packet: Packet): void {
    const id = packet.messageId ?? 0
    switch (packet.cmd) {
      case 'connack':
        return this.#connected(packet.returnCode ?? 0)
      case 'suback':
        return this.#acks.settle(id, packet.granted as number[])
      case 'unsuback':
      case 'puback':
      case 'pubcomp':
        return this.#acks.settle(id)
      case 'pubrec':
        return this.#acks.advance(id, () => void this.#link?.send({ cmd: 'pubrel', messageId: id }))
      case 'pubrel':
        this.#receivedQos2.delete(id)
        this.#link?.send({ cmd: 'pubcomp', messageId: id })
        return this.#options.onReleased?.()
      case 'publish':
        return this.#arrived(packet.qos, { id, topic: packet.topic, payload: Buffer.from(packet.payload) })
      case 'pingresp':
        this.#timers.pingResponse()
        return this.#options.onPingResponse?.()
    }
  }

  #arrived(qos: 0 | 1 | 2, message: Message): void {
    if (qos === 1) this.#link?.send({ cmd: 'puback', messageId: message.id })
    if (qos === 2) {
      this.#link?.send({ cmd: 'pubrec', messageId: message.id })
      if (this.#receivedQos2.has(message.id)) return
      this.#receivedQos2.add(message.id)
    }
    this.#options.onMessage(message)
  }

  #connected(returnCode: number): void {
    if (this.#state !== 'connecting') return
    this.#stopTimers()
    const forced = [1, 2, 3, 4, 5].find((code) => this.#options.has(`connack-${code}`))
    this.#options.onConnack(forced ?? returnCode)
    this.#state = returnCode === 0 && forced === undefined ? 'connected' : 'open'
    // A broker that refuses closes as well.
    if (forced !== undefined) return this.#later('drop', 0.1, () => this.lose('peer'))
    if (returnCode !== 0) return
    if (this.#options.has('drops-after-connect')) this.#later('drop', 0.3, () => this.lose('peer'))
    this.#keepAlive()
  }

  /** CONNECT may be sent only once on a link, so there is nothing to repeat: the session waits on, and says so. */
  #awaitConnack(count: number): void {
    const { packetSeconds, retries } = this.#options.settings()
    this.#later('connack', packetSeconds, () => {
      if (count >= Math.max(1, retries)) return this.lose('no-connack')
      this.#options.onConnackLate?.()
      this.#awaitConnack(count + 1)
    })
  }

  #keepAlive(): void {
    const { keepalive, pingSeconds } = this.#options.settings()
    if (keepalive === 0) return
    this.#later('keepAlive', keepalive, () => {
      this.#link?.send({ cmd: 'pingreq' })
      this.#later('pingResponse', pingSeconds, () => this.lose('no-ping'))
      this.#keepAlive()
    })
  }

  #later(timer: Timer, seconds: number, run: () => void): void {
    this.#timers[timer]()
    this.#timers[timer] = this.#options.after(seconds * this.#options.secondMs, run)
  }

  #stopTimers(): void {
    for (const stop of Object.values(this.#timers)) stop()
  }
}

/** MQTT's fixed header of SUBSCRIBE and UNSUBSCRIBE carries QoS 1; `generate` wants these fields. */
const subscribeFlags = { qos: 1, dup: false, retain: false } as const
