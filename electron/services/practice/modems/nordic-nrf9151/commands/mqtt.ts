import { latin1 } from '../../../../../../shared/text/bytes.ts'
import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { show } from '../../kit/commands/line.ts'
import { ERROR, NOTHING, OK, type Final } from '../../kit/final-result.ts'
import { isOnline, type Board, type CommandTable, type Handler } from '../board.ts'
import { prepareTls } from '../tls-setup.ts'

/** Bytes: the buffers of sm_at_mqtt.c and sm_defines.h, and those of somebody's own build. */
const released = { clientId: 64, username: 32, password: 32, host: 128, topic: 127 } as const
const own = { ...released, clientId: 256, username: 256, password: 256 } as const
const mostOf = ({ has }: Pick<Board, 'has'>): typeof released | typeof own => (has('own-build') ? own : released)
/** Bytes: CONFIG_SM_DATAMODE_BUF_SIZE. */
const maxData = 4096
/** ms without a byte after which data mode sends what it has: 32 at 115200 Bd (get_min_data_mode_idle_timeout_ms), and this PC's own pauses. */
const idleMs = 50
/** seconds for TCP and TLS together; no source gives one. */
const openSeconds = 90

/** A bare ERROR whatever is wrong: the commands of the Serial Modem know no codes. */
const configure: Handler = ({ args }, board) => {
  const { client, state } = board
  const clientId = quoted(args, 0, mostOf(board).clientId)
  const keepAlive = integer(args, 1, 0, 65_535, 60)
  const clean = integer(args, 2, 0, 1, 1)
  if (clientId === null || keepAlive === null || clean === null || client.isConnected) return ERROR
  state.mqtt = { clientId, keepAlive, cleanSession: clean === 1 }
  return OK
}

const readConfiguration: Handler = (_request, { state: { mqtt }, output }) => {
  output.info(`#XMQTTCFG: "${mqtt.clientId}",${mqtt.keepAlive},${mqtt.cleanSession ? 1 : 0}`)
  return OK
}

async function open(args: readonly Argument[], board: Board): Promise<Final> {
  const most = mostOf(board)
  const username = quoted(args, 1, most.username)
  const password = quoted(args, 2, most.password)
  const host = quoted(args, 3, most.host)
  const port = integer(args, 4, 0, 65_535)
  const tag = args.length > 5 ? integer(args, 5, 0, 999_999_999) : undefined
  if (username === null || password === null || !host || port === null || tag === null) return ERROR
  const { client } = board
  if (client.isConnected || !isOnline(board)) return ERROR
  const tls = tag === undefined ? null : (prepareTls(board, tag, host) ?? 'impossible')
  const isUp = await client.connect({ host, port, tag: tag ?? null }, { username, password }, { host, port, tls, timeoutMs: openSeconds * board.secondMs })
  return isUp ? OK : ERROR
}

const connect: Handler = ({ args }, board) => {
  const operation = integer(args, 0, 0, 2)
  if (operation === 0) return board.client.disconnect() ? OK : ERROR
  // The practice network has no IPv6.
  return operation === 1 ? open(args, board) : ERROR
}

const readConnection: Handler = (_request, { client, state, output }) => {
  const { target } = client
  const values = target && client.isConnected ? ['1', `"${state.mqtt.clientId}"`, `"${target.host}"`, target.port, ...(target.tag === null ? [] : [target.tag])] : ['0']
  output.info(`#XMQTTCON: ${values.join(',')}`)
  return OK
}

const subscribe: Handler = ({ args }, { client }) => {
  const topic = quoted(args, 0, released.topic)
  const qos = integer(args, 1, 0, 2)
  if (!topic || qos === null || args.length !== 2) return ERROR
  return client.subscribe(topic, qos as 0 | 1 | 2) ? OK : ERROR
}

const unsubscribe: Handler = ({ args }, { client }) => {
  const topic = quoted(args, 0, released.topic)
  return topic && args.length === 1 && client.unsubscribe(topic) ? OK : ERROR
}

/** Data until +++; what comes after a pause is another message. URCs wait until it is over. */
async function dataMode({ input, output }: Board, send: (bytes: Uint8Array) => boolean): Promise<Final> {
  output.info('OK')
  let isSent = true
  for (;;) {
    const { how, bytes } = await input.read({ until: '+++', idleMs, echo: false })
    // After a failure everything is dropped.
    if (bytes.length > 0) isSent &&= bytes.length <= maxData && send(bytes)
    if (how === 'complete') break
  }
  output.info(`#XDATAMODE: ${isSent ? 0 : -1}`)
  return NOTHING
}

const publish: Handler = ({ args }, board) => {
  const { client } = board
  const topic = quoted(args, 0, released.topic)
  const message = args.length > 1 ? quoted(args, 1, 4096) : ''
  const qos = integer(args, 2, 0, 2, 0)
  const retain = integer(args, 3, 0, 1, 0)
  if (!topic || message === null || qos === null || retain === null || !client.isConnected) return ERROR
  const send = (payload: Uint8Array): boolean => client.publish({ qos: qos as 0 | 1 | 2, retain: retain === 1, topic, payload })
  if (message === '') return dataMode(board, send)
  return send(latin1(message)) ? OK : ERROR
}

const commands: CommandTable = {
  '#XMQTTCFG': { set: configure, read: readConfiguration, test: show('#XMQTTCFG: <client_id>,<keep_alive>,<clean_session>') },
  '#XMQTTCON': { set: connect, read: readConnection, test: show('#XMQTTCON: (0,1,2),<username>,<password>,<url>,<port>,<sec_tag>') },
  '#XMQTTSUB': { set: subscribe },
  '#XMQTTUNSUB': { set: unsubscribe },
  '#XMQTTPUB': { set: publish },
}

const whereBuilt =
  (handler: Handler): Handler =>
  (request, board) =>
    board.has('no-mqtt') ? ERROR : handler(request, board)

/** The MQTT client: Serial Modem, MQTT client AT commands and Data mode; where the pages are silent, their program (sm_at_mqtt.c). */
export const mqttCommands: CommandTable = Object.fromEntries(
  Object.entries(commands).map(([name, forms]) => [name, Object.fromEntries(Object.entries(forms).map(([form, handler]) => [form, whereBuilt(handler)]))]),
)
