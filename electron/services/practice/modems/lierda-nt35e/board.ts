import type { Board as AnyBoard, CommandTable as AnyTable, Handler as AnyHandler } from '../kit/board.ts'
import type { MqttClient } from './mqtt-client.ts'
import type { LierdaState } from './state.ts'

export type { Request } from '../kit/board.ts'

export type Board = AnyBoard<LierdaState> & {
  /** The manual counts connections 0 to 4; only 0 works. */
  readonly client: MqttClient
}

export type Handler = AnyHandler<Board>
export type CommandTable = AnyTable<Board>
