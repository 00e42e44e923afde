export const manual = 'Air780EP AT manual'
export const guide = 'openLuat, Air780EP MQTT and MQTTS guide'

/** MQTT takes this TLS context and no other (Air780EP AT manual, chapter 16). */
export const tlsContext = 88
export const caFile = 'ca.crt'
export const certificateFile = 'client.crt'
export const keyFile = 'client.key'

/** ms. No page gives times for these; a module that is up answers within a few hundred. */
export const quick = 2_000
export const simTime = 5_000
/** ms; 27.007 leaves it open, other makers allow this for AT+CGATT. */
export const attachTime = 140_000
/** ms in which the card may be starting after power-on: +CME ERROR: 4 until then (openLuat's guide: 30 s). */
export const cardTime = 30_000
/** ms: DNS, TCP and TLS; the module's own limit for TLS is 150 s (AT+SSLCFG="negotiatetimeout"). */
export const openTime = 150_000
/** ms until a packet is acknowledged, with the module's own repetitions. */
export const packetTime = 30_000
export const promptTime = 5_000
/** ms for the bearer of HTTP. */
export const bearerTime = 85_000
/** ms; the module gives a request 120 s (AT+HTTPPARA="TIMEOUT"). */
export const requestTime = 120_000
/** ms that the module waits for the body of a request: AT+HTTPDATA's <time>, as in the guides. */
export const bodyTime = 20_000

/** s, <timeout> of AT+FSWRITE, as in the guide. */
export const writeSeconds = 15
/** s. The maker advises 300 and more on the air; 120, as in its guide for Alibaba Cloud, suits every cloud's range. */
export const keepAlive = 120

export const limits = {
  /** bytes; no page gives it, 128 is what other makers take. */
  host: 128,
  /** bytes each of client ID, user name and password: chapter 16, AT+MCONFIG. */
  login: 256,
  /** bytes; chapter 16, AT+MSUB and AT+MPUB <topic>. */
  topic: 256,
  /** bytes; chapter 16, AT+MPUB <message> and AT+MPUBEX <length>. */
  payload: 4100,
  /** bytes of one AT+FSWRITE (file system guide). */
  file: 10_240,
  /** s; AT+MCONNECT <keepalive>. */
  keepAlive: 65_535,
  /** bytes; chapter 14, AT+HTTPPARA <URL> and AT+HTTPDATA <size>. */
  url: 500,
  body: 3356,
} as const

/** The boot ROM's line ends in a backslash and an n, as recorded. */
export const restartLines: readonly string[] = ["^boot.rom'v'!\\n", 'RDY']

/** What ends any wait for an answer of the broker: connection and bearer are gone. */
export const losses: readonly string[] = ['CLOSED', '+CGEV: NW PDN DEACT', '+PDP: DEACT']
