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

export type PdpContext = { type: number; apn: string; user: string; password: string; auth: number; isActive: boolean }

export type Ec20State = {
  echo: boolean
  verbose: boolean
  quiet: boolean
  cmee: 0 | 1 | 2
  /** AT+CFUN: 0 minimum, 1 full, 4 flight mode. */
  functionality: 0 | 1 | 4
  sim: { isLocked: boolean; attemptsLeft: number }
  /** AT+CREG=n and its siblings: 0 no URC, 1 URC, 2 URC with the cell. */
  reports: Record<'CREG' | 'CGREG' | 'CEREG', 0 | 1 | 2>
  wantsAttach: boolean
  pdp: Map<number, PdpContext>
  /** The modem's clock minus the true time, in ms. */
  clockOffsetMs: number
  /** AT+QURCCFG="urcport": this serial port is the module's `uart1`. */
  urcPort: string
  mqtt: MqttConfig[]
  tls: TlsConfig[]
}

const mqttDefaults = (): MqttConfig => ({
  version: 3,
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

export const pdpDefaults = (): PdpContext => ({ type: 1, apn: '', user: '', password: '', auth: 0, isActive: false })

/** A modem just switched on. */
export const initialState = (): Ec20State => ({
  echo: true,
  verbose: true,
  quiet: false,
  cmee: 1,
  functionality: 1,
  sim: { isLocked: false, attemptsLeft: 3 },
  reports: { CREG: 0, CGREG: 0, CEREG: 0 },
  wantsAttach: true,
  pdp: new Map([[1, { ...pdpDefaults(), apn: 'CMNET' }]]),
  clockOffsetMs: 0,
  urcPort: 'uart1',
  mqtt: six(mqttDefaults),
  tls: six(tlsDefaults),
})
