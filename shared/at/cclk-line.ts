import { readCclk } from './clock.ts'

/** `yy/MM/dd,hh:mm:ss±zz` of a +CCLK line as printed, with two digits for the year: SIM7022 prints four. */
export const cclkOf = (line: string): string | undefined => {
  const found = /^\+CCLK: ?"?(?:20)?(\d{2}\/\d{2}\/\d{2},\d{2}:\d{2}:\d{2}(?:[+-]\d{1,3})?)"?$/.exec(line)
  return found?.[1]
}

/** A clock that was never set stands before. */
const firstYear = Date.UTC(2020, 0, 1)

/** The earliest moment that a +CCLK line may mean, ms since 1970; `undefined`: no such line, or a clock that was never set. */
export function clockMoment(line: string): number | undefined {
  const moments = readCclk(cclkOf(line) ?? '').filter((moment) => moment >= firstYear)
  return moments.length > 0 ? Math.min(...moments) : undefined
}
