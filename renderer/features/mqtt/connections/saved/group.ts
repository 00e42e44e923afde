import type { BrokerOptions } from '../../../../../shared/contract/mqtt.ts'
import type { SavedConnection } from '../../../../../shared/contract/saved-connections.ts'

export type Group = { readonly folder: string; readonly connections: readonly SavedConnection[] }

/** Those above the folders first, then the folders in the order of their first connection. `search`: every word in name, host, client ID, user or folder. */
export function groupSaved(connections: readonly SavedConnection[], search: string): readonly Group[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const found = connections.filter(({ folder, options: { name, host, clientId, username } }) => {
    const text = [folder, name, host, clientId, username].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const folders = new Set(['', ...found.map(({ folder }) => folder)])
  return [...folders].map((folder) => ({ folder, connections: found.filter((one) => one.folder === folder) })).filter((group) => group.connections.length > 0)
}

/** The saved connection that these options are, though nobody said so: connecting twice from an empty form is not to save twice. */
export const twinOf = (connections: readonly SavedConnection[], options: BrokerOptions): SavedConnection | undefined =>
  connections.find(
    ({ options: other }) =>
      other.protocol === options.protocol && other.host === options.host && other.port === options.port && other.clientId === options.clientId && other.username === options.username && other.name === options.name,
  )
