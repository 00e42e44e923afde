import type { Board as AnyBoard } from '../kit/board.ts'
import { MqttSession, type Outcome, type Publication, type SessionState } from '../kit/mqtt/session.ts'
import type { OpenOptions } from '../kit/net/transport.ts'
import { Inbox, messageText } from './inbox.ts'
import type { Air780State } from './state.ts'

/** s without CONNECT after which a server gives a connection up, for the fault `impatient-server`. ThingsCloud documents five. */
const patience = 5

/** The module's one MQTT client, and the lines that tell of it: words without a prefix. */
export class MqttClient {
  readonly inbox = new Inbox()
  readonly #board: AnyBoard<Air780State>
  readonly #session: MqttSession
  #id = 0
  /** A publication waits for its acknowledgement: the next one is refused meanwhile. */
  #isPublishing = false

  constructor(board: AnyBoard<Air780State>) {
    const { has, after, secondMs } = board
    this.#board = board
    this.#session = new MqttSession({
      settings: () => ({ version: 4, ...board.state.connect, will: board.state.mqtt?.will ?? null, packetSeconds: 10, retries: 2, pingSeconds: 20 }),
      has,
      after,
      secondMs,
      onOpen: (outcome) => {
        if (outcome !== 'open') return this.#say('STATE: IP STATUS', 'CONNECT FAIL')
        this.#say('CONNECT OK')
        if (has('impatient-server')) after(patience * secondMs, () => this.#session.state === 'open' && this.#session.lose('peer'))
      },
      onConnack: (returnCode) => {
        // The code is printed nowhere; the server closes after a refusal, and that is told.
        if (returnCode === 0) this.#say('CONNACK OK')
      },
      onMessage: (message) => {
        const { messageMode, dataMode } = board.state
        this.#say(messageMode === 0 ? `+MSUB: ${messageText(message, dataMode === 1)}` : `+MSUB: ${this.inbox.put(message)}`)
      },
      onLost: (why, before) => {
        if (why === 'bearer') this.#say('+CGEV: NW PDN DEACT 1')
        this.#isPublishing = false
        this.#say(before === 'opening' ? 'CONNECT FAIL' : 'CLOSED')
      },
    })
  }

  get state(): SessionState {
    return this.#session.state
  }

  open(options: Omit<OpenOptions, 'after' | 'has'>): void {
    this.#session.open(options)
  }

  /** False: there is no configuration, or no open connection without a session. */
  connect(): boolean {
    const { mqtt } = this.#board.state
    if (!mqtt) return false
    const isSpoilt = this.#board.has('refused-login')
    const { clientId, username, password } = mqtt
    return this.#session.connect({ clientId, username: isSpoilt ? (username ?? 'spoilt') : username, password: isSpoilt ? `${password ?? ''}-spoilt` : password })
  }

  subscribe(topic: string, qos: 0 | 1 | 2): boolean {
    return this.#session.subscribe(this.#nextId(), [{ topic, qos }], {
      onDone: ([granted]) => this.#say(granted === 128 ? 'ERROR' : 'SUBACK'),
      onFailed: () => {},
    })
  }

  unsubscribe(topic: string): boolean {
    return this.#session.unsubscribe(this.#nextId(), [topic], { onDone: () => this.#say('UNSUBACK'), onFailed: () => {} })
  }

  /** False: it cannot be sent now. */
  publish(publication: Publication): boolean {
    if (this.#isPublishing) return false
    const { qos } = publication
    let hasFailed = false
    const outcome: Outcome = {
      onDone: () => {
        this.#isPublishing = false
        if (qos > 0) this.#say(qos === 1 ? 'PUBACK' : 'PUBCOMP')
      },
      onReceived: () => this.#say('PUBREC'),
      onFailed: () => {
        this.#isPublishing = false
        hasFailed = true
      },
    }
    this.#isPublishing = qos > 0
    const isTaken = this.#session.publish(this.#nextId(), publication, outcome)
    if (!isTaken) this.#isPublishing = false
    return isTaken && !hasFailed
  }

  /** DISCONNECT. The server closes then, which is not told. */
  disconnect(): boolean {
    this.#isPublishing = false
    return this.#session.disconnect()
  }

  close(): boolean {
    this.#isPublishing = false
    return this.#session.close()
  }

  loseBearer(): void {
    this.#session.lose('bearer')
  }

  /** Power is gone: nothing more is said. */
  reset(): void {
    this.#isPublishing = false
    this.#session.reset()
    this.inbox.clear()
  }

  #nextId(): number {
    this.#id = (this.#id % 65_535) + 1
    return this.#id
  }

  #say(...lines: readonly string[]): void {
    for (const line of lines) this.#board.output.urc(line)
  }
}
