import type { LogStamp } from '../../../../shared/text/log-frame.ts'

const dayMs = 86_400_000
/** ms. A clock that goes back by more has passed midnight; by less it was set, or lines were written out of order. */
const midnightMs = 12 * 3_600_000

/** A terminal's local time as a moment, by this machine's zone: logs do not tell theirs. */
function moment(local: number): number {
  const parts = new Date(local)
  return new Date(parts.getUTCFullYear(), parts.getUTCMonth(), parts.getUTCDate(), parts.getUTCHours(), parts.getUTCMinutes(), parts.getUTCSeconds(), parts.getUTCMilliseconds()).getTime()
}

/** Counts the midnights that a log without dates passes. */
export class Midnights {
  #last: number | undefined
  count = 0

  take({ ms, dated }: LogStamp): number {
    if (dated) return this.count
    if (this.#last !== undefined && this.#last - ms > midnightMs) this.count++
    this.#last = ms
    return this.count
  }
}

/**
 * Moments for a log's times, ms since the epoch. A log without dates ends on the day on which its file was last written (`writtenAt`), and began as many days before as
 * it passes midnights (`nights`).
 */
export class LogCalendar {
  readonly #midnights = new Midnights()
  readonly #firstDay: number

  constructor(writtenAt: number, nights: number) {
    const written = new Date(writtenAt)
    this.#firstDay = Date.UTC(written.getFullYear(), written.getMonth(), written.getDate()) - nights * dayMs
  }

  at(stamp: LogStamp): number {
    const night = this.#midnights.take(stamp)
    return moment(stamp.dated ? stamp.ms : this.#firstDay + night * dayMs + stamp.ms)
  }
}
