import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { builtInCatalogue, makeCatalogue, type Catalogue } from '../../../shared/catalogue.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import type { UserProfilesState } from '../../../shared/contract/user-profiles.ts'
import { readUserFolder } from './read-folder.ts'
import { watchFolder } from './watch-folder.ts'

/** `<dataDir>/profiles`: a person's own modems and clouds, read at the start, when the folder changes and when asked. */
export class UserProfilesService {
  readonly #folder: string
  readonly #changed = new Emitter<[state: UserProfilesState]>()
  readonly #watch: ReturnType<typeof watchFolder>
  #state: UserProfilesState
  #catalogue = builtInCatalogue
  #reading: Promise<unknown> = Promise.resolve()

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'profiles')
    this.#state = { folder: this.#folder, files: [], clouds: [], modems: [] }
    this.#watch = watchFolder(this.#folder, () => void this.reload())
  }

  readonly onDidChange = this.#changed.on

  /** Every modem and cloud there is at this moment. */
  readonly catalogue = (): Catalogue => this.#catalogue

  async state(): Promise<UserProfilesState> {
    return this.#state
  }

  /** Makes the folder, so that there is one to put files into, and reads it. A disk that refuses costs the profiles, not the start. */
  async start(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 }).catch(() => {})
    await this.reload()
  }

  async reload(): Promise<UserProfilesState> {
    // One after the other: a slow reading must not end behind a newer one.
    const read = this.#reading.then(() => this.#read())
    this.#reading = read
    return read
  }

  dispose(): void {
    this.#watch.dispose()
  }

  async #read(): Promise<UserProfilesState> {
    await this.#watch.refresh()
    const state = await readUserFolder(this.#folder)
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return state
    this.#state = state
    this.#catalogue = makeCatalogue(state)
    this.#changed.fire(state)
    return state
  }
}
