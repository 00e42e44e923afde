import { brokerOptionsSchema, type BrokerOptions, type Reconnecting, type Will } from '../../../../shared/contract/mqtt.ts'
import type { PracticeBroker } from '../../../../shared/contract/practice.ts'
import { madeClientId } from '../../../../shared/mqtt/made-client-id.ts'
import { ownFile } from '../../../ui/own-file.ts'

export type Protocol = BrokerOptions['protocol']

/** The port that brokers listen on by habit (EMQX, mosquitto): shown until a person types another. */
export const usualPort: Record<Protocol, number> = { mqtt: 1883, mqtts: 8883, ws: 8083, wss: 8084 }

export const usesTls = (protocol: Protocol): boolean => protocol === 'mqtts' || protocol === 'wss'
export const usesPath = (protocol: Protocol): boolean => protocol === 'ws' || protocol === 'wss'

type Always = 'port' | 'keepAlive' | 'passphrase' | 'servername' | 'sessionExpiry' | 'will' | 'userProperties' | 'reconnect' | 'alpn'

/** The form as typed: numbers may be empty while someone is typing. */
export type BrokerForm = Omit<BrokerOptions, Always> & {
  readonly port: number | ''
  readonly keepAlive: number | ''
  readonly passphrase: string
  readonly servername: string
  readonly sessionExpiry: number | ''
  readonly will: Will | null
  readonly userProperties: readonly { readonly name: string; readonly value: string }[]
  readonly reconnect: Reconnecting
  readonly alpn: readonly string[]
}

/** What the program does where nothing else is said. */
export const usualReconnect: Reconnecting = { isOn: true, firstWait: 1, greatestWait: 60 }

/** Options of a connection as the form has them. */
export const toForm = ({ passphrase = '', servername = '', sessionExpiry, will, userProperties = [], reconnect = usualReconnect, alpn = [], ...options }: BrokerOptions): BrokerForm => ({
  ...options,
  passphrase,
  servername,
  sessionExpiry: sessionExpiry ?? '',
  will: will ?? null,
  userProperties,
  reconnect,
  alpn,
})

/** `suffix` makes the client id unique, since a broker drops the older of two clients with one id. */
export const newForm = (suffix: string): BrokerForm => ({
  name: '',
  protocol: 'mqtts',
  host: '',
  port: usualPort.mqtts,
  path: '/mqtt',
  clientId: madeClientId(suffix),
  username: '',
  password: '',
  keepAlive: 60,
  cleanSession: true,
  version: 4,
  ca: null,
  certificate: null,
  privateKey: null,
  passphrase: '',
  servername: '',
  verifyServer: true,
  alpn: [],
  sessionExpiry: '',
  will: null,
  userProperties: [],
  reconnect: usualReconnect,
})

/** Another protocol; the port follows while it is still the usual one. */
export function withProtocol(form: BrokerForm, protocol: Protocol): BrokerForm {
  const follows = form.port === '' || form.port === usualPort[form.protocol]
  return { ...form, protocol, port: follows ? usualPort[protocol] : form.port }
}

/** A pasted `mqtts://host:8883/path` fills protocol, host, port and path; any other text is the host. */
export function withHost(form: BrokerForm, typed: string): BrokerForm {
  const found = /^\s*(mqtts?|wss?|tcp|ssl):\/\/([^/:\s]+)(?::(\d{1,5}))?(\/\S*)?\s*$/i.exec(typed)
  if (!found) return { ...form, host: typed }
  const [, scheme = '', host = '', port, path] = found
  const protocol = protocols[scheme.toLowerCase()] ?? form.protocol
  const next = withProtocol(form, protocol)
  return { ...next, host, port: port ? Number(port) : next.port, path: path && usesPath(protocol) ? path : next.path }
}

const protocols: Record<string, Protocol> = { mqtt: 'mqtt', mqtts: 'mqtts', ws: 'ws', wss: 'wss', tcp: 'mqtt', ssl: 'mqtts' }

export type FormProblem =
  | 'host-empty'
  | 'host-characters'
  | 'port-range'
  | 'path-slash'
  | 'clientId-empty-persistent'
  | 'clientId-empty-31'
  | 'sessionExpiry-range'
  | 'will-topic'
  | 'reconnect-range'
  | 'property-name'
  | 'keepAlive-range'
  | 'certificate-pair'
  | 'typographic'

export type FormProblems = { readonly [F in keyof BrokerForm]?: FormProblem }

