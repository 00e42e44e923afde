import { randomUUID } from 'node:crypto'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import type { SecretKeeping } from '../../../shared/contract/profiles.ts'
import type { Imported, LoadedConnection, SavedConnection } from '../../../shared/contract/saved-connections.ts'
import { freeName } from '../../../shared/kept/free-name.ts'
import { KeptList, type Kept } from '../../../shared/kept/kept-list.ts'
import { openSecret, sealSecret, type SecretVault } from '../../../shared/kept/secret-vault.ts'
import { readImport } from '../../../shared/mqtt/import/import.ts'
import { formatOwn } from '../../../shared/mqtt/import/own-file.ts'
import { clientIdOfCopy } from '../../../shared/mqtt/made-client-id.ts'
import { secretsOf, splitOptions, withSecrets, type OptionSecrets, type SecretOption } from '../../../shared/mqtt/saved/option-secrets.ts'
import { jsonSecrets, toJson } from '../../../shared/mqtt/saved/options-json.ts'
import { publishersIn } from '../../../shared/mqtt/workspace/arrange.ts'
import { emptyTemplate, type Workspace } from '../../../shared/mqtt/workspace/schema.ts'
import { diskRefused, noSuchConnection, notAList, tooMany, vaultRefused } from './failures.ts'
import { ConnectionStore, type Entry, type Secret } from './store.ts'

const mostConnections = 2000

type State = Kept<Entry, Secret>
type Options = { readonly dataDir: string; readonly vault?: SecretVault; readonly now?: () => number }

/** Connections to brokers, kept in folders and in the order that a person gave them. Secrets are kept only when a person asked for it. */
export class SavedConnectionsService {
  readonly #store: ConnectionStore
  readonly #vault: SecretVault | undefined
  readonly #now: () => number
  readonly #changed = new Emitter<[connections: SavedConnection[]]>()
  readonly #removed = new Emitter<[id: string]>()
  readonly #duplicated = new Emitter<[id: string, copyId: string]>()
  readonly #broughtCards = new Emitter<[id: string, workspace: Workspace]>()
  readonly #list: KeptList<Entry, Secret>

  constructor({ dataDir, vault, now = Date.now }: Options) {
    this.#store = new ConnectionStore(dataDir)
    this.#list = new KeptList(this.#store, { changed: (state) => this.#changed.fire(listed(state)), refused: diskRefused })
    this.#vault = vault
    this.#now = now
  }

  readonly onDidChange = this.#changed.on
  readonly onDidRemove = this.#removed.on
  readonly onDidDuplicate = this.#duplicated.on
  /** A file brought subscriptions and messages for a connection. */
  readonly onDidBringCards = this.#broughtCards.on

  async list(): Promise<SavedConnection[]> {
    return listed(await this.#list.read())
  }

  async keeping(): Promise<SecretKeeping> {
    return { kind: this.#vault?.isReal() ? 'system' : 'file', path: this.#store.secretsFile }
  }

  async load(id: string): Promise<Result<LoadedConnection>> {
    const state = await this.#list.read()
    const entry = state.entries.find((each) => each.id === id)
    if (!entry) return fail(noSuchConnection)
    const kept = this.#secretsOf(state, id)
    const secrets = kept === 'sealed' ? {} : kept
    return ok({ connection: infoOf(entry, state), options: withSecrets(entry.options, secrets), missing: entry.secretKeys.filter((key) => !(key in secrets)), isSealed: kept === 'sealed' })
  }

  save(options: BrokerOptions, { id, folder, withSecrets: keeps }: { readonly id: string | null; readonly folder?: string | undefined; readonly withSecrets: boolean }): Promise<Result<SavedConnection>> {
    return this.#list.change((state) => {
      const before = state.entries.find((each) => each.id === id)
      if (!before && state.entries.length >= mostConnections) return fail(tooMany(mostConnections))
      const made = this.#made(options, { id: before?.id ?? randomUUID(), folder: folder ?? before?.folder ?? '', keeps })
      if (!made) return fail(vaultRefused)
      const entries = before ? state.entries.map((each) => (each.id === id ? made.entry : each)) : [...state.entries, made.entry]
      const secrets = [...state.secrets.filter((each) => each.id !== made.entry.id), ...(made.secret ? [made.secret] : [])]
      return ok({ state: { entries, secrets }, answer: (after) => infoOf(made.entry, after) })
    })
  }

