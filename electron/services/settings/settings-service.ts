import { join } from 'node:path'
import { builtInCatalogue, type Catalogue } from '../../../shared/catalogue.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import type { Settings, SettingsChange } from '../../../shared/contract/settings.ts'
import { readSettings, writeSettings } from './settings-file.ts'
import { withoutSecrets } from './without-secrets.ts'

/** `<dataDir>/settings.json`, read once and kept in memory; several clients see each other's changes through `onDidChange`. */
export class SettingsService {
  readonly #file: string
  readonly #catalogue: () => Catalogue
  readonly #changed = new Emitter<[settings: Settings]>()
  #current: Promise<Settings> | undefined
  #writing: Promise<void> = Promise.resolve()

  /** `catalogue`: which fields are secret, the clouds know. */
  constructor(dataDir: string, catalogue: () => Catalogue = () => builtInCatalogue) {
    this.#catalogue = catalogue
    this.#file = join(dataDir, 'settings.json')
  }

  readonly onDidChange = this.#changed.on

  get(): Promise<Settings> {
    this.#current ??= readSettings(this.#file)
    return this.#current
  }

  /** Answers once the change is on disk. Rejects when the disk refuses; the change then holds until the program ends. */
  async update(change: SettingsChange): Promise<Settings> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    // Chained, not awaited in between: two changes at the same time both count.
    this.#current = this.get().then((settings) => withoutSecrets({ ...settings, ...given }, this.#catalogue()))
    const settings = await this.#current
    this.#changed.fire(settings)
    const written = this.#writing.then(() => writeSettings(this.#file, settings))
    this.#writing = written.catch(() => {})
    await written
    return settings
  }

  /** Waits for what is being written. */
  async dispose(): Promise<void> {
    await this.#writing
  }
}
