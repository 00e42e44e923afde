import { hostLimit, longLimit } from './login-commands.ts'

export const guide = 'ESP-AT user guide'

/** ms. The guide: AT MQTT commands answer within 10 s, except AT+MQTTCONN. */
export const mqttTime = 10_000
/** ms for commands that only set or read a value; the guide gives no figure. */
export const quick = 1_000
/** ms; AT+CWJAP gives up after <jap_timeout>, 15 s unless set, and then asks for an address. */
export const joinTime = 30_000
/** ms; AT+MQTTCONN <timeout> is 15 s, and over TLS each handshake packet has 10 s of its own. */
export const connectTime = 60_000
/** ms until a prompt. */
export const promptTime = 3_000

/** Hours ahead of GMT, AT+CIPSNTPCFG <timezone>: Beijing's; the answers to AT+CIPSNTPTIME? are in it. */
export const zoneHours = 8

export const limits = {
  /** bytes; AT+MQTTCONN <host>. */
  host: hostLimit.bytes,
  /** bytes; AT+MQTTLONGCLIENTID, LONGUSERNAME and LONGPASSWORD: what AT+MQTTUSERCFG cannot take goes there. */
  clientId: longLimit.bytes,
  username: longLimit.bytes,
  password: longLimit.bytes,
  /** bytes; AT+MQTTPUB and AT+MQTTSUB <topic>. */
  topic: 128,
  /** bytes; AT+MQTTPUBRAW <length>: "the maximum length is limited by available memory"; what a bare ESP32 surely has. */
  payload: 16_384,
  /** bytes; a PEM file in a partition of 4 KiB pages. */
  file: 8_192,
} as const

/** s; AT+MQTTCONNCFG <keepalive>; 0 means its default of 120. */
export const keepAliveRange = { min: 1, max: 7_200 } as const

/** Printed once the module is up. */
export const restartLines: readonly string[] = ['ready']
