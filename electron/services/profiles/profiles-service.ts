import { randomUUID } from 'node:crypto'
import type { Catalogue } from '../../../shared/catalogue.ts'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { LoadedProfile, SavedProfile, SecretKeeping, ToSave } from '../../../shared/contract/profiles.ts'
import { freeName } from '../../../shared/kept/free-name.ts'
import { KeptList, type Change, type Kept } from '../../../shared/kept/kept-list.ts'
import { openSecret, sealSecret, type SecretVault } from '../../../shared/kept/secret-vault.ts'
import { splitSecrets } from '../../../shared/wizard/split-secrets.ts'
import { diskRefused, nameTaken, noSuchProfile, notAProfile, pairGone, tooMany, vaultRefused } from './failures.ts'
import { fileNameOf, formatProfileFile, parseProfileFile } from './profile-file.ts'
import { SavedStore, type Entry, type Secret } from './saved-store.ts'
import { fromStored, storedInputs, toStored, type StoredInputs } from './stored-inputs.ts'

const mostProfiles = 500

type State = Kept<Entry, Secret>

/** What was filled into the wizard, kept under names. Secrets are kept only when a person asked for it. */
export class ProfilesService {
  readonly #store: SavedStore
  readonly #catalogue: () => Catalogue
  readonly #vault: SecretVault | undefined
  readonly #now: () => number
  readonly #changed = new Emitter<[profiles: SavedProfile[]]>()
  readonly #list: KeptList<Entry, Secret>

  constructor(options: { readonly dataDir: string; readonly catalogue: () => Catalogue; readonly vault?: SecretVault; readonly now?: () => number }) {
    this.#store = new SavedStore(options.dataDir)
    this.#list = new KeptList(this.#store, { changed: (state) => this.#changed.fire(listed(state)), refused: diskRefused })
    this.#catalogue = options.catalogue
    this.#vault = options.vault
    this.#now = options.now ?? Date.now
  }

  readonly onDidChange = this.#changed.on

  async list(): Promise<SavedProfile[]> {
    return listed(await this.#list.read())
  }

  async keeping(): Promise<SecretKeeping> {
    return { kind: this.#vault?.isReal() ? 'system' : 'file', path: this.#store.secretsFile }
  }

  save(profile: ToSave, { withSecrets, replace }: { readonly withSecrets: boolean; readonly replace: string | null }): Promise<Result<SavedProfile>> {
    return this.#list.change((state) => {
      const other = state.entries.find(({ name, id }) => name === profile.name && id !== replace)
      if (other) return fail(nameTaken(profile.name))
      return this.#put(state, profile, { withSecrets, id: state.entries.some(({ id }) => id === replace) ? replace : null })
    })
  }

  async load(id: string): Promise<Result<LoadedProfile>> {
    const state = await this.#list.read()
    const entry = state.entries.find((each) => each.id === id)
    if (!entry) return fail(noSuchProfile)
    const { findModem, findCloud } = this.#catalogue()
    if (!findModem(entry.modem) || !findCloud(entry.cloud)) return fail(pairGone(entry.modem, entry.cloud))
    const kept = this.#secretsOf(state, id)
    const inputs = fromStored({ ...entry.inputs, ...(kept === 'sealed' ? {} : kept) })
    const missing = entry.secretKeys.filter((key) => inputs[key] === undefined)
    return ok({ profile: infoOf(entry, state), inputs, missing, isSealed: kept === 'sealed' })
  }

