import { z } from 'zod'
import { workspaceSchema, type Workspace } from '../mqtt/workspace/schema.ts'
import type { Failure, Result } from './failure.ts'

export type KeptWorkspace = {
  readonly workspace: Workspace
  /** Counts the changes since the program was started; 0: nothing was kept yet. */
  readonly revision: number
  /** The file could not be read; what was done with it. */
  readonly damage?: Failure
}

/** As `workspaceKey` makes it. */
const key = z.string().min(1).max(2048)

export const mqttWorkspacesInputs = {
  'mqttWorkspaces.get': z.tuple([key]),
  'mqttWorkspaces.save': z.tuple([key, workspaceSchema]),
}

export type MqttWorkspacesApi = {
  /** Cards and subscriptions under a key; those of the beginning where nothing was kept. */
  'mqttWorkspaces.get': (key: string) => Promise<KeptWorkspace>
  /** Answers once it is on the disk, with the new revision. */
  'mqttWorkspaces.save': (key: string, workspace: Workspace) => Promise<Result<number>>
}

export type MqttWorkspacesEvents = {
  /** Changed by whoever: the revision says whether one knows it already. */
  'mqttWorkspaces.didChange': (key: string, kept: KeptWorkspace) => void
}
