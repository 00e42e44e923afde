const escapes: Readonly<Record<string, string>> = { '"': '\\22', '\\': '\\5C', '\r': '\\0D', '\n': '\\0A' }

/** A message as it stands in quotes in AT+MPUB: `\22` is a quote, `\5C` a backslash, `\0D` CR, `\0A` LF (openLuat's MQTT guide). */
export const escapeMessage = (message: string): string => message.replace(/["\\\r\n]/g, (character) => escapes[character] ?? character)
