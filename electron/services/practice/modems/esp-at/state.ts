import { initialModemState, type ModemState } from '../kit/state.ts'

/** A Wi-Fi module: the kit's SIM and registration stay as they are and no command shows them. */
export type EspState = ModemState & {
  /** AT+SYSLOG: failures say their `ERR CODE:`. */
  saysCodes: boolean
  /** AT+CWMODE: 0 off, 1 station, 2 access point, 3 both. */
  wifiMode: number
  /** The access point joined, which flash remembers. */
  ssid: string | null
  sntp: { isOn: boolean; zone: number; servers: readonly string[] }
  /** SNTP has told the time; until then the clock counts from 1970. */
  hasTime: boolean
}

/** A module just switched on, its access point in flash. */
export const initialState = (): EspState => ({
  ...initialModemState(),
  saysCodes: false,
  wifiMode: 1,
  ssid: 'practice',
  sntp: { isOn: false, zone: 0, servers: [] },
  hasTime: false,
})
