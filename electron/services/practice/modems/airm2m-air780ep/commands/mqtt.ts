import { fromLatin1, latin1 } from '../../../../../../shared/text/bytes.ts'
import { integer } from '../../kit/arguments.ts'
import { show } from '../../kit/commands/line.ts'
import { NOTHING, OK, type Final } from '../../kit/final-result.ts'
import { hasBearer } from '../../kit/radio.ts'
import { loose, looseInteger, unescape } from '../arguments.ts'
import { invalidInput, operationFailed, type Board, type CommandTable, type Handler } from '../board.ts'
import { messageText } from '../inbox.ts'
import type { MqttConfig } from '../state.ts'
import { prepareTls } from '../tls-setup.ts'

/** Air780EP AT manual, chapter 16, in bytes. */
const maxLogin = 256
const maxTopic = 256
const maxMessage = 4100
const maxWill = 1360

/** s that a connection may take. */
const openSeconds = 60

/** s of silence after which AT+MPUBEX ends by itself. */
const promptSeconds = 5

const configure: Handler = ({ args }, { state }) => {
  if (args.length !== 1 && args.length !== 3 && args.length !== 7) return invalidInput
  const [clientId, username, password] = [0, 1, 2].map((index) => loose(args, index, maxLogin))
  if (!clientId || username === null || password === null) return invalidInput
  const will = args.length === 7 ? readWill(args) : null
  if (args.length === 7 && !will) return invalidInput
  state.mqtt = { clientId, username: username === '' ? undefined : username, password: password === '' ? undefined : password, will }
  return OK
}

function readWill(args: Parameters<typeof integer>[0]): MqttConfig['will'] {
  const qos = integer(args, 3, 0, 2)
  const retain = integer(args, 4, 0, 1)
  const topic = loose(args, 5, maxTopic)
  const message = loose(args, 6, maxWill)
  return qos === null || retain === null || !topic || message === null ? null : { qos: qos as 0 | 1 | 2, retain: retain === 1, topic, message }
}

/** OK only says that it has begun. */
const open =
  (isSecure: boolean): Handler =>
  async ({ args }, board) => {
    const host = loose(args, 0, 128)
    const port = looseInteger(args, 1, 1, 65_535)
    if (args.length !== 2 || !host || /[\s/]/.test(host) || port === null) return invalidInput
    const say = (...lines: readonly string[]) => lines.forEach((line) => board.output.urc(line))
    if (board.has('weak-signal')) await board.sleep(0.3 * board.secondMs)
    if (board.client.state !== 'closed') say('ALREADY CONNECT')
    else if (!hasBearer(board)) say('STATE: IP INITIAL', 'CONNECT FAIL')
    else {
      const tls = isSecure ? (prepareTls(board, host) ?? 'impossible') : null
      const seconds = Math.max(openSeconds, tls && tls !== 'impossible' ? tls.timeoutSeconds : 0)
      board.client.open({ host, port, tls, timeoutMs: seconds * board.secondMs })
    }
    return OK
  }

const connect: Handler = ({ args }, { state, client }) => {
  const clean = integer(args, 0, 0, 1)
  const keepalive = integer(args, 1, 1, 65_535)
  if (clean === null || keepalive === null || integer(args, 2, 0, 1, 0) === null) return invalidInput
  state.connect = { cleanSession: clean === 1, keepalive }
  return client.connect() ? OK : operationFailed
}

/** What the publishing commands have in common; null where the arguments are not right. */
function publication(args: Parameters<typeof integer>[0]) {
  const topic = loose(args, 0, maxTopic)
  const qos = integer(args, 1, 0, 2)
  const retain = integer(args, 2, 0, 1)
  return !topic || qos === null || retain === null ? null : { topic, qos: qos as 0 | 1 | 2, retain: retain === 1 }
}

/** AT+MQTTMODE 1: pairs of hex digits stand for the bytes. */
function payloadOf(board: Board, bytes: Uint8Array): Uint8Array | null {
  if (board.state.dataMode === 0) return bytes
  const digits = fromLatin1(bytes)
  return /^([0-9A-Fa-f]{2})*$/.test(digits) ? Buffer.from(digits, 'hex') : null
}

function send(board: Board, to: NonNullable<ReturnType<typeof publication>>, bytes: Uint8Array): Final {
  const payload = payloadOf(board, bytes)
  if (!payload) return invalidInput
  return board.client.publish({ ...to, payload }) ? OK : operationFailed
}

