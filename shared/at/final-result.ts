const words = new Set([
  'OK',
  'ERROR',
  'NO CARRIER',
  'NO ANSWER',
  'NO DIALTONE',
  'NO DIAL TONE',
  'BUSY',
  'ABORTED',
  'COMMAND NOT SUPPORT',
])

/**
 * A line that ends a command (V.250, 5.7.1; 27.007, 9.2; 27.005, 3.2.5; SIMCom's own wording). `CONNECT` may carry a rate; AirM2M's
 * `CONNECT OK` and `CONNECT FAIL` tell of a connection, after the final result.
 */
export const isFinalResult = (line: string): boolean => {
  const trimmed = line.trim()
  return words.has(trimmed) || /^\+CM[ES] ERROR:/.test(trimmed) || /^CONNECT( (?!OK$|FAIL$)|$)/.test(trimmed)
}

/** Of a final result, trimmed: the command was taken; what a `CONNECT` is followed by is data. */
export const isGoodResult = (final: string): boolean => final === 'OK' || final.startsWith('CONNECT')