  rename(id: string, name: string): Promise<Result<SavedProfile>> {
    return this.#list.change((state) => {
      const entry = state.entries.find((each) => each.id === id)
      if (!entry) return fail(noSuchProfile)
      if (state.entries.some((each) => each.name === name && each.id !== id)) return fail(nameTaken(name))
      const renamed = { ...entry, name }
      return ok({ state: { ...state, entries: state.entries.map((each) => (each.id === id ? renamed : each)) }, answer: (after) => infoOf(renamed, after) })
    })
  }

  duplicate(id: string): Promise<Result<SavedProfile>> {
    return this.#list.change((state) => {
      const entry = state.entries.find((each) => each.id === id)
      if (!entry) return fail(noSuchProfile)
      if (state.entries.length >= mostProfiles) return fail(tooMany(mostProfiles))
      const copy = { ...entry, id: randomUUID(), name: freeName(state.entries.map((each) => each.name), entry.name), savedAt: this.#now() }
      const secret = state.secrets.find((each) => each.id === id)
      return ok({ state: { entries: [...state.entries, copy], secrets: secret ? [...state.secrets, { ...secret, id: copy.id }] : state.secrets }, answer: (after) => infoOf(copy, after) })
    })
  }

  remove(id: string): Promise<Result<null>> {
    return this.#list.change<null>(({ entries, secrets }) =>
      entries.some((each) => each.id === id)
        ? ok({ state: { entries: entries.filter((each) => each.id !== id), secrets: secrets.filter((each) => each.id !== id) }, answer: () => null })
        : fail(noSuchProfile),
    )
  }

  async exportFile(id: string, withSecrets: boolean): Promise<Result<{ fileName: string; text: string }>> {
    const state = await this.#list.read()
    const entry = state.entries.find((each) => each.id === id)
    if (!entry) return fail(noSuchProfile)
    const { name, modem, cloud, variant } = entry
    const kept = withSecrets ? this.#secretsOf(state, id) : {}
    const profile = { name, modem, cloud, ...(variant !== undefined && { variant }), inputs: fromStored(entry.inputs) }
    return ok({ fileName: fileNameOf(name), text: formatProfileFile(profile, kept === 'sealed' ? undefined : fromStored(kept)) })
  }

  importFile(content: string, withSecrets: boolean): Promise<Result<SavedProfile>> {
    const profile = parseProfileFile(content)
    if (!profile) return Promise.resolve(fail(notAProfile))
    return this.#list.change((state) => {
      const name = state.entries.some((each) => each.name === profile.name) ? freeName(state.entries.map((each) => each.name), profile.name) : profile.name
      return this.#put(state, { ...profile, name }, { withSecrets, id: null })
    })
  }

  /** Waits for what is being written. */
  async dispose(): Promise<void> {
    await this.#list.settled()
  }

  #put(state: State, profile: Omit<ToSave, 'inputs'> & { readonly inputs: Inputs }, { withSecrets, id }: { readonly withSecrets: boolean; readonly id: string | null }): Result<Change<Entry, Secret, SavedProfile>> {
    const { name, modem: modemId, cloud: cloudId, variant, inputs } = profile
    const modem = this.#catalogue().findModem(modemId)
    const cloud = this.#catalogue().findCloud(cloudId)
    if (!modem || !cloud) return fail(pairGone(modemId, cloudId))
    if (id === null && state.entries.length >= mostProfiles) return fail(tooMany(mostProfiles))
    const { open, secret } = splitSecrets(modem, cloud, inputs)
    const entry: Entry = {
      id: id ?? randomUUID(),
      name,
      modem: modemId,
      cloud: cloudId,
      ...(variant !== undefined && { variant }),
      savedAt: this.#now(),
      inputs: toStored(open),
      secretKeys: Object.keys(secret),
    }
    const others = state.secrets.filter((each) => each.id !== entry.id)
    const kept = withSecrets && entry.secretKeys.length > 0 ? this.#keep(entry.id, secret) : undefined
    if (kept === null) return fail(vaultRefused)
    const entries = id === null ? [...state.entries, entry] : state.entries.map((each) => (each.id === id ? entry : each))
    return ok({ state: { entries, secrets: kept ? [...others, kept] : others }, answer: (after) => infoOf(entry, after) })
  }

  #keep(id: string, secret: Inputs): Secret | null {
    const inputs = toStored(secret)
    const sealed = sealSecret(this.#vault, inputs)
    if (sealed === null) return null
    return sealed === undefined ? { id, inputs } : { id, sealed }
  }

  /** `sealed`: encrypted, and not for this program. */
  #secretsOf({ secrets }: State, id: string): StoredInputs | 'sealed' {
    const secret = secrets.find((each) => each.id === id)
    return secret?.sealed === undefined ? (secret?.inputs ?? {}) : openSecret(this.#vault, secret.sealed, (json) => storedInputs.parse(json))
  }
}

const infoOf = ({ inputs, secretKeys, variant, ...entry }: Entry, { secrets }: State): SavedProfile => ({
  ...entry,
  ...(variant !== undefined && { variant }),
  files: Object.values(inputs).flatMap((value) => (typeof value === 'string' ? [] : [value.file])),
  secrets: secretKeys.length === 0 ? 'none' : secrets.some(({ id }) => id === entry.id) ? 'kept' : 'left-out',
})

const listed = (state: State): SavedProfile[] => state.entries.map((entry) => infoOf(entry, state)).toSorted((a, b) => a.name.localeCompare(b.name))
