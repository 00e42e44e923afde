const two = (value: number): string => String(value).padStart(2, '0')

/** A moment (ms since the epoch) beside others of a stretch of so many ms: with the date where it is days, with tenths where it is seconds. */
export function timeText(at: number, stretch: number): string {
  const date = new Date(at)
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`
  if (stretch > 2 * 86_400_000) return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${minutes}`
  if (stretch > 3 * 3_600_000) return minutes
  const seconds = `${minutes}:${two(date.getSeconds())}`
  return stretch > 5000 ? seconds : `${seconds}.${Math.floor(date.getMilliseconds() / 100)}`
}
