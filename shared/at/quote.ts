/**
 * A string parameter as V.250 5.4.2.2 writes it: in double quotes. The standard's own escape (`\22`) is not understood by Quectel's MQTT
 * commands, so a value with a double quote must have been refused before it comes here.
 */
export function quoted(value: string): string {
  if (/["\r\n]/.test(value)) throw new Error('A quoted AT parameter cannot carry a double quote or a line end')
  return `"${value}"`
}
