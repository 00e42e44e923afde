import { randomUUID } from 'node:crypto'
import type { Catalogue } from '../../../shared/catalogue.ts'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { LoadedProfile, SavedProfile, SecretKeeping, ToSave } from '../../../shared/contract/profiles.ts'
import { splitSecrets } from '../../../shared/wizard/split-secrets.ts'
import { diskRefused, nameTaken, noSuchProfile, notAProfile, pairGone, tooMany, vaultRefused } from './failures.ts'
import { fileNameOf, formatProfileFile, parseProfileFile } from './profile-file.ts'
import { SavedStore, type Entry, type Secret } from './saved-store.ts'
import type { SecretVault } from './secret-vault.ts'
import { fromStored, toStored } from './stored-inputs.ts'

const mostProfiles = 500

type State = { readonly entries: readonly Entry[]; readonly secrets: readonly Secret[] }

/** What was filled into the wizard, kept under names. Secrets are kept only when a person asked for it. */
export class ProfilesService {
  readonly #store: SavedStore
  readonly #catalogue: () => Catalogue
  readonly #vault: SecretVault | undefined
  readonly #now: () => number
  readonly #changed = new Emitter<[profiles: SavedProfile[]]>()
  #state: Promise<State> | undefined
  #working: Promise<unknown> = Promise.resolve()

  constructor(options: { readonly dataDir: string; readonly catalogue: () => Catalogue; readonly vault?: SecretVault; readonly now?: () => number }) {
    this.#store = new SavedStore(options.dataDir)
    this.#catalogue = options.catalogue
    this.#vault = options.vault
    this.#now = options.now ?? Date.now
  }

  readonly onDidChange = this.#changed.on

  async list(): Promise<SavedProfile[]> {
    return listed(await this.#read())
  }

  async keeping(): Promise<SecretKeeping> {
    return { kind: this.#vault?.isReal() ? 'system' : 'file', path: this.#store.secretsFile }
  }

  save(profile: ToSave, { withSecrets, replace }: { readonly withSecrets: boolean; readonly replace: string | null }): Promise<Result<SavedProfile>> {
    return this.#change((state) => {
      const other = state.entries.find(({ name, id }) => name === profile.name && id !== replace)
      if (other) return fail(nameTaken(profile.name))
      return this.#put(state, profile, { withSecrets, id: state.entries.some(({ id }) => id === replace) ? replace : null })
    })
  }

