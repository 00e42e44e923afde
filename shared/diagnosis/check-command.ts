/** A result that comes after OK. `timeoutMs` counts from OK. */
export type LateAnswer = {
  readonly prefix: string
  /** Regular expression source of lines with the prefix that another one follows. */
  readonly interim?: string
  readonly timeoutMs: number
}

/** ms: Quectel TCP/IP application note, AT+QIDNSGIP, maximum response time. SIMCom's and AirM2M's manuals give none. */
const lookUpTime = 60_000

/** Commands that a check may ask with and that answer by a URC. */
const late: readonly (readonly [command: RegExp, answer: LateAnswer])[] = [
  // The number of addresses comes first, then a line for each.
  [/^AT\+QIDNSGIP=/, { prefix: '+QIURC: "dnsgip"', interim: '^\\+QIURC: "dnsgip",0,', timeoutMs: lookUpTime }],
  // SIMCom prints it before OK, AirM2M after it.
  [/^AT\+CDNSGIP=/, { prefix: '+CDNSGIP:', timeoutMs: lookUpTime }],
]

export const lateAnswerOf = (command: string): LateAnswer | undefined => late.find(([pattern]) => pattern.test(command))?.[1]

/** Asks the network for a name; pointless where the broker is given by its address. */
export const looksUpName = (command: string): boolean => /^AT(?:\+(?:QIDNSGIP|CDNSGIP|CIPDOMAIN)|#XGETADDRINFO)=/.test(command)

const reading: readonly RegExp[] = [
  // V.250, 5.4: a question mark reads a value or lists those that there are. It also holds the login in some commands: see `showsLogin`.
  /^AT[+*^%#$&][A-Z0-9]+(?:=\?|\?)$/,
  /^ATI?\d*$/,
  /^AT\+(?:CSQ|CESQ|CEER|CBC|CGPADDR(?:=\d+)?|CGMI|CGMM|CGMR|GMR|CCERTLIST|QNWINFO|QIGETERROR|CWLAP|CIFSR|FSLS|FSMEM|HTTPREAD|MQTTSTATU)$/,
  /^AT\+(?:QIDNSGIP|QIDNSCFG)=\d+(?:,"[^"]*")?$/,
  /^AT\+(?:CDNSGIP|CIPDOMAIN)="[^"]*"$/,
  /^AT#XGETADDRINFO="[^"]*"$/,
  /^AT\+SAPBR=2,\d$/,
  /^AT\+QFLST="[^"]*"$/,
  /^AT\+FSFLSIZE="?[^"]*"?$/,
  // Without a value behind them Quectel's settings are read.
  /^AT\+(?:QCFG|QURCCFG)="[^",]*"$/,
  /^AT\+(?:QSSLCFG|QMTCFG)="[^",]*",\d+$/,
]

/** Known to change nothing in the modem. What is not known runs only when a person has said yes. */
export const onlyReads = (command: string): boolean => reading.some((pattern) => pattern.test(command))

/** Settings and states whose answer holds the login: never asked. */
export const showsLogin = (command: string): boolean =>
  /^AT\+(?:CMQTTCONNECT|MQTTUSERCFG|MCONFIG|LMQTTCFG)\?$|"aliauth"/.test(command)
