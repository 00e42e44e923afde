/** `{{name}}` or `{{name:argument:argument}}` in a text. */
export type Placeholder = {
  readonly name: string
  /** What stands between the colons; empty: none. */
  readonly args: readonly string[]
  /** As it stands, braces included. */
  readonly whole: string
  /** UTF-16 units. */
  readonly start: number
}

const pattern = /\{\{\s*([\p{L}_][\p{L}\p{N}_-]{0,63})((?:\s*:\s*-?\d{1,15})*)\s*\}\}/gu

/** In their order. What is no name in double braces is text: `{{"a":1}}` may be JSON. */
export const placeholdersOf = (content: string): readonly Placeholder[] =>
  [...content.matchAll(pattern)].map(({ 0: whole, 1: name = '', 2: args = '', index }) => ({
    name,
    args: args === '' ? [] : args.split(':').slice(1).map((argument) => argument.trim()),
    whole,
    start: index,
  }))

/** Unix seconds and ms: names that every kind of placeholder knows. */
export const unixSeconds = (now: number): string => String(Math.floor(now / 1000))
export const unixMs = (now: number): string => String(Math.floor(now))
