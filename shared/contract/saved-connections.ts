import { z } from 'zod'
import type { ImportProblem, ImportSource } from '../mqtt/import/import.ts'
import type { SecretOption } from '../mqtt/saved/option-secrets.ts'
import type { Result } from './failure.ts'
import { brokerOptionsSchema, type BrokerOptions } from './mqtt.ts'
import type { SecretKeeping } from './profiles.ts'

/** A broker with how to connect to it, kept between starts. */
export type SavedConnection = {
  readonly id: string
  /** Its place in the list; empty: above the folders. A folder is there as long as something is in it. */
  readonly folder: string
  /** ms since the epoch. */
  readonly savedAt: number
  /** Without its secrets. */
  readonly options: BrokerOptions
  /** `left-out`: there were secrets, and they were not kept. */
  readonly secrets: 'none' | 'left-out' | 'kept'
}

export type LoadedConnection = {
  readonly connection: SavedConnection
  /** With the secrets that were kept. */
  readonly options: BrokerOptions
  /** Secrets that there were and that are not here. */
  readonly missing: readonly SecretOption[]
  /** They are encrypted for the desktop window and cannot be read by this program. */
  readonly isSealed: boolean
}

export type Imported = { readonly source: ImportSource; readonly added: readonly SavedConnection[]; readonly problems: readonly ImportProblem[]; /** That came along. */ readonly subscriptions: number; readonly messages: number }

const id = z.string().min(1).max(64)
export const connectionName = z.string().trim().min(1).max(100)
export const folderName = z.string().trim().max(100)

export const savedConnectionsInputs = {
  'savedConnections.list': z.tuple([]),
  'savedConnections.keeping': z.tuple([]),
  'savedConnections.load': z.tuple([id]),
  'savedConnections.save': z.tuple([brokerOptionsSchema, z.object({ id: id.nullable(), folder: folderName.optional(), withSecrets: z.boolean() })]),
  'savedConnections.rename': z.tuple([id, connectionName]),
  'savedConnections.duplicate': z.tuple([id]),
  'savedConnections.remove': z.tuple([id]),
  'savedConnections.move': z.tuple([id, z.object({ folder: folderName, before: id.nullable() })]),
  'savedConnections.renameFolder': z.tuple([folderName, folderName]),
  'savedConnections.exportFile': z.tuple([z.array(id).max(2000).nullable(), z.boolean()]),
  'savedConnections.importFile': z.tuple([z.string().max(30_000_000), z.boolean()]),
}

export type SavedConnectionsApi = {
  // queries
  /** In the order in which a person put them. */
  'savedConnections.list': () => Promise<SavedConnection[]>
  'savedConnections.keeping': () => Promise<SecretKeeping>
  'savedConnections.load': (id: string) => Promise<Result<LoadedConnection>>
  /** The file's text; null: all; with secrets only when asked. Nothing is written. */
  'savedConnections.exportFile': (ids: string[] | null, withSecrets: boolean) => Promise<Result<{ fileName: string; text: string }>>
  // commands
  /** `id`: the one to save over; null: a new one. `folder` left out: where it was. */
  'savedConnections.save': (options: BrokerOptions, how: { id: string | null; folder?: string | undefined; withSecrets: boolean }) => Promise<Result<SavedConnection>>
  'savedConnections.rename': (id: string, name: string) => Promise<Result<SavedConnection>>
  'savedConnections.duplicate': (id: string) => Promise<Result<SavedConnection>>
  'savedConnections.remove': (id: string) => Promise<Result<null>>
  /** `before`: the one that it comes to stand above; null: at the folder's end. */
  'savedConnections.move': (id: string, to: { folder: string; before: string | null }) => Promise<Result<null>>
  'savedConnections.renameFolder': (folder: string, name: string) => Promise<Result<null>>
  /** Our own file, or what MQTTX or MQTTBox keeps. What cannot be read is named, all else is added. `withSecrets`: keep those in the file. */
  'savedConnections.importFile': (text: string, withSecrets: boolean) => Promise<Result<Imported>>
}

export type SavedConnectionsEvents = { 'savedConnections.didChange': (connections: SavedConnection[]) => void }
