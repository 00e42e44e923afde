import type { Board as AnyBoard, CommandTable as AnyTable, Handler as AnyHandler } from '../kit/board.ts'
import type { FileStore } from '../kit/file-store.ts'
import { ERROR, NOTHING, type Final } from '../kit/final-result.ts'
import type { MqttClient } from './mqtt-client.ts'
import type { EspState } from './state.ts'

export type Board = AnyBoard<EspState> & {
  /** The manufacturing NVS partition: `namespace/key`. */
  readonly nvs: FileStore
  /** Link ID 0, the only one. */
  readonly client: MqttClient
}

export type Handler = AnyHandler<Board>
export type CommandTable = AnyTable<Board>

/**
 * "MQTT AT Error Codes" of the manual, as far as this module raises them, and AT+SYSLOG's own example. The manual names the codes
 * and not what raises each: that a login, a name or a connection that fails is `startFailed` is a guess.
 */
export const err = {
  unknownCommand: 0x0109_0000,
  notConfigured: 0x6001,
  notInConfiguredState: 0x6002,
  alreadyClean: 0x6003,
  alreadyConnected: 0x6004,
  parameterCount: 0x6008,
  tlsConfig: 0x6009,
  startFailed: 0x600b,
  publishFailed: 0x600c,
  subscribeFailed: 0x600d,
  unsubscribeFailed: 0x600e,
  linkId: 0x6011,
  scheme: 0x6013,
  clientIdRead: 0x6014,
  clientIdLength: 0x6016,
  usernameRead: 0x6017,
  usernameLength: 0x6019,
  passwordRead: 0x601a,
  passwordLength: 0x601c,
  certificateId: 0x601e,
  caId: 0x6020,
  pathRead: 0x6027,
  pathLength: 0x6029,
  keepAlive: 0x602d,
  cleanSession: 0x602f,
  willTopicRead: 0x6030,
  willTopicLength: 0x6032,
  willMessageRead: 0x6033,
  willMessageLength: 0x6035,
  willQos: 0x6037,
  willRetain: 0x6039,
  hostRead: 0x603a,
  hostEmpty: 0x603b,
  hostLength: 0x603c,
  port: 0x603e,
  reconnect: 0x6040,
  topicRead: 0x6041,
  topicEmpty: 0x6042,
  topicLength: 0x6043,
  dataRead: 0x6044,
  qos: 0x6048,
  retain: 0x604a,
  publishLength: 0x604c,
  receivedLength: 0x604d,
  disconnected: 0x6051,
  hostName: 0x6052,
} as const

/** ERROR, and the reason before it where AT+SYSLOG=1 asks for it. */
export function failed({ output, state }: Pick<Board, 'output' | 'state'>, code: number): Final {
  if (state.saysCodes) output.info(`ERR CODE:0x${code.toString(16).padStart(8, '0')}`)
  return ERROR
}

/** `OK`, then `>`, then exactly so many bytes, which are not echoed; how the command ends when they do not come in time. */
export async function askForData(board: Board, length: number): Promise<Uint8Array | Final> {
  const { output, input, has, secondMs } = board
  output.info('OK')
  if (has('prompt-never-comes')) return NOTHING
  output.prompt('>')
  const { how, bytes } = await input.read({ exactly: length, idleMs: dataSeconds * secondMs, echo: false })
  return how === 'complete' ? bytes : failed(board, err.receivedLength)
}

/** seconds without a byte after which the module gives up waiting; the manual names none. */
const dataSeconds = 60
