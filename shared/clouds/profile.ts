import type { Failure } from '../contract/failure.ts'
import type { Given, GivenPart } from '../signature/given.ts'
import type { Login } from '../signature/login.ts'
import type { DigestSearch } from '../signature/search.ts'
import type { WorkStep } from '../signature/working.ts'
import type { Text } from '../text/local-text.ts'
import type { Job, PemFile } from '../wizard/credential.ts'
import type { Finding } from '../wizard/plan.ts'

/** A value of a form: files stay bytes, all else is text as typed. */
export type InputValue = string | PemFile
export type Inputs = { readonly [key: string]: InputValue | undefined }

/** What a profile may not fetch for itself: passed in, so that the same inputs always give the same credential. */
export type Circumstances = {
  /** ms since the epoch. */
  readonly now: number
  /** At least 32 characters of [A-Za-z0-9], fresh for each credential. */
  readonly random: string
}

/** What is wrong with one field's value; the form shows it at the field. */
export type FieldProblem = { readonly severity: Finding['severity']; readonly code: string; readonly what: Text; readonly next: Text }

/** Judges a value that is not empty. `example` is the field's own, for the message. */
export type FieldCheck = (value: string, about: { readonly label: Text; readonly example: string; readonly now: number }) => readonly FieldProblem[]

export type Field = {
  readonly key: string
  readonly kind: 'text' | 'secret' | 'number' | 'choice' | 'file' | 'payload'
  readonly label: Text
  /** What the value must look like. */
  readonly help: Text
  /** Where to find it in the cloud's console. */
  readonly where?: Text
  /** An example, shown in the empty field and named in its errors. */
  readonly placeholder?: string
  readonly required: boolean
  /** Used when nothing was entered. */
  readonly initial?: string
  /** Used before `initial` when nothing was entered and other inputs, as entered, settle it; empty: they do not. */
  readonly derive?: (entered: Inputs) => string
  /** Used when nothing was entered and the value comes from clock or chance. */
  readonly suggest?: (circumstances: Circumstances) => string
  readonly choices?: readonly { readonly value: string; readonly label: Text }[]
  /** Shown only when another field has one of these values. */
  readonly shownWhen?: { readonly key: string; readonly oneOf: readonly string[] }
  /** Operations that ask for it; left out: every one. */
  readonly operations?: readonly string[]
  readonly check?: FieldCheck
  readonly group: 'server' | 'tls' | 'login' | 'exchange'
  /** Spaces around the value mean nothing and are dropped by whoever reads it. */
  readonly isTrimmed?: boolean
  /** Rarely changed: folded away in the form. */
  readonly isAdvanced?: boolean
}

/** A request to a cloud's HTTP interface, ready to be sent as it stands. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** What the answer means. */
  readonly read: (status: number, body: string) => Answer
}

/** A conversation over MQTT after a login, as dynamic registration needs it. */
export type Talk = {
  readonly subscribe: readonly string[]
  readonly first?: { readonly topic: string; readonly payload: string }
  /** Judges each message that arrives. */
  readonly read: (topic: string, payload: string) => Answer | { readonly kind: 'wait' } | { readonly kind: 'ask'; readonly topic: string; readonly payload: string; readonly afterMs: number }
}

/** What a registration or authentication brought: inputs for the next operation, or why not. */
export type Answer =
  | {
      readonly kind: 'done'
      /** What the cloud's login asks for and this brought: a secret, a host. Empty where `login` is whole. */
      readonly inputs: Inputs
      /** A login that is not signed any more, such as Alibaba's iotId and iotToken. */
      readonly login?: Pick<Login, 'clientId' | 'username' | 'password'>
      readonly remarks: readonly Text[]
    }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What an operation makes. Best effort where findings are errors: `signWith` lets nothing out then. */
export type Made = {
  readonly login?: Login
  readonly request?: HttpRequest
  readonly talk?: Talk
  /** Everything it yields besides the login, by the names of the cloud's documents: `content`, `sign`, `body`, `bodyLength`, `token`. */
  readonly values: Readonly<Record<string, string | number>>
  /** ms since the epoch; left out where a login is taken from any time on. */
  readonly startsAt?: number
  /** ms since the epoch; left out where nothing expires. */
  readonly expiresAt?: number
  readonly work: readonly WorkStep[]
  /** Computed secrets that stand in the login outside of its password. */
  readonly hidden?: readonly string[]
  readonly findings: readonly Finding[]
}

/** Something that can be signed at a cloud. The first of a cloud is its login. */
export type Operation = {
  /** `login`, `http-register`, `token`; a name may go on with what it signs by (`http-register-hmacmd5`). */
  readonly id: string
  readonly title: Text
  readonly summary: Text
  /** `login`: an MQTT login to stay. `http`: a request. `mqtt`: a login for one conversation. `tool`: a value alone. */
  readonly kind: 'login' | 'http' | 'mqtt' | 'tool'
  /** Must not throw, whatever the inputs hold. Inputs come with defaults filled in. */
  readonly make: (inputs: Inputs, circumstances: Circumstances) => Made
}

/** What a login itself says about an input, and in which of its parts. */
export type Statement = { readonly value: string; readonly part: GivenPart }

