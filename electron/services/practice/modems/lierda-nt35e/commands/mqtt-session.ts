import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { show } from '../../kit/commands/line.ts'
import { incorrectParameters, notAllowed, OK, type Final } from '../../kit/final-result.ts'
import { anyCipher, setUpTls } from '../../kit/net/tls-setup.ts'
import { hasBearer } from '../../kit/radio.ts'
import { signAliLogin } from '../ali-auth.ts'
import type { Board, CommandTable, Handler, Request } from '../board.ts'
import { messageText } from '../inbox.ts'

/** Limits of the manual, in bytes. */
const maxHost = 100
const maxLogin = 256
export const maxTopic = 256

/** seconds that AT+LMQTTOPEN may take. */
const openSeconds = 160

/** Whether the first argument names connection 0: the manual counts to 4, the module has one. */
export const isConnection = ({ args }: Request): boolean => integer(args, 0, 0, 0) !== null

/** Starts what ends in a result of its own, which comes after OK, or before it with the fault `results-before-ok`. */
export async function begin(board: Board, start: () => boolean): Promise<Final> {
  const result = board.has('results-before-ok') ? board.client.nextResult() : null
  if (!start()) {
    board.client.forgetResult()
    return notAllowed
  }
  const line = await result
  if (line) board.output.info(line)
  return OK
}

/** Host and port as the module takes them; null is what extend 1 complains about. */
function endpoint(host: Argument | undefined, port: Argument | undefined): { host: string; port: number } | null {
  if (host?.kind !== 'text' || host.value === '' || host.value.length > maxHost || /:\/\/|[\s/]/.test(host.value)) return null
  if (port?.kind !== 'integer' || port.value < 1 || port.value > 65_535) return null
  return { host: host.value, port: port.value }
}

/** Nothing is checked: which certificates a context holds, and how they are written, stands in no source read. */
const unchecked = (host: string, board: Board) =>
  setUpTls(
    {
      host,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.2',
      ciphers: anyCipher,
      level: 0,
      ca: null,
      certificate: null,
      key: null,
      sendsName: true,
      at: () => null,
      timeoutSeconds: openSeconds,
    },
    board.has,
  ) ?? 'impossible'

const open: Handler = async (request, board) => {
  if (!isConnection(request) || request.args.length !== 3) return incorrectParameters
  const { client, state } = board
  const target = endpoint(request.args[1], request.args[2])
  if (board.has('weak-signal')) await board.sleep(0.3 * board.secondMs)
  const pdp = state.pdp.get(state.mqtt.pdpcid)
  const fail = (extend: number) => board.output.urc(`+LMQTTOPEN: 0,-1,${extend}`)
  if (!target) fail(1)
  else if (client.isOccupied) fail(2)
  else if (!hasBearer(board) || !pdp) fail(3)
  else {
    pdp.isActive = true
    return await begin(board, () => {
      client.open({ ...target, tls: state.mqtt.ssl.on ? unchecked(target.host, board) : null, timeoutMs: openSeconds * board.secondMs })
      return true
    })
  }
  return OK
}

const connect: Handler = (request, board) => {
  const { args } = request
  const { mqtt } = board.state
  const clientId = quoted(args, 1, maxLogin)
  const username = args.length > 2 ? quoted(args, 2, maxLogin) : undefined
  const password = args.length > 3 ? quoted(args, 3, maxLogin) : undefined
  if (!isConnection(request) || clientId === null || username === null || password === null || args.length > 4) return incorrectParameters
  const isSigned = mqtt.cloud.type === 2 && mqtt.aliauth
  const login = isSigned ? signAliLogin(clientId, isSigned, mqtt.ssl.on) : { clientId, username, password }
  const spoilt = { ...login, username: login.username ?? 'spoilt', password: `${login.password ?? ''}-spoilt` }
  return begin(board, () => board.client.connect(board.has('refused-login') ? spoilt : login))
}

const subscribe: Handler = (request, board) => {
  const { args } = request
  const isSubscription = integer(args, 1, 0, 1)
  const id = integer(args, 2, 1, 65_535)
  if (!isConnection(request) || isSubscription === null || id === null || args.length < 4) return incorrectParameters
  const topics: { topic: string; qos: 0 | 1 | 2 }[] = []
  for (let i = 3; i < args.length; i += 2) {
    const topic = quoted(args, i, maxTopic)
    // Wanted of a subscription; where a topic is given up it may be left out.
    const qos = integer(args, i + 1, 0, 2, isSubscription === 1 ? 0 : undefined)
    if (!topic || qos === null) return incorrectParameters
    topics.push({ topic, qos: qos as 0 | 1 | 2 })
  }
  const { client } = board
  return begin(board, () => (isSubscription === 0 ? client.subscribe(id, topics) : client.unsubscribe(id, topics.map(({ topic }) => topic))))
}

/** The answer's form stands in no source read; it goes by the URC's. */
const read: Handler = (request, { state, client, output }) => {
  if (!isConnection(request) || request.args.length !== 1) return incorrectParameters
  const lines = client.inbox.takeAll().map((message) => `+LMQTTREAD: 0,${messageText(message, state.mqtt)}`)
  if (lines.length > 0) output.info(...lines)
  return OK
}

/** AT+LMQTTCONN?'s states. */
const connectStates = { closed: 0, opening: 1, open: 1, connecting: 2, connected: 3 } as const

const readState: Handler = (_request, { client, output }) => {
  const state = connectStates[client.state]
  if (state > 0) output.info(`+LMQTTCONN: 0,${state}`)
  return OK
}

const ending =
  (act: (board: Board) => boolean): Handler =>
  (request, board) => {
    if (!isConnection(request) || request.args.length !== 1) return incorrectParameters
    return act(board) ? OK : notAllowed
  }

export const mqttSessionCommands: CommandTable = {
  '+LMQTTOPEN': { set: open, test: show('+LMQTTOPEN: (0-4),<host_name>,(1-65535)') },
  '+LMQTTCONN': { set: connect, read: readState, test: show('+LMQTTCONN: (0-4),<clientID>,<username>,<password>') },
  '+LMQTTSUBUNSUB': { set: subscribe, test: show('+LMQTTSUBUNSUB: (0-4),(0,1),(1-65535),<topic>,(0-2)') },
  '+LMQTTREAD': { set: read, test: show('+LMQTTREAD: (0-4)') },
  '+LMQTTDISC': { set: ending(({ client }) => client.disconnect()), test: show('+LMQTTDISC: (0-4)') },
  '+LMQTTCLOSE': { set: ending(({ client }) => client.close()), test: show('+LMQTTCLOSE: (0-4)') },
}
