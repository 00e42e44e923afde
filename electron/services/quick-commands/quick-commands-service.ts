import { join } from 'node:path'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { QuickCommandsState } from '../../../shared/contract/quick-commands.ts'
import { secretNames } from '../../../shared/quick-commands/placeholders.ts'
import { commandsIn, type QuickPage, type QuickValues } from '../../../shared/quick-commands/schema.ts'
import { changedMeanwhile, diskRefused, fileLocked } from './failures.ts'
import { readStored, reasonOf, writeStored, type Stored } from './quick-file.ts'

/** Values that are kept: those asked for last push out the oldest. */
const mostValues = 200

type Kept = Stored & { readonly revision: number }

/** `<dataDir>/quick-commands.json`, read once and kept in memory; several clients see each other's changes through `onDidChange`. */
export class QuickCommandsService {
  readonly #file: string
  readonly #changed = new Emitter<[state: QuickCommandsState]>()
  #kept: Promise<Kept> | undefined
  #working: Promise<unknown> = Promise.resolve()

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'quick-commands.json')
  }

  readonly onDidChange = this.#changed.on

  async get(): Promise<QuickCommandsState> {
    return told(await this.#read())
  }

  save(pages: readonly QuickPage[], revision: number): Promise<Result<QuickCommandsState>> {
    return this.#inTurn(async (kept) => (kept.revision === revision ? this.#put(kept, { pages, values: allowed(kept.values, pages) }) : fail(changedMeanwhile)))
  }

  remember(values: QuickValues): Promise<Result<null>> {
    return this.#inTurn(async (kept) => {
      const next = allowed(Object.fromEntries(Object.entries({ ...without(kept.values, values), ...values }).slice(-mostValues)), kept.pages)
      const put = await this.#put(kept, { pages: kept.pages, values: next }, kept.revision)
      return put.ok ? ok(null) : put
    })
  }

  /** Waits for what is being written. */
  async dispose(): Promise<void> {
    await this.#working
  }

  #read(): Promise<Kept> {
    this.#kept ??= readStored(this.#file).then((stored) => ({ ...stored, revision: 1 }))
    return this.#kept
  }

  /** One change at a time, each on what the last one left. */
  #inTurn<T>(work: (kept: Kept) => Promise<T>): Promise<T> {
    const done = this.#working.then(async () => work(await this.#read()))
    this.#working = done.catch(() => {})
    return done
  }

  async #put(kept: Kept, change: Pick<Stored, 'pages' | 'values'>, revision = kept.revision + 1): Promise<Result<QuickCommandsState>> {
    if (kept.isLocked) return fail(kept.damage ?? fileLocked(this.#file, ''))
    try {
      await writeStored(this.#file, change)
    } catch (error) {
      return fail(diskRefused(reasonOf(error)))
    }
    const next: Kept = { ...kept, ...change, revision }
    this.#kept = Promise.resolve(next)
    this.#changed.fire(told(next))
    return ok(told(next))
  }
}

const told = ({ pages, values, revision, damage }: Kept): QuickCommandsState => ({ pages, values, revision, ...(damage && { damage }) })

/** A name that is secret in any command is not kept: decided here, where the file is written. */
function allowed(values: QuickValues, pages: readonly QuickPage[]): QuickValues {
  const secret = new Set(pages.flatMap(commandsIn).flatMap(secretNames))
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name)))
}

/** So that what was asked for last stands last. */
const without = (values: QuickValues, names: QuickValues): QuickValues => Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(names, name)))
