import type { MaskRange } from '../at/mask.ts'
import { secretRanges } from '../at/secret-ranges.ts'
import { placeholdersOf, unixMs, unixSeconds, type Placeholder } from '../text/placeholders.ts'
import type { QuickCommand } from './schema.ts'

/** A name with arguments is no placeholder here: it stays as it stands. */
const placeholdersAt = (content: string): readonly Placeholder[] => placeholdersOf(content).filter(({ args }) => args.length === 0)

/** Made at the moment of the click: Unix seconds and ms. */
const builtIn: Readonly<Record<string, (now: number) => string>> = {
  timestamp: unixSeconds,
  timestamp_ms: unixMs,
}
export const builtInNames: readonly string[] = Object.keys(builtIn)

/** Names in the order in which they stand, each once, without those that fill themselves. */
export function placeholdersIn(content: string): readonly string[] {
  const names = placeholdersAt(content).map(({ name }) => name)
  return [...new Set(names)].filter((name) => !Object.hasOwn(builtIn, name))
}

/** Where a filled-in secret stands in the line, in characters. */
export type Filled = { readonly line: string; readonly secrets: readonly MaskRange[] }

/** The content with its values; a name without one is left as it stands. With escapes on, a backslash in a value stays one. */
export function fillIn({ content, form, secrets }: Pick<QuickCommand, 'content' | 'form' | 'secrets'>, values: Readonly<Record<string, string>>, now: number): Filled {
  const hidden = new Set(secrets)
  const marks: MaskRange[] = []
  let line = ''
  let from = 0
  for (const { whole, name, start } of placeholdersAt(content)) {
    const own = Object.hasOwn(builtIn, name) ? builtIn[name]?.(now) : Object.hasOwn(values, name) ? values[name] : undefined
    line += content.slice(from, start)
    from = start + whole.length
    const value = own === undefined ? whole : form === 'escapes' ? own.replaceAll('\\', '\\\\') : own
    if (own !== undefined && hidden.has(name) && value !== '') marks.push({ start: line.length, end: line.length + value.length })
    line += value
  }
  return { line: line + content.slice(from), secrets: marks }
}

/**
 * Names whose values must not be kept: those said to be secret, and those that stand where a command carries a password or PIN, whatever anybody said.
 */
export function secretNames(command: Pick<QuickCommand, 'content' | 'form' | 'secrets'>): readonly string[] {
  const names = placeholdersIn(command.content)
  return names.filter((name) => {
    if (command.secrets.includes(name)) return true
    // A value of letters alone, so that no quotation mark or comma moves the parameters.
    const values = Object.fromEntries(names.map((other) => [other, other === name ? 'SECRETVALUE' : 'x']))
    const { line } = fillIn({ ...command, secrets: [] }, values, 0)
    return secretRanges(line).some(({ start, end }) => line.slice(start, end).includes('SECRETVALUE'))
  })
}

/** The line holds a password or PIN as it stands, so it would be kept with the list. */
export const holdsSecret = (content: string): boolean => {
  const filled = placeholdersAt(content).reduceRight((rest, { whole, start }) => rest.slice(0, start) + rest.slice(start + whole.length), content)
  return secretRanges(filled).some(({ start, end }) => filled.slice(start, end).trim() !== '')
}
