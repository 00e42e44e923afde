import type { Board as AnyBoard, CommandTable as AnyTable, Handler as AnyHandler } from '../kit/board.ts'
import type { FileStore } from '../kit/file-store.ts'
import { ERROR, type Final } from '../kit/final-result.ts'
import type { MqttClient } from './mqtt-client.ts'
import type { SimcomState } from './state.ts'

export type { Request } from '../kit/board.ts'

export type Board = AnyBoard<SimcomState> & {
  /** What AT+CCERTDOWN stored. */
  readonly files: FileStore
  /** Client indexes 0 and 1. */
  readonly clients: readonly MqttClient[]
}

export type Handler = AnyHandler<Board>
export type CommandTable = AnyTable<Board>

/** `<err>` of the manual's 18.3.1, as far as this module raises it. */
export const err = {
  connectSocket: 3,
  receive: 6,
  openNetwork: 7,
  notOpened: 9,
  notConnected: 11,
  parameter: 12,
  notPossible: 13,
  busy: 14,
  sending: 16,
  timeout: 17,
  emptyTopic: 18,
  clientUsed: 19,
  notAcquired: 20,
  notReleased: 21,
  length: 22,
  alreadyOpen: 23,
  name: 25,
  closedByServer: 26,
  /** CONNACK's 1 to 5 follow it. */
  refused: 26,
  handshake: 32,
  noCertificate: 33,
  session: 34,
} as const

/** A reason in a line of its own, and ERROR after it. */
export function failed({ output }: Board, command: string, ...values: readonly number[]): Final {
  output.info(`+${command}: ${values.join(',')}`)
  return ERROR
}
