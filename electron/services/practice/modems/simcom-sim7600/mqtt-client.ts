import { fromLatin1, utf8 } from '../../../../../shared/text/bytes.ts'
import type { Board as AnyBoard } from '../kit/board.ts'
import { MqttSession, type Login, type Loss, type Message, type MqttSettings, type Outcome, type SessionState } from '../kit/mqtt/session.ts'
import type { OpenOptions, OpenOutcome } from '../kit/net/transport.ts'
import { err } from './board.ts'
import type { SimcomState } from './state.ts'

/** Bytes of topic or message in one +CMQTTRXTOPIC or +CMQTTRXPAYLOAD. */
const piece = 1500
/** seconds to wait for a PINGRESP; no setting of this module's. */
const pingSeconds = 20

const openCodes: Readonly<Record<Exclude<OpenOutcome['kind'], 'open'>, number>> = { name: err.name, tcp: err.connectSocket, tls: err.handshake, timeout: err.connectSocket }
/** Of +CMQTTCONNECT, when no CONNACK comes. */
const loginCodes: Readonly<Record<Loss, number>> = {
  peer: err.closedByServer,
  bearer: err.notOpened,
  'no-ping': err.timeout,
  'connect-not-sent': err.sending,
  'no-connack': err.timeout,
  unacknowledged: err.timeout,
}

type Topic = { readonly topic: string; readonly qos: 0 | 1 | 2 }

/** What AT+CMQTTACCQ and the prompts gave a client. Texts hold one character per byte. */
export type Acquired = {
  readonly clientId: string
  readonly isSecure: boolean
  version: 3 | 4
  /** AT+CMQTTSSLCFG; a connection that failed or ended forgets it. */
  context: number | null
  willTopic: string
  will: MqttSettings['will']
  topic: string
  payload: Uint8Array | null
  topics: readonly Topic[]
  untopics: readonly string[]
  /** seconds, AT+CMQTTCFG="optimeout". */
  operationSeconds: number
}

const acquired = (clientId: string, isSecure: boolean, version: 3 | 4): Acquired => ({
  clientId,
  isSecure,
  version,
  context: null,
  willTopic: '',
  will: null,
  topic: '',
  payload: null,
  topics: [],
  untopics: [],
  operationSeconds: 120,
})

/** `+CMQTTRX…`: one message in its lines, cut into pieces as the manual says. */
export function messageLines(index: number, { topic, payload }: Message): string {
  const pieces = (command: string, bytes: Uint8Array) =>
    Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) => bytes.subarray(at * piece, (at + 1) * piece)).flatMap((part) => [
      `+${command}: ${index},${part.length}`,
      fromLatin1(part),
    ])
  const name = utf8(topic)
  return [
    `+CMQTTRXSTART: ${index},${name.length},${payload.length}`,
    ...pieces('CMQTTRXTOPIC', name),
    ...pieces('CMQTTRXPAYLOAD', payload),
    `+CMQTTRXEND: ${index}`,
  ].join('\r\n')
}

/** One client index of the module, and the lines that tell of it. */
export class MqttClient {
  readonly index: number
  readonly #board: AnyBoard<SimcomState>
  readonly #session: MqttSession
  #acquired: Acquired | null = null
  #login: Login | null = null
  #link = { keepalive: 60, cleanSession: true }
  #publishSeconds = 60
  /** The one command that waits for the server. */
  #pending: string | null = null
  #lastId = 0

