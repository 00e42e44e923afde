/** The system's key store, as the desktop has one. Never throws. */
export type SecretVault = {
  /** False where there is no key store, or one that only pretends: a fixed key is no encryption. */
  readonly isReal: () => boolean
  /** Base64; null when the store refuses. */
  readonly seal: (plain: string) => string | null
  readonly open: (sealed: string) => string | null
}
