import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { show } from '../../kit/commands/line.ts'
import { ERROR, OK, type Final } from '../../kit/final-result.ts'
import { hasBearer } from '../../kit/radio.ts'
import { err, failed, type Board, type CommandTable, type Handler } from '../board.ts'
import type { Acquired, MqttClient } from '../mqtt-client.ts'
import { prepareTls } from '../tls-setup.ts'

/** Bytes: AT+CMQTTACCQ, and of firmware before 2019. */
const maxClientId = 128
const maxOldClientId = 23
const maxAddress = 256
const maxLogin = 256

const start: Handler = async (_request, board) => {
  if (board.state.isStarted) return failed(board, 'CMQTTSTART', err.alreadyOpen)
  if (board.has('weak-signal')) await board.sleep(0.3 * board.secondMs)
  if (!hasBearer(board)) return failed(board, 'CMQTTSTART', err.openNetwork)
  board.state.isStarted = true
  if (board.has('start-after-ok')) board.output.urc('+CMQTTSTART: 0')
  else board.output.info('+CMQTTSTART: 0')
  return OK
}

const stop: Handler = (_request, board) => {
  if (!board.state.isStarted) return failed(board, 'CMQTTSTOP', err.notOpened)
  if (board.clients.some(({ acquired }) => acquired)) return failed(board, 'CMQTTSTOP', err.notReleased)
  board.state.isStarted = false
  board.output.urc('+CMQTTSTOP: 0')
  return OK
}

type ClientHandler = (args: readonly Argument[], client: MqttClient, board: Board) => Final | Promise<Final>
type AcquiredHandler = (args: readonly Argument[], client: MqttClient, acquired: Acquired, board: Board) => Final | Promise<Final>

/** The client that the first argument names; the service must run. */
const withClient =
  (command: string, act: ClientHandler): Handler =>
  ({ args }, board) => {
    const client = board.clients[integer(args, 0, 0, 1) ?? -1]
    if (!client) return ERROR
    return board.state.isStarted ? act(args, client, board) : failed(board, command, client.index, err.notOpened)
  }

export const withAcquired = (command: string, act: AcquiredHandler): Handler =>
  withClient(command, (args, client, board) => {
    const { acquired } = client
    return acquired ? act(args, client, acquired, board) : failed(board, command, client.index, err.notAcquired)
  })

export const withConnected = (command: string, act: AcquiredHandler): Handler =>
  withAcquired(command, (args, client, acquired, board) => {
    if (!client.isConnected) return failed(board, command, client.index, err.notConnected)
    return client.isBusy ? failed(board, command, client.index, err.busy) : act(args, client, acquired, board)
  })

const acquire = withClient('CMQTTACCQ', (args, client, board) => {
  const id = quoted(args, 1, 1024)
  const secure = integer(args, 2, 0, 1, 0)
  // Nothing tells what a module speaks that was not told; the older one is the harder choice.
  const version = integer(args, 3, 3, 4, 3)
  if (!id || secure === null || version === null || args.length > 4) return ERROR
  if (client.acquired) return failed(board, 'CMQTTACCQ', client.index, err.clientUsed)
  if (id.length > (board.has('old-firmware') ? maxOldClientId : maxClientId)) return failed(board, 'CMQTTACCQ', client.index, err.length)
  client.acquire(id, secure === 1, version as 3 | 4)
  return OK
})

const readAcquired: Handler = (_request, { clients, output }) => {
  output.info(...clients.map(({ index, acquired }) => `+CMQTTACCQ: ${index},"${acquired?.clientId ?? ''}",${acquired?.isSecure ? 1 : 0}`))
  return OK
}

const release = withAcquired('CMQTTREL', (_args, client, _acquired, board) => {
  if (client.isConnected || client.isBusy) return failed(board, 'CMQTTREL', client.index, err.notPossible)
  client.release()
  return OK
})

