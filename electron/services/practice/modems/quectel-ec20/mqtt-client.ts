import type { Socket } from 'node:net'
import type { IConnectPacket, Packet } from 'mqtt-packet'
import type { Disposer } from '../../../../../shared/contract/failure.ts'
import { fromUtf8, latin1 } from '../../../../../shared/text/bytes.ts'
import { Acknowledgements } from './acknowledgements.ts'
import { Inbox, messageText, type Message } from './inbox.ts'
import { MqttLink } from './mqtt-link.ts'
import type { MqttConfig } from './state.ts'
import { openTransport, type OpenOptions } from './transport.ts'

export type MqttClientOptions = {
  readonly index: number
  readonly config: () => MqttConfig
  readonly urc: (line: string) => void
  readonly has: (fault: string) => boolean
  readonly after: (ms: number, run: () => void) => Disposer
  readonly secondMs: number
}

export type Login = { readonly clientId: string; readonly username: string | undefined; readonly password: string | undefined }
export type Publication = { readonly qos: 0 | 1 | 2; readonly retain: boolean; readonly topic: string; readonly payload: Uint8Array }

type State = 'closed' | 'opening' | 'open' | 'connecting' | 'connected'

type Timer = 'connack' | 'keepAlive' | 'pingResponse' | 'drop'
const nothing: Disposer = () => {}

/** Publications that may wait for their acknowledgement at once. */
const maxInflight = 5

/** Arguments hold one character per byte; MQTT wants UTF-8 text. */
const toText = (bytes: string) => fromUtf8(latin1(bytes))

/** One client index of the module: its socket, its MQTT session, and the URCs that tell of both. */
export class MqttClient {
  readonly index: number
  readonly inbox = new Inbox()
  readonly #options: MqttClientOptions
  readonly #acks: Acknowledgements
  readonly #receivedQos2 = new Set<number>()
  #state: State = 'closed'
  #link: MqttLink | null = null
  #endpoint = { host: '', port: 0 }
  #stopOpening: Disposer = () => {}
  readonly #timers: Record<Timer, Disposer> = { connack: nothing, keepAlive: nothing, pingResponse: nothing, drop: nothing }