/** What would certainly fail, by field. What only the broker can know is left to the broker. */
export function checkForm(form: BrokerForm): FormProblems {
  const out: { -readonly [F in keyof BrokerForm]?: FormProblem } = {}
  const host = form.host.trim()
  if (host === '') out.host = 'host-empty'
  else if (/[“”‘’，：。]/.test(host)) out.host = 'typographic'
  else if (/[\s/"',]/.test(host)) out.host = 'host-characters'
  if (!inRange(form.port, 1, 65535)) out.port = 'port-range'
  if (usesPath(form.protocol) && !form.path.startsWith('/')) out.path = 'path-slash'
  // MQTT 3.1.1 [MQTT-3.1.3-8]: an empty client id is allowed with a clean session only.
  if (form.clientId === '' && form.version === 3) out.clientId = 'clientId-empty-31'
  else if (form.clientId === '' && !form.cleanSession) out.clientId = 'clientId-empty-persistent'
  else if (/[“”‘’，]/.test(form.clientId)) out.clientId = 'typographic'
  if (/[“”‘’，]/.test(form.username)) out.username = 'typographic'
  if (!inRange(form.keepAlive, 0, 65535)) out.keepAlive = 'keepAlive-range'
  if (form.version === 5 && form.sessionExpiry !== '' && !inRange(form.sessionExpiry, 0, 4_294_967_295)) out.sessionExpiry = 'sessionExpiry-range'
  if (form.will && (form.will.topic === '' || /[+#]/.test(form.will.topic))) out.will = 'will-topic'
  const { isOn, firstWait, greatestWait } = form.reconnect
  if (isOn && !(firstWait >= 0.1 && firstWait <= 3600 && greatestWait >= firstWait && greatestWait <= 86_400)) out.reconnect = 'reconnect-range'
  if (form.version === 5 && form.userProperties.some(({ name }) => name === '')) out.userProperties = 'property-name'
  if (usesTls(form.protocol) && (form.certificate === null) !== (form.privateKey === null)) {
    out[form.certificate === null ? 'certificate' : 'privateKey'] = 'certificate-pair'
  }
  return out
}

const inRange = (value: number | '', low: number, high: number): boolean =>
  value !== '' && Number.isInteger(value) && value >= low && value <= high

/** What is sent. TLS files stay behind on a plain connection. Undefined while `checkForm` has something to say. */
export function toOptions(form: BrokerForm): BrokerOptions | undefined {
  if (Object.keys(checkForm(form)).length > 0 || form.port === '' || form.keepAlive === '') return undefined
  const tls = usesTls(form.protocol)
  const host = form.host.trim()
  const { passphrase, servername, sessionExpiry, will, userProperties, reconnect, alpn, ...rest } = form
  const is5 = form.version === 5
  return {
    ...rest,
    host,
    port: form.port,
    keepAlive: form.keepAlive,
    name: form.name.trim() || `${host}:${form.port}`,
    ca: tls ? form.ca : null,
    certificate: tls ? form.certificate : null,
    privateKey: tls ? form.privateKey : null,
    ...(tls && form.privateKey && passphrase !== '' && { passphrase }),
    ...(tls && servername.trim() !== '' && { servername: servername.trim() }),
    ...(tls && alpn.length > 0 && { alpn: [...alpn] }),
    ...(is5 && sessionExpiry !== '' && { sessionExpiry }),
    ...(will && { will }),
    ...(is5 && userProperties.length > 0 && { userProperties: [...userProperties] }),
    ...(!isUsual(reconnect) && { reconnect }),
  }
}

const isUsual = ({ isOn, firstWait, greatestWait }: Reconnecting): boolean =>
  isOn === usualReconnect.isOn && firstWait === usualReconnect.firstWait && greatestWait === usualReconnect.greatestWait

/** The practice broker's TLS listener, in a form that has its own name and client id already. */
export const withPracticeBroker = (form: BrokerForm, broker: PracticeBroker): BrokerForm => ({
  ...form,
  protocol: 'mqtts',
  host: broker.host,
  port: broker.tlsPort,
  username: broker.username,
  password: broker.password,
  ca: ownFile(broker.ca),
  certificate: null,
  privateKey: null,
  verifyServer: true,
})

/** Kept between starts: never the password, never a file. */
export function toRemember(form: BrokerForm): Record<string, unknown> {
  const { name, protocol, host, port, path, clientId, username, keepAlive, cleanSession, version } = form
  return { name, protocol, host, port, path, clientId, username, keepAlive, cleanSession, version }
}

const remembered = brokerOptionsSchema
  .pick({ name: true, protocol: true, host: true, port: true, path: true, clientId: true, username: true, keepAlive: true, cleanSession: true, version: true })
  .partial()

/** The remembered form over a new one; what does not fit any more is left out as a whole. */
export function fromRemembered(stored: Record<string, unknown> | null, fresh: BrokerForm): BrokerForm {
  const parsed = remembered.safeParse(stored ?? {})
  if (!parsed.success) return fresh
  const known = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
  return { ...fresh, ...known }
}

/**
 * A further connection, often to the same server: who it is stays out where a connection has that client ID already,
 * since a broker throws off the older of two clients with one.
 */
export const asFurther = (form: BrokerForm, fresh: BrokerForm, taken: readonly { readonly clientId: string }[]): BrokerForm =>
  taken.some(({ clientId }) => clientId === form.clientId) ? { ...form, name: fresh.name, clientId: fresh.clientId, username: fresh.username } : form

/** A connection that needs a person before it can be tried: a login without its password, unless a certificate takes its place, or a certificate without its key. */
export const isIncomplete = (options: Pick<BrokerOptions, 'username' | 'password' | 'certificate' | 'privateKey'>): boolean =>
  (options.username !== '' && options.password === '' && options.certificate === null) || (options.certificate !== null && options.privateKey === null)