  constructor(index: number, board: AnyBoard<SimcomState>) {
    this.index = index
    this.#board = board
    this.#session = new MqttSession({
      settings: () => this.#settings(),
      has: board.has,
      after: board.after,
      secondMs: board.secondMs,
      onOpen: (outcome) => this.#opened(outcome),
      onConnack: (code) => this.#connected(code === 0 ? 0 : err.refused + code),
      onMessage: (message) => board.output.urc(messageLines(index, message)),
      onLost: (why, before) => this.#lost(why, before),
    })
  }

  get acquired(): Acquired | null {
    return this.#acquired
  }

  get state(): SessionState {
    return this.#session.state
  }

  get isConnected(): boolean {
    return this.state === 'connected'
  }

  /** A request waits for its answer, or a login for its own. */
  get isBusy(): boolean {
    return this.#pending !== null
  }

  acquire(clientId: string, isSecure: boolean, version: 3 | 4): void {
    this.#acquired = acquired(clientId, isSecure, version)
  }

  connect(login: Login, link: { readonly keepalive: number; readonly cleanSession: boolean }, open: Omit<OpenOptions, 'after' | 'has'>): void {
    // A login refused earlier may have left its socket.
    this.#session.reset()
    this.#login = login
    this.#link = link
    this.#pending = 'CMQTTCONNECT'
    this.#session.open(open)
  }

  subscribe(topics: readonly Topic[]): void {
    this.#sent(this.#session.subscribe(this.#begin('CMQTTSUB'), topics, this.#outcome((granted) => (granted.some((code) => code > 2) ? err.receive : 0))))
  }

  unsubscribe(topics: readonly string[]): void {
    this.#sent(this.#session.unsubscribe(this.#begin('CMQTTUNSUB'), topics, this.#outcome(() => 0)))
  }

  publish(qos: 0 | 1 | 2, retain: boolean, seconds: number): void {
    const { topic, payload } = this.#acquired ?? {}
    if (topic === undefined || !payload) return
    this.#publishSeconds = seconds
    this.#forgetMessage()
    this.#session.publish(this.#begin('CMQTTPUB'), { qos, retain, topic, payload }, this.#outcome(() => 0))
  }

  disconnect(): void {
    this.#pending = null
    this.#session.disconnect()
    if (this.#acquired) this.#acquired.context = null
    this.#tell('CMQTTDISC', 0)
  }

  release(): void {
    this.#acquired = null
  }

  /** False: it was not connected. */
  loseBearer(): boolean {
    const was = this.isConnected
    this.#session.lose('bearer')
    return was
  }

  /** Power is gone: nothing more is said. */
  reset(): void {
    this.#session.reset()
    this.#acquired = null
    this.#pending = null
  }

  #settings(): MqttSettings {
    const { version = 4, will = null, operationSeconds = 120 } = this.#acquired ?? {}
    const packetSeconds = this.#pending === 'CMQTTPUB' ? this.#publishSeconds : operationSeconds
    return { version, will, ...this.#link, packetSeconds, retries: 0, pingSeconds }
  }

  #begin(command: string): number {
    this.#pending = command
    this.#lastId = (this.#lastId % 65_535) + 1
    return this.#lastId
  }

  #outcome(code: (granted: readonly number[]) => number): Outcome {
    return {
      onDone: (granted) => this.#answer(this.#board.has('publish-ack-wrong') && this.#pending === 'CMQTTPUB' ? err.timeout : code(granted)),
      onFailed: () => this.#answer(this.#board.has('publish-fails') ? err.sending : err.timeout),
    }
  }

  #opened(outcome: OpenOutcome['kind']): void {
    if (outcome !== 'open') return this.#connected(openCodes[outcome])
    if (this.#login) this.#session.connect(this.#login)
  }

  #connected(code: number): void {
    if (code !== 0 && this.#acquired) this.#acquired.context = null
    this.#answer(code)
  }

  /** The topic and message of a publication are taken once. */
  #forgetMessage(): void {
    if (this.#acquired) Object.assign(this.#acquired, { topic: '', payload: null })
  }

  #lost(why: Loss, before: SessionState): void {
    // The login was refused and told; its socket goes in silence.
    if (before === 'open') return
    if (before !== 'connected') return this.#connected(loginCodes[why])
    if (this.#acquired) this.#acquired.context = null
    if (this.#pending !== null) this.#answer(err.receive)
    if (why === 'no-ping') this.#tell('CMQTTPING', err.timeout)
    else this.#tell('CMQTTCONNLOST', why === 'bearer' ? 3 : 1)
  }

  /** The link may have gone while the topic was awaited at the prompt. */
  #sent(isOnItsWay: boolean): void {
    if (!isOnItsWay) this.#answer(err.notConnected)
  }

  #answer(code: number): void {
    const command = this.#pending
    this.#pending = null
    if (command !== null) this.#tell(command, code)
  }

  #tell(command: string, value: number): void {
    this.#board.output.urc(`+${command}: ${this.index},${value}`)
  }
}
