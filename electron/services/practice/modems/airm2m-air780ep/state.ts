import { initialModemState, type ModemState } from '../kit/state.ts'
import type { MqttSettings } from '../kit/mqtt/session.ts'

/** AT+MCONFIG. */
export type MqttConfig = {
  readonly clientId: string
  readonly username: string | undefined
  readonly password: string | undefined
  readonly will: MqttSettings['will']
}

/** AT+SSLCFG of one context: 88 serves MQTT, 153 HTTP. */
export type TlsConfig = {
  sslversion: number
  ciphersuite: string
  cacert: string
  clientcert: string
  clientkey: string
  seclevel: 0 | 1 | 2
  hostname: string
  ignorelocaltime: boolean
  negotiatetime: number
}

export type HttpSession = {
  url: string
  readonly headers: Map<string, string>
  data: Uint8Array
  /** s */
  timeout: number
  response: Uint8Array | null
  isBusy: boolean
}

export type Air780State = ModemState & {
  mqtt: MqttConfig | null
  /** AT+MCONNECT's <clean_session> and <keepalive>. */
  connect: { cleanSession: boolean; keepalive: number }
  /** AT+MQTTMSGSET: 0 messages come as they are, 1 they are kept for AT+MQTTMSGGET. */
  messageMode: 0 | 1
  /** AT+MQTTMODE: 0 text, 1 hex. */
  dataMode: 0 | 1
  /** AT+SAPBR's bearer for HTTP. */
  bearer: { apn: string; isOpen: boolean }
  /** AT+CSTT, AT+CIICR, AT+CIFSR. */
  scene: 'initial' | 'start' | 'active' | 'status'
  http: HttpSession | null
  tls: Readonly<Record<number, TlsConfig>>
  /** The card is not there yet in the first seconds after power-on. */
  isCardStarting: boolean
}

const tlsDefaults = (): TlsConfig => ({
  sslversion: 3,
  ciphersuite: '0XFFFF',
  cacert: '',
  clientcert: '',
  clientkey: '',
  seclevel: 0,
  hostname: '',
  ignorelocaltime: true,
  negotiatetime: 150,
})

export const httpDefaults = (): HttpSession => ({ url: '', headers: new Map(), data: new Uint8Array(), timeout: 120, response: null, isBusy: false })

/** A modem just switched on. Firmware differs in its message mode; this one caches, as V1007 does in openLuat's guide. */
export const initialState = (): Air780State => ({
  ...initialModemState(),
  mqtt: null,
  connect: { cleanSession: true, keepalive: 300 },
  messageMode: 1,
  dataMode: 0,
  bearer: { apn: '', isOpen: false },
  scene: 'initial',
  http: null,
  tls: { 88: tlsDefaults(), 153: tlsDefaults() },
  isCardStarting: false,
})