export type Mark = Finding & {
  /** The part of the login that is wrong; left out where it is a known value instead. */
  readonly part?: GivenPart
  /** From and to (exclusive) in the given part, in UTF-16 units. */
  readonly span?: readonly [number, number]
  /** What it should be; never a secret. */
  readonly expected?: string
}

/** How a finished login of this cloud is read back and judged. Pure; must not throw. */
export type Inspection = {
  /** What a part looks like when it is in its right place, so that swapped parts are told. */
  readonly shapes: { readonly [P in GivenPart]?: RegExp }
  /** Input keys that say who the device is: they are compared, never taken over from the login when they are known. */
  readonly read: (given: Given, known: Inputs) => { readonly stated: Readonly<Record<string, Statement>>; readonly marks: readonly Mark[] }
  /** The key of the secret that the password is made with; undefined where it is not made by a signature. */
  readonly secret?: (inputs: Inputs) => string | undefined
  /** Ways in which the given password may have been made, the right one first. Undefined: the password holds no digest at all. */
  readonly search?: (given: string, inputs: Inputs, known: Inputs) => DigestSearch | undefined
  /** Whether two passwords count as one at this cloud: Alibaba takes hex in either case. */
  readonly isSamePassword?: (given: string, right: string) => boolean
  /** What depends on the clock: tokens that have expired, an hour that is not UTC. */
  readonly judge?: (given: Given, inputs: Inputs, now: number) => readonly Mark[]
}

export type SystemTopic = {
  readonly topic: string
  readonly direction: 'publish' | 'subscribe' | 'both'
  readonly title: Text
  /** An example payload, as the documents give it. */
  readonly payload?: string
}

/** What the cloud allows; enforced by it, so checked before anything is sent. */
export type CloudRules = {
  /** seconds */
  readonly keepAlive: { readonly min: number; readonly max: number; readonly advised: number }
  readonly maxQos: 0 | 1 | 2
  /** A subscription may ask for more than `maxQos`: it is granted less, not refused. */
  readonly lowersSubscriptions?: true
  readonly retain: boolean
  /** Topics that take no retained message though others do. */
  readonly noRetainOn?: RegExp
  readonly will: boolean
  /** Versions of MQTT that the cloud's documents name; left out: they name none. */
  readonly versions?: readonly (3 | 4 | 5)[]
  /** The only topics that exist. Left out: more than can be said here. */
  readonly topicForms?: { readonly publish: RegExp; readonly subscribe: RegExp; readonly will?: RegExp }
  /** On one connection. */
  readonly subscriptions?: number
  readonly topicBytes?: number
  /** What a topic may begin with that counts neither for its length nor for its levels. */
  readonly uncountedTopicPrefix?: RegExp
  readonly topicLevels?: number
  readonly payloadBytes?: number
  readonly clientIdBytes?: number
  readonly connectionsPerDevice?: number
  /** The TLS handshake must name the server (SNI). */
  readonly serverName?: true
  readonly notes: readonly Text[]
  /** The cloud's page. */
  readonly source: string
}

export type ReturnCode = { readonly where: string; readonly code: string; readonly meaning: Text; readonly next?: Text }

/** The CA that signs the cloud's endpoint, and where to get it. */
export type AuthorityAdvice = { readonly name: string; readonly what: Text; readonly where: string }

export type Prepared = {
  /** There when no finding is an error. */
  readonly job?: Job
  /** With their defaults filled in. */
  readonly inputs: Inputs
  /** What the inputs say so far, whatever is wrong with them: for checking them against the modem's limits at the same time. Never run. */
  readonly draft: Job
  readonly findings: readonly Finding[]
}

/**
 * A way to the login over an HTTP request that a modem can make itself: `operation` makes the request, its `read` judges the answer, and this says
 * which values of the answer later commands need.
 */
export type Route = {
  readonly operation: string
  /** Login fields that the answer brings. */
  readonly brings: readonly string[]
  /** Values in the answer's JSON, by their name there. */
  readonly values: readonly { readonly name: string; readonly label: Text; readonly secret: boolean }[]
  /** The login that follows; values and fills stand in it by their names in braces. */
  readonly login: (computed: Pick<Login, 'clientId' | 'username' | 'password'>, inputs: Inputs) => Pick<Login, 'clientId' | 'username' | 'password'>
  /** Parts of the login that are computed once the answer is there, by the name that stands for them. `with`: values by input key. */
  readonly computed?: Readonly<Record<string, { readonly part: 'clientId' | 'username' | 'password'; readonly with: Readonly<Record<string, string>> }>>
  /** What the request does cannot be undone, or done again. */
  readonly isFinal?: boolean
}

/** One cloud: what it asks for, what that becomes, and what it allows. Data and pure functions: no clock, no random, no network. */
export type CloudProfile = {
  readonly id: string
  readonly name: Text
  readonly summary: Text
  readonly fields: readonly Field[]
  readonly operations: readonly [Operation, ...Operation[]]
  /** Besides the login straight away. */
  readonly routes?: readonly Route[]
  readonly inspection?: Inspection
  readonly rules: CloudRules
  readonly topics: (inputs: Inputs) => readonly SystemTopic[]
  readonly codes: readonly ReturnCode[]
  readonly authorities: readonly AuthorityAdvice[]
  /** What expires, and when. */
  readonly lifetimes: readonly Text[]
}
