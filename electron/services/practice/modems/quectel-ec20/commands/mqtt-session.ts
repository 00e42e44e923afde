import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { show } from '../../kit/commands/line.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import { hasBearer } from '../../kit/radio.ts'
import { signAliLogin } from '../ali-auth.ts'
import type { Board, CommandTable, Handler, Request } from '../board.ts'
import { messageText } from '../inbox.ts'
import type { MqttClient } from '../mqtt-client.ts'
import { prepareTls } from '../tls-setup.ts'

/** Limits of the application note, in bytes. */
const maxHost = 100
export const maxTopic = 255

/** +QMTOPEN waits at most this long for name, TCP and TLS together. */
const openSeconds = 75

/** The client that the first argument names. */
export function clientOf({ args }: Request, board: Board): MqttClient | null {
  const index = integer(args, 0, 0, 5)
  return index === null ? null : (board.clients[index] ?? null)
}

/** `OK` or `ERROR` by whether the client could do it. */
const done = (isDone: boolean) => (isDone ? OK : ERROR)

/** Host and port as the module takes them; null is what +QMTOPEN: 0,1 complains about. */
function endpoint(host: Argument | undefined, port: Argument | undefined): { host: string; port: number } | null {
  if (host?.kind !== 'text' || host.value === '' || host.value.length > maxHost || /:\/\/|[\s/]/.test(host.value)) return null
  if (port?.kind !== 'integer' || port.value < 1 || port.value > 65_535) return null
  return { host: host.value, port: port.value }
}

const open: Handler = async (request, board) => {
  const client = clientOf(request, board)
  if (!client || request.args.length !== 3) return ERROR
  const config = board.state.mqtt[client.index]
  const target = endpoint(request.args[1], request.args[2])
  const answer = (code: number) => board.output.urc(`+QMTOPEN: ${client.index},${code}`)
  if (board.has('weak-signal')) await board.sleep(0.3 * board.secondMs)
  const pdp = config && board.state.pdp.get(config.pdpcid)
  if (!config || !target) answer(1)
  else if (client.state !== 'closed') answer(2)
  else if (!hasBearer(board) || !pdp) answer(3)
  else {
    pdp.isActive = true
    const context = config.ssl.on ? board.state.tls[config.ssl.context] : undefined
    const tls = context ? (prepareTls(context, board.files, target.host, board) ?? 'impossible') : null
    const seconds = Math.min(openSeconds, tls && tls !== 'impossible' ? tls.timeoutSeconds : openSeconds)
    client.open({ ...target, tls, timeoutMs: seconds * board.secondMs })
  }
  return OK
}

const connect: Handler = (request, board) => {
  const { args } = request
  const client = clientOf(request, board)
  const { maxLogin } = board.module
  const clientId = quoted(args, 1, maxLogin)
  const username = args.length > 2 ? quoted(args, 2, maxLogin) : undefined
  const password = args.length > 3 ? quoted(args, 3, maxLogin) : undefined
  if (!client || clientId === null || username === null || password === null || args.length > 4) return ERROR
  const config = board.state.mqtt[client.index]
  // Signs when it was given a device certificate and the command brings no login of its own.
  const { username: user, password: word, ...login } =
    config?.aliAuth && username === undefined ? signAliLogin(clientId, config.aliAuth, config.ssl.on) : { clientId, username, password }
  const isSpoilt = board.has('refused-login')
  return done(
    client.connect({
      ...login,
      username: isSpoilt ? (user ?? 'spoilt') : user,
      password: isSpoilt ? `${word ?? ''}-spoilt` : word,
    }),
  )
}

const subscribe: Handler = (request, board) => {
  const { args } = request
  const client = clientOf(request, board)
  const id = integer(args, 1, 1, 65_535)
  if (!client || id === null || args.length < 4 || args.length % 2 !== 0) return ERROR
  const topics: { topic: string; qos: 0 | 1 | 2 }[] = []
  for (let i = 2; i < args.length; i += 2) {
    const topic = quoted(args, i, maxTopic)
    const qos = integer(args, i + 1, 0, 2)
    if (!topic || qos === null) return ERROR
    topics.push({ topic, qos: qos as 0 | 1 | 2 })
  }
  return done(client.subscribe(id, topics))
}

const unsubscribe: Handler = (request, board) => {
  const client = clientOf(request, board)
  const id = integer(request.args, 1, 1, 65_535)
  const topics = request.args.slice(2).map((_arg, index) => quoted(request.args, index + 2, maxTopic))
  if (!client || id === null || topics.length === 0 || topics.some((topic) => !topic)) return ERROR
  return done(client.unsubscribe(id, topics as string[]))
}

const receive: Handler = (request, board) => {
  const client = clientOf(request, board)
  const config = client && board.state.mqtt[client.index]
  if (!client || !config) return ERROR
  const slots = request.args.length > 1 ? [integer(request.args, 1, 0, 4)] : [0, 1, 2, 3, 4]
  const found = slots.flatMap((slot) => (slot === null ? [] : (client.inbox.take(slot) ?? [])))
  if (slots.includes(null)) return ERROR
  if (found.length > 0) board.output.info(...found.map((message) => `+QMTRECV: ${client.index},${messageText(message, config)}`))
  return OK
}

const list =
  (line: (client: MqttClient) => string | null): Handler =>
  (_request, board) => {
    const lines = board.clients.flatMap((client) => line(client) ?? [])
    if (lines.length > 0) board.output.info(...lines)
    return OK
  }

/** AT+QMTCONN?'s states. */
const connectStates = { closed: 0, opening: 0, open: 1, connecting: 2, connected: 3 } as const

const byIndex =
  (act: (client: MqttClient) => boolean): Handler =>
  (request, board) => {
    const client = clientOf(request, board)
    return done(client !== null && request.args.length === 1 && act(client))
  }

export const mqttSessionCommands: CommandTable = {
  '+QMTOPEN': {
    set: open,
    read: list((client) => (connectStates[client.state] > 0 ? `+QMTOPEN: ${client.index},"${client.endpoint.host}",${client.endpoint.port}` : null)),
    test: show('+QMTOPEN: (0-5),<host_name>,(1-65535)'),
  },
  '+QMTCONN': {
    set: connect,
    read: list((client) => (connectStates[client.state] > 0 ? `+QMTCONN: ${client.index},${connectStates[client.state]}` : null)),
    test: show('+QMTCONN: (0-5),<clientid>,<username>,<password>'),
  },
  '+QMTSUB': { set: subscribe, test: show('+QMTSUB: (0-5),<msgid>,<topic>,(0-2)') },
  '+QMTUNS': { set: unsubscribe, test: show('+QMTUNS: (0-5),<msgid>,<topic>') },
  '+QMTRECV': {
    set: receive,
    read: list((client) => (client.state === 'connected' ? `+QMTRECV: ${client.index},${client.inbox.occupancy().join(',')}` : null)),
    test: show('+QMTRECV: (0-5),(0-4)'),
  },
  '+QMTDISC': { set: byIndex((client) => client.disconnect()), test: show('+QMTDISC: (0-5)') },
  '+QMTCLOSE': { set: byIndex((client) => client.close()), test: show('+QMTCLOSE: (0-5)') },
}
