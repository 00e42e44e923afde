import type { ConnectionInfo } from '../../contract/mqtt.ts'

export const savedKey = (savedId: string): string => `saved:${savedId}`

/** Whose cards a connection shows: those of the saved connection it was made from, else of this client at this broker. */
export function workspaceKey({ savedId, options: { protocol, host, port, clientId } }: Pick<ConnectionInfo, 'options'> & { readonly savedId?: string }): string {
  return savedId === undefined ? `broker:${protocol}://${host.toLowerCase()}:${port}#${clientId}` : savedKey(savedId)
}