  rename(id: string, name: string): Promise<Result<SavedConnection>> {
    return this.#list.change((state) => {
      const entry = state.entries.find((each) => each.id === id)
      if (!entry) return fail(noSuchConnection)
      const renamed = { ...entry, options: { ...entry.options, name } }
      return ok({ state: { ...state, entries: state.entries.map((each) => (each.id === id ? renamed : each)) }, answer: (after) => infoOf(renamed, after) })
    })
  }

  /** The copy comes right below, with a name of its own and the same secrets. */
  async duplicate(id: string): Promise<Result<SavedConnection>> {
    const made = await this.#list.change<SavedConnection>((state) => {
      const at = state.entries.findIndex((each) => each.id === id)
      const entry = state.entries[at]
      if (!entry) return fail(noSuchConnection)
      if (state.entries.length >= mostConnections) return fail(tooMany(mostConnections))
      const own = randomUUID()
      const clientId = clientIdOfCopy(entry.options.clientId, own.slice(0, 6))
      const copy = { ...entry, id: own, savedAt: this.#now(), options: { ...entry.options, clientId, name: freeName(state.entries.map(({ options }) => options.name), entry.options.name) } }
      const secret = state.secrets.find((each) => each.id === id)
      return ok({
        state: { entries: state.entries.toSpliced(at + 1, 0, copy), secrets: secret ? [...state.secrets, { ...secret, id: copy.id }] : state.secrets },
        answer: (after) => infoOf(copy, after),
      })
    })
    if (made.ok) this.#duplicated.fire(id, made.value.id)
    return made
  }

  async remove(id: string): Promise<Result<null>> {
    const removed = await this.#list.change<null>((state) =>
      state.entries.some((each) => each.id === id)
        ? ok({ state: { entries: state.entries.filter((each) => each.id !== id), secrets: state.secrets.filter((each) => each.id !== id) }, answer: () => null })
        : fail(noSuchConnection),
    )
    if (removed.ok) this.#removed.fire(id)
    return removed
  }

  move(id: string, { folder, before }: { readonly folder: string; readonly before: string | null }): Promise<Result<null>> {
    return this.#list.change((state) => {
      const entry = state.entries.find((each) => each.id === id)
      if (!entry) return fail(noSuchConnection)
      const others = state.entries.filter((each) => each.id !== id)
      const above = others.findIndex((each) => each.id === before)
      const last = others.findLastIndex((each) => each.folder === folder)
      const at = above >= 0 ? above : last >= 0 ? last + 1 : others.length
      return ok({ state: { ...state, entries: others.toSpliced(at, 0, { ...entry, folder }) }, answer: () => null })
    })
  }

  renameFolder(folder: string, name: string): Promise<Result<null>> {
    return this.#list.change((state) => ok({ state: { ...state, entries: state.entries.map((each) => (each.folder === folder ? { ...each, folder: name } : each)) }, answer: () => null }))
  }

  async exportFile(ids: readonly string[] | null, keeps: boolean): Promise<Result<{ fileName: string; text: string }>> {
    const state = await this.#list.read()
    const chosen = ids ? state.entries.filter(({ id }) => ids.includes(id)) : state.entries
    if (chosen.length === 0) return fail(noSuchConnection)
    const connections = chosen.map(({ id, folder, options, secretKeys }) => {
      const kept = keeps ? this.#secretsOf(state, id) : {}
      const secrets = kept === 'sealed' ? {} : kept
      return { folder, options: withSecrets(options, secrets), missing: secretKeys.filter((key) => !(key in secrets)) }
    })
    const name = chosen.length === 1 ? (chosen[0]?.options.name ?? '') : 'mqtt-connections'
    return ok({ fileName: `${name.replace(/[^\p{L}\p{N} ._-]+/gu, '-').replace(/^[. ]+|[. ]+$/g, '') || 'mqtt-connection'}.mqtt.json`, text: formatOwn(connections) })
  }

  async importFile(content: string, keeps: boolean): Promise<Result<Imported>> {
    const read = readImport(content)
    if (read === null) return fail(notAList())
    if ('syntax' in read) return fail(notAList(read.syntax))
    const cards = read.connections.map(({ workspace }) => workspace)
    const subscriptions = cards.reduce((sum, one) => sum + (one?.subscriptions.length ?? 0), 0)
    const messages = cards.reduce((sum, one) => sum + (one ? publishersIn(one).filter(({ template }) => template !== emptyTemplate).length : 0), 0)
    const imported = await this.#list.change<Imported>((state) => {
      if (state.entries.length + read.connections.length > mostConnections) return fail(tooMany(mostConnections))
      const made = read.connections.map(({ folder, options, missing }) => this.#made({ ...options, name: options.name || `${options.host}:${options.port}` }, { id: randomUUID(), folder, keeps, missing }))
      const whole = made.flatMap((one) => (one ? [one] : []))
      if (whole.length < made.length) return fail(vaultRefused)
      const secrets = [...state.secrets, ...whole.flatMap(({ secret }) => (secret ? [secret] : []))]
      const entries = [...state.entries, ...whole.map(({ entry }) => entry)]
      return ok({ state: { entries, secrets }, answer: (after) => ({ source: read.source, added: whole.map(({ entry }) => infoOf(entry, after)), problems: read.problems, subscriptions, messages }) })
    })
    if (imported.ok) {
      for (const [at, { id }] of imported.value.added.entries()) {
        const workspace = cards[at]
        if (workspace) this.#broughtCards.fire(id, workspace)
      }
    }
    return imported
  }

  /** Waits for what is being written. */
  async dispose(): Promise<void> {
    await this.#list.settled()
  }

  /** Null where the key store refuses. */
  #made(options: BrokerOptions, { id, folder, keeps, missing = [] }: { readonly id: string; readonly folder: string; readonly keeps: boolean; readonly missing?: readonly SecretOption[] | undefined }): { readonly entry: Entry; readonly secret?: Secret } | null {
    const { open, secret: split } = splitOptions(options)
    const held = secretsOf(split).filter((key) => !missing.includes(key))
    const secret = Object.fromEntries(held.map((key) => [key, split[key]])) as OptionSecrets
    const entry: Entry = { id, folder, savedAt: this.#now(), options: open, secretKeys: [...new Set([...held, ...missing])] }
    if (!keeps || held.length === 0) return { entry }
    const sealed = sealSecret(this.#vault, toJson(secret))
    if (sealed === null) return null
    return { entry, secret: sealed === undefined ? { id, secrets: secret } : { id, sealed } }
  }

  /** `sealed`: encrypted, and not for this program. */
  #secretsOf({ secrets }: State, id: string): OptionSecrets | 'sealed' {
    const secret = secrets.find((each) => each.id === id)
    return secret?.sealed === undefined ? (secret?.secrets ?? {}) : openSecret(this.#vault, secret.sealed, (json) => jsonSecrets.parse(json))
  }
}

const infoOf = ({ id, folder, savedAt, options, secretKeys }: Entry, { secrets }: State): SavedConnection => ({
  id,
  folder,
  savedAt,
  options,
  secrets: secretKeys.length === 0 ? 'none' : secrets.some((each) => each.id === id) ? 'kept' : 'left-out',
})

const listed = (state: State): SavedConnection[] => state.entries.map((entry) => infoOf(entry, state))