  constructor(options: MqttClientOptions) {
    this.#options = options
    this.index = options.index
    this.#acks = new Acknowledgements(options.after, () => ({
      packetMs: options.config().timeout.packetSeconds * options.secondMs,
      retries: options.config().timeout.retries,
    }))
  }

  get state(): State {
    return this.#state
  }

  get endpoint(): { readonly host: string; readonly port: number } {
    return this.#endpoint
  }

  open(options: Omit<OpenOptions, 'after'>): void {
    this.#state = 'opening'
    this.#endpoint = { host: options.host, port: options.port }
    const { after } = this.#options
    this.#stopOpening = openTransport({ ...options, after }, (outcome) => {
      if (outcome.code === 0) this.#opened(outcome.socket)
      else this.#reset()
      this.#urc('QMTOPEN', outcome.code)
    })
  }

  /** False: AT+QMTCONN is not allowed now. */
  connect({ clientId, username, password }: Login): boolean {
    if (this.#state !== 'open') return false
    const config = this.#options.config()
    const packet: IConnectPacket = {
      cmd: 'connect',
      ...(config.version === 3 ? { protocolId: 'MQIsdp', protocolVersion: 3 } : { protocolId: 'MQTT', protocolVersion: 4 }),
      clientId: toText(clientId),
      clean: config.cleanSession,
      keepalive: config.keepalive,
      ...(config.will ? { will: { topic: toText(config.will.topic), payload: Buffer.from(latin1(config.will.message)), qos: config.will.qos, retain: config.will.retain } } : {}),
      ...(username === undefined ? {} : { username: toText(username) }),
      ...(password === undefined ? {} : { password: Buffer.from(latin1(password)) }),
    }
    this.#state = 'connecting'
    if (!this.#link?.send(packet)) this.lose(3)
    else this.#awaitConnack(1)
    return true
  }

  subscribe(id: number, topics: readonly { readonly topic: string; readonly qos: 0 | 1 | 2 }[]): boolean {
    const subscriptions = topics.map(({ topic, qos }) => ({ topic: toText(topic), qos }))
    return this.#request('QMTSUB', id, () => ({ cmd: 'subscribe', messageId: id, subscriptions, ...subscribeFlags }))
  }

  unsubscribe(id: number, topics: readonly string[]): boolean {
    return this.#request('QMTUNS', id, () => ({ cmd: 'unsubscribe', messageId: id, unsubscriptions: topics.map(toText), ...subscribeFlags }))
  }

  canPublish(id: number): boolean {
    return this.#state === 'connected' && this.#acks.size < maxInflight && !this.#acks.has(id)
  }

  publish(command: 'QMTPUB' | 'QMTPUBEX', id: number, { qos, retain, topic, payload }: Publication): boolean {
    if (!this.canPublish(id)) return false
    const packet = (dup: boolean): Packet => ({ cmd: 'publish', messageId: id, qos, dup, retain, topic: toText(topic), payload: Buffer.from(payload) })
    if (this.#options.has('publish-fails')) this.#urc(command, id, 2)
    else if (qos > 0) return this.#request(command, id, packet)
    else this.#urc(command, id, this.#link?.send(packet(false)) ? 0 : 2)
    return true
  }

  /** AT+QMTDISC: DISCONNECT, then the connection is closed as MQTT asks of a client. */
  disconnect(): boolean {
    if (this.#state !== 'connected') return false
    this.#link?.send({ cmd: 'disconnect' })
    this.#link?.end()
    this.#link = null
    this.#reset()
    this.#urc('QMTDISC', 0)
    return true
  }

  close(): boolean {
    if (this.#state === 'closed') return false
    this.#reset()
    this.#urc('QMTCLOSE', 0)
    return true
  }

  /** The link has gone; +QMTSTAT says why. */
  lose(status: number): void {
    const before = this.#state
    if (before === 'closed') return
    this.#reset()
    if (before === 'opening') this.#urc('QMTOPEN', 3)
    else {
      if (before === 'connecting') this.#urc('QMTCONN', 2)
      this.#urc('QMTSTAT', status)
    }
  }

  /** Power is gone: nothing more is said. */
  reset(): void {
    this.#reset()
  }

  #opened(socket: Socket): void {
    this.#state = 'open'
    this.#link = new MqttLink(socket, {
      onPacket: (packet) => this.#received(packet),
      onClosed: (why) => this.lose(why === 'malformed' && this.#state === 'connecting' ? 4 : 1),
    })
  }

  #request(command: string, id: number, packet: (isRepeat: boolean) => Packet): boolean {
    if (this.#state !== 'connected' || this.#acks.has(id)) return false
    this.#acks.deliver(id, {
      send: (isRepeat) => void this.#link?.send(packet(isRepeat)),
      onRetry: (count) => this.#urc(command, id, 1, count),
      onDone: (granted) => this.#urc(command, id, 0, ...granted),
      onGivenUp: () => {
        this.#urc(command, id, 2)
        this.lose(6)
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
        return
      case 'publish':
        return this.#arrived(packet.qos, { id, topic: packet.topic, payload: Buffer.from(packet.payload) })
      case 'pingresp':
        return this.#timers.pingResponse()
    }
  }

  #arrived(qos: 0 | 1 | 2, message: Message): void {
    if (qos === 1) this.#link?.send({ cmd: 'puback', messageId: message.id })
    if (qos === 2) {
      this.#link?.send({ cmd: 'pubrec', messageId: message.id })
      if (this.#receivedQos2.has(message.id)) return
      this.#receivedQos2.add(message.id)
    }
    const config = this.#options.config()
    if (!config.receive.buffered) {
      this.#options.urc(`+QMTRECV: ${this.index},${messageText(message, config)}`)
      return
    }
    const slot = this.inbox.put(message)
    if (slot !== null) this.#urc('QMTRECV', slot)
  }

  #connected(returnCode: number): void {
    if (this.#state !== 'connecting') return
    this.#stopTimers()
    this.#urc('QMTCONN', 0, returnCode)
    this.#state = returnCode === 0 ? 'connected' : 'open'
    if (returnCode !== 0) return
    if (this.#options.has('drops-after-connect')) this.#later('drop', 0.3, () => this.lose(1))
    this.#keepAlive()
  }

  /** CONNECT may be sent only once on a link, so there is nothing to repeat: the module waits on, and says so when asked to. */
  #awaitConnack(count: number): void {
    const { packetSeconds, retries, notice } = this.#options.config().timeout
    this.#later('connack', packetSeconds, () => {
      if (count >= Math.max(1, retries)) return this.lose(4)
      if (notice === 1) this.#urc('QMTCONN', 1)
      this.#awaitConnack(count + 1)
    })
  }

  #keepAlive(): void {
    const { keepalive, pingSeconds } = this.#options.config()
    if (keepalive === 0) return
    this.#later('keepAlive', keepalive, () => {
      this.#link?.send({ cmd: 'pingreq' })
      this.#later('pingResponse', pingSeconds, () => this.lose(2))
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

  #reset(): void {
    this.#stopOpening()
    this.#stopTimers()
    this.#acks.clear()
    this.#receivedQos2.clear()
    this.inbox.clear()
    this.#link?.destroy()
    this.#link = null
    this.#state = 'closed'
  }

  #urc(command: string, ...values: readonly number[]): void {
    this.#options.urc(`+${command}: ${[this.index, ...values].join(',')}`)
  }
}

/** MQTT's fixed header of SUBSCRIBE and UNSUBSCRIBE carries QoS 1; `generate` wants these fields. */
const subscribeFlags = { qos: 1, dup: false, retain: false } as const
