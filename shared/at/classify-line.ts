import { isRegistrationUrc } from './registration.ts'

/** URCs that any 3GPP modem may send at any time (27.007; NITZ, packet events, SIM and call notices). */
const commonUrcs = ['+CGEV:', '+CTZV:', '+CTZE:', '+CTZDST:', '+NITZ:', '+CMTI:', '+CMT:', '+CRING:', 'RING', '+CUSD:', '+CSSU:', '+CPIN: NOT READY']

/** `AT+CSQ` → `+CSQ:`; commands without a name (`AT`, `ATI`) have no prefix. */
export function responsePrefix(command: string): string | undefined {
  const name = /^AT([+#%^$*][A-Z0-9_]+)/i.exec(command)?.[1]
  return name === undefined ? undefined : `${name.toUpperCase()}:`
}

/**
 * Tells whether a line that came while `command` runs belongs to it or arrived by itself. Modems put URCs anywhere, also between
 * a response's lines. Result URCs of the command itself are asked for before this.
 */
export function isUnsolicited(line: string, command: string, urcPrefixes: readonly string[]): boolean {
  const own = responsePrefix(command)
  if (own !== undefined && line.startsWith(own)) return /^\+C(?:G|E|5G)?REG:/.test(own) && isRegistrationUrc(line)
  if (urcPrefixes.some((prefix) => line.startsWith(prefix)) || commonUrcs.some((prefix) => line.startsWith(prefix))) return true
  // Another command's name in front: not an answer to this one.
  return own !== undefined && /^[+#%^*][A-Z0-9_]+:/.test(line)
}
