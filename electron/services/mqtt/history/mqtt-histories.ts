import { fail, ok, type Result } from '../../../../shared/contract/failure.ts'
import { unknownConnection } from '../failures.ts'
import type { MqttService } from '../mqtt-service.ts'
import { neighbourOf } from './neighbour.ts'

export type MqttHistoriesOptions = { readonly connections: Pick<MqttService, 'history'> }

/** What can be asked of all that a connection has sent and received. */
export class MqttHistories {
  readonly #options: MqttHistoriesOptions

  constructor(options: MqttHistoriesOptions) {
    this.#options = options
  }

  async neighbourOfMessage(connectionId: string, seq: number, side: 'before' | 'after'): Promise<Result<number | null>> {
    const history = this.#options.connections.history(connectionId)
    return history ? ok((await neighbourOf(history, seq, side)) ?? null) : fail(unknownConnection(connectionId))
  }
}
