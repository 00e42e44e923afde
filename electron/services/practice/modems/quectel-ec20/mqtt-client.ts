import type { Disposer } from '../../../../../shared/contract/failure.ts'
import { MqttSession, type Login, type Loss, type Message, type MqttSettings, type Outcome, type Publication, type SessionState } from '../kit/mqtt/session.ts'
import type { OpenOptions, OpenOutcome } from '../kit/net/transport.ts'
import { Inbox, messageText } from './inbox.ts'
import type { MqttConfig } from './state.ts'

export type MqttClientOptions = {
  readonly index: number
  readonly config: () => MqttConfig
  readonly urc: (line: string) => void
  readonly has: (fault: string) => boolean
  readonly after: (ms: number, run: () => void) => Disposer
  readonly secondMs: number
}

/** +QMTOPEN: 4 the name does not resolve, 5 no connection (refused, filtered, TLS failed: the module does not say which). */
const openCodes: Readonly<Record<OpenOutcome['kind'], number>> = { open: 0, name: 4, tcp: 5, tls: 5, timeout: 5 }

/** +QMTSTAT's <err_code>. */
const lossCodes: Readonly<Record<Loss, number>> = { peer: 1, bearer: 1, 'no-ping': 2, 'connect-not-sent': 3, 'no-connack': 4, unacknowledged: 6 }

const settings = ({ timeout, ...config }: MqttConfig): MqttSettings => ({ ...config, packetSeconds: timeout.packetSeconds, retries: timeout.retries })

/** One client index of the module, and the URCs that tell of it. */
export class MqttClient {
  readonly index: number
  readonly inbox = new Inbox()
  readonly #options: MqttClientOptions
  readonly #session: MqttSession
  #endpoint = { host: '', port: 0 }

  constructor(options: MqttClientOptions) {
    const { has, after, secondMs, config } = options
    this.#options = options
    this.index = options.index
    this.#session = new MqttSession({
      settings: () => settings(config()),
      has,
      after,
      secondMs,
      onOpen: (outcome) => this.#urc('QMTOPEN', openCodes[outcome]),
      onConnack: (returnCode) => this.#urc('QMTCONN', 0, returnCode),
      onConnackLate: () => {
        if (config().timeout.notice === 1) this.#urc('QMTCONN', 1)
      },
      onMessage: (message) => this.#arrived(message),
      onLost: (why, before) => this.#lost(lossCodes[why], before),
    })
  }

  get state(): SessionState {
    return this.#session.state
  }

  get endpoint(): { readonly host: string; readonly port: number } {
    return this.#endpoint
  }

  open(options: Omit<OpenOptions, 'after' | 'has'>): void {
    this.#endpoint = { host: options.host, port: options.port }
    this.#session.open(options)
  }

  /** False: AT+QMTCONN is not allowed now. */
  connect(login: Login): boolean {
    return this.#session.connect(login)
  }

  subscribe(id: number, topics: readonly { readonly topic: string; readonly qos: 0 | 1 | 2 }[]): boolean {
    return this.#session.subscribe(id, topics, this.#tell('QMTSUB', id))
  }

  unsubscribe(id: number, topics: readonly string[]): boolean {
    return this.#session.unsubscribe(id, topics, this.#tell('QMTUNS', id))
  }

  canPublish(id: number): boolean {
    return this.#session.canPublish(id)
  }

  publish(command: 'QMTPUB' | 'QMTPUBEX', id: number, publication: Publication): boolean {
    return this.#session.publish(id, publication, this.#tell(command, id))
  }

  disconnect(): boolean {
    const isDone = this.#session.disconnect()
    if (isDone) this.#ended('QMTDISC')
    return isDone
  }

  close(): boolean {
    const isDone = this.#session.close()
    if (isDone) this.#ended('QMTCLOSE')
    return isDone
  }

  /** The bearer has gone. */
  loseBearer(): void {
    this.#session.lose('bearer')
  }

  /** Power is gone: nothing more is said. */
  reset(): void {
    this.#session.reset()
    this.inbox.clear()
  }

  #ended(command: string): void {
    this.inbox.clear()
    this.#urc(command, 0)
  }

  #tell(command: string, id: number): Outcome {
    return {
      onDone: (granted) => this.#urc(command, id, 0, ...granted),
      onRetry: (count) => this.#urc(command, id, 1, count),
      onFailed: () => this.#urc(command, id, 2),
    }
  }

  #arrived(message: Message): void {
    const config = this.#options.config()
    if (!config.receive.buffered) {
      this.#options.urc(`+QMTRECV: ${this.index},${messageText(message, config)}`)
      return
    }
    const slot = this.inbox.put(message)
    if (slot !== null) this.#urc('QMTRECV', slot)
  }

  #lost(status: number, before: SessionState): void {
    this.inbox.clear()
    if (before === 'opening') return this.#urc('QMTOPEN', 3)
    if (before === 'connecting') this.#urc('QMTCONN', 2)
    this.#urc('QMTSTAT', status)
  }

  #urc(command: string, ...values: readonly number[]): void {
    this.#options.urc(`+${command}: ${[this.index, ...values].join(',')}`)
  }
}
