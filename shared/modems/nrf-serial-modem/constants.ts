/** The documents behind this folder, as the sources of steps and limits name them. */
export const mqttDoc = 'Serial Modem, MQTT client AT commands'
export const dataModeDoc = 'Serial Modem, Data mode'
export const socketDoc = 'Serial Modem, Socket AT commands'
export const cellularDoc = 'nRF91x1 Cellular AT Commands'

/** Where the certificates are kept: any number below 2^31 that no other application of the module uses. 1000 is the one of Nordic's examples. */
export const securityTag = 1000

/** s; for logins whose cloud or person named none: it suits every cloud's range. */
export const keepAlive = 120

/** ms. Nordic gives no times. Commands that only set or read a value. */
export const quick = 3_000
/** ms; AT+CFUN starts or stops the modem, and writes what it keeps. */
export const functionTime = 15_000
/** ms; a credential is written to non-volatile memory before OK. */
export const storeTime = 10_000
/** ms; the module's own name resolution asks several times. */
export const resolveTime = 60_000
/** ms; TCP and TLS are over before AT#XMQTTCON says OK. Over NB-IoT handshakes of 16 to 45 s were measured. */
export const connectTime = 120_000
/** ms until SUBACK, PUBACK and PUBCOMP; the module itself neither waits nor repeats. */
export const answerTime = 60_000

/** Bytes, as the firmware's buffers are built (Serial Modem 2, sm_at_mqtt.c, sm_defines.h, sm_at_host.c). A longer value is refused with ERROR. */
export const limits = {
  /** SM_MAX_URL with its end, as AT#XGETADDRINFO takes it; AT#XMQTTCON takes one more. */
  host: 127,
  /** MQTT_MAX_CID_LEN. */
  clientId: 64,
  /** SM_MAX_USERNAME and SM_MAX_PASSWORD. */
  username: 32,
  password: 32,
  /** MQTT_MAX_TOPIC_LEN with its end. */
  topic: 127,
  /** CONFIG_SM_DATAMODE_BUF_SIZE: more is two messages. */
  payload: 4_096,
  /** A message that stands in the command; "The maximum size of the payload is 1024 bytes" (Serial LTE Modem). */
  inlinePayload: 1_024,
  /** AT_BUF_MAX_SIZE without its last two bytes: a whole command line, a certificate included. */
  commandLine: 8_190,
} as const

/** Ends data mode (CONFIG_SM_DATAMODE_TERMINATOR). */
export const dataModeEnd = '+++'

/** Whole lines of a start: SM_SYNC_STR and SM_SYNC_ERR_STR. */
export const restartLines: readonly string[] = ['Ready', 'INIT ERROR']
