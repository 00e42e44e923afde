import type { Evidence } from '../../wizard/step.ts'
import type { Family, FieldFailure, Sign } from './field-failure.ts'

export type SeenLine = {
  readonly text: string
  readonly from?: 'host' | 'modem'
  /** Of the failure that was found at this line. */
  readonly code?: string
}

/** Ids of profiles, where they are known. */
export type Scope = { readonly modem?: string; readonly cloud?: string }

export type Match = {
  readonly entry: FieldFailure
  /** Index of the line at which it shows, the last where there are several. */
  readonly at: number
  readonly score: number
  /** It fits sessions without this failure too. */
  readonly isHint: boolean
}

type Compiled = { readonly entry: FieldFailure; readonly sign: Sign; readonly test: (name: 'line' | 'code' | 'answers' | 'unless' | 'lacks' | 'never', value: string) => boolean; readonly before: readonly RegExp[] }

/** A profile's id begins with its family. */
export const families: readonly Family[] = ['quectel', 'lierda', 'luat', 'simcom', 'esp', 'nrf']

export const familyOf = (modem: string | undefined): Family | undefined => families.find((family) => modem?.startsWith(family))

const isCommand = ({ text, from }: SeenLine): boolean => from !== 'modem' && /^AT/i.test(text)

/** How much a sign asks for: what fits the situation closely goes before what fits many. */
function scoreOf(sign: Sign, family: Family | undefined): number {
  const told = (sign.line === undefined ? 0 : 2) + (sign.answers === undefined ? 0 : 2) + (sign.code === undefined ? 0 : 2)
  const across = 2 * (sign.before?.length ?? 0) + (sign.lacks === undefined ? 0 : 1) + (sign.never === undefined ? 0 : 1) + (sign.times === undefined ? 0 : 2)
  const narrow = (sign.families && family ? 1 : 0) + (sign.clouds ? 3 : 0) + (sign.from === 'modem' ? 1 : 0)
  return told + across + narrow - (sign.weak ? 20 : 0)
}

function compile(entry: FieldFailure, sign: Sign): Compiled {
  const made = new Map((['line', 'code', 'answers', 'unless', 'lacks', 'never'] as const).flatMap((name) => (sign[name] === undefined ? [] : [[name, new RegExp(sign[name])] as const])))
  return { entry, sign, test: (name, value) => made.get(name)?.test(value) ?? true, before: (sign.before ?? []).map((source) => new RegExp(source)) }
}

/** The failures of a catalogue that lines show. Built once for a catalogue; pure. */
export class FieldMatcher {
  readonly #signs: readonly Compiled[]
  /** Lines that no sign's own pattern can fit are the most of a log. */
  readonly #any: RegExp

  constructor(catalogue: readonly FieldFailure[]) {
    this.#signs = catalogue.flatMap((entry) => entry.when.map((sign) => compile(entry, sign)))
    this.#any = new RegExp(this.#signs.flatMap(({ sign }) => (sign.line === undefined ? [] : [`(?:${sign.line})`])).join('|') || '^(?!)')
  }

  /** All that show at the line `from` or later, the most specific first, then in the order of the catalogue; each once, at the last line where it shows so. */
  inLines(lines: readonly SeenLine[], scope: Scope, from = 0): readonly Match[] {
    const best = new Map<FieldFailure, Match>()
    const seen = new SeenLines(lines)
    for (let at = lines.length - 1; at >= from; at--) {
      const line = lines[at]
      if (line && (line.code !== undefined || this.#any.test(line.text))) this.#look(seen, at, scope, best)
    }
    return this.#ordered(best)
  }

  /** Those that show at one line. */
  at(lines: readonly SeenLine[], at: number, scope: Scope): readonly Match[] {
    const best = new Map<FieldFailure, Match>()
    this.#look(new SeenLines(lines), at, scope, best)
    return this.#ordered(best)
  }

  #look(seen: SeenLines, at: number, { modem, cloud }: Scope, best: Map<FieldFailure, Match>): void {
    const family = familyOf(modem)
    for (const compiled of seen.fitting(at, this.#signs)) {
      const { entry, sign } = compiled
      const score = scoreOf(sign, family)
      const earlier = best.get(entry)
      if (earlier && earlier.score >= score) continue
      if (holds(compiled, seen, at, family, cloud)) best.set(entry, { entry, at, score, isHint: sign.weak === true })
    }
  }

  #ordered(best: ReadonlyMap<FieldFailure, Match>): readonly Match[] {
    return this.#signs.flatMap(({ entry }, index) => (this.#signs[index - 1]?.entry === entry ? [] : (best.get(entry) ?? []))).toSorted((a, b) => b.score - a.score)
  }
}

/** Lines that a sign looks back, or ahead, at most: longer ago is another session. */
const farthest = 2_000

/** Lines with what is asked of them again and again. */
class SeenLines {
  readonly lines: readonly SeenLine[]
  readonly #commands: readonly string[]
  readonly #fitting = new Map<string, readonly Compiled[]>()
  readonly #counts = new Map<Compiled, number>()
  readonly #firsts = new Map<string, number>()
  readonly #places = new Map<string, readonly number[]>()

