import { secretRanges } from '../at/secret-ranges.ts'

/** Characters. A shorter value is too common in a log to be looked for outside its own command. */
const shortest = 4

/** Secrets by the names that clouds give them in HTTP bodies and answers. */
const namedSecrets = /("(?:deviceSecret|iotToken|productSecret|password|psk)"\s*:\s*"|\b(?:sign|deviceSecret|password|token)=)([^"&\s]+)/gi

const stars = (length: number): string => '*'.repeat(length)

/** Where `AT` begins on a log's line, behind stamps, arrows or source code. */
export const commandStart = (line: string): number => line.search(/\bAT[+#%]/i)

/** Secrets that a log shows, gathered in a first pass and hidden in a second, also where the log is not held whole. Lengths stay. */
export class LogSecrets {
  readonly #found = new Set<string>()
  #pattern: RegExp | undefined
  #patternOf = 0

  take(line: string): void {
    this.takeCommand(line)
    if (/[=:]/.test(line)) this.takeNamed(line)
  }

  takeCommand(line: string): void {
    const start = commandStart(line)
    if (start >= 0) for (const range of secretRanges(line.slice(start))) this.add(line.slice(start).slice(range.start, range.end))
  }

  takeNamed(text: string): void {
    for (const match of text.matchAll(namedSecrets)) this.add(match[2] ?? '')
  }

  add(secret: string): void {
    if (secret.length >= shortest && !/^[*•]+$/.test(secret)) this.#found.add(secret)
  }

  mask(line: string): string {
    let shown = line
    const start = commandStart(shown)
    if (start >= 0) for (const range of secretRanges(shown.slice(start))) shown = shown.slice(0, start + range.start) + stars(range.end - range.start) + shown.slice(start + range.end)
    if (this.#found.size > 0) shown = shown.replace(this.#all(), (secret) => stars(secret.length))
    return /[=:]/.test(shown) ? shown.replace(namedSecrets, (_, head: string, value: string) => head + stars(value.length)) : shown
  }

  #all(): RegExp {
    if (!this.#pattern || this.#patternOf !== this.#found.size) {
      const longestFirst = [...this.#found].toSorted((a, b) => b.length - a.length)
      this.#pattern = new RegExp(longestFirst.map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
      this.#patternOf = this.#found.size
    }
    return this.#pattern
  }
}
