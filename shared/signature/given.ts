/** The parts of a login that can be given and judged, in the order in which they are shown. */
export const givenParts = ['host', 'port', 'clientId', 'username', 'password'] as const
export type GivenPart = (typeof givenParts)[number]

/** A login as somebody hands it over: text exactly as pasted, every part optional. */
export type Given = { readonly [P in GivenPart]?: string }
