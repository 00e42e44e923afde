import { readFile, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { KeptLibrary } from '../../../shared/contract/mqtt-collections.ts'
import { emptyLibrary, messageLibrarySchema, variablesOf, type MessageLibrary } from '../../../shared/mqtt/collections/schema.ts'
import { writePrivate } from '../../kit/private-file.ts'
import { changedMeanwhile, libraryBroken, libraryNotWritten } from './failures.ts'

const fileSchema = z.object({ version: z.literal(1), library: messageLibrarySchema })

const reasonOf = (error: unknown): string => (error instanceof z.ZodError ? (error.issues[0]?.path.join('.') ?? '') : error instanceof Error && 'code' in error ? String(error.code) : String(error))

/** `<dataDir>/mqtt-collections.json`: saved messages and a person's variables, read once and kept in memory; all windows see the same. */
export class CollectionsService {
  readonly #file: string
  readonly #changed = new Emitter<[KeptLibrary]>()
  #kept: Promise<KeptLibrary> | undefined
  #working: Promise<unknown> = Promise.resolve()

  readonly onDidChange = this.#changed.on

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'mqtt-collections.json')
  }

  get(): Promise<KeptLibrary> {
    this.#kept ??= this.#read()
    return this.#kept
  }

  /** By name. */
  async variables(): Promise<Readonly<Record<string, string>>> {
    return variablesOf((await this.get()).library)
  }

  /** One change at a time, each on what the last one left. */
  save(library: MessageLibrary, revision: number): Promise<Result<KeptLibrary>> {
    const done = this.#working.then(async (): Promise<Result<KeptLibrary>> => {
      if ((await this.get()).revision !== revision) return fail(changedMeanwhile)
      try {
        // For its owner only: payloads may be a customer's.
        await writePrivate(this.#file, `${JSON.stringify({ version: 1, library })}\n`)
      } catch (error) {
        return fail(libraryNotWritten(reasonOf(error)))
      }
      const next: KeptLibrary = { library, revision: revision + 1 }
      this.#kept = Promise.resolve(next)
      this.#changed.fire(next)
      return ok(next)
    })
    this.#working = done
    return done
  }

  /** Waits for what is being written. */
  async dispose(): Promise<void> {
    await this.#working
  }

  /** A missing file is an empty library; one that cannot be read is moved aside, so that nothing is written over it. */
  async #read(): Promise<KeptLibrary> {
    try {
      return { library: fileSchema.parse(JSON.parse(await readFile(this.#file, 'utf8'))).library, revision: 0 }
    } catch (error) {
      if (reasonOf(error) === 'ENOENT') return { library: emptyLibrary, revision: 0 }
      const aside = `${this.#file}.bad`
      await rename(this.#file, aside).catch(() => {})
      return { library: emptyLibrary, revision: 0, damage: libraryBroken(basename(aside), reasonOf(error)) }
    }
  }
}
