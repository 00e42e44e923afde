import type { PracticeDemo } from '../../../../shared/contract/practice.ts'
import type { Text } from '../../../../shared/text/local-text.ts'
import type { Authority } from '../certificates.ts'
import type { Admit, ClientCertificates, WebAnswer, WebRequest, Way } from '../doors.ts'

/** What CONNECT says, and how it came. A text that is missing is empty. */
export type Login = {
  readonly clientId: string
  readonly username: string
  readonly password: string
  /** s */
  readonly keepAlive: number
  readonly willTopic: string | null
  readonly way: Way
}

/** CONNACK's return code, or the cloud says nothing and closes. */
export type RefusalCode = 2 | 3 | 4 | 5 | 'close'

export type Refused = { readonly isAccepted: false; readonly code: RefusalCode; readonly why: string }

export type Message = { readonly topic: string; readonly payload: string }

export type Publication = { readonly topic: string; readonly qos: number; readonly retain: boolean; readonly payload: Uint8Array }

/** Sends a message to this client alone, whatever it subscribed to. */
export type Send = (message: Message) => void

export type Rules = {
  /** `drop`: acknowledged, and nobody gets it. */
  readonly publish: (publication: Publication, send: Send) => 'take' | 'drop' | 'close'
  /** `refuse`: SUBACK 128. */
  readonly subscribe: (filter: string, qos: number) => 'grant' | 'refuse' | 'close'
}

export type Accepted = {
  readonly isAccepted: true
  /** One connection for each: a second login ends the first. */
  readonly owner: string
  readonly rules: Rules
  /** s; in place of what the client asked for, where the cloud does that. */
  readonly keepAlive?: number
  /** Sent at once after CONNACK, without a subscription; then the cloud closes. */
  readonly farewell?: Message
}

export type Verdict = Accepted | Refused

export const refuse = (code: RefusalCode, why: string): Refused => ({ isAccepted: false, code, why })
export const accept = (owner: string, rules: Rules, more: Pick<Accepted, 'keepAlive' | 'farewell'> = {}): Accepted => ({
  isAccepted: true,
  owner,
  rules,
  ...more,
})

export type DoorName = 'tcp' | 'tls' | 'ws' | 'wss' | 'alpn' | 'http' | 'https'

export type DoorPlan = {
  readonly name: DoorName
  readonly certificates?: ClientCertificates
  /** `alpn`: the MQTT protocol names of a TLS port that is shared with WebSockets. */
  readonly protocols?: readonly string[]
}

/**
 * A stand-in for one cloud. It verifies as that cloud's documents say and shares no code with the profiles that compute credentials: each checks the
 * other.
 */
export type CloudModel = {
  /** The cloud profile's id. */
  readonly id: string
  readonly name: Text
  readonly product: string
  readonly device: string
  readonly doors: readonly DoorPlan[]
  readonly authenticate: (login: Login) => Verdict
  /** Left out: every WebSocket path is taken. */
  readonly admit?: Admit
  readonly answer?: (request: WebRequest) => WebAnswer
  /** Called once the ports are known. A port is 0 where the cloud has no such door. */
  readonly demos: (port: (door: DoorName) => string) => readonly PracticeDemo[]
}

export type PracticeFile = { readonly name: string; readonly bytes: Uint8Array }

/** What every stand-in is given. */
export type Bench = {
  /** ms since the epoch: the cloud's clock. */
  readonly now: () => number
  readonly ca: PracticeFile
  readonly authority: Authority
  /** PEM of the RSA key that the bench's servers share, for whatever else must be signed: one more would cost a start most of its time. */
  readonly rsaKey: string
}

export type MakeCloud = (bench: Bench) => Promise<CloudModel>

/** MQTT's own matching, for a topic or a filter against a filter: everything that `asked` can match, `allowed` matches too. */
export function covers(allowed: string, asked: string): boolean {
  const wanted = asked.split('/')
  const levels = allowed.split('/')
  for (const [i, level] of levels.entries()) {
    if (level === '#') return true
    const other = wanted[i]
    if (other === undefined || other === '#' || (level !== '+' && level !== other)) return false
  }
  return wanted.length === levels.length
}

type TopicLists = { readonly publish: readonly string[]; readonly subscribe: readonly string[]; readonly denied: 'drop' | 'close' }

/** The common case: QoS 0 and 1, no retained messages, and lists of topics. */
export function plainRules(topics: TopicLists): Rules {
  return {
    publish: ({ topic, qos, retain }) => {
      if (qos > 1 || retain) return 'close'
      return topics.publish.some((allowed) => covers(allowed, topic)) ? 'take' : topics.denied
    },
    subscribe: (filter, qos) => (qos < 2 && topics.subscribe.some((allowed) => covers(allowed, filter)) ? 'grant' : 'refuse'),
  }
}
