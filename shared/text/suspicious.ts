import { utf8 } from './bytes.ts'

/** Typographic quotes, full-width punctuation and odd spaces that articles and chat programs put where ASCII belongs. */
const lookalikes: ReadonlyMap<string, string> = new Map([
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u201e', '"'],
  ['\uff02', '"'],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\uff0c', ','],
  ['\uff1a', ':'],
  ['\uff1b', ';'],
  ['\uff0e', '.'],
  ['\uff0f', '/'],
  ['\uff1d', '='],
  ['\uff0b', '+'],
  ['\uff08', '('],
  ['\uff09', ')'],
  ['\u00a0', ' '],
  ['\u3000', ' '],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u200b', ''],
  ['\ufeff', ''],
])

/** The first look-alike in a text and what was meant, or `undefined`. */
export function findLookalike(value: string): { readonly found: string; readonly meant: string } | undefined {
  for (const character of value) {
    const meant = lookalikes.get(character)
    if (meant !== undefined) return { found: character, meant }
  }
  return undefined
}

/** Replaces every look-alike by what was meant. */
export const normaliseLookalikes = (value: string): string =>
  Array.from(value, (character) => lookalikes.get(character) ?? character).join('')

export const isAscii = (value: string): boolean => /^[\x00-\x7f]*$/.test(value)

/** C0 controls and DEL: none may stand inside an AT string parameter; CR would end the command. */
export const hasControl = (value: string): boolean => /[\x00-\x1f\x7f]/.test(value)

export const byteLength = (value: string): number => utf8(value).length
