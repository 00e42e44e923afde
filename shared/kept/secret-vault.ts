/** The system's key store, as the desktop has one. Never throws. */
export type SecretVault = {
  /** False where there is no key store, or one that only pretends: a fixed key is no encryption. */
  readonly isReal: () => boolean
  /** Base64; null when the store refuses. */
  readonly seal: (plain: string) => string | null
  readonly open: (sealed: string) => string | null
}

/** Undefined: there is nothing real to encrypt with, and it is kept as it is; null: the key store refuses. */
export const sealSecret = (vault: SecretVault | undefined, json: unknown): string | null | undefined => (vault?.isReal() ? vault.seal(JSON.stringify(json)) : undefined)

/** `sealed`: encrypted, and not for this program. */
export function openSecret<T>(vault: SecretVault | undefined, sealed: string, parse: (json: unknown) => T): T | 'sealed' {
  const plain = vault?.isReal() ? vault.open(sealed) : null
  if (plain === null) return 'sealed'
  try {
    return parse(JSON.parse(plain))
  } catch {
    return 'sealed'
  }
}
