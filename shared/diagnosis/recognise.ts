import { modems as builtIn } from '../modems/index.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { atCommandIn } from '../signature/read/at-commands.ts'
import { readings } from '../signature/read/at-families.ts'

/** URCs that 27.007 and the data services of more than one family have. */
const common = /^\+(?:C(?:PIN|NTP|REG|EREG|GREG|GEV|DNSGIP)|HTTP)/

const isSameFamily = (a: ModemProfile, b: ModemProfile): boolean => a.describeCommand === b.describeCommand

/** Profiles that a line speaks for: by its MQTT command, else by a command that one family alone has, else by a URC. */
function speaksFor(line: string, modems: readonly ModemProfile[]): readonly ModemProfile[] {
  const command = atCommandIn(line)
  const family = command && readings.get(command.name)?.family
  if (family !== undefined) return modems.filter(({ id }) => id.startsWith(family))
  if (/^AT/i.test(line)) {
    const knowing = modems.filter(({ describeCommand }) => describeCommand?.(line) !== undefined)
    return knowing.every((modem) => knowing[0] && isSameFamily(modem, knowing[0])) ? knowing : []
  }
  return modems.filter(({ urcPrefixes }) => urcPrefixes.some((urc) => line.startsWith(urc) && !common.test(urc)))
}

/** The profile whose identity, or most of whose commands and URCs, stand in the log. */
export function recogniseModem(lines: readonly string[], modems: readonly ModemProfile[] = builtIn): ModemProfile | undefined {
  const all = lines.join('\n')
  const named = modems.find((modem) => modem.reach === undefined && modem.identity.test(all))
  if (named) return named
  const times = new Map<string, number>()
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1)
  const counts = new Map<ModemProfile, number>()
  for (const [line, count] of times) for (const modem of speaksFor(line, modems)) counts.set(modem, (counts.get(modem) ?? 0) + count)
  const best = [...counts].toSorted((a, b) => b[1] - a[1] || modems.indexOf(a[0]) - modems.indexOf(b[0]))[0]?.[0]
  return best?.reach === undefined ? best : undefined
}
