import { latin1 } from '../../../../../../shared/text/bytes.ts'
import { integer, type Argument } from '../../kit/arguments.ts'
import { NOTHING, OK, type Final } from '../../kit/final-result.ts'
import { askForData, err, failed, type Board, type CommandTable, type Handler } from '../board.ts'
import { prepareTls } from '../tls-setup.ts'
import { firstCode, linkCode, textOr } from './mqtt-config.ts'

/** Bytes. */
const maxHost = 128
const maxTopic = 128
/** What fits the memory of an ESP32 with room to spare; the manual names no number. */
const maxPayload = 65_536
const maxTopics = 10
/** ms: the optional last argument of AT+MQTTCONN. */
const timeoutMs = { min: 3000, max: 60_000, initial: 15_000 }

/** Schemes 1 to 5 are TCP and TLS, 6 to 10 the same over WebSocket. */
const kindOf = (scheme: number) => {
  const security = (scheme - 1) % 5
  return { isWebSocket: scheme > 5, isSecure: security > 0, checksServer: security === 2 || security === 4, showsCertificate: security > 2 }
}

const connect: Handler = async ({ args }, board) => {
  const { client, state } = board
  if (args.length < 4 || args.length > 5) return failed(board, err.parameterCount)
  const host = textOr(args, 1, maxHost, [err.hostRead, err.hostLength])
  const port = integer(args, 2, 1, 65_535)
  const reconnects = integer(args, 3, 0, 1)
  const timeout = integer(args, 4, timeoutMs.min, timeoutMs.max, timeoutMs.initial)
  const code = firstCode(linkCode(args), host, host === '' ? err.hostEmpty : null, port === null ? err.port : null, reconnects === null ? err.reconnect : null)
  if (code !== null || port === null || timeout === null) return failed(board, code ?? err.parameterCount)
  if (!client.config) return failed(board, err.notConfigured)
  if (client.isConnected) return failed(board, err.alreadyConnected)
  if (client.state === 3) return failed(board, err.disconnected)
  if (state.ssid === null) return failed(board, err.startFailed)
  const { scheme, sni, alpn } = client.config
  const kind = kindOf(scheme)
  const target = { host: String(host), port, reconnects: reconnects === 1 }
  let isWrongName = false
  const choice = { host: target.host, sni, alpn, ...kind }
  const setUp = () => (kind.isSecure ? prepareTls(board, choice, () => void (isWrongName = true)) : null)
  if (kind.isSecure && !setUp()) return failed(board, err.tlsConfig)
  const end = await client.connect(target, () => ({
    ...target,
    tls: setUp(),
    timeoutMs: (timeout * board.secondMs) / 1000,
    ...(kind.isWebSocket ? { webSocketPath: client.shownPath || '/' } : {}),
  }))
  if (end !== 'connected') return failed(board, isWrongName ? err.hostName : err.startFailed)
  board.output.info(client.connectedLine())
  return OK
}

const readConnection: Handler = (_request, { client, output }) => {
  const { host = '', port = 0, reconnects = false } = client.target ?? {}
  output.info(`+MQTTCONN:0,${client.state},${client.config?.scheme ?? 0},"${host}","${port}","${client.shownPath}",${reconnects ? 1 : 0}`)
  return OK
}

type ConnectedHandler = (args: readonly Argument[], topic: string, board: Board) => Final | Promise<Final>

/** The link, the topic, and a connection to use it on. */
const withTopic =
  (count: number, act: ConnectedHandler): Handler =>
  ({ args }, board) => {
    if (args.length !== count) return failed(board, err.parameterCount)
    const topic = textOr(args, 1, maxTopic, [err.topicRead, err.topicLength])
    const code = firstCode(linkCode(args), topic, topic === '' ? err.topicEmpty : null)
    if (code !== null) return failed(board, code)
    if (!board.client.isConnected) return failed(board, err.disconnected)
    return act(args, String(topic), board)
  }

const deliveryCode = (qos: number | null, retain: number | null) => firstCode(qos === null ? err.qos : null, retain === null ? err.retain : null)

const publish = withTopic(5, async (args, topic, board) => {
  const data = textOr(args, 2, Infinity, [err.dataRead, err.dataRead])
  const qos = integer(args, 3, 0, 2, 0)
  const retain = integer(args, 4, 0, 1, 0)
  const code = firstCode(data, deliveryCode(qos, retain))
  if (code !== null) return failed(board, code)
  const isDone = await board.client.publish({ qos: qos as 0 | 1 | 2, retain: retain === 1, topic, payload: latin1(String(data)) })
  return isDone ? OK : failed(board, err.publishFailed)
})

const publishRaw = withTopic(5, async (args, topic, board) => {
  const length = integer(args, 2, 1, maxPayload)
  const qos = integer(args, 3, 0, 2, 0)
  const retain = integer(args, 4, 0, 1, 0)
  const code = firstCode(length === null ? err.publishLength : null, deliveryCode(qos, retain))
  if (code !== null || length === null) return failed(board, code ?? err.publishLength)
  const payload = await askForData(board, length)
  if (!(payload instanceof Uint8Array)) return payload
  const isDone = await board.client.publish({ qos: qos as 0 | 1 | 2, retain: retain === 1, topic, payload })
  board.output.info(`+MQTTPUB:${isDone ? 'OK' : 'FAIL'}`)
  return NOTHING
})

const subscribe = withTopic(3, async (args, topic, board) => {
  const { client } = board
  const qos = integer(args, 2, 0, 2, 0)
  if (qos === null) return failed(board, err.qos)
  if (client.topics.has(topic)) {
    board.output.info('ALREADY SUBSCRIBE')
    return OK
  }
  if (client.topics.size >= maxTopics || !(await client.subscribe(topic, qos as 0 | 1 | 2))) return failed(board, err.subscribeFailed)
  client.topics.set(topic, qos)
  return OK
})

const readTopics: Handler = (_request, { client, output }) => {
  const lines = [...client.topics].map(([topic, qos]) => `+MQTTSUB:0,${client.state},"${topic}",${qos}`)
  if (lines.length > 0) output.info(...lines)
  return OK
}

const unsubscribe = withTopic(2, async (_args, topic, board) => {
  const { client } = board
  if (!client.topics.has(topic)) {
    board.output.info('NO UNSUBSCRIBE')
    return OK
  }
  if (!(await client.unsubscribe(topic))) return failed(board, err.unsubscribeFailed)
  client.topics.delete(topic)
  return OK
})

const clean: Handler = ({ args }, board) => {
  const code = linkCode(args)
  if (code !== null) return failed(board, code)
  if (board.client.state === 0) return failed(board, err.alreadyClean)
  board.client.clean()
  return OK
}

/** From AT+MQTTCONN to AT+MQTTCLEAN. */
export const mqttSessionCommands: CommandTable = {
  '+MQTTCONN': { set: connect, read: readConnection },
  '+MQTTPUB': { set: publish },
  '+MQTTPUBRAW': { set: publishRaw },
  '+MQTTSUB': { set: subscribe, read: readTopics },
  '+MQTTUNSUB': { set: unsubscribe },
  '+MQTTCLEAN': { set: clean },
}