/** The message must be in quotes. */
const publish: Handler = ({ args }, board) => {
  const to = publication(args)
  const message = args[3]
  if (!to || args.length !== 4 || message?.kind !== 'text' || message.value.length > maxMessage) return invalidInput
  return send(board, to, latin1(unescape(message.value)))
}

const publishData: Handler = async ({ args }, board) => {
  const to = publication(args)
  const size = integer(args, 3, 1, maxMessage)
  if (!to || args.length > 4 || (args.length === 4 && size === null)) return invalidInput
  if (board.client.state !== 'connected') return operationFailed
  if (board.has('prompt-never-comes')) return NOTHING
  board.output.prompt('>')
  const { how, bytes } = await board.input.read({ ...(size === null ? {} : { exactly: size }), idleMs: promptSeconds * board.secondMs, echo: false })
  return how === 'cancelled' || bytes.length === 0 ? operationFailed : send(board, to, bytes)
}

const subscribe: Handler = ({ args }, { client }) => {
  const topic = loose(args, 0, maxTopic)
  const qos = integer(args, 1, 0, 2)
  if (args.length !== 2 || !topic || qos === null) return invalidInput
  return client.subscribe(topic, qos as 0 | 1 | 2) ? OK : operationFailed
}

const unsubscribe: Handler = ({ args }, { client }) => {
  const topic = loose(args, 0, maxTopic)
  if (args.length !== 1 || !topic) return invalidInput
  return client.unsubscribe(topic) ? OK : operationFailed
}

const setting = (name: string, key: 'messageMode' | 'dataMode') => ({
  read: ((_request, { state, output }) => (output.info(`+${name}: ${state[key]}`), OK)) satisfies Handler,
  set: (({ args }, { state }) => {
    const value = integer(args, 0, 0, 1)
    if (value === null) return invalidInput
    state[key] = value as 0 | 1
    return OK
  }) satisfies Handler,
})

const readMessages: Handler = (_request, { client, state, output }) => {
  const lines = client.inbox.take().map((message) => `+MSUB: ${messageText(message, state.dataMode === 1)}`)
  if (lines.length > 0) output.info(...lines)
  return OK
}

const showSlots: Handler = (_request, { client, output }) => {
  output.info(...client.inbox.occupancy().map((isTaken, slot) => `+MQTTMSGGET: ${slot},${isTaken ? 'VALID' : 'INVALID'}`))
  return OK
}

/** 0 offline, 1 in a session, 2 TCP alone. The blank stands before the colon. */
const showState: Handler = (_request, { client, output }) => {
  output.info(`+MQTTSTATU :${{ closed: 0, opening: 0, open: 2, connecting: 2, connected: 1 }[client.state]}`)
  return OK
}

const done =
  (act: (board: Board) => boolean): Handler =>
  (_request, board) =>
    act(board) ? OK : operationFailed

const address = '"(0,255).(0,255).(0,255).(0,255)",(1-65535)'

export const mqttCommands: CommandTable = {
  '+MCONFIG': { set: configure, test: show('+MCONFIG: <clientid>,<username>,<password>,(0-2),(0,1),<will_topic>,<will_message>') },
  '+MIPSTART': { set: open(false), test: show(`+MIPSTART:${address}`, '+MIPSTART:"DOMAIN NAME",(1-65535)') },
  '+SSLMIPSTART': { set: open(true), test: show(`+SSLMIPSTART:${address}`, '+SSLMIPSTART:"DOMAIN NAME",(1-65535)') },
  '+MCONNECT': { set: connect, test: show('+MCONNECT: (0,1),(1-65535)') },
  '+MPUB': { set: publish },
  '+MPUBEX': { set: publishData },
  '+MSUB': { set: subscribe },
  '+MUNSUB': { set: unsubscribe },
  '+MQTTMSGSET': setting('MQTTMSGSET', 'messageMode'),
  '+MQTTMODE': setting('MQTTMODE', 'dataMode'),
  '+MQTTMSGGET': { run: readMessages, read: showSlots },
  '+MQTTSTATU': { run: showState },
  '+MDISCONNECT': { run: done(({ client }) => client.disconnect()) },
  '+MIPCLOSE': { run: done(({ client }) => client.close()) },
}
