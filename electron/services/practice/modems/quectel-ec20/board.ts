import type { Board as AnyBoard, CommandTable as AnyTable, Handler as AnyHandler } from '../kit/board.ts'
import type { Ec20Files } from './file-store.ts'
import type { Module } from './models.ts'
import type { MqttClient } from './mqtt-client.ts'
import type { Ec20State } from './state.ts'

export type { Request } from '../kit/board.ts'

export type Board = AnyBoard<Ec20State> & {
  readonly module: Module
  readonly files: Ec20Files
  /** Six clients, AT+QMTOPEN's indexes 0 to 5. */
  readonly clients: readonly MqttClient[]
}

export type Handler = AnyHandler<Board>
export type CommandTable = AnyTable<Board>
