/** One argument of a command, as the manuals distinguish them. Texts hold one character per byte, as received. */
export type Argument =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'none' }

const none: Argument = { kind: 'none' }

/**
 * Splits what follows `=`, as most families do: no escape, a quote always ends the text, and only a comma or the line's
 * end may follow it. Null for anything else, such as typographic quotes glued to a number. A family with escapes
 * brings its own (`Family.parseArguments`).
 */
export function parseArguments(body: string): readonly Argument[] | null {
  const args: Argument[] = []
  let rest = body
  for (;;) {
    let taken: number
    if (rest.startsWith('"')) {
      const end = rest.indexOf('"', 1)
      if (end < 0) return null
      args.push({ kind: 'text', value: rest.slice(1, end) })
      taken = end + 1
    } else {
      const comma = rest.indexOf(',')
      taken = comma < 0 ? rest.length : comma
      const raw = rest.slice(0, taken).trim()
      if (raw.includes('"')) return null
      if (raw === '') args.push(none)
      else if (/^-?\d{1,9}$/.test(raw)) args.push({ kind: 'integer', value: Number(raw) })
      else args.push({ kind: 'word', value: raw })
    }
    if (taken === rest.length) return args
    if (rest[taken] !== ',') return null
    rest = rest.slice(taken + 1)
  }
}

/** The integer at `index` within its range; `fallback` when it is left out; null when it is anything else. */
export function integer(args: readonly Argument[], index: number, min: number, max: number, fallback?: number): number | null {
  const arg = args[index] ?? none
  if (arg.kind === 'none') return fallback ?? null
  return arg.kind === 'integer' && arg.value >= min && arg.value <= max ? arg.value : null
}

/** The quoted text at `index`, at most `max` bytes; null when it is missing, unquoted or too long. */
export function quoted(args: readonly Argument[], index: number, max = 255): string | null {
  const arg = args[index]
  return arg?.kind === 'text' && arg.value.length <= max ? arg.value : null
}
