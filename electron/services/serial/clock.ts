/** ms since the epoch, with a fraction. */
export type Clock = () => number

/** Beyond this the monotonic clock has lost the wall clock: the machine slept, or its time was set. */
const maxDriftMs = 20

/**
 * Wall-clock time with microseconds. `Date.now()` alone has whole milliseconds; `performance.now()` alone stands still
 * while the machine sleeps. This runs on the second and follows the first.
 */
export function createClock(): Clock {
  let base = Date.now() - performance.now()
  return () => {
    const wall = Date.now()
    const fine = base + performance.now()
    if (Math.abs(fine - wall) <= maxDriftMs) return fine
    base = wall - performance.now()
    return wall
  }
}
