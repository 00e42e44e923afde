import { initialModemState, type ModemState } from '../kit/state.ts'

/** AT+QMTCFG="aliauth": the device certificate that the module signs with. */
export type AliAuth = { readonly productKey: string; readonly deviceName: string; readonly deviceSecret: string }

/** AT+QMTCFG of one client index; the defaults are the manual's. Not saved: a power cycle brings them back. */
export type MqttConfig = {
  /** 3 = MQTT 3.1, 4 = 3.1.1. */
  version: 3 | 4
  pdpcid: number
  ssl: { on: boolean; context: number }
  /** seconds, 0 = no ping. */
  keepalive: number
  cleanSession: boolean
  timeout: { packetSeconds: number; retries: number; notice: number }
  will: { qos: 0 | 1 | 2; retain: boolean; topic: string; message: string } | null
  receive: { buffered: boolean; showLength: boolean }
  sendMode: number
  dataFormat: { send: number; receive: number }
  /** seconds to wait for a PINGRESP. */
  pingSeconds: number
  editTimeout: { on: boolean; seconds: number }
  aliAuth: AliAuth | null
  /** Echo what is typed at the publish prompt. */
  viewMode: boolean
}

/** AT+QSSLCFG of one context. */
export type TlsConfig = {
  sslversion: number
  /** Upper case, as printed: `0XFFFF`. */
  ciphersuite: string
  cacert: string
  clientcert: string
  clientkey: string
  seclevel: 0 | 1 | 2
  ignorelocaltime: boolean
  negotiatetime: number
  sni: boolean
  session: number
  closetimemode: number
}

export type Ec20State = ModemState & {
  /** AT+QURCCFG="urcport": this serial port is the module's `uart1`. */
  urcPort: string
  /** AT+CSCS: of texts that other programs ask for; nothing here depends on it. */
  charset: string
  /** AT+QSIMSTAT=1. */
  reportsCard: boolean
  mqtt: MqttConfig[]
  tls: TlsConfig[]
}

const mqttDefaults = (version: 3 | 4): MqttConfig => ({
  version,
  pdpcid: 1,
  ssl: { on: false, context: 0 },
  keepalive: 120,
  cleanSession: true,
  timeout: { packetSeconds: 5, retries: 3, notice: 0 },
  will: null,
  receive: { buffered: false, showLength: false },
  sendMode: 0,
  dataFormat: { send: 0, receive: 0 },
  pingSeconds: 5,
  editTimeout: { on: false, seconds: 30 },
  aliAuth: null,
  viewMode: false,
})

const tlsDefaults = (): TlsConfig => ({
  sslversion: 4,
  ciphersuite: '0XFFFF',
  cacert: '',
  clientcert: '',
  clientkey: '',
  seclevel: 0,
  ignorelocaltime: true,
  negotiatetime: 300,
  sni: false,
  session: 0,
  closetimemode: 1,
})

const six = <T>(make: () => T): T[] => Array.from({ length: 6 }, make)

/** A modem just switched on. */
export const initialState = (version: 3 | 4): Ec20State => ({ ...initialModemState(), urcPort: 'uart1', charset: 'GSM', reportsCard: false, mqtt: six(() => mqttDefaults(version)), tls: six(tlsDefaults) })
