import type { Board as AnyBoard, CommandTable as AnyTable, Handler as AnyHandler } from '../kit/board.ts'
import type { FileStore } from '../kit/file-store.ts'
import { hasBearer } from '../kit/radio.ts'
import type { MqttClient } from './mqtt-client.ts'
import type { NrfState } from './state.ts'

export type Board = AnyBoard<NrfState> & {
  /** What AT%CMNG stored: `<sec_tag>/<type>`. */
  readonly credentials: FileStore
  readonly client: MqttClient
}

export type Handler = AnyHandler<Board>
export type CommandTable = AnyTable<Board>

/** Context 0 is the one that the registration brings. */
export const isOnline = (board: Pick<Board, 'state' | 'has'>): boolean => hasBearer(board, board.state.apnInUse)
