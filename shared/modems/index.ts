import type { ModemProfile } from './profile.ts'
import { quectelEc20 } from './quectel-ec20/profile.ts'

/** Every modem family ATelier knows, in the order in which they are offered. */
export const modems: readonly ModemProfile[] = [quectelEc20]

export const findModem = (id: string): ModemProfile | undefined => modems.find((modem) => modem.id === id)

export type { ModemProfile, ReceivedMessage } from './profile.ts'