  async load(id: string): Promise<Result<LoadedProfile>> {
    const state = await this.#read()
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
    return this.#change((state) => {
      const entry = state.entries.find((each) => each.id === id)
      if (!entry) return fail(noSuchProfile)
      if (state.entries.some((each) => each.name === name && each.id !== id)) return fail(nameTaken(name))
      return ok({ state: { ...state, entries: state.entries.map((each) => (each.id === id ? { ...each, name } : each)) }, id })
    })
  }

  duplicate(id: string): Promise<Result<SavedProfile>> {
    return this.#change((state) => {
      const entry = state.entries.find((each) => each.id === id)
      if (!entry) return fail(noSuchProfile)
      if (state.entries.length >= mostProfiles) return fail(tooMany(mostProfiles))
      const copy = { ...entry, id: randomUUID(), name: freeName(state, entry.name), savedAt: this.#now() }
      const secret = state.secrets.find((each) => each.id === id)
      return ok({ state: { entries: [...state.entries, copy], secrets: secret ? [...state.secrets, { ...secret, id: copy.id }] : state.secrets }, id: copy.id })
    })
  }

  async remove(id: string): Promise<Result<null>> {
    const removed = await this.#change(({ entries, secrets }) =>
      entries.some((each) => each.id === id) ? ok({ state: { entries: entries.filter((each) => each.id !== id), secrets: secrets.filter((each) => each.id !== id) }, id }) : fail(noSuchProfile),
    )
    return removed.ok ? ok(null) : removed
  }

  async exportFile(id: string, withSecrets: boolean): Promise<Result<{ fileName: string; text: string }>> {
    const state = await this.#read()
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
    return this.#change((state) => {
      const name = state.entries.some((each) => each.name === profile.name) ? freeName(state, profile.name) : profile.name
      return this.#put(state, { ...profile, name }, { withSecrets, id: null })
    })
  }

  /** Waits for what is being written. */
  async dispose(): Promise<void> {
    await this.#working
  }

  #put(state: State, profile: Omit<ToSave, 'inputs'> & { readonly inputs: Inputs }, { withSecrets, id }: { readonly withSecrets: boolean; readonly id: string | null }): Result<{ state: State; id: string }> {
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
    return ok({ state: { entries, secrets: kept ? [...others, kept] : others }, id: entry.id })
  }

  #keep(id: string, secret: Inputs): Secret | null {
    const inputs = toStored(secret)
    if (!this.#vault?.isReal()) return { id, inputs }
    const sealed = this.#vault.seal(JSON.stringify(inputs))
    return sealed === null ? null : { id, sealed }
  }

  /** `sealed`: encrypted, and not for this program. */
  #secretsOf({ secrets }: State, id: string): NonNullable<Secret['inputs']> | 'sealed' {
    const secret = secrets.find((each) => each.id === id)
    if (secret?.sealed === undefined) return secret?.inputs ?? {}
    const plain = this.#vault?.isReal() ? this.#vault.open(secret.sealed) : null
    if (plain === null) return 'sealed'
    try {
      return JSON.parse(plain) as NonNullable<Secret['inputs']>
    } catch {
      return 'sealed'
    }
  }

  #read(): Promise<State> {
    this.#state ??= Promise.all([this.#store.readEntries(), this.#store.readSecrets()]).then(([entries, secrets]) => ({ entries, secrets }))
    return this.#state
  }

  /** One change after the other; what the disk refuses has not happened. */
  #change(make: (state: State) => Result<{ readonly state: State; readonly id: string }>): Promise<Result<SavedProfile>> {
    const work = this.#working.then(async (): Promise<Result<SavedProfile>> => {
      const before = await this.#read()
      const made = make(before)
      if (!made.ok) return made
      const { state, id } = made.value
      try {
        // Secrets first: no profile may say that it has what is not there.
        if (state.secrets !== before.secrets && (state.secrets.length > 0 || before.secrets.length > 0)) await this.#store.writeSecrets(state.secrets)
        await this.#store.writeEntries(state.entries)
      } catch (error) {
        return fail(diskRefused(error))
      }
      this.#state = Promise.resolve(state)
      this.#changed.fire(listed(state))
      const entry = state.entries.find((each) => each.id === id) ?? before.entries.find((each) => each.id === id)
      return entry ? ok(infoOf(entry, state)) : fail(noSuchProfile)
    })
    this.#working = work.catch(() => {})
    return work
  }
}

const infoOf = ({ inputs, secretKeys, variant, ...entry }: Entry, { secrets }: State): SavedProfile => ({
  ...entry,
  ...(variant !== undefined && { variant }),
  files: Object.values(inputs).flatMap((value) => (typeof value === 'string' ? [] : [value.file])),
  secrets: secretKeys.length === 0 ? 'none' : secrets.some(({ id }) => id === entry.id) ? 'kept' : 'left-out',
})

const listed = (state: State): SavedProfile[] => state.entries.map((entry) => infoOf(entry, state)).toSorted((a, b) => a.name.localeCompare(b.name))

/** `Meter (2)`: the first number that is free. */
function freeName({ entries }: State, name: string): string {
  const bare = name.replace(/ \(\d+\)$/, '').slice(0, 90)
  const taken = new Set(entries.map((each) => each.name))
  for (let number = 2; ; number++) if (!taken.has(`${bare} (${number})`)) return `${bare} (${number})`
}
