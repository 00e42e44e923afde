/** MQTT client index: the articles and manuals use 0 throughout. */
export const client = 0
/** TLS context: 2, as in Quectel's own MQTT-over-SSL example and the source article. */
export const tlsContext = 2

/** Names as in the source article. */
export const filesIn = (storage: 'RAM' | 'UFS') => ({ ca: `${storage}:cacert.pem`, certificate: `${storage}:client.pem`, key: `${storage}:user_key.pem` })

/** Files in RAM vanish at power-off and wear nothing. */
export const { ca: caFile, certificate: certificateFile, key: keyFile } = filesIn('RAM')

/** ms. "300 ms" is the manuals' figure for commands that only set or read a value. */
export const quick = 300
/** EC2x AT commands manual: AT+CPIN 5 s, AT+CGATT 140 s. */
export const simTime = 5_000
export const attachTime = 140_000
/** EC2x&EG9x MQTT application note: AT+QMTOPEN 75 s, in newer issues 120 s; the longer one is used. */
export const openTime = 120_000
/** pkt_timeout + pkt_timeout x retry_times: 40 s for SUB and PUB with the note's defaults; CONNECT waits pkt_timeout a try. */
export const packetTime = 40_000
/** s, the <timeout> parameter of AT+QFUPL: how long the modem waits for the file's bytes. */
export const uploadSeconds = 100
/** ms until a prompt. The file system may have to make room first. */
export const promptTime = 5_000

export const limits = {
  /** bytes; AT+QMTOPEN <host_name>. */
  host: 100,
  /** bytes; AT+QMTCONN. Manuals differ by model and issue (23 to 256 for the ID, 256 to 512 for the rest): the newer, larger ones. */
  clientId: 256,
  username: 512,
  password: 512,
  /** bytes; AT+QMTPUB and AT+QMTSUB <topic>. */
  topic: 255,
  /** bytes; AT+QMTPUB payload ended by Ctrl-Z, older firmware. */
  payload: 1548,
  /** bytes; a PEM file in RAM. Generous: chains of four certificates stay below 8 KiB. */
  file: 65_536,
} as const

/** EC2x boot and power-down lines. `APP RDY` is BG's; the others of a boot (`+CFUN: 1`, `+CPIN: READY`) also come without one. */
export const restartLines: readonly string[] = ['RDY', 'APP RDY', 'POWERED DOWN', 'NORMAL POWER DOWN']
