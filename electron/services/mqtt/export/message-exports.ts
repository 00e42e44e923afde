import { randomUUID } from 'node:crypto'
import { Emitter } from '../../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../../shared/contract/failure.ts'
import type { MessageExport, MessageExportRequest } from '../../../../shared/contract/mqtt-history.ts'
import { text } from '../../../../shared/text/local-text.ts'
import { SlowExpression } from '../../../kit/slow-expression.ts'
import type { ChooseExportTarget } from '../../recording/index.ts'
import type { MessageHistory } from '../history/message-history.ts'
import { slowFilter } from '../selection/selection-failures.ts'
import { sieveOptions } from '../selection/sieve-options.ts'
import { exportMessages } from './export-messages.ts'

/** ms between two tellings of how far an export has come. */
const tellMs = 100

const over = { code: 'mqtt.export-over', stage: 'mqtt', what: text('This export is over.', '这次导出已经结束。'), next: text('Export again where that is wanted.', '如有需要，请重新导出。') } as const

const cannotExport = (fileName: string, cause: unknown) =>
  ({
    code: 'mqtt.export-failed',
    stage: 'mqtt',
    what: text(`${fileName} could not be written; nothing of it was kept.`, `无法写入 ${fileName}，未保留任何内容。`),
    next: text('Look whether the place for the export may be written to and has room.', '请确认导出位置可写、空间足够。'),
    evidence: cause instanceof Error ? cause.message : String(cause),
  }) as const

/** Exports of messages under way: begun, told of, cancelled. */
export class MessageExports {
  readonly #chooseTarget: ChooseExportTarget | undefined
  readonly #underWay = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>()
  readonly #told = new Emitter<[MessageExport]>()
  readonly onDidExport = this.#told.on

  /** `chooseTarget`: left out where nobody can be asked; nothing is exported then. */
  constructor(chooseTarget?: ChooseExportTarget) {
    this.#chooseTarget = chooseTarget
  }

  /** `name`: of the connection, for the file's name. */
  async export(history: MessageHistory, name: string, request: MessageExportRequest): Promise<Result<MessageExport | null>> {
    const chosen = request.filter ? sieveOptions(request.filter) : ok(null)
    if (!chosen.ok) return chosen
    const fileName = `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80) || 'mqtt'}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${request.kind}`
    const target = (await this.#chooseTarget?.(fileName)) ?? null
    if (!target) return ok(null)
    const state: MessageExport = { exportId: randomUUID(), fileName, progress: 0, isDone: false }
    const stop = new AbortController()
    let toldAt = -Infinity
    const onProgress = (progress: number): void => {
      const now = performance.now()
      if (now - toldAt < tellMs) return
      toldAt = now
      this.#told.fire({ ...state, progress })
    }
    const run = async (): Promise<void> => {
      const outcome = await exportMessages(history, request, chosen.value, target.file, { signal: stop.signal, onProgress }).then(
        (made) => ({ made: { ...made, place: target.place } }),
        (error: unknown) => (stop.signal.aborted ? {} : { failure: error instanceof SlowExpression ? slowFilter : cannotExport(fileName, error) }),
      )
      this.#underWay.delete(state.exportId)
      this.#told.fire({ ...state, progress: 1, isDone: true, ...outcome })
    }
    // After the answer, so that nobody is told of an export before knowing its id.
    const ended = new Promise<void>((resolve) => setImmediate(() => void run().then(resolve)))
    this.#underWay.set(state.exportId, { stop, ended })
    return ok(state)
  }

  async cancel(exportId: string): Promise<Result<null>> {
    const found = this.#underWay.get(exportId)
    if (!found) return fail(over)
    found.stop.abort()
    await found.ended
    return ok(null)
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#underWay.keys()].map((id) => this.cancel(id)))
  }
}
