import { text } from '../../text/local-text.ts'
import { dataAfter, type AtCommand } from './at-commands.ts'
import { atParameters } from './at-parameters.ts'
import { givenOf, isPlaceholder } from './found.ts'
import type { Line } from './lines.ts'
import { Pairing, type Piece } from './pairing.ts'
import { readUrl } from './url-login.ts'

/** A command where it stands, in the log it stands in. */
export type Spot = { readonly command: AtCommand; readonly at: Line; readonly lines: readonly Line[] }
type Reading = (spot: Spot, client: (index?: string) => Pairing) => void

/** An empty string is how these commands leave a value out. */
const some = (value: string | undefined): string | undefined => (value === '' ? undefined : value)
const portOf = (value: string | undefined): string | undefined => /^\s*(\d+)/.exec(value ?? '')?.[1]

const isSet = (value: string | undefined): value is string => value !== undefined && value !== ''

const piece = ({ command, at }: Spot, parts: Parameters<typeof givenOf>[0], rest: Partial<Piece> = {}): Piece => ({
  given: givenOf(parts),
  notes: [],
  command: `AT${command.name.startsWith('#') ? '' : '+'}${command.name}`,
  line: at.number,
  ...rest,
})

const signsItself = text(
  'The modem signs with this triple by itself; user name and password are not on the line.',
  '模组用这组三元组自己算签名，指令里没有用户名和密码。',
)

/** Quectel QMT and Lierda LMQTT: the same commands but for the L. Source: their MQTT application note and AT manual. */
const open: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest)
  const [index, host, port] = values
  if (isSet(host)) client(index).set('open', piece(spot, { host, port: portOf(port) }, { notes }))
}
const conn: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest)
  const [index, clientId, username, password] = values
  const isOwn = isSet(username) || isSet(password)
  const parts = { clientId: some(clientId), username: some(username), password: some(password) }
  client(index).connect(piece(spot, parts, { notes }), isOwn ? ['aliauth'] : [])
}
const cfg: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest)
  const [key = '', index, first, second, third] = values
  const name = key.toLowerCase()
  if (name === 'aliauth' && isSet(first) && isSet(second)) {
    // A secret that the article's author took out still leaves the rest of the triple.
    const secret = isSet(third) && !isPlaceholder(third) ? { deviceSecret: third } : {}
    const triple = { productKey: first, deviceName: second, ...secret }
    client(index).set('aliauth', piece(spot, {}, { inputs: triple, cloud: 'alibaba-iot', notes: [...notes, signsItself] }))
  }
  if ((name === 'ssl' || name === 'sslenable') && isSet(first)) {
    client(index).set('tls', piece(spot, {}, { inputs: { transport: first.trim() === '1' ? 'tls' : 'tcp' } }))
  }
}

/** AirM2M / openLuat: one connection. MCONFIG stays for later ones. */
const mconfig: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest)
  const [clientId, username, password] = values
  client().set('config', piece(spot, { clientId: some(clientId), username: some(username), password: some(password) }, { notes }))
}
const mipstart =
  (transport: string): Reading =>
  (spot, client) => {
    const { values, notes } = atParameters(spot.command.rest)
    const [host, port] = values
    client().set('open', piece(spot, { host: some(host), port: portOf(port) }, { inputs: { transport }, notes }))
  }
const mconnect: Reading = (_, client) => client().connect()

const noScheme = text('SIMCom wants tcp:// in front of the address, also for TLS.', 'SIMCom 要求地址前面写 tcp://，TLS 也一样。')

/** SIMCom CMQTT: the client ID is acquired first, the rest stands in CONNECT. */
const accq: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest)
  const [index, clientId, server] = values
  const transport = server === undefined ? {} : { inputs: { transport: server.trim() === '1' ? 'tls' : 'tcp' } }
  client(index).set('config', piece(spot, { clientId: some(clientId) }, { ...transport, notes }))
}
const cmqttConnect: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest)
  const [index, address = '', , , username, password] = values
  const hasScheme = /^[a-z]+:\/\//i.test(address)
  const url = readUrl(hasScheme ? address : `tcp://${address}`)
  const parts = { host: url?.given.host, port: url?.given.port, username: some(username), password: some(password) }
  client(index).connect(piece(spot, parts, { notes: hasScheme ? notes : [...notes, noScheme] }))
}

