/** The manuals behind this folder: their names as the sources of steps and limits give them. */
export const atManual = 'SIM7500_SIM7600 Series AT Command Manual'
export const mqttManual = 'A76XX Series AT Command Manual, 18 MQTT(S)'
export const sslManual = 'A76XX Series AT Command Manual, 19 SSL'

/** MQTT client index and TLS context: 0 in every example. */
export const client = 0
export const tlsContext = 0

/** Names as in SIMCom's examples and in the recorded sessions; the ending must be .pem or .der. */
export const caFile = 'cacert.pem'
export const certificateFile = 'clientcert.pem'
export const keyFile = 'clientkey.pem'

/** s; for logins whose cloud or person named none: it suits every cloud's range. AT+CMQTTCONNECT has no default. */
export const keepAlive = 120

/** ms. "Max Response Time 9000ms" is the manuals' figure for commands that only set or read a value. */
export const quick = 9_000
/** ms; 27.007's AT+CGATT waits for the network. SIMCom's manuals give no figure. */
export const attachTime = 140_000
/** ms; AT+CMQTTSTART and AT+CMQTTSTOP: 12 s (A76XX), 120 s (SIM7500_SIM7600). */
export const serviceTime = 120_000
/** ms; AT+CSSLCFG "Max Response Time 120000ms". */
export const tlsTime = 120_000
/** s; AT+CSSLCFG="negotiatetime". Over NB-IoT and Cat 1 handshakes of 16 to 45 s were measured; the factory's 300 s try a person's patience. */
export const negotiateSeconds = 120
/** s; AT+CMQTTCFG="optimeout", the longest wait for data sent or received. */
export const operationSeconds = 120
/** s; <pub_timeout>, and <timeout> of AT+CMQTTDISC: 60 to 180 on SIM7600. */
export const packetSeconds = 60
/** ms until the prompt, and for a certificate to be written once it is all there. */
export const promptTime = 9_000
export const storeTime = 120_000

/** Bytes. */
export const limits = {
  /** AT+CMQTTCONNECT <server_addr>: 256 with `tcp://`, colon and a port of five digits. */
  host: 244,
  serverAddress: 256,
  /** AT+CMQTTACCQ <clientID>, A76xx and newer SIM7600. */
  clientId: 128,
  /** AT+CMQTTACCQ of SIM7500/SIM7600 firmware of the V1.01 MQTT manual. What is longer is refused or cut. */
  oldClientId: 23,
  username: 256,
  password: 256,
  /** AT+CMQTTTOPIC, AT+CMQTTSUB. */
  topic: 1024,
  /** AT+CMQTTPAYLOAD. */
  payload: 10_240,
  /** AT+CCERTDOWN <len>. */
  file: 10_240,
} as const

/** s; AT+CMQTTCONNECT <keepalive_time>: from 1 (A76xx) or from 60 (SIM7600). */
export const keepAliveRange = { min: 1, oldMin: 60, max: 64_800 } as const

/** Whole lines of a start: SIM7600's and A76xx's. `SMS DONE` and `PB DONE` come some 15 s later, and not only then. */
export const restartLines: readonly string[] = ['RDY', '*ATREADY: 1', 'NORMAL POWER DOWN']
