import { Emitter } from '../../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../../shared/contract/failure.ts'
import type { PacketLogState, PacketMode, PacketWindow } from '../../../../shared/contract/mqtt-packets.ts'
import { unknownConnection } from '../failures.ts'
import { Growth } from '../growth.ts'
import { PacketLog, type PacketLogOptions } from './packet-log.ts'

const changeMs = 200

/** The control packets of each connection, as the contract's `mqttPackets.*` has it. */
export class PacketsService {
  readonly #logs = new Map<string, PacketLog>()
  readonly #changed = new Emitter<[string, PacketLogState]>()

  readonly onDidChange = this.#changed.on

  /** The log of a connection that is about to begin. */
  add(id: string, options: Omit<PacketLogOptions, 'changed'>): PacketLog {
    const growth = new Growth(() => this.#logs.has(id) && this.#changed.fire(id, log.state()), changeMs)
    const log = new PacketLog({ ...options, changed: () => growth.grew() })
    this.#logs.set(id, log)
    return log
  }

  remove(id: string): void {
    this.#logs.delete(id)
  }

  async list(connectionId: string, from: number, count: number): Promise<Result<PacketWindow>> {
    const log = this.#logs.get(connectionId)
    return log ? ok({ state: log.state(), packets: log.list(from, count) }) : fail(unknownConnection(connectionId))
  }

  async setMode(connectionId: string, mode: PacketMode): Promise<Result<PacketLogState>> {
    const log = this.#logs.get(connectionId)
    if (!log) return fail(unknownConnection(connectionId))
    log.setMode(mode)
    return ok(log.state())
  }
}
