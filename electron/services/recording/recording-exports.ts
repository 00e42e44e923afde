import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { ExportState, RecordingExportRequest } from '../../../shared/contract/recording-exports.ts'
import type { ChooseExportTarget, ExportTarget } from './export-delivery.ts'
import { exportRecording, exportSuffix, type ExportSource } from './export/index.ts'
import { cannotExport, exportsItself, noSuchExport } from './library-failures.ts'

/** ms between two tellings of how far an export has come. */
const tellMs = 100

export type RecordingExportsOptions = {
  readonly library: { readonly source: (name: string) => Promise<Result<ExportSource>> }
  /** Left out where nobody can be asked: nothing is exported then. */
  readonly chooseTarget?: ChooseExportTarget
}

/** Exports under way: begun, told of, cancelled. */
export class RecordingExports {
  readonly #options: RecordingExportsOptions
  readonly #underWay = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>()
  readonly #exported = new Emitter<[ExportState]>()
  readonly onDidExport = this.#exported.on

  constructor(options: RecordingExportsOptions) {
    this.#options = options
  }

  async export(name: string, request: RecordingExportRequest): Promise<Result<ExportState | null>> {
    const source = await this.#options.library.source(name)
    if (!source.ok) return source
    const fileName = name.replace(/\.atrec$/, '') + exportSuffix[request.format]
    const target = (await this.#options.chooseTarget?.(fileName)) ?? null
    if (!target) return ok(null)
    if (await isSameFile(source.value.file, target.file)) return fail(exportsItself)
    const state: ExportState = { exportId: randomUUID(), name, fileName, progress: 0, isDone: false }
    const stop = new AbortController()
    // After the answer, so that nobody is told of an export before knowing its id.
    const ended = new Promise<void>((resolve) => setImmediate(() => void this.#run(state, source.value, request, target, stop.signal).then(resolve)))
    this.#underWay.set(state.exportId, { stop, ended })
    return ok(state)
  }

  async cancelExport(exportId: string): Promise<Result<null>> {
    const found = this.#underWay.get(exportId)
    if (!found) return fail(noSuchExport)
    found.stop.abort()
    await found.ended
    return ok(null)
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#underWay.keys()].map((id) => this.cancelExport(id)))
  }

  async #run(state: ExportState, source: ExportSource, request: RecordingExportRequest, { file, place }: ExportTarget, signal: AbortSignal): Promise<void> {
    let toldAt = 0
    const onProgress = (progress: number): void => {
      const now = performance.now()
      if (now - toldAt < tellMs) return
      toldAt = now
      this.#exported.fire({ ...state, progress })
    }
    const end = (outcome: Pick<ExportState, 'made' | 'failure'>): void => {
      this.#underWay.delete(state.exportId)
      this.#exported.fire({ ...state, progress: 1, isDone: true, ...outcome })
    }
    try {
      end({ made: { ...(await exportRecording(source, request, file, { signal, onProgress })), place } })
    } catch (error) {
      end(signal.aborted ? {} : { failure: cannotExport(state.fileName, error) })
    }
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((file) => stat(file).catch(() => undefined)))
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev
}
