import type { Board } from './board.ts'

/** ms since the epoch as the module believes: counted from 1970 until SNTP has answered, here from the start of that day. */
export const moduleTime = ({ state, clock }: Pick<Board, 'state' | 'clock'>): number => (state.hasTime ? clock() : clock() % 86_400_000)

/** Minutes of a zone as AT+CIPSNTPCFG takes it: hours from -12 to 14, or hours and minutes in one number (530, -500, 1245). Null: neither. */
export function zoneMinutes(zone: number): number | null {
  if (zone >= -12 && zone <= 14) return zone * 60
  const hours = Math.trunc(zone / 100)
  const minutes = zone % 100
  return hours < -12 || hours > 14 || Math.abs(minutes) > 59 ? null : hours * 60 + minutes
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Thu Sep  2 18:57:03 2021`: C's asctime, the day of the month two wide. */
export function asctime(epochMs: number, minutes: number): string {
  const local = new Date(epochMs + minutes * 60_000)
  const time = local.toISOString().slice(11, 19)
  return `${days[local.getUTCDay()]} ${months[local.getUTCMonth()]} ${String(local.getUTCDate()).padStart(2)} ${time} ${local.getUTCFullYear()}`
}
