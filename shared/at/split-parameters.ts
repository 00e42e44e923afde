/**
 * Splits the parameters of a response such as `0,"a,b",,5` at commas outside quotes. Quotes are removed; an empty parameter is ''.
 * An unclosed quote runs to the end, as some firmware prints it.
 */
export function splitParameters(list: string): string[] {
  const out: string[] = []
  let current = ''
  let inQuotes = false
  for (const character of list) {
    if (character === '"') inQuotes = !inQuotes
    else if (character === ',' && !inQuotes) {
      out.push(current.trim())
      current = ''
    } else current += character
  }
  out.push(current.trim())
  return out
}
