import type { Text } from '../text/local-text.ts'
import { splitParameters } from './command-line.ts'

/** What a line that the modem printed means. */
export type Described = { readonly words: Text; readonly isFailure: boolean }

export const good = (words: Text): Described => ({ words, isFailure: false })
export const bad = (words: Text): Described => ({ words, isFailure: true })

/** Reads what stands behind a line's name: its parameters without quotation marks, and the whole. */
export type Reading = (values: readonly string[], rest: string) => Described | Text | undefined

/** Up to the colon, `+CSQ`; ESP-AT puts no blank behind it, AirM2M one before it now and then. */
const named = /^([+#%^*$][A-Z][A-Z0-9_]*) ?: ?/

/** Describes lines that begin with a name of the table. */
export const answerDescriber =
  (table: Readonly<Record<string, Reading>>) =>
  (line: string): Described | undefined => {
    const head = named.exec(line)
    const name = head?.[1]
    if (!head || name === undefined || !Object.hasOwn(table, name)) return undefined
    const rest = line.slice(head[0].length)
    const found = table[name]?.(splitParameters(rest), rest)
    return found === undefined || 'words' in found ? found : good(found)
  }

/** `+CSQ` of a line that begins with such a name. */
export const answerName = (line: string): string | undefined => named.exec(line)?.[1]
