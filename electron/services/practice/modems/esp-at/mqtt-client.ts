import { fromLatin1, utf8 } from '../../../../../shared/text/bytes.ts'
import type { Board as AnyBoard } from '../kit/board.ts'
import { MqttSession, type Loss, type MqttSettings, type Publication, type SessionState } from '../kit/mqtt/session.ts'
import type { OpenOptions, OpenOutcome } from '../kit/net/transport.ts'
import type { EspState } from './state.ts'

/** What AT+MQTTUSERCFG and its followers set. Texts hold one character per byte. */
export type MqttConfig = {
  readonly scheme: number
  clientId: string
  username: string
  password: string
  /** As given: `mqtt` and `/mqtt` are the same. */
  readonly path: string
  sni: string | null
  alpn: readonly string[]
  /** AT+MQTTCONNCFG was given. */
  hasExchange: boolean
  /** seconds; 0 is made 120. */
  keepAlive: number
  cleanSession: boolean
  will: MqttSettings['will']
}

export type Target = { readonly host: string; readonly port: number; readonly reconnects: boolean }

/** seconds: every command but AT+MQTTCONN is answered within 10 (MQTT AT notes). */
const packetSeconds = 10
/** seconds between attempts of reconnect 1: esp-mqtt's default. */
const reconnectSeconds = 10
const pingSeconds = 10

export type ConnectEnd = 'connected' | Exclude<OpenOutcome['kind'], 'open'> | 'refused' | Loss
type Waiting = (isDone: boolean, granted: readonly number[]) => void

/** Link ID 0, and the lines that tell of it. */
export class MqttClient {
  readonly #board: AnyBoard<EspState>
  readonly #session: MqttSession
  config: MqttConfig | null = null
  target: Target | null = null
  readonly topics = new Map<string, number>()
  #wasConnected = false
  #reopen: (() => Omit<OpenOptions, 'after' | 'has'>) | null = null
  #onConnect: ((end: ConnectEnd) => void) | null = null
  #waiting: Waiting | null = null
  #lastId = 0

