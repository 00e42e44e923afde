import type { Sign } from './field-failure.ts'

/** Lines of the six families that say the same, as their manuals print them; regular expression sources. */
export const login = '^(?:\\+QMTCONN: \\d+,0(?:,0)?|\\+LMQTTCONN: \\d+,0,0|CONNACK OK|\\+CMQTTCONNECT: \\d+,0|\\+MQTTCONNECTED:.*|#XMQTTEVT: 0,0)$'
export const lost = '^(?:\\+QMTSTAT: \\d+,1|\\+LMQTTURC: STATS,\\d+,(?:1|11)|CLOSED|\\+CMQTTCONNLOST: \\d+,1|\\+MQTTDISCONNECTED:\\d|#XMQTTEVT: 1,-?\\d+)$'
/** The host ends the connection itself: a loss after it is none. */
export const closing = '^AT(?:\\+(?:MIPCLOSE|MDISCONNECT|QMTDISC|QMTCLOSE|CMQTTDISC|LMQTTDISC|LMQTTCLOSE|MQTTCLEAN)|#XMQTTCON=0)'
export const published = '^(?:\\+QMTPUB(?:EX)?: \\d+,\\d+,0|\\+LMQTTPUB: \\d+,\\d+,0|PUBACK|\\+CMQTTPUB: \\d+,0|\\+MQTTPUB:OK|#XMQTTEVT: 3,0)(?:,\\d+)?$'
export const subscribed = '^(?:\\+QMTSUB: \\d+,\\d+,0,[012]|\\+LMQTTSUBUNSUB: \\d+,\\d+,0(?:,[012])?|SUBACK|\\+CMQTTSUB: \\d+,0|#XMQTTEVT: 7,0)$'
export const message = '^\\+(?:QMTRECV|MSUB|LMQTTURC: RECV|CMQTTRXSTART|MQTTSUBRECV)|^#XMQTTMSG'
export const publishCommand = '^AT(?:\\+(?:QMTPUB|QMTPUBEX|LMQTTPUB|MPUB|MPUBEX|CMQTTPUB|MQTTPUB|MQTTPUBRAW)|#XMQTTPUB)='

/** An opening that TLS was asked for and that failed. Quectel has one code for all of TCP and TLS. */
export const secureOpenFailed = '^(?:\\+QMTOPEN: \\d+,5|\\+QSSLOPEN: \\d+,566|\\+CMQTTCONNECT: \\d+,(?:32|34)|\\+LMQTTURC: STATS,\\d+,14|CONNECT FAIL)$'
export const serverChecked = '^AT\\+(?:QSSLCFG="seclevel"|CSSLCFG="authmode"|SSLCFG="seclevel"),\\d+,[12]$'

/** CONNACK's return codes; SIMCom counts them from 27. */
export const refused = (code: 1 | 2 | 3 | 4 | 5): readonly Sign[] => [
  { line: `^(?:\\+QMTCONN: \\d+,\\d,${code}|\\+LMQTTCONN: \\d+,\\d,${code}|\\+CMQTTCONNECT: \\d+,${26 + code})$` },
  { line: `^\\+LMQTTURC: STATS,\\d+,15,${code}$` },
  { code: `^mqtt\\.refused\\.${code}$` },
]

/** The login came to nothing: refused with a code, or the server closed instead of answering. */
export const noLogin = '^(?:\\+QMTCONN: \\d+,(?:2|\\d,[1-5])|\\+LMQTTCONN: \\d+,\\d,[1-6]|\\+CMQTTCONNECT: \\d+,(?:26|27|28|29|30|31)|\\+QMTSTAT: \\d+,[34]|#XMQTTEVT: 0,-?[1-9]\\d*)$'
const loginCommand = '^AT(?:\\+(?:QMTCONN|LMQTTCONN|MCONNECT|CMQTTCONNECT)|#XMQTTCON)='
const silentClose = '^(?:CLOSED|\\+QMTSTAT: \\d+,1)$'

/** The same at one cloud. */
export const noLoginAt = (cloud: string): readonly Sign[] => [
  { clouds: [cloud], line: noLogin },
  { clouds: [cloud], line: silentClose, answers: loginCommand, unless: login },
  { clouds: [cloud], code: '^mqtt\\.(?:refused|connect$|connect-not-sent)' },
]

/** `+CEREG: <n>,<stat>…` and the URC `+CEREG: <stat>…` (27.007, 10.1.22). */
export const registration = (stat: string): string => `^\\+C(?:E|G|5G)?REG: (?:\\d,(?:${stat})(?:,|$)|(?:${stat})(?:,"|$))`

export const cme = (numbers: string): readonly Sign[] => [{ line: `^\\+CME ERROR: (?:${numbers})$` }, { code: `^modem\\.cme\\.(?:${numbers})$` }]
