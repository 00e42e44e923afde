import { any3gpp } from './any-3gpp/profile.ts'
import { espAt } from './esp-at/profile.ts'
import { identifyModem, type Identification } from './identify.ts'
import { lierdaNt35e } from './lierda-nt35e/profile.ts'
import { luatAir780e } from './luat-air780e/profile.ts'
import { nrfSerialModem } from './nrf-serial-modem/profile.ts'
import type { ModemProfile } from './profile.ts'
import { quectelProfiles } from './quectel-ec20/profile.ts'
import { simcomSim7600 } from './simcom-sim7600/profile.ts'

/** Every modem family ATelier knows, in the order in which they are offered. */
export const modems: readonly ModemProfile[] = [...quectelProfiles, lierdaNt35e, luatAir780e, simcomSim7600, espAt, nrfSerialModem, any3gpp]

export const findModem = (id: string): ModemProfile | undefined => modems.find((modem) => modem.id === id)

/** Which profile speaks to the module that gave these answers (`identityQuestions`). */
export const identify = (answers: readonly (readonly string[])[]): Identification => identifyModem(answers, modems, any3gpp)

/** Words for a line of any family, for a log that does not know which modem it listens to. */
export function describeLine(line: string): ReturnType<ModemProfile['describe']> {
  for (const modem of modems) {
    const described = modem.describe(line)
    if (described) return described
  }
  return undefined
}

export { identityQuestions, type Identification } from './identify.ts'
export type { ModemProfile, ReceivedMessage } from './profile.ts'
