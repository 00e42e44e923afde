/** What stands in for a secret in every text that reaches the page. */
const bullet = '•'

export type EditedCommand =
  /** Unchanged: the program sends its own line, secrets included. */
  | { readonly kind: 'as-planned' }
  | { readonly kind: 'edited'; readonly line: string }
  /** The bullets would go to the modem as they stand. */
  | { readonly kind: 'still-masked' }
  | { readonly kind: 'empty' }

/** Reads the command field. `shown` is the masked line it started with. Spaces count: what is typed is what is sent. */
export function readEdit(shown: string, typed: string): EditedCommand {
  if (typed === shown) return { kind: 'as-planned' }
  if (typed.trim() === '') return { kind: 'empty' }
  if (typed.includes(bullet)) return { kind: 'still-masked' }
  return { kind: 'edited', line: typed }
}
