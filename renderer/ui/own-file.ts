type NamedBytes = { readonly name: string; readonly bytes: Uint8Array }

export type OwnFile = { name: string; bytes: Uint8Array<ArrayBuffer> }

/** A copy on memory of its own: what a call carries, as the contract's schemas type it (never memory shared with a worker). */
export const ownFile = ({ name, bytes }: NamedBytes): OwnFile => ({ name, bytes: new Uint8Array(bytes) })