/** ESP-AT: schemes 1 to 10 of AT+MQTTUSERCFG. */
const schemes = ['tcp', 'tls', 'tls', 'tls', 'tls', 'ws', 'wss', 'wss', 'wss', 'wss']
const longRoles = ['clientId', 'username', 'password'] as const
const usercfg: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest, 'esp')
  const [link, scheme, clientId, username, password] = values
  const transport = schemes[Number(scheme) - 1]
  const own = client(link)
  const parts = { clientId: some(clientId), username: some(username), password: some(password) }
  own.set('config', piece(spot, parts, { ...(transport !== undefined && { inputs: { transport } }), notes }))
  own.forget(...longRoles)
}
/** The value follows the prompt, unescaped. */
const long =
  (part: (typeof longRoles)[number]): Reading =>
  (spot, client) => {
    const [link, length] = atParameters(spot.command.rest).values
    const data = dataAfter(spot.lines, spot.at, Number(length))
    if (data) client(link).set(part, piece(spot, { [part]: data.text }, { notes: data.notes }))
  }
const inline =
  (part: (typeof longRoles)[number]): Reading =>
  (spot, client) => {
    const { values, notes } = atParameters(spot.command.rest, 'esp')
    client(values[0]).set(part, piece(spot, { [part]: some(values[1]) }, { notes }))
  }
const mqttConn: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest, 'esp')
  const [link, host, port] = values
  // Other makers' AT+MQTTCONN begin with the address.
  if (/^\d+$/.test(link ?? '')) client(link).connect(piece(spot, { host: some(host), port: portOf(port) }, { notes }))
}

/** Nordic Serial Modem, and its predecessor SLM, whose #XMQTTCON also carries the client ID. */
const xcfg: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest)
  client().set('config', piece(spot, { clientId: some(values[0]) }, { notes }))
}
const xcon: Reading = (spot, client) => {
  const { values, notes } = atParameters(spot.command.rest)
  const [operation, ...rest] = values
  if (operation === '0') return
  const at = rest.findIndex((value, index) => index > 1 && portOf(value) === value.trim())
  if (at < 2) return
  const [username, password, host, port, tag] = rest.slice(at - 3)
  const clientId = at > 3 ? rest[0] : undefined
  const parts = { clientId: some(clientId), username: some(username), password: some(password), host: some(host), port: portOf(port) }
  client().connect(piece(spot, parts, { inputs: { transport: isSet(tag) ? 'tls' : 'tcp' }, notes }))
}

/** Family and reading of each command that says something of a login. */
export const readings: ReadonlyMap<string, { readonly family: string; readonly read: Reading }> = new Map(
  (
    [
      ['quectel', { QMTOPEN: open, QMTCONN: conn, QMTCFG: cfg }],
      ['lierda', { LMQTTOPEN: open, LMQTTCONN: conn, LMQTTCFG: cfg }],
      ['luat', { MCONFIG: mconfig, MIPSTART: mipstart('tcp'), SSLMIPSTART: mipstart('tls'), MCONNECT: mconnect }],
      ['simcom', { CMQTTACCQ: accq, CMQTTCONNECT: cmqttConnect }],
      [
        'esp-at',
        {
          MQTTUSERCFG: usercfg,
          MQTTLONGCLIENTID: long('clientId'),
          MQTTLONGUSERNAME: long('username'),
          MQTTLONGPASSWORD: long('password'),
          MQTTCLIENTID: inline('clientId'),
          MQTTUSERNAME: inline('username'),
          MQTTPASSWORD: inline('password'),
          MQTTCONN: mqttConn,
        },
      ],
      ['nrf', { '#XMQTTCFG': xcfg, '#XMQTTCON': xcon }],
    ] as const
  ).flatMap(([family, commands]) => Object.entries(commands).map(([name, read]) => [name, { family, read }] as const)),
)