  constructor(lines: readonly SeenLine[]) {
    this.lines = lines
    let command = ''
    this.#commands = lines.map((line) => {
      const before = command
      if (isCommand(line)) command = line.text
      return before
    })
  }

  /** The signs whose own pattern a line fits, told once for a text: a log says the same again and again. */
  fitting(at: number, signs: readonly Compiled[]): readonly Compiled[] {
    const { text = '', code } = this.lines[at] ?? {}
    const known = this.#fitting.get(text) ?? signs.filter(({ sign, test }) => sign.line !== undefined && test('line', text))
    this.#fitting.set(text, known)
    return code === undefined ? known : signs.filter((compiled) => compiled.sign.line === undefined || known.includes(compiled))
  }

  /** The last command before a line. */
  commandBefore(at: number): string {
    return this.#commands[at] ?? ''
  }

  /** How often the sign's line comes. */
  countOf(compiled: Compiled): number {
    const known = this.#counts.get(compiled)
    if (known !== undefined) return known
    const count = this.lines.filter(({ text }, at) => compiled.test('line', text) && this.isMissing(compiled, at)).length
    this.#counts.set(compiled, count)
    return count
  }

  /** Where the sign's `unless` or `never` stands for the first time; -1: nowhere. */
  first({ sign, test }: Compiled, name: 'unless' | 'never'): number {
    const key = `${name} ${sign[name] ?? ''}`
    const known = this.#firsts.get(key)
    if (known !== undefined) return known
    const first = this.lines.findIndex(({ text }) => test(name, text))
    this.#firsts.set(key, first)
    return first
  }

  /** Where a pattern stands for the last time before a line; -1: nowhere near. */
  lastBefore(pattern: RegExp, at: number): number {
    const places = this.#placesOf(pattern)
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((places[middle] ?? at) < at) low = middle + 1
      else high = middle
    }
    const last = places[low - 1] ?? -1
    return last < at - farthest ? -1 : last
  }

  /** Found once for all lines: looking back anew from each line that fits takes minutes where a long log says the same again and again. */
  #placesOf(pattern: RegExp): readonly number[] {
    const known = this.#places.get(pattern.source)
    if (known) return known
    const places = this.lines.flatMap(({ text }, at) => (pattern.test(text) ? [at] : []))
    this.#places.set(pattern.source, places)
    return places
  }

  /** Whether what the sign lacks stays out until the next command. */
  isMissing({ sign, test }: Compiled, at: number): boolean {
    if (sign.lacks === undefined) return true
    for (let index = at + 1; index < Math.min(this.lines.length, at + farthest); index++) {
      const later = this.lines[index]
      if (!later || isCommand(later)) return true
      if (test('lacks', later.text)) return false
    }
    return true
  }
}

function holds(compiled: Compiled, seen: SeenLines, at: number, family: Family | undefined, cloud: string | undefined): boolean {
  const { sign, test, before } = compiled
  const line = seen.lines[at]
  if (!line) return false
  if (sign.code !== undefined && (line.code === undefined || !test('code', line.code))) return false
  if (sign.families && family && !sign.families.includes(family)) return false
  if (sign.clouds && (cloud === undefined || !sign.clouds.includes(cloud))) return false
  if (sign.from === 'modem' ? line.from !== 'modem' : sign.from === 'host' && line.from === 'modem') return false
  if (sign.answers !== undefined && !test('answers', seen.commandBefore(at))) return false
  if (!seen.isMissing(compiled, at)) return false
  if (sign.never !== undefined && seen.first(compiled, 'never') >= 0) return false
  if (sign.times !== undefined && seen.countOf(compiled) < sign.times) return false
  let first = at
  for (const pattern of before.toReversed()) {
    first = seen.lastBefore(pattern, first)
    if (first < 0) return false
  }
  if (sign.unless === undefined) return true
  if (before.length > 0) {
    for (let index = first + 1; index < at; index++) if (test('unless', seen.lines[index]?.text ?? '')) return false
    return true
  }
  const unless = seen.first(compiled, 'unless')
  return unless < 0 || unless >= at
}

/** A failed step as the matcher reads it: the command, what came, and the failure's code at the line that proves it. */
export function linesOfEvidence({ command, lines, final, offending }: Evidence, code: string | undefined): readonly SeenLine[] {
  const answer = lines.filter((line) => line !== command && line !== '')
  const all = [command, ...answer, ...(final !== null && !answer.includes(final) ? [final] : [])]
  const proof = all.lastIndexOf(offending ?? final ?? '')
  const at = proof < 0 ? all.length - 1 : proof
  return all.map((text, index) => ({ text, ...(index === 0 && { from: 'host' as const }), ...(index > 0 && { from: 'modem' as const }), ...(index === at && code !== undefined && { code }) }))
}
