import type { Disposer } from '../../../../../shared/contract/failure.ts'
import { MqttSession, type Login, type Loss, type Message, type MqttSettings, type Outcome, type Publication, type SessionState } from '../kit/mqtt/session.ts'
import type { OpenOptions, OpenOutcome } from '../kit/net/transport.ts'
import { Inbox, messageText } from './inbox.ts'
import type { MqttConfig } from './state.ts'

export type MqttClientOptions = {
  readonly config: () => MqttConfig
  /** The connection is over: its configuration has gone with it. */
  readonly onEnded: () => void
  readonly urc: (line: string) => void
  readonly has: (fault: string) => boolean
  readonly after: (ms: number, run: () => void) => Disposer
  readonly secondMs: number
}

/** +LMQTTOPEN's <extend>: 4 the name does not resolve, 5 network down, which is all that the manual has for TCP and TLS. */
const openCodes: Readonly<Record<Exclude<OpenOutcome['kind'], 'open'>, number>> = { name: 4, tcp: 5, tls: 5, timeout: 5 }

/** +LMQTTURC: STATS. */
const stats = { reset: 1, timeout: 8, error: 9, overflow: 13, tls: 14, refused: 15 } as const
const lossCodes: Readonly<Record<Loss, number>> = {
  peer: stats.reset,
  bearer: stats.error,
  'no-ping': stats.timeout,
  'connect-not-sent': stats.error,
  'no-connack': stats.timeout,
  unacknowledged: stats.timeout,
}

/** seconds to wait for a PINGRESP; no setting of this module's. */
const pingSeconds = 5

const settings = ({ timeout, ...config }: MqttConfig): MqttSettings => ({ ...config, packetSeconds: timeout.packetSeconds, retries: timeout.retries, pingSeconds })

/** Connection 0 of the module, and the lines that tell of it. */
export class MqttClient {
  readonly inbox = new Inbox()
  readonly #options: MqttClientOptions
  readonly #session: MqttSession
  /** CONNACK code of a refused login, until the link goes. */
  #refusal = 0
  /** An earlier host left the connection open: nothing but AT+LMQTTCLOSE helps. */
  #isLeftOpen = false
  #awaited: ((line: string) => void) | null = null

