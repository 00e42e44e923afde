import { clockMoment } from '../at/cclk-line.ts'
import type { LoggedLine } from './mask-log.ts'

/** ms. A terminal's local time is at most so far ahead of UTC: what lies before it by more is past for certain. */
const farthestZone = 14 * 3_600_000

/** What time it was at a line of the log: by the modem's clock (+CCLK), before the line or else after it; else by the line's date. */
export class LogClock {
  readonly #readings: readonly { readonly number: number; readonly moment: number }[]

  constructor(readonly lines: readonly LoggedLine[]) {
    this.#readings = lines.flatMap(({ number, text }) => {
      const moment = text.startsWith('+CCLK') ? clockMoment(text) : undefined
      return moment === undefined ? [] : [{ number, moment }]
    })
  }

  at(number: number): number | undefined {
    const before = this.#readings.findLast((reading) => reading.number <= number)
    const told = before ?? this.#readings[0]
    if (told) return told.moment
    const stamp = this.lines[number - 1]?.at
    return stamp?.dated ? stamp.ms - farthestZone : undefined
  }
}
