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

type Compiled = { readonly entry: FieldFailure; readonly sign: Sign; readonly test: (name: 'line' | 'code' | 'answers' | 'unless' | 'lacks', value: string) => boolean; readonly before: readonly RegExp[] }

/** A profile's id begins with its family. */
export const families: readonly Family[] = ['quectel', 'lierda', 'luat', 'simcom', 'esp', 'nrf']

export const familyOf = (modem: string | undefined): Family | undefined => families.find((family) => modem?.startsWith(family))

const isCommand = ({ text, from }: SeenLine): boolean => from !== 'modem' && /^AT/i.test(text)

/** How much a sign asks for: what fits the situation closely goes before what fits many. */
function scoreOf(sign: Sign, family: Family | undefined): number {
  const told = (sign.line === undefined ? 0 : 2) + (sign.answers === undefined ? 0 : 2) + (sign.code === undefined ? 0 : 2)
  const across = 2 * (sign.before?.length ?? 0) + (sign.lacks === undefined ? 0 : 1) + (sign.times === undefined ? 0 : 2)
  const narrow = (sign.families && family ? 1 : 0) + (sign.clouds ? 3 : 0) + (sign.from === 'modem' ? 1 : 0)
  return told + across + narrow - (sign.weak ? 20 : 0)
}

function compile(entry: FieldFailure, sign: Sign): Compiled {
  const made = new Map((['line', 'code', 'answers', 'unless', 'lacks'] as const).flatMap((name) => (sign[name] === undefined ? [] : [[name, new RegExp(sign[name])] as const])))
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

  /** All that show at the line `from` or later, the most specific first, then in the order of the catalogue; each once. */
  inLines(lines: readonly SeenLine[], scope: Scope, from = 0): readonly Match[] {
    const best = new Map<FieldFailure, Match>()
    lines.forEach((line, at) => {
      if (at < from) return
      if (line.code === undefined && !this.#any.test(line.text)) return
      for (const match of this.at(lines, at, scope)) {
        const earlier = best.get(match.entry)
        if (!earlier || earlier.score <= match.score) best.set(match.entry, match)
      }
    })
    return [...best.values()].toSorted((a, b) => b.score - a.score)
  }

  /** Those that show at one line. */
  at(lines: readonly SeenLine[], at: number, { modem, cloud }: Scope): readonly Match[] {
    const family = familyOf(modem)
    const best = new Map<FieldFailure, Match>()
    for (const compiled of this.#signs) {
      if (!holds(compiled, lines, at, family, cloud)) continue
      const score = scoreOf(compiled.sign, family)
      if (score > (best.get(compiled.entry)?.score ?? Number.NEGATIVE_INFINITY)) best.set(compiled.entry, { entry: compiled.entry, at, score, isHint: compiled.sign.weak === true })
    }
    return [...best.values()].toSorted((a, b) => b.score - a.score)
  }
}

function holds(compiled: Compiled, lines: readonly SeenLine[], at: number, family: Family | undefined, cloud: string | undefined): boolean {
  const { sign, test, before } = compiled
  const line = lines[at]
  if (!line) return false
  if (sign.code !== undefined && (line.code === undefined || !test('code', line.code))) return false
  if (!test('line', line.text)) return false
  if (sign.families && family && !sign.families.includes(family)) return false
  if (sign.clouds && (cloud === undefined || !sign.clouds.includes(cloud))) return false
  if (sign.from === 'modem' ? line.from !== 'modem' : sign.from === 'host' && line.from === 'modem') return false
  if (sign.answers !== undefined && !test('answers', lines.slice(0, at).findLast(isCommand)?.text ?? '')) return false
  let first = at
  for (const pattern of before.toReversed()) {
    first = lines.slice(0, first).findLastIndex(({ text }) => pattern.test(text))
    if (first < 0) return false
  }
  if (sign.unless !== undefined && lines.slice(before.length > 0 ? first + 1 : 0, at).some(({ text }) => test('unless', text))) return false
  if (sign.times !== undefined && lines.filter(({ text }, index) => test('line', text) && isMissing(compiled, lines, index)).length < sign.times) return false
  return isMissing(compiled, lines, at)
}

function isMissing({ sign, test }: Compiled, lines: readonly SeenLine[], at: number): boolean {
  if (sign.lacks === undefined) return true
  for (const later of lines.slice(at + 1)) {
    if (isCommand(later)) return true
    if (test('lacks', later.text)) return false
  }
  return true
}

/** A failed step as the matcher reads it: the command, what came, and the failure's code at the line that proves it. */
export function linesOfEvidence({ command, lines, final, offending }: Evidence, code: string | undefined): readonly SeenLine[] {
  const answer = lines.filter((line) => line !== command && line !== '')
  const all = [command, ...answer, ...(final !== null && !answer.includes(final) ? [final] : [])]
  const proof = all.lastIndexOf(offending ?? final ?? '')
  const at = proof < 0 ? all.length - 1 : proof
  return all.map((text, index) => ({ text, ...(index === 0 && { from: 'host' as const }), ...(index > 0 && { from: 'modem' as const }), ...(index === at && code !== undefined && { code }) }))
}
