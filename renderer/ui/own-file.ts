type NamedBytes = { readonly name: string; readonly bytes: Uint8Array }

/** A copy on memory of its own: what a call carries, as the contract's schemas type it (never memory shared with a worker). */
export const ownFile = ({ name, bytes }: NamedBytes): { name: string; bytes: Uint8Array<ArrayBuffer> } => ({ name, bytes: new Uint8Array(bytes) })
