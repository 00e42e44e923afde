import { fromLatin1, utf8 } from '../../../../../shared/text/bytes.ts'
import type { Board as AnyBoard } from '../kit/board.ts'
import { MqttSession, type Loss, type MqttSettings, type Outcome, type Publication, type SessionState } from '../kit/mqtt/session.ts'
import type { OpenOptions, OpenOutcome } from '../kit/net/transport.ts'
import type { NrfState } from './state.ts'

/** `enum mqtt_evt_type` of Zephyr, as #XMQTTEVT prints it. */
const event = { connack: 0, disconnect: 1, publish: 2, puback: 3, pubrec: 4, pubrel: 5, pubcomp: 6, suback: 7, unsuback: 8, pingresp: 9 } as const

/** newlib's errno: ECONNREFUSED after a refused login, ENOTCONN where the server closed, ECONNABORTED where the client gave up. */
const errno = { refused: -111, aborted: -113, closed: -128 } as const

/** seconds. The client neither waits for acknowledgements nor repeats: only the link's end ends that. */
const never = 1_000_000

export type Target = { readonly host: string; readonly port: number; readonly tag: number | null }
export type LoginValues = { readonly username: string; readonly password: string }

/** The one MQTT client of the Serial Modem, and the lines that tell of it (sm_at_mqtt.c, Zephyr's mqtt_rx.c). */
export class MqttClient {
  readonly #board: AnyBoard<NrfState>
  readonly #session: MqttSession
  target: Target | null = null
  #login: LoginValues = { username: '', password: '' }
  #onOpen: ((isUp: boolean) => void) | null = null
  /** An earlier host left a connection open. */
  #isLeftOpen = false
  #lastId = 0

  constructor(board: AnyBoard<NrfState>) {
    this.#board = board
    this.#session = new MqttSession({
      settings: () => this.#settings(),
      has: board.has,
      after: board.after,
      secondMs: board.secondMs,
      onOpen: (outcome) => this.#opened(outcome),
      onConnack: (code) => this.#answered(code),
      onMessage: ({ topic, payload }) => {
        const name = utf8(topic)
        board.output.urc(`#XMQTTMSG: ${name.length},${payload.length}\r\n${fromLatin1(name)}\r\n${fromLatin1(payload)}`)
        this.#tell(event.publish)
      },
      onReleased: () => this.#tell(event.pubrel),
      onPingResponse: () => this.#tell(event.pingresp),
      onLost: (why, before) => this.#lost(why, before),
    })
  }

  /** From the open socket on, before the server has answered the login. */
  get isConnected(): boolean {
    return this.#isLeftOpen || this.#session.state === 'connecting' || this.#session.state === 'connected'
  }

  /** TCP and TLS, then CONNECT goes out. False: no connection. */
  connect(target: Target, login: LoginValues, open: Omit<OpenOptions, 'after' | 'has'>): Promise<boolean> {
    this.#session.reset()
    this.target = target
    this.#login = login
    return new Promise((resolve) => {
      this.#onOpen = resolve
      this.#session.open(open)
    })
  }

  /** False: the packet did not go out. */
  publish(publication: Publication): boolean {
    const kind = ([null, event.puback, event.pubcomp] as const)[publication.qos]
    let isSent = true
    const outcome: Outcome = { onDone: () => void (kind !== null && this.#tell(kind)), onReceived: () => this.#tell(event.pubrec), onFailed: () => void (isSent = false) }
    return this.#session.publish(this.#nextId(), publication, outcome) && isSent
  }

  /** What the server granted stays untold: SUBACK is SUBACK. */
  subscribe(topic: string, qos: 0 | 1 | 2): boolean {
    return this.#session.subscribe(this.#nextId(), [{ topic, qos }], { onDone: () => this.#tell(event.suback), onFailed: () => {} })
  }

  unsubscribe(topic: string): boolean {
    return this.#session.unsubscribe(this.#nextId(), [topic], { onDone: () => this.#tell(event.unsuback), onFailed: () => {} })
  }

  /** False: there is nothing to disconnect. */
  disconnect(): boolean {
    if (!this.isConnected) return false
    if (!this.#session.disconnect()) this.#session.reset()
    this.#isLeftOpen = false
    this.#tell(event.disconnect)
    return true
  }

  leaveBehind(): void {
    this.#isLeftOpen = true
  }

  loseBearer(): void {
    this.#session.lose('bearer')
  }

  /** Power is gone: nothing more is said. */
  reset(): void {
    this.#session.reset()
    this.#onOpen = null
    this.#isLeftOpen = false
    this.target = null
  }

  #settings(): MqttSettings {
    const { keepAlive, cleanSession } = this.#board.state.mqtt
    // While the login is unanswered the first ping is due after the keep-alive, and fails.
    const packetSeconds = this.#session.state === 'connected' || keepAlive === 0 ? never : keepAlive
    return { version: 4, keepalive: keepAlive, cleanSession, will: null, packetSeconds, retries: 0, pingSeconds: Math.max(1, keepAlive) }
  }

  #nextId(): number {
    this.#lastId = (this.#lastId % 65_534) + 1
    return this.#lastId
  }

  #tell(kind: number, result = 0): void {
    this.#board.output.urc(`#XMQTTEVT: ${kind},${result}`)
  }

  #opened(outcome: OpenOutcome['kind']): void {
    const tell = this.#onOpen
    this.#onOpen = null
    if (outcome !== 'open') return tell?.(false)
    const { username, password } = this.#login
    const isSpoilt = this.#board.has('refused-login')
    // Without a user name the password is not sent.
    const login = username === '' ? (isSpoilt ? { username: 'spoilt', password: 'spoilt' } : { username: undefined, password: undefined }) : { username, password: `${password}${isSpoilt ? '-spoilt' : ''}` || undefined }
    this.#session.connect({ clientId: this.#board.state.mqtt.clientId, ...login })
    tell?.(this.#session.state === 'connecting')
  }

  #answered(code: number): void {
    this.#tell(event.connack, code)
    if (code === 0) return
    this.#tell(event.disconnect, errno.refused)
    // Once the session has seen to the answer itself.
    this.#board.after(0, () => void (this.#session.state === 'open' && this.#session.reset()))
  }

  #lost(why: Loss, before: SessionState): void {
    if (before === 'connected' || (before === 'connecting' && why !== 'connect-not-sent')) this.#tell(event.disconnect, why === 'peer' ? errno.closed : errno.aborted)
  }
}
