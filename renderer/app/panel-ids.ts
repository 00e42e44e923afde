export const panelIds = ['wizard', 'terminal', 'mqtt', 'practice'] as const
export type PanelId = (typeof panelIds)[number]

/** Panels that are always somewhere in the layout. */
export const corePanelIds = ['wizard', 'terminal', 'mqtt'] as const satisfies readonly PanelId[]
