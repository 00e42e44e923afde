/** How a command ends. `nothing`: no final result ever comes. */
export type Final =
  | { readonly kind: 'ok' }
  | { readonly kind: 'error' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'cme'; readonly code: number }
  /** A vendor's own words for a failure, whatever AT+CMEE says: `COMMAND NOT SUPPORT`. */
  | { readonly kind: 'line'; readonly line: string }

export const OK: Final = { kind: 'ok' }
/** Plain ERROR whatever AT+CMEE says, as many vendors' own commands answer. */
export const ERROR: Final = { kind: 'error' }
export const NOTHING: Final = { kind: 'nothing' }
export const cme = (code: number): Final => ({ kind: 'cme', code })

export const notAllowed = cme(3)
export const notSupported = cme(4)
export const simNotInserted = cme(10)
export const incorrectParameters = cme(50)

/** 27.007's words for the codes that the kit's commands raise; a family adds its own. */
const words: Readonly<Record<number, string>> = {
  3: 'operation not allowed',
  4: 'operation not supported',
  10: 'SIM not inserted',
  11: 'SIM PIN required',
  12: 'SIM PUK required',
  16: 'incorrect password',
  30: 'no network service',
  50: 'incorrect parameters',
}

/** The line of a final result under AT+CMEE=`level`, and its number under ATV0. `own`: the vendor's words for its codes. */
export function finalText(final: Final, level: 0 | 1 | 2, own: Readonly<Record<number, string>> = {}): { readonly line: string; readonly number: number } | null {
  if (final.kind === 'nothing') return null
  if (final.kind === 'ok') return { line: 'OK', number: 0 }
  if (final.kind === 'line') return { line: final.line, number: 4 }
  if (final.kind === 'error' || level === 0) return { line: 'ERROR', number: 4 }
  return { line: `+CME ERROR: ${level === 1 ? final.code : (own[final.code] ?? words[final.code] ?? 'unknown')}`, number: 4 }
}