  constructor(options: MqttClientOptions) {
    const { has, after, secondMs, config } = options
    this.#options = options
    this.#session = new MqttSession({
      settings: () => settings(config()),
      has,
      after,
      secondMs,
      onOpen: (outcome) => this.#opened(outcome),
      onConnack: (returnCode) => {
        this.#refusal = returnCode
        this.#result('LMQTTCONN', 0, returnCode)
      },
      onConnackLate: () => this.#repeated('LMQTTCONN'),
      onMessage: (message) => this.#arrived(message),
      onLost: (why, before) => this.#lost(why, before),
    })
  }

  get state(): SessionState {
    return this.#session.state
  }

  get isOccupied(): boolean {
    return this.#isLeftOpen || this.state !== 'closed'
  }

  leaveOpen(isLeftOpen: boolean): void {
    this.#isLeftOpen = isLeftOpen
  }

  open(options: Omit<OpenOptions, 'after' | 'has'>): void {
    this.#refusal = 0
    this.#session.open(options)
  }

  /** False: AT+LMQTTCONN is not allowed now. */
  connect(login: Login): boolean {
    return this.#session.connect(login)
  }

  subscribe(id: number, topics: readonly { readonly topic: string; readonly qos: 0 | 1 | 2 }[]): boolean {
    return this.#session.subscribe(id, topics, {
      onDone: (granted) => (granted.some((code) => code > 2) ? this.#result('LMQTTSUBUNSUB', id, 1, ...granted) : this.#result('LMQTTSUBUNSUB', id, 0, ...granted)),
      onFailed: () => this.#result('LMQTTSUBUNSUB', id, 1, 6),
    })
  }

  /** The URC of this one is spelt as the manual spells it. */
  unsubscribe(id: number, topics: readonly string[]): boolean {
    return this.#session.unsubscribe(id, topics, {
      onDone: () => this.#result('LMQTTUNSUNSUB', id, 0),
      onFailed: () => this.#result('LMQTTUNSUNSUB', id, 1, 6),
    })
  }

  canPublish(id: number): boolean {
    return this.#session.canPublish(id)
  }

  publish(id: number, publication: Publication): boolean {
    const { config, has } = this.#options
    const tell = (...values: readonly number[]) => {
      if (config().reports === 1) this.#result('LMQTTPUB', id, ...values)
      else this.#takeAwaited()?.('')
    }
    const outcome: Outcome = {
      onDone: () => (has('publish-ack-wrong') ? tell(1, 6) : tell(0)),
      onRetry: () => this.#repeated('LMQTTPUB', id),
      onFailed: () => tell(2, 6),
    }
    return this.#session.publish(id, publication, outcome)
  }

  /** The line of the next result instead of a URC: firmware that prints it before its OK. Empty where there will be none. */
  nextResult(): Promise<string> {
    return new Promise((resolve) => (this.#awaited = resolve))
  }

  forgetResult(): void {
    this.#awaited = null
  }

  disconnect(): boolean {
    const isDone = this.#session.disconnect()
    if (isDone) this.#ended('LMQTTDISC')
    return isDone
  }

  close(): boolean {
    const wasLeftOpen = this.#isLeftOpen
    this.#isLeftOpen = false
    const isDone = this.#session.close() || wasLeftOpen
    if (isDone) this.#ended('LMQTTCLOSE')
    return isDone
  }

  /** The bearer has gone. */
  loseBearer(): void {
    this.#session.lose('bearer')
  }

  /** Power is gone: nothing more is said. */
  reset(): void {
    this.#session.reset()
    this.inbox.takeAll()
    this.#isLeftOpen = false
    this.#awaited = null
  }

  #opened(outcome: OpenOutcome['kind']): void {
    if (outcome === 'open') return this.#result('LMQTTOPEN', 0)
    if (outcome === 'tls') this.#stats(stats.tls)
    this.#result('LMQTTOPEN', -1, openCodes[outcome])
  }

  #ended(command: string): void {
    this.inbox.takeAll()
    this.#options.onEnded()
    this.#options.urc(`+${command}: 0,0`)
  }

  #arrived(message: Message): void {
    const config = this.#options.config()
    if (!config.isCached) return this.#options.urc(`+LMQTTURC: RECV,0,${messageText(message, config)}`)
    if (this.inbox.put(message)) this.#options.urc(`+LMQTTURC: RECV,0,${message.id}`)
    else this.#stats(stats.overflow)
  }

  #lost(why: Loss, before: SessionState): void {
    this.inbox.takeAll()
    this.#options.onEnded()
    if (before === 'opening') return this.#result('LMQTTOPEN', -1, 3)
    // The login was not answered.
    if (before === 'connecting') this.#result('LMQTTCONN', 2, 6)
    if (this.#refusal > 0) this.#stats(stats.refused, this.#refusal)
    else this.#stats(lossCodes[why])
  }

  /** `timeout`'s third value: whether a repetition is told. */
  #repeated(command: string, ...values: readonly number[]): void {
    if (this.#options.config().timeout.notice === 1) this.#options.urc(`+${command}: ${[0, ...values, 1].join(',')}`)
  }

  #stats(...values: readonly number[]): void {
    this.#options.urc(`+LMQTTURC: STATS,${[0, ...values].join(',')}`)
  }

  #result(command: string, ...values: readonly number[]): void {
    const line = `+${command}: ${[0, ...values].join(',')}`
    const awaited = this.#takeAwaited()
    if (awaited) awaited(line)
    else this.#options.urc(line)
  }

  #takeAwaited(): ((line: string) => void) | null {
    const awaited = this.#awaited
    this.#awaited = null
    return awaited
  }
}
