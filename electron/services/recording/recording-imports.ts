import { randomUUID } from 'node:crypto'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { ImportedLog, ImportState } from '../../../shared/contract/recording-imports.ts'
import { importLog } from './import/index.ts'
import { cannotImport, importInterrupted, noSuchImport, tooManyImports } from './import/import-failures.ts'

const tellMs = 100
/** A page that went away finishes nothing. */
const idleMs = 60_000
/** At once; a person drops a handful, one after another. */
const mostImports = 8

export type RecordingImportsOptions = {
  readonly dataDir: string
  /** Where recordings go now. */
  readonly folder: () => Promise<string>
  readonly onImported: () => void
  readonly idleMs?: number
}

type Import = {
  readonly name: string
  readonly bytes: number
  readonly writtenAt: number
  readonly file: string
  readonly handle: FileHandle
  received: number
  readonly stop: AbortController
  timer: ReturnType<typeof setTimeout> | undefined
  /** One call at a time: chunks are in order, and a cancelled import's file is closed when nobody writes to it. */
  work: Promise<unknown>
}

/**
 * Logs on their way in. A page hands a log over in chunks, since one message cannot hold it; it is kept in `<dataDir>/imports`, for its owner only, until the recording is
 * made of it: what stands in it is not masked yet. What an earlier start left there goes.
 */
export class RecordingImports {
  readonly #options: RecordingImportsOptions
  readonly #uploads: string
  readonly #imports = new Map<string, Import>()
  readonly #imported = new Emitter<[ImportState]>()
  readonly #started: Promise<unknown>
  readonly onDidImport = this.#imported.on

  constructor(options: RecordingImportsOptions) {
    this.#options = options
    this.#uploads = join(options.dataDir, 'imports')
    this.#started = rm(this.#uploads, { recursive: true, force: true }).catch(() => {})
  }

  async beginImport({ name, bytes, writtenAt }: { readonly name: string; readonly bytes: number; readonly writtenAt: number }): Promise<Result<string>> {
    await this.#started
    if (this.#imports.size >= mostImports) return fail(tooManyImports)
    const importId = randomUUID()
    const file = join(this.#uploads, importId)
    try {
      await mkdir(this.#uploads, { recursive: true, mode: 0o700 })
      const handle = await open(file, 'wx', 0o600)
      this.#imports.set(importId, { name, bytes, writtenAt, file, handle, received: 0, stop: new AbortController(), timer: undefined, work: Promise.resolve() })
      this.#wait(importId)
      return ok(importId)
    } catch (error) {
      return fail(cannotImport(name, error))
    }
  }

  async importChunk(importId: string, bytes: Uint8Array): Promise<Result<null>> {
    return this.#during(importId, async (found) => {
      found.received += bytes.length
      if (found.received > found.bytes) {
        await this.#drop(importId)
        return fail(importInterrupted(found.name))
      }
      try {
        await found.handle.writeFile(bytes)
        return ok(null)
      } catch (error) {
        await this.#drop(importId)
        return fail(cannotImport(found.name, error))
      }
    })
  }

  async endImport(importId: string): Promise<Result<ImportedLog | null>> {
    return this.#during(importId, async (found) => {
      clearTimeout(found.timer)
      if (found.received !== found.bytes) {
        await this.#drop(importId)
        return fail(importInterrupted(found.name))
      }
      let toldAt = 0
      const onProgress = (progress: number): void => {
        const now = performance.now()
        if (now - toldAt < tellMs) return
        toldAt = now
        this.#imported.fire({ importId, progress })
      }
      try {
        await found.handle.close()
        const made = await importLog(found, await this.#options.folder(), { signal: found.stop.signal, onProgress })
        if (made.ok) this.#options.onImported()
        return made
      } catch (error) {
        return found.stop.signal.aborted ? ok(null) : fail(cannotImport(found.name, error))
      } finally {
        await this.#drop(importId)
      }
    })
  }

  async cancelImport(importId: string): Promise<Result<null>> {
    const found = this.#imports.get(importId)
    if (!found) return fail(noSuchImport)
    found.stop.abort()
    await found.work
    await this.#drop(importId)
    return ok(null)
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#imports.keys()].map((id) => this.cancelImport(id)))
  }

  async #during<T>(importId: string, work: (found: Import) => Promise<Result<T>>): Promise<Result<T>> {
    const found = this.#imports.get(importId)
    if (!found || found.stop.signal.aborted) return fail(noSuchImport)
    clearTimeout(found.timer)
    const done = found.work.then(() => (this.#imports.has(importId) ? work(found) : fail(noSuchImport)))
    found.work = done
    const result = await done
    this.#wait(importId)
    return result
  }

  #wait(importId: string): void {
    const found = this.#imports.get(importId)
    if (!found) return
    clearTimeout(found.timer)
    found.timer = setTimeout(() => void this.cancelImport(importId), this.#options.idleMs ?? idleMs)
    found.timer.unref()
  }

  async #drop(importId: string): Promise<void> {
    const found = this.#imports.get(importId)
    if (!found) return
    this.#imports.delete(importId)
    clearTimeout(found.timer)
    await found.handle.close().catch(() => {})
    await rm(found.file, { force: true }).catch(() => {})
  }
}
