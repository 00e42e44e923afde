import { initialModemState, type ModemState } from '../kit/state.ts'

/** How bytes are written in commands and URCs. What tells 1 and 2 apart stands in no source read: both are pairs of hex digits here. */
export type DataFormat = 0 | 1 | 2

/** AT+LMQTTCFG. It holds for one connection: when that ends, by AT+LMQTTCLOSE or by loss, the defaults are back. */
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
  /** `type` 2 is Alibaba Cloud, the only platform that the module can sign for; `dataType` 1 is JSON. */
  cloud: { type: number; dataType: number }
  aliauth: AliAuth | null
  /** Messages wait for AT+LMQTTREAD. */
  isCached: boolean
  receive: { format: DataFormat; showLength: boolean }
  sendFormat: DataFormat
  /** 1 brings +LMQTTPUB. */
  reports: number
  raimode: number
}

export type AliAuth = { productKey: string; deviceName: string; deviceSecret: string }

export type LierdaState = ModemState & {
  mqtt: MqttConfig
  /** AT+LUIMSLOT: 1 or 2. */
  slot: number
}

/** keepalive and its range are the manual's; the other defaults are the harder choice, so that nobody relies on them. */
export const mqttDefaults = (): MqttConfig => ({
  version: 4,
  pdpcid: 1,
  ssl: { on: false, context: 0 },
  keepalive: 120,
  cleanSession: true,
  timeout: { packetSeconds: 10, retries: 2, notice: 0 },
  will: null,
  cloud: { type: 0, dataType: 0 },
  aliauth: null,
  isCached: false,
  receive: { format: 0, showLength: false },
  sendFormat: 0,
  reports: 0,
  raimode: 0,
})

/** A modem just switched on. */
export const initialState = (): LierdaState => ({ ...initialModemState(), mqtt: mqttDefaults(), slot: 1 })
