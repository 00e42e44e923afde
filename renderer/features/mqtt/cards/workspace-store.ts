import { createStore, useStore } from 'zustand'
import type { Disposer, Failure } from '../../../../shared/contract/failure.ts'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { workspaceKey } from '../../../../shared/mqtt/workspace/key.ts'
import type { KeptSubscription, Workspace } from '../../../../shared/mqtt/workspace/schema.ts'
import { attempt } from '../../../bridge/attempt.ts'
import type { Bridge } from '../../../bridge/bridge.ts'
import { bridge } from '../../../bridge/bridge.ts'

/** ms from a change to the disk, with all that was typed meanwhile. */
const saveAfter = 400

type Held = { readonly workspace: Workspace; readonly revision: number }

type State = {
  readonly byKey: Readonly<Record<string, Held>>
  /** What was not kept, or could not be read, by key. */
  readonly failures: Readonly<Record<string, Failure>>
}

export const workspaceStore = createStore<State>(() => ({ byKey: {}, failures: {} }))
const { getState, setState } = workspaceStore

/** Null until it is there. */
export const useWorkspace = (key: string): Workspace | null => useStore(workspaceStore, (state) => state.byKey[key]?.workspace ?? null)
const noSubscriptions: readonly KeptSubscription[] = []
export const useSubscriptions = (key: string): readonly KeptSubscription[] => useStore(workspaceStore, (state) => state.byKey[key]?.workspace.subscriptions ?? noSubscriptions)
export const useWorkspaceFailure = (key: string): Failure | null => useStore(workspaceStore, (state) => state.failures[key] ?? null)

export const keyOf = (connection: ConnectionInfo): string => workspaceKey(connection)

const asked = new Map<string, Promise<void>>()
/** Changes that are not on their way to the program yet, and those that are: what it tells meanwhile is older than what is shown. */
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const saving = new Map<string, number>()

const hold = (key: string, held: Held): void => setState((state) => ({ byKey: { ...state.byKey, [key]: held } }))

export const noteWorkspaceFailure = (key: string, failure: Failure | null): void =>
  setState(({ failures: { [key]: _before, ...others } }) => ({ failures: failure ? { ...others, [key]: failure } : others }))

/** Resolves once it is there; asked for once. */
export function loadWorkspace(key: string): Promise<void> {
  const loading =
    asked.get(key) ??
    bridge()
      .call('mqttWorkspaces.get', key)
      .then(({ workspace, revision, damage }) => {
        hold(key, { workspace, revision })
        if (damage) noteWorkspaceFailure(key, damage)
      })
  asked.set(key, loading)
  loading.catch(() => asked.delete(key))
  return loading
}

/** Shows at once, and is kept a moment later. Nothing where it is not there yet. */
export function changeWorkspace(key: string, change: (workspace: Workspace) => Workspace): void {
  const held = getState().byKey[key]
  const next = held && change(held.workspace)
  if (!held || !next || next === held.workspace) return
  hold(key, { ...held, workspace: next })
  // Not pushed on by what follows: someone who types on would lose all of it with the program.
  if (!timers.has(key)) timers.set(key, setTimeout(() => void save(key), saveAfter))
}

async function save(key: string): Promise<void> {
  clearTimeout(timers.get(key))
  timers.delete(key)
  const held = getState().byKey[key]
  if (!held) return
  saving.set(key, (saving.get(key) ?? 0) + 1)
  const result = await attempt(() => bridge().call('mqttWorkspaces.save', key, held.workspace))
  saving.set(key, (saving.get(key) ?? 1) - 1)
  const now = getState().byKey[key]
  if (result.ok && now) hold(key, { ...now, revision: Math.max(now.revision, result.value) })
  noteWorkspaceFailure(key, result.ok ? null : result.failure)
}

/** What was typed a moment ago is kept before this resolves. */
export async function flushWorkspace(key: string): Promise<void> {
  if (timers.has(key)) await save(key)
}

export function attachWorkspaces(from: Bridge): Disposer {
  const saveAll = (): void => {
    for (const key of timers.keys()) void save(key)
  }
  window.addEventListener('pagehide', saveAll)
  const disposers = [
    from.on('mqttWorkspaces.didChange', (key, { workspace, revision }) => {
      const held = getState().byKey[key]
      if (held && revision > held.revision && !timers.has(key) && (saving.get(key) ?? 0) === 0) hold(key, { workspace, revision })
    }),
    from.onLinkState((state) => {
      if (state !== 'connected') return
      // The program may be another one: its revisions begin anew.
      asked.clear()
      for (const key of Object.keys(getState().byKey)) if (!timers.has(key)) void loadWorkspace(key).catch(() => {})
    }),
  ]
  return () => {
    saveAll()
    window.removeEventListener('pagehide', saveAll)
    disposers.forEach((dispose) => dispose())
  }
}
