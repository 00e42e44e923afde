const two = (value: number): string => String(value).padStart(2, '0')

/**
 * The instants, in ms since the epoch, that an answer to AT+CCLK? may mean: `yy/MM/dd,hh:mm:ss±zz`, local time and its distance from GMT in
 * quarters of an hour (3GPP 27.007, 8.15). Quectel modules with AT+CTZU=1 print GMT with the zone behind it (AT+CTZU=3 prints local
 * time), so the text without its zone is a second reading. Years from 80 on are of the last century: an unset clock stands in 1980.
 */
export function readCclk(value: string): readonly number[] {
  const match = /^(\d\d)\/(\d\d)\/(\d\d),(\d\d):(\d\d):(\d\d)([+-]\d{1,3})?$/.exec(value.trim())
  if (!match) return []
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const asGmt = Date.UTC(year >= 80 ? 1900 + year : 2000 + year, month - 1, day, hour, minute, second)
  const quarters = Number(match[7] ?? 0)
  return quarters === 0 ? [asGmt] : [asGmt - quarters * 15 * 60_000, asGmt]
}

/** For AT+CCLK=: GMT, so that no module can take it for another hour. */
export function writeCclk(epochMs: number): string {
  const date = new Date(epochMs)
  const day = [date.getUTCFullYear() % 100, date.getUTCMonth() + 1, date.getUTCDate()].map(two).join('/')
  return `${day},${[date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')}+00`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Thu Aug 04 14:48:05 2016`, C's asctime, as local time of a zone `hours` ahead of GMT. */
export function readAsctime(value: string, hours: number): readonly number[] {
  const match = /^\w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(value.trim())
  const month = months.indexOf(match?.[1] ?? '')
  if (!match || month < 0) return []
  const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = match.slice(2).map(Number)
  return [Date.UTC(year, month, day, hour, minute, second) - hours * 3_600_000]
}
