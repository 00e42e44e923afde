/** The practice network keeps Beijing time: 32 quarters of an hour. */
const zoneQuarters = 32

const two = (value: number) => String(value).padStart(2, '0')

/** `26/08/07,13:54:02+32`: local time with the zone in quarters of an hour. */
export function formatClock(epochMs: number): string {
  const local = new Date(epochMs + zoneQuarters * 15 * 60_000)
  const date = [local.getUTCFullYear() % 100, local.getUTCMonth() + 1, local.getUTCDate()].map(two).join('/')
  const time = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(':')
  return `${date},${time}+${zoneQuarters}`
}

/** ms since the epoch, or null when it is not a clock text. Two-digit years from 80 on are of the last century. */
export function parseClock(value: string): number | null {
  const match = /^(\d\d)\/(\d\d)\/(\d\d),(\d\d):(\d\d):(\d\d)(?:([+-])(\d\d))?$/.exec(value)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return null
  const quarters = match[8] === undefined ? 0 : Number(match[8]) * (match[7] === '-' ? -1 : 1)
  return Date.UTC(year >= 80 ? 1900 + year : 2000 + year, month - 1, day, hour, minute, second) - quarters * 15 * 60_000
}

/** Where the clock stands on a module that no network has told the time: 1980-01-06 00:00 local. */
export const unsetClock = Date.UTC(1980, 0, 6) - zoneQuarters * 15 * 60_000
