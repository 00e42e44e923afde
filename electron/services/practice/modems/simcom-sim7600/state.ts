import { initialModemState, type ModemState } from '../kit/state.ts'

/** AT+CSSLCFG of one context. Not saved: a power cycle brings the defaults back, the files stay. */
export type TlsConfig = {
  /** 0 SSL 3.0, 1 TLS 1.0, 2 TLS 1.1, 3 TLS 1.2, 4 all. */
  sslversion: number
  /** 0 nobody is checked, 1 the server, 2 both, 3 only the module. */
  authmode: number
  ignorelocaltime: number
  /** seconds, 10 to 300. */
  negotiatetime: number
  enablesni: number
  cacert: string
  clientcert: string
  clientkey: string
}

export type SimcomState = ModemState & {
  /** AT+CMQTTSTART. */
  isStarted: boolean
  /** Contexts 0 to 9. */
  tls: TlsConfig[]
}

const tlsDefaults = (): TlsConfig => ({
  sslversion: 4,
  authmode: 0,
  ignorelocaltime: 1,
  negotiatetime: 300,
  enablesni: 0,
  cacert: '',
  clientcert: '',
  clientkey: '',
})

/** A modem just switched on. */
export const initialState = (): SimcomState => ({ ...initialModemState(), isStarted: false, tls: Array.from({ length: 10 }, tlsDefaults) })
