/** A host that is an address and no name: nothing to resolve, and nothing to ask a server for by name. */
export const isAddress = (host: string): boolean => /^\d+\.\d+\.\d+\.\d+$|:/.test(host)
