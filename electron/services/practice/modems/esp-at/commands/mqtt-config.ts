import { fromLatin1 } from '../../../../../../shared/text/bytes.ts'
import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { ERROR, OK, type Final } from '../../kit/final-result.ts'
import { askForData, err, failed, type Board, type CommandTable, type Handler } from '../board.ts'
import type { MqttConfig } from '../mqtt-client.ts'

/** Bytes ("MQTT AT Commands"). */
const maxClientId = 256
const maxLogin = 64
const maxPath = 32
const maxWill = 128
const maxLong = 1024
const maxAlpn = 5

/** A text, or the code for what is wrong with it: unreadable, too long. */
export function textOr(args: readonly Argument[], index: number, max: number, codes: readonly [read: number, length: number]): string | number {
  const value = quoted(args, index, Infinity)
  return value === null ? codes[0] : value.length > max ? codes[1] : value
}

/** The first number among these values: the first thing that is wrong. */
export const firstCode = (...values: readonly (string | number | null)[]): number | null => values.find((value) => typeof value === 'number') ?? null

export const linkCode = (args: readonly Argument[]): number | null => (integer(args, 0, 0, 0) === null ? err.linkId : null)

const userConfig: Handler = ({ args }, board) => {
  const { client } = board
  if (args.length !== 8) return failed(board, err.parameterCount)
  const scheme = integer(args, 1, 1, 10)
  const clientId = textOr(args, 2, maxClientId, [err.clientIdRead, err.clientIdLength])
  const username = textOr(args, 3, maxLogin, [err.usernameRead, err.usernameLength])
  const password = textOr(args, 4, maxLogin, [err.passwordRead, err.passwordLength])
  const path = textOr(args, 7, maxPath, [err.pathRead, err.pathLength])
  const code = firstCode(
    linkCode(args),
    scheme === null ? err.scheme : null,
    clientId,
    username,
    password,
    integer(args, 5, 0, 0) === null ? err.certificateId : null,
    integer(args, 6, 0, 0) === null ? err.caId : null,
    path,
  )
  if (code !== null || scheme === null) return failed(board, code ?? err.scheme)
  if (client.isConnected) return failed(board, err.alreadyConnected)
  // After a connection AT+MQTTCLEAN comes first.
  if (client.state === 3) return failed(board, err.notInConfiguredState)
  client.config = {
    scheme,
    clientId: String(clientId),
    username: String(username),
    password: String(password),
    path: String(path),
    sni: null,
    alpn: [],
    hasExchange: false,
    keepAlive: 0,
    cleanSession: true,
    will: null,
  }
  return OK
}

type ConfigHandler = (args: readonly Argument[], config: MqttConfig, board: Board) => Final | Promise<Final>

/** After AT+MQTTUSERCFG and before the connection. */
const withConfig =
  (act: ConfigHandler): Handler =>
  ({ args }, board) => {
    const code = linkCode(args)
    if (code !== null) return failed(board, code)
    const { config, isConnected } = board.client
    if (!config) return failed(board, err.notConfigured)
    return isConnected ? failed(board, err.alreadyConnected) : act(args, config, board)
  }

const long = (field: 'clientId' | 'username' | 'password', lengthCode: number) =>
  withConfig(async (args, config, board) => {
    const length = integer(args, 1, 1, maxLong)
    if (args.length !== 2) return failed(board, err.parameterCount)
    if (length === null) return failed(board, lengthCode)
    const data = await askForData(board, length)
    if (!(data instanceof Uint8Array)) return data
    config[field] = fromLatin1(data)
    return OK
  })

const connectionConfig = withConfig((args, config, board) => {
  if (args.length !== 7) return failed(board, err.parameterCount)
  const keepAlive = integer(args, 1, 0, 7200)
  const disablesClean = integer(args, 2, 0, 1)
  const topic = textOr(args, 3, maxWill, [err.willTopicRead, err.willTopicLength])
  const message = textOr(args, 4, maxWill, [err.willMessageRead, err.willMessageLength])
  const qos = integer(args, 5, 0, 2, 0)
  const retain = integer(args, 6, 0, 1, 0)
  const code = firstCode(
    keepAlive === null ? err.keepAlive : null,
    disablesClean === null ? err.cleanSession : null,
    topic,
    message,
    qos === null ? err.willQos : null,
    retain === null ? err.willRetain : null,
  )
  if (code !== null) return failed(board, code)
  Object.assign(config, {
    hasExchange: true,
    keepAlive,
    cleanSession: disablesClean === 0,
    will: topic === '' ? null : { topic, message, qos, retain: retain === 1 },
  })
  return OK
})

const alpn = withConfig((args, config, board) => {
  const count = integer(args, 1, 0, maxAlpn)
  const names = args.slice(2).map((_arg, index) => quoted(args, index + 2))
  if (board.has('old-firmware')) return ERROR
  if (count !== names.length) return failed(board, err.parameterCount)
  const given = names.filter((name) => name !== null)
  if (given.length < names.length) return ERROR
  config.alpn = given
  return OK
})

const sni = withConfig((args, config, board) => {
  const name = quoted(args, 1)
  if (board.has('old-firmware') || !name || args.length !== 2) return ERROR
  config.sni = name
  return OK
})

/** What is set before AT+MQTTCONN. */
export const mqttConfigCommands: CommandTable = {
  '+MQTTUSERCFG': { set: userConfig },
  '+MQTTLONGCLIENTID': { set: long('clientId', err.clientIdLength) },
  '+MQTTLONGUSERNAME': { set: long('username', err.usernameLength) },
  '+MQTTLONGPASSWORD': { set: long('password', err.passwordLength) },
  '+MQTTCONNCFG': { set: connectionConfig },
  '+MQTTALPN': { set: alpn },
  '+MQTTSNI': { set: sni },
}
