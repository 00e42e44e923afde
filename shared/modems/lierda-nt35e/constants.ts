export const manual = 'Lierda NT35E/NT26E-CN AT manual'

/** Connection number: the manual counts 0 to 4, only 0 works. */
export const client = 0
export const sslContext = 0

/** ms. No manual page for these was at hand; drivers for the module allow 0.5 to 2 s. */
export const quick = 2_000
/** ms. The EC2x's figures, longer than what drivers for this module allow. */
export const simTime = 5_000
export const attachTime = 140_000

/** ms, the manual's longest response times: AT+LMQTTCFG, LMQTTREAD, LMQTTDISC and LMQTTCLOSE 5 s; the rest below. */
export const configTime = 5_000
/** DNS, PDP and TCP together. */
export const openTime = 160_000
/** LMQTTCONN, LMQTTSUBUNSUB, LMQTTPUB. */
export const packetTime = 30_000
/** ms until OK says that a command was taken; not in the manual, measured at about 0.5 s. */
export const acceptTime = 5_000
/** ms until the prompt. */
export const promptTime = 5_000

export const limits = {
  /** bytes; AT+LMQTTOPEN <host_name>. */
  host: 100,
  /** bytes; AT+LMQTTCONN <clientID>, <username>, <password>. */
  login: 256,
  /** bytes; AT+LMQTTSUBUNSUB and AT+LMQTTPUB <topic>. */
  topic: 256,
  /** bytes; AT+LMQTTPUB <msglen>. A newer issue allows 8000 at the prompt: the smaller figure holds on both. */
  payload: 1460,
  /** bytes; a message that stands in the command itself. */
  inline: 1024,
  /** seconds; AT+LMQTTCFG="keepalive". */
  keepAlive: 3600,
} as const

/** The boot ROM's line ends in a backslash and an n, as recorded; drivers also watch for a line with the maker's name. */
export const restartLines: readonly string[] = ["^boot.rom'v'!\\n", 'Lierda', 'NORMAL POWER DOWN']
