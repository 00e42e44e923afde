export const panelIds = ['wizard', 'terminal', 'mqtt', 'load-test', 'signature', 'explain', 'recordings', 'timeline', 'sequences', 'casefile', 'practice'] as const
export type PanelId = (typeof panelIds)[number]

/** A session in a panel of its own, beside the terminal that shows the session in front. */
export type SessionPanelId = `session:${string}`
export const sessionPanelId = (sessionId: string): SessionPanelId => `session:${sessionId}`
/** The session that a panel shows; undefined for all other panels. */
export const sessionOfPanel = (id: string): string | undefined => (id.startsWith('session:') ? id.slice('session:'.length) : undefined)

/** Panels that are always somewhere in the layout. */
export const corePanelIds = ['wizard', 'terminal', 'mqtt'] as const satisfies readonly PanelId[]

export const isOptionalPanel = (id: string): boolean => !(corePanelIds as readonly string[]).includes(id)