  constructor(board: AnyBoard<EspState>) {
    this.#board = board
    this.#session = new MqttSession({
      settings: () => this.#settings(),
      has: board.has,
      after: board.after,
      secondMs: board.secondMs,
      onOpen: (outcome) => this.#opened(outcome),
      onConnack: (code) => this.#answered(code),
      onMessage: ({ topic, payload }) => board.output.urc(`+MQTTSUBRECV:0,"${fromLatin1(utf8(topic))}",${payload.length},${fromLatin1(payload)}`),
      onLost: (why, before) => this.#lost(why, before),
    })
  }

  /** AT+MQTTCONN's <state>. */
  get state(): 0 | 1 | 2 | 3 | 5 | 6 {
    if (this.#session.state === 'connected') return this.topics.size > 0 ? 6 : 5
    if (this.#wasConnected) return 3
    if (!this.config) return 0
    return this.config.hasExchange ? 2 : 1
  }

  get isConnected(): boolean {
    return this.#session.state === 'connected'
  }

  /** What +MQTTCONNECTED and AT+MQTTCONN? print of the connection. */
  get shownPath(): string {
    const path = this.config?.path ?? ''
    return path === '' || path.startsWith('/') ? path : `/${path}`
  }

  /** `open` is asked again for every attempt. */
  connect(target: Target, open: () => Omit<OpenOptions, 'after' | 'has'>): Promise<ConnectEnd> {
    this.#session.reset()
    this.target = target
    this.#reopen = open
    return new Promise((resolve) => {
      this.#onConnect = resolve
      this.#session.open(open())
    })
  }

  connectedLine(): string {
    const { host, port, reconnects } = this.target ?? { host: '', port: 0, reconnects: false }
    return `+MQTTCONNECTED:0,${this.config?.scheme ?? 0},"${host}","${port}","${this.shownPath}",${reconnects ? 1 : 0}`
  }

  publish(publication: Publication): Promise<boolean> {
    return this.#request((id, wait) => this.#session.publish(id, publication, wait))
  }

  subscribe(topic: string, qos: 0 | 1 | 2): Promise<boolean> {
    return this.#request((id, wait) => this.#session.subscribe(id, [{ topic, qos }], wait), (granted) => granted.every((code) => code <= 2))
  }

  unsubscribe(topic: string): Promise<boolean> {
    return this.#request((id, wait) => this.#session.unsubscribe(id, [topic], wait))
  }

  /** AT+MQTTCLEAN: back to state 0. */
  clean(): void {
    if (!this.#session.disconnect()) this.#session.reset()
    this.#forget()
  }

  /** An earlier run's connection, gone meanwhile: state 3. */
  leaveBehind(): void {
    this.clean()
    this.config = { scheme: 1, clientId: 'left', username: '', password: '', path: '', sni: null, alpn: [], hasExchange: false, keepAlive: 0, cleanSession: true, will: null }
    this.#wasConnected = true
  }

  /** Wi-Fi has gone. */
  loseNetwork(): void {
    this.#session.lose('bearer')
  }

  /** Power is gone: nothing more is said. */
  reset(): void {
    this.#session.reset()
    this.#forget()
  }

  #forget(): void {
    this.config = null
    this.target = null
    this.topics.clear()
    this.#wasConnected = false
    this.#reopen = null
    this.#onConnect = null
    this.#waiting = null
  }

  #settings(): MqttSettings {
    const { keepAlive = 0, cleanSession = true, will = null } = this.config ?? {}
    return { version: 4, will, cleanSession, keepalive: keepAlive === 0 ? 120 : keepAlive, packetSeconds, retries: 0, pingSeconds }
  }

  #request(
    start: (id: number, wait: { onDone: (granted: readonly number[]) => void; onFailed: () => void }) => boolean,
    isGood: (granted: readonly number[]) => boolean = () => true,
  ): Promise<boolean> {
    this.#lastId = (this.#lastId % 65_535) + 1
    return new Promise((resolve) => {
      const settle: Waiting = (isDone, granted) => {
        this.#waiting = null
        resolve(isDone && isGood(granted))
      }
      this.#waiting = settle
      if (!start(this.#lastId, { onDone: (granted) => settle(true, granted), onFailed: () => settle(false, []) })) settle(false, [])
    })
  }

  #opened(outcome: OpenOutcome['kind']): void {
    if (outcome !== 'open') return this.#ended(outcome)
    const { clientId = '', username = '', password = '' } = this.config ?? {}
    const spoilt = this.#board.has('refused-login')
    this.#session.connect({
      clientId,
      username: username === '' ? (spoilt ? 'spoilt' : undefined) : username,
      password: spoilt ? `${password}-spoilt` : password === '' ? undefined : password,
    })
  }

  #answered(code: number): void {
    if (code !== 0) return this.#ended('refused')
    this.#wasConnected = true
    this.topics.clear()
    if (!this.#onConnect) this.#board.output.urc(this.connectedLine())
    this.#ended('connected')
  }

  #ended(end: ConnectEnd): void {
    const tell = this.#onConnect
    this.#onConnect = null
    if (tell) tell(end)
    else if (end !== 'connected') this.#retry()
  }

  #lost(why: Loss, before: SessionState): void {
    // The login was refused and told; its socket goes in silence.
    if (before === 'open') return
    if (before !== 'connected') return this.#ended(why)
    this.#waiting?.(false, [])
    this.#board.output.urc('+MQTTDISCONNECTED:0')
    this.#retry()
  }

  #retry(): void {
    const open = this.#reopen
    if (!this.target?.reconnects || !this.#wasConnected || !open) return
    this.#board.after(reconnectSeconds * this.#board.secondMs, () => {
      if (this.#reopen !== open || this.#session.state !== 'closed') return
      if (this.#board.state.ssid === null) this.#retry()
      else this.#session.open(open())
    })
  }
}
