export const panelIds = ['wizard', 'terminal', 'mqtt', 'signature', 'explain', 'recordings', 'timeline', 'sequences', 'casefile', 'practice'] as const
export type PanelId = (typeof panelIds)[number]

/** Panels that are always somewhere in the layout. */
export const corePanelIds = ['wizard', 'terminal', 'mqtt'] as const satisfies readonly PanelId[]

export const isOptionalPanel = (id: string): boolean => !(corePanelIds as readonly string[]).includes(id)
