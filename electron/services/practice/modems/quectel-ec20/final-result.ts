/** How a command ends. `nothing`: no final result ever comes. */
export type Final =
  | { readonly kind: 'ok' }
  | { readonly kind: 'error' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'cme'; readonly code: number }

export const OK: Final = { kind: 'ok' }
/** Plain ERROR whatever AT+CMEE says, as the QMT commands answer. */
export const ERROR: Final = { kind: 'error' }
export const NOTHING: Final = { kind: 'nothing' }
export const cme = (code: number): Final => ({ kind: 'cme', code })

export const notAllowed = cme(3)
export const notSupported = cme(4)
export const simNotInserted = cme(10)
export const incorrectParameters = cme(50)

/** Only the codes that this modem raises; 4xx are Quectel's own for files. */
const words: Readonly<Record<number, string>> = {
  3: 'operation not allowed',
  4: 'operation not supported',
  10: 'SIM not inserted',
  11: 'SIM PIN required',
  12: 'SIM PUK required',
  16: 'incorrect password',
  30: 'no network service',
  50: 'incorrect parameters',
  400: 'invalid input value',
  403: 'drive full',
  405: 'file not found',
  406: 'invalid file name',
  407: 'file already exists',
  420: 'no space left',
  421: 'time-out',
  423: 'file too large',
}

/** The line of a final result under AT+CMEE=`level`, and its number under ATV0. */
export function finalText(final: Final, level: 0 | 1 | 2): { readonly line: string; readonly number: number } | null {
  if (final.kind === 'nothing') return null
  if (final.kind === 'ok') return { line: 'OK', number: 0 }
  if (final.kind === 'error' || level === 0) return { line: 'ERROR', number: 4 }
  return { line: `+CME ERROR: ${level === 1 ? final.code : (words[final.code] ?? 'unknown')}`, number: 4 }
}
