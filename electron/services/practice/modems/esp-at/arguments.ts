import type { Argument } from '../kit/arguments.ts'

const none: Argument = { kind: 'none' }

/** Bytes of a whole command, its line end not counted: "less than 256" (ESP-AT manual, MQTT AT commands, notes). */
export const maxCommand = 255

function argument(raw: string): Argument {
  const trimmed = raw.trim()
  if (trimmed === '') return none
  if (/^-?\d{1,9}$/.test(trimmed)) return { kind: 'integer', value: Number(trimmed) }
  const [, inside] = /^"((?:[^"\\]|\\.)*)"$/s.exec(trimmed) ?? []
  // A quote that does not close, or one inside without a backslash: no text.
  return inside === undefined ? { kind: 'word', value: trimmed } : { kind: 'text', value: inside.replace(/\\(.)/gs, '$1') }
}

/**
 * A comma ends an argument even between quotes; `\,` `\"` `\\` stand for the characters themselves (manual, "AT command types":
 * escape syntax). So a client ID with a bare comma makes one argument more.
 */
export function parseEscaped(body: string): readonly Argument[] {
  const raw: string[] = ['']
  for (let i = 0; i < body.length; i++) {
    const char = body.charAt(i)
    if (char === ',') raw.push('')
    else raw[raw.length - 1] += char === '\\' ? char + body.charAt(++i) : char
  }
  return raw.map(argument)
}
