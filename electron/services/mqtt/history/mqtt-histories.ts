import { Emitter } from '../../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../../shared/contract/failure.ts'
import type { HistoryInfo, MessageExport, MessageExportRequest } from '../../../../shared/contract/mqtt-history.ts'
import type { ChooseExportTarget } from '../../recording/index.ts'
import { MessageExports } from '../export/message-exports.ts'
import { unknownConnection } from '../failures.ts'
import type { MqttService } from '../mqtt-service.ts'
import { neighbourOf } from './neighbour.ts'

export type MqttHistoriesOptions = { readonly connections: Pick<MqttService, 'history' | 'histories' | 'noteChange' | 'connections'>; readonly chooseTarget?: ChooseExportTarget }

/** What can be asked of all that a connection has sent and received. */
export class MqttHistories {
  readonly #connections: MqttHistoriesOptions['connections']
  readonly #exports: MessageExports
  readonly #cleared = new Emitter<[connectionId: string]>()

  constructor({ connections, chooseTarget }: MqttHistoriesOptions) {
    this.#connections = connections
    this.#exports = new MessageExports(chooseTarget)
  }

  readonly onDidExportMessages: MessageExports['onDidExport'] = (listener) => this.#exports.onDidExport(listener)

  /** All messages that were kept of a connection have been deleted. */
  readonly onDidClear = this.#cleared.on

  async neighbourOfMessage(connectionId: string, seq: number, side: 'before' | 'after'): Promise<Result<number | null>> {
    const history = this.#connections.history(connectionId)
    return history ? ok((await neighbourOf(history, seq, side)) ?? null) : fail(unknownConnection(connectionId))
  }

  async historyInfo(connectionId: string): Promise<Result<HistoryInfo>> {
    const { histories } = this.#connections
    const history = this.#connections.history(connectionId)
    if (!history) return fail(unknownConnection(connectionId))
    return ok({ messages: history.nextSeq - history.firstSeq, bytes: history.bytes, limitBytes: histories.limitBytes, isKept: histories.isKept(history) })
  }

  async clearHistory(connectionId: string): Promise<Result<null>> {
    const history = this.#connections.history(connectionId)
    if (!history) return fail(unknownConnection(connectionId))
    await history.clear()
    this.#cleared.fire(connectionId)
    this.#connections.noteChange(history)
    return ok(null)
  }

  async exportMessages(connectionId: string, request: MessageExportRequest): Promise<Result<MessageExport | null>> {
    const history = this.#connections.history(connectionId)
    if (!history) return fail(unknownConnection(connectionId))
    const info = (await this.#connections.connections()).find(({ id }) => id === connectionId)
    return this.#exports.export(history, info?.options.name ?? connectionId, request)
  }

  cancelMessageExport(exportId: string): Promise<Result<null>> {
    return this.#exports.cancel(exportId)
  }

  dispose(): Promise<void> {
    return this.#exports.dispose()
  }
}
