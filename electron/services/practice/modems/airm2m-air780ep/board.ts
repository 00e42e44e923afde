import type { Board as AnyBoard, CommandTable as AnyTable, Handler as AnyHandler } from '../kit/board.ts'
import type { FileStore } from '../kit/file-store.ts'
import { cme } from '../kit/final-result.ts'
import type { HttpTask } from './http-task.ts'
import type { MqttClient } from './mqtt-client.ts'
import type { Air780State } from './state.ts'

export type { Request } from '../kit/board.ts'

export type Board = AnyBoard<Air780State> & {
  readonly files: FileStore
  /** One only; the commands have no index. */
  readonly client: MqttClient
  readonly http: HttpTask
}

export type Handler = AnyHandler<Board>
export type CommandTable = AnyTable<Board>

/** A value that the command cannot take. */
export const invalidInput = cme(765)
/** Not in this state, or it did not work. */
export const operationFailed = cme(767)
