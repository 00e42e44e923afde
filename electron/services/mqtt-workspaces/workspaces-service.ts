import { join } from 'node:path'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { ConnectionInfo, Qos, SubscriptionOptions } from '../../../shared/contract/mqtt.ts'
import type { KeptWorkspace } from '../../../shared/contract/mqtt-workspaces.ts'
import { isEverything } from '../../../shared/mqtt/everything-filter.ts'
import { changeSubscription } from '../../../shared/mqtt/workspace/arrange.ts'
import { workspaceKey } from '../../../shared/mqtt/workspace/key.ts'
import { firstWorkspace, type Workspace } from '../../../shared/mqtt/workspace/schema.ts'
import { workspaceNotWritten } from './failures.ts'
import { readWorkspace, reasonOf, workspaceFile, writeWorkspace } from './workspace-file.ts'

/** What is needed of the connections. */
export type Connections = {
  readonly onDidChangeConnection: (listener: (info: ConnectionInfo) => void) => Disposer
  readonly onDidRemoveConnection: (listener: (id: string) => void) => Disposer
  readonly subscribe: (id: string, topic: string, qos: Qos, options?: SubscriptionOptions) => Promise<Result<ConnectionInfo>>
}

type Held = KeptWorkspace & { readonly writing: Promise<unknown> }

/** Cards and subscriptions of connections, a file each. A connection that comes up gets the subscriptions that were on, save those to everything. */
export class WorkspacesService {
  readonly #folder: string
  readonly #connections: Connections
  readonly #changed = new Emitter<[string, KeptWorkspace]>()
  readonly #held = new Map<string, Promise<Held>>()
  readonly #seen = new Set<string>()
  /** Connections that are not saved, with the key of their cards. */
  readonly #loose = new Map<string, string>()
  readonly #disposers: readonly Disposer[]

  readonly onDidChange = this.#changed.on

  constructor({ dataDir, connections }: { readonly dataDir: string; readonly connections: Connections }) {
    this.#folder = join(dataDir, 'mqtt-cards')
    this.#connections = connections
    this.#disposers = [
      connections.onDidChangeConnection((info) => {
        this.#follow(info)
        if (info.state !== 'connected' || this.#seen.has(info.id)) return
        this.#seen.add(info.id)
        void this.#takeUp(info)
      }),
      connections.onDidRemoveConnection((id) => {
        this.#seen.delete(id)
        this.#loose.delete(id)
      }),
    ]
  }

  async get(key: string): Promise<KeptWorkspace> {
    return told(await this.#hold(key))
  }

  async save(key: string, workspace: Workspace): Promise<Result<number>> {
    const before = await this.#hold(key)
    const revision = before.revision + 1
    const writing = before.writing.then(async () => {
      await writeWorkspace(workspaceFile(this.#folder, key), key, workspace)
    })
    const next: Held = { workspace, revision, writing: writing.catch(() => {}) }
    this.#held.set(key, Promise.resolve(next))
    this.#changed.fire(key, told(next))
    try {
      await writing
      return ok(revision)
    } catch (error) {
      return fail(workspaceNotWritten(reasonOf(error)))
    }
  }

  /** Waits for what is being written. */
  async dispose(): Promise<void> {
    this.#disposers.forEach((dispose) => dispose())
    for (const held of this.#held.values()) await (await held).writing
  }

  #hold(key: string): Promise<Held> {
    const held = this.#held.get(key) ?? readWorkspace(workspaceFile(this.#folder, key)).then((read): Held => ({ ...read, revision: 0, writing: Promise.resolve() }))
    this.#held.set(key, held)
    return held
  }

  /** One that is saved takes its cards along, unless there are some under its name. */
  #follow(info: ConnectionInfo): void {
    const key = workspaceKey(info)
    if (info.savedId === undefined) {
      this.#loose.set(info.id, key)
      return
    }
    const before = this.#loose.get(info.id)
    this.#loose.delete(info.id)
    if (before === undefined) return
    // Whoever asks for the new ones waits for these.
    const [old, there] = [this.#hold(before), this.#hold(key)]
    this.#held.set(key, Promise.all([old, there]).then(([{ workspace }, held]) => (held.revision === 0 && held.workspace === firstWorkspace && !held.damage ? this.#carried(key, workspace, held) : held)))
  }

  /** Written like any change; what the disk refuses is told with the next. */
  #carried(key: string, workspace: Workspace, held: Held): Held {
    const writing = writeWorkspace(workspaceFile(this.#folder, key), key, workspace).catch(() => {})
    return { ...held, workspace, revision: 1, writing }
  }

  async #takeUp(info: ConnectionInfo): Promise<void> {
    const key = workspaceKey(info)
    const { workspace } = await this.get(key)
    const there = new Set(info.subscriptions.map(({ topic }) => topic))
    for (const { filter, qos, isOn, options } of workspace.subscriptions) {
      if (!isOn || there.has(filter)) continue
      // Asked for by a person each time: many clouds end the connection over it.
      const failure = isEverything(filter) ? null : await this.#subscribed(info.id, filter, qos, options)
      const isOff = isEverything(filter) || failure?.code === 'mqtt.cut-while-waiting'
      if (isOff) await this.#switchOff(key, filter)
      if (failure && failure.code !== 'mqtt.cut-while-waiting' && failure.code.startsWith('mqtt.not-')) return
    }
  }

  async #subscribed(id: string, filter: string, qos: Qos, options: SubscriptionOptions): Promise<Failure | null> {
    const result = await this.#connections.subscribe(id, filter, qos, options)
    return result.ok ? null : result.failure
  }

  /** A filter over which the broker ended the connection would end it again and again. */
  async #switchOff(key: string, filter: string): Promise<void> {
    const { workspace } = await this.get(key)
    await this.save(key, changeSubscription(workspace, filter, { isOn: false }))
  }
}

const told = ({ workspace, revision, damage }: KeptWorkspace): KeptWorkspace => ({ workspace, revision, ...(damage && { damage }) })
