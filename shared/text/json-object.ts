/** The object that a JSON text holds; null for anything else, malformed text included. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** A number or text of an answer as people read it; empty for anything else. Bounded: an answer may hold anything. */
export const asWords = (value: unknown): string => (typeof value === 'number' ? String(value) : typeof value === 'string' ? value.slice(0, 200) : '')