const bindTls = withAcquired('CMQTTSSLCFG', (args, client, acquired) => {
  const context = integer(args, 1, 0, 9)
  if (context === null || client.isConnected) return ERROR
  acquired.context = context
  return OK
})

const configure: Handler = (request, board) => {
  const key = quoted(request.args, 0)?.toLowerCase()
  const client = board.clients[integer(request.args, 1, 0, 1) ?? -1]
  if (!client?.acquired || client.isConnected || request.args.length !== 3) return ERROR
  const range = { version: [3, 4], optimeout: [20, 120], checkutf8: [0, 1] }[key ?? ''] as [number, number] | undefined
  const value = range && integer(request.args, 2, ...range)
  if (value === undefined || value === null) return ERROR
  if (key === 'version') client.acquired.version = value as 3 | 4
  if (key === 'optimeout') client.acquired.operationSeconds = value
  return OK
}

/** `tcp://host[:port]`, for TLS too. */
function endpoint(value: string | null): { readonly host: string; readonly port: number } | null {
  const [, host, port = '1883'] = /^tcp:\/\/([^\s/:]+)(?::(\d{1,5}))?$/.exec(value ?? '') ?? []
  return host === undefined || Number(port) < 1 || Number(port) > 65_535 ? null : { host, port: Number(port) }
}

const connect = withAcquired('CMQTTCONNECT', async (args, client, acquired, board) => {
  const target = endpoint(quoted(args, 1, maxAddress))
  const keepalive = integer(args, 2, 60, 64_800)
  const clean = integer(args, 3, 0, 1)
  const username = args.length > 4 ? quoted(args, 4, maxLogin) : undefined
  const password = args.length > 5 ? quoted(args, 5, maxLogin) : undefined
  const fail = (code: number) => failed(board, 'CMQTTCONNECT', client.index, code)
  if (!target || keepalive === null || clean === null || username === null || password === null || args.length > 6) return fail(err.parameter)
  if (client.isConnected) return fail(err.notPossible)
  if (client.isBusy) return fail(err.busy)
  if (board.has('weak-signal')) await board.sleep(0.3 * board.secondMs)
  if (!hasBearer(board)) return fail(err.notOpened)
  const tls = acquired.isSecure ? prepareTls(board, acquired.context, target.host) : null
  if (typeof tls === 'number') {
    board.output.urc(`+CMQTTCONNECT: ${client.index},${tls}`)
    return OK
  }
  const { clientId } = acquired
  const login = { clientId, username, password }
  const spoilt = { clientId, username: username ?? 'spoilt', password: `${password ?? ''}-spoilt` }
  client.connect(
    board.has('refused-login') ? spoilt : login,
    { keepalive, cleanSession: clean === 1 },
    { ...target, tls, timeoutMs: (acquired.operationSeconds + (tls?.timeoutSeconds ?? 0)) * board.secondMs },
  )
  return OK
})

const disconnect = withAcquired('CMQTTDISC', (args, client, _acquired, board) => {
  const seconds = integer(args, 1, 0, 180, 0)
  if (seconds === null || (seconds > 0 && seconds < 60)) return ERROR
  if (!client.isConnected) return failed(board, 'CMQTTDISC', client.index, err.notConnected)
  client.disconnect()
  return OK
})

/** From the service to the login, and back (chapter 18). */
export const mqttSessionCommands: CommandTable = {
  '+CMQTTSTART': { run: start },
  '+CMQTTSTOP': { run: stop },
  '+CMQTTACCQ': { set: acquire, read: readAcquired, test: (request, board) => show(`+CMQTTACCQ: (0-1),(1-${board.has('old-firmware') ? maxOldClientId : maxClientId}),(0-1),(3-4)`)(request, board) },
  '+CMQTTREL': { set: release },
  '+CMQTTSSLCFG': { set: bindTls },
  '+CMQTTCFG': { set: configure },
  '+CMQTTCONNECT': { set: connect },
  '+CMQTTDISC': { set: disconnect },
}
