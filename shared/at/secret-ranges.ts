import type { MaskRange } from './mask.ts'

/**
 * Commands that carry a secret, and which of their parameters (from 1) it is.
 * MQTT logins: Quectel QMTCONN, Lierda LMQTTCONN, AirM2M MCONFIG, SIMCom CMQTTCONNECT, ESP-AT MQTTUSERCFG, MQTTPASSWORD and CWJAP, Nordic #XMQTTCON and
 * %CMNG (keys), Neoway MQTTCONNPARAM, China Mobile MQTTCFG, Huawei HMCON. EC2x TCP/IP note (QICSGP), 3GPP 27.007: 8.3 CPIN, 7.4 CLCK, 7.5 CPWD,
 * 10.1.31 CGAUTH.
 */
const secretParameters: ReadonlyMap<string, readonly number[]> = new Map([
  ['+QMTCONN', [4]],
  ['+LMQTTCONN', [4]],
  ['+MCONFIG', [3]],
  ['+CMQTTCONNECT', [6]],
  ['+MQTTUSERCFG', [5]],
  ['+MQTTPASSWORD', [2]],
  ['+CWJAP', [2]],
  ['#XMQTTCON', [3]],
  ['%CMNG', [4, 5]],
  ['+MQTTCONNPARAM', [3]],
  ['+MQTTCFG', [6]],
  ['+HMCON', [6]],
  ['+QICSGP', [5]],
  ['+CPIN', [1, 2]],
  ['+CLCK', [3]],
  ['+CPWD', [2, 3]],
  ['+CGAUTH', [4]],
])

/** Commands that carry one only under some of their keys (the first parameter): Alibaba's and Huawei's built-in modes. */
const keyedParameters: ReadonlyMap<string, readonly number[]> = new Map([
  ['+QMTCFG="ALIAUTH"', [5]],
  ['+QMTCFG="HWAUTH"', [4]],
  ['+QMTCFG="HWPRODID"', [4]],
  ['+LMQTTCFG="ALIAUTH"', [5]],
])

/**
 * Where a command line that a person typed carries secrets, also in commands joined by semicolons (V.250, 5.2.1: `AT+CMEE=2;+CPIN="1234"`).
 * `line` holds one character a byte (ISO 8859-1), so that offsets are bytes. Quotes themselves are left visible. Lines that carry none give
 * an empty list.
 */
export function secretRanges(line: string): MaskRange[] {
  const start = /^\s*AT/i.exec(line)
  return start ? joinedCommands(line, start[0].length).flatMap((command) => secretsIn(line, command)) : []
}

function secretsIn(line: string, command: MaskRange): MaskRange[] {
  const body = line.slice(command.start, command.end)
  const match = /^\s*([+#%][A-Z]+)=/i.exec(body)
  const keyed = /^\s*([+#%][A-Z]+="[A-Z]+")/i.exec(body)
  const positions = (match?.[1] && secretParameters.get(match[1].toUpperCase())) ?? (keyed?.[1] && keyedParameters.get(keyed[1].toUpperCase()))
  if (!match || !positions) return []
  return parameters(line, command.start + match[0].length, command.end).filter((range, index) => positions.includes(index + 1) && range.end > range.start)
}

/** Cuts at semicolons outside quotes, up to the line end. */
function joinedCommands(line: string, from: number): MaskRange[] {
  const out: MaskRange[] = []
  let start = from
  let inQuotes = false
  let end = from
  for (; end < line.length && line[end] !== '\r' && line[end] !== '\n'; end++) {
    if (line[end] === '"') inQuotes = !inQuotes
    if (line[end] !== ';' || inQuotes) continue
    out.push({ start, end })
    start = end + 1
  }
  return [...out, { start, end }]
}

/** The parameters’ own bytes, quotes left out. A backslash takes the next character with it, as in ESP-AT’s `\"` and `\,`. */
function parameters(line: string, from: number, to: number): MaskRange[] {
  const out: MaskRange[] = []
  let start = from
  let inQuotes = false
  const close = (end: number) => {
    const quotedStart = line[start] === '"' ? start + 1 : start
    out.push({ start: quotedStart, end: line[end - 1] === '"' && end > quotedStart ? end - 1 : end })
  }
  for (let end = from; end < to; end++) {
    const character = line[end]
    if (character === '\\') {
      end++
      continue
    }
    if (character === '"') inQuotes = !inQuotes
    if (character !== ',' || inQuotes) continue
    close(end)
    start = end + 1
  }
  close(to)
  return out
}
