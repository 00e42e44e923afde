/** 1024-based, three figures at most: `312 B`, `48.2 kB`, `1.2 MB`. */
export function formatBytes(count: number): string {
  if (count < 1024) return `${count} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = count / 1024
  let unit = 0
  // From 999.5 on it would print in four figures.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

/** Local: the time of today, with milliseconds; of another day its date as well, `11-26 10:02:07`. `at` and `now` in ms since the epoch. */
export function formatMoment(at: number, now = Date.now()): string {
  const date = new Date(at)
  if (date.toDateString() === new Date(now).toDateString()) return formatTime(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatTime(at).slice(0, 8)}`
}

/** Local wall clock with milliseconds: `10:02:07.105`. `at` in ms since the epoch. */
export function formatTime(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
