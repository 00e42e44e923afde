import { initialModemState, pdpDefaults, type ModemState } from '../kit/state.ts'

export type NrfState = ModemState & {
  /** AT#XMQTTCFG; texts hold one character a byte. */
  mqtt: { clientId: string; keepAlive: number; cleanSession: boolean }
  /** The APN that the modem attached with: what is set later counts from the next AT+CFUN=1. */
  apnInUse: string
}

/** Just switched on: radio off, echo off, errors without a code (Serial Modem, Generic AT commands; nRF91x1 AT commands, +CFUN and +CMEE). */
export const initialState = (): NrfState => ({
  ...initialModemState(),
  echo: false,
  cmee: 0,
  functionality: 0,
  pdp: new Map([[0, pdpDefaults()]]),
  // SM_DEFAULT_CID, CONFIG_MQTT_KEEPALIVE; prj.conf builds it with clean sessions.
  mqtt: { clientId: 'sm_default_client_id', keepAlive: 60, cleanSession: true },
  apnInUse: '',
})
