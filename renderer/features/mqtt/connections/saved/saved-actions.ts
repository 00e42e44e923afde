import type { BrokerOptions, ConnectionInfo } from '../../../../../shared/contract/mqtt.ts'
import type { Imported, LoadedConnection, SavedConnection } from '../../../../../shared/contract/saved-connections.ts'
import { fromUtf8, utf8 } from '../../../../../shared/text/bytes.ts'
import { bridge } from '../../../../bridge/bridge.ts'
import { attempt } from '../../../../bridge/attempt.ts'
import { saveFile } from '../../../../ui/save-file.ts'
import { flushWorkspace, keyOf } from '../../cards/workspace-store.ts'
import { mqttStore, usedOptions } from '../../mqtt-store.ts'
import { connect, selectConnection } from '../connection-actions.ts'
import { noteConnection } from '../connection-answer.ts'
import { openForm } from '../form-actions.ts'
import { twinOf } from './group.ts'
import { askSaved, savedStore } from './saved-store.ts'

/** A click on a saved connection: to the front where it is up, else connected; through the form where a secret is missing. */
export async function openSaved(id: string): Promise<void> {
  const live = liveOf(mqttStore.getState().connections, id)
  if (live && live.state !== 'failed' && live.state !== 'disconnected') return selectConnection(live.id)
  const loaded = await askSaved(({ call }) => call('savedConnections.load', id))
  if (!loaded) return
  const whole = withUsed(loaded, live)
  if (!whole) return editLoaded(loaded)
  const result = await connect(whole, id)
  if (!result.ok) selectFailed(id)
}

/** What was connected with before in this page fills in what was not kept. */
function withUsed({ options, missing, connection }: LoadedConnection, live: ConnectionInfo | undefined): BrokerOptions | null {
  if (missing.length === 0) return options
  const used = live && usedOptions.get(live.id)
  if (!used || used.host !== connection.options.host || used.username !== connection.options.username) return null
  const filled = Object.fromEntries(missing.map((key) => [key, used[key]]))
  return Object.values(filled).some((value) => value === undefined || value === '' || value === null) ? null : { ...options, ...filled }
}

/** A refused connection is listed by the program with its reason. */
function selectFailed(savedId: string): void {
  const failed = mqttStore.getState().connections.findLast((one) => one.savedId === savedId)
  if (failed) selectConnection(failed.id)
}

export const liveOf = (connections: readonly ConnectionInfo[], savedId: string): ConnectionInfo | undefined => connections.findLast((one) => one.savedId === savedId)

export async function editSaved(id: string): Promise<void> {
  const loaded = await askSaved(({ call }) => call('savedConnections.load', id))
  if (loaded) editLoaded(loaded)
}

/** The form with what was connected with, over the saved connection that it came from. */
export async function editConnection({ id, savedId, options }: ConnectionInfo): Promise<void> {
  const saved = savedStore.getState().connections.find((one) => one.id === savedId)
  const used = usedOptions.get(id)
  if (saved && !used) return editSaved(saved.id)
  openForm(used ?? options, null, saved && { id: saved.id, folder: saved.folder, withSecrets: saved.secrets === 'kept' })
}

function editLoaded({ connection, options, missing }: LoadedConnection): void {
  openForm(options, null, { id: connection.id, folder: connection.folder, withSecrets: connection.secrets === 'kept' && missing.length === 0 })
}

/** Saves what the form holds, over what it was opened from or over its twin. */
export async function saveForm(options: BrokerOptions): Promise<SavedConnection | undefined> {
  const { target, connections } = savedStore.getState()
  const id = target.id ?? twinOf(connections, options)?.id ?? null
  const folder = target.id !== null || id === null ? target.folder : undefined
  const saved = await askSaved(({ call }) => call('savedConnections.save', options, { id, folder, withSecrets: target.withSecrets }))
  if (saved) savedStore.setState({ target: { ...target, id: saved.id, folder: saved.folder } })
  return saved
}

/** A connection that the wizard or the calculator opened is saved when a person asks for it; its secrets are not. */
export async function saveLive(info: ConnectionInfo): Promise<void> {
  const options = usedOptions.get(info.id) ?? info.options
  const saved = await askSaved(({ call }) => call('savedConnections.save', options, { id: null, withSecrets: false }))
  if (!saved) return
  await flushWorkspace(keyOf(info))
  const result = await attempt(() => bridge().call('mqtt.noteSaved', info.id, saved.id))
  if (result.ok) noteConnection(result.value)
}

export const renameSaved = (id: string, name: string) => askSaved(({ call }) => call('savedConnections.rename', id, name))
export const duplicateSaved = (id: string) => askSaved(({ call }) => call('savedConnections.duplicate', id))
export const removeSaved = (id: string) => askSaved(({ call }) => call('savedConnections.remove', id))
export const moveSaved = (id: string, to: { readonly folder: string; readonly before: string | null }) => askSaved(({ call }) => call('savedConnections.move', id, to))
export const renameFolder = (folder: string, name: string) => askSaved(({ call }) => call('savedConnections.renameFolder', folder, name))

export async function exportSaved(ids: string[] | null, withSecrets: boolean): Promise<void> {
  const exported = await askSaved(({ call }) => call('savedConnections.exportFile', ids, withSecrets))
  if (exported) saveFile(exported.fileName, utf8(exported.text), 'application/json')
}

/** Undefined when nothing was chosen or the file was refused. */
export async function importSaved(title: string, withSecrets: boolean): Promise<Imported | undefined> {
  const picked = await bridge().pickFile({ title, extensions: ['json'] })
  return picked ? askSaved(({ call }) => call('savedConnections.importFile', fromUtf8(picked.bytes), withSecrets)) : undefined
}

export const toggleFolder = (folder: string): void =>
  savedStore.setState(({ folded }) => ({ folded: folded.includes(folder) ? folded.filter((one) => one !== folder) : [...folded, folder] }))
