import { commandsOf, splitParameters, type CommandLine } from '../at/command-line.ts'
import { cmeErrors, cmeNumber } from '../at/cme-errors.ts'
import { cmsErrors } from '../at/cms-errors.ts'
import { explainCme } from '../at/explain-cme.ts'
import { isFinalResult } from '../at/final-result.ts'
import { answerName } from '../at/line-words.ts'
import { meaningOf, parameterAt, parametersOf, type Parameter } from '../at/parameter.ts'
import { resultSection, sectionOf } from '../at/sections.ts'
import { modems as builtIn } from '../modems/index.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { text, type Text } from '../text/local-text.ts'
import { FamilyTables } from './family-tables.ts'
import { LineReader, type LineKind } from './line-reader.ts'
import type { LoggedLine } from './mask-log.ts'
import { rememberedVocabularies } from './vocabulary.ts'

/** One value of a line: what it is called, as the manual and as a person calls it, and what it means where that is known. */
export type ExplainedField = { readonly symbol: string; readonly name: Text; readonly value: string; readonly meaning?: Text }

export type ExplainedRow = {
  readonly kind: LineKind
  /** Left out of blank lines alone: what nobody knows says so. */
  readonly words?: Text
  readonly fields: readonly ExplainedField[]
  /** Manual and section. */
  readonly source?: string
  /** What to do about a failure. */
  readonly next?: Text
  readonly isFailure: boolean
  readonly isKnown: boolean
}

export type LineContext = {
  /** The module that speaks, where it is known; else a line is read by the words of every family. */
  readonly modem?: ModemProfile | undefined
  readonly modems?: readonly ModemProfile[]
  /** The lines since the last command, which is the first of them: an answer is read against its question. */
  readonly before?: readonly Pick<LoggedLine, 'text' | 'direction'>[]
}

const sameName = (a: Parameter | undefined, b: Parameter | undefined): boolean => a !== undefined && b !== undefined && a.about.en === b.about.en

const notDescribed = text('not described', '没有说明')

/** Values beside their parameters. Where families differ only what they have in common is named. */
function fieldsOf(lists: readonly (readonly Parameter[])[], values: readonly string[]): readonly ExplainedField[] {
  const [first, ...others] = lists
  if (!first) return []
  return values.flatMap((value, index) => {
    const parameter = parameterAt(first, index)
    if (value === '') return []
    const agreed = parameter && others.every((list) => sameName(parameterAt(list, index), parameter)) ? parameter : undefined
    if (!agreed) return [{ symbol: '', name: notDescribed, value }]
    const meaning = meaningOf(agreed, value)
    return [{ symbol: agreed.name, name: agreed.about, value, ...(meaning && { meaning }) }]
  })
}

/** `(0-2),(0,1)`: the ranges that a test command tells, one a parameter. */
const ranges = (rest: string): readonly string[] => [...rest.matchAll(/\([^()]*\)|"[^"]*"|[^,()\s]+/g)].map(([range]) => range)

function fieldsOfCommand(tables: FamilyTables, command: CommandLine): readonly ExplainedField[] {
  if (command.form !== 'set') return []
  return fieldsOf(tables.signatures(command.name).map((signature) => parametersOf(signature, command.values)), command.values)
}

function fieldsOfAnswer(tables: FamilyTables, line: string, command: CommandLine | undefined): { readonly fields: readonly ExplainedField[]; readonly source?: string } {
  const name = answerName(line)
  if (name === undefined) return { fields: [] }
  const rest = line.slice(line.indexOf(':', name.length) + 1).trim()
  if (command?.form === 'test' && command.name === name && !/^\(\d,"/.test(rest)) {
    const signatures = tables.signatures(name)
    const fields = fieldsOf(signatures.map((signature) => parametersOf(signature, [])), ranges(rest))
    return { fields, ...(signatures[0] && { source: signatures[0].source }) }
  }
  const read = tables.forms(name).flatMap((form) => {
    const values = form.split?.(rest) ?? splitParameters(rest)
    const fields = typeof form.fields === 'function' ? form.fields(values, rest) : form.fields
    return fields ? [{ fields, values, source: form.source }] : []
  })
  const [first] = read
  if (!first) return { fields: [] }
  return { fields: fieldsOf(read.map(({ fields }) => fields), first.values), source: [...new Set(read.map(({ source }) => source))].join('; ') }
}

/** `+CME ERROR: 10`, also in words. */
function errorFields(line: string): readonly ExplainedField[] {
  const [, value = ''] = /^\+CM[ES] ERROR:\s*(.*)$/.exec(line) ?? []
  const number = line.startsWith('+CME') ? cmeNumber(line) : /^\d+$/.test(value) ? Number(value) : undefined
  const meaning = number === undefined ? undefined : (line.startsWith('+CME') ? cmeErrors : cmsErrors).get(number)
  return [{ symbol: 'err', name: text('error', '错误码'), value, ...(meaning ? { meaning } : number === undefined ? {} : { meaning: text('a code of the maker’s own', '厂家自定义的错误码') }) }]
}

/**
 * What one line is, what it means, each of its values, and the manual it stands in. Pure: the same line with the same context is always explained the
 * same way. What several lines tell together is `explainLog`'s.
 */
export function explainLine(given: string, direction: LoggedLine['direction'], context: LineContext = {}): ExplainedRow {
  const line = given.trim()
  const reader = new LineReader(rememberedVocabularies(context.modem))
  for (const earlier of context.before ?? []) reader.read(earlier)
  const command = commandsOf(reader.command).at(-1)
  const asked = reader.command
  const read = reader.read({ text: given, ...(direction && { direction }) })
  const tables = new FamilyTables(context.modem, context.modems ?? builtIn)
  const isKnown = read.kind !== 'unknown'
  const base = { isFailure: read.isFailure, isKnown }
  const row = (kind: LineKind, words: Text | undefined, fields: readonly ExplainedField[], source: string | undefined, more: Partial<ExplainedRow> = {}): ExplainedRow => ({
    ...base,
    kind,
    ...(words && { words }),
    fields,
    ...(source !== undefined && source !== '' && { source }),
    ...more,
  })

  if (read.kind === 'blank' || read.kind === 'note') return row(read.kind, read.words, [], undefined)
  // A terminal that shows commands as they come back has only the echo.
  if (read.kind === 'sent' || read.kind === 'echo' || (read.kind === 'unknown' && /^AT/i.test(line))) {
    const commands = commandsOf(line)
    const kind = read.kind === 'echo' || direction === 'received' ? 'echo' : 'sent'
    const fields = kind === 'echo' && direction !== 'received' ? [] : commands.flatMap((each) => fieldsOfCommand(tables, each))
    return row(kind, (kind === 'sent' ? tables.sayings(line) : undefined) ?? read.words, fields, commands[0] && tables.sourceOfCommand(commands[0], line))
  }
  if (read.kind === 'data' || read.kind === 'prompt') return row(read.kind, read.words, [], command && tables.sourceOfCommand(command, asked))
  if (/^\+CM[ES] ERROR:/.test(line)) {
    // Numbers that the standard does not have are each maker's.
    const own = context.modem ? context.modem.describe(line)?.words : tables.sayings(line, cmeErrors.has(cmeNumber(line) ?? -1) ? 2 : 1)
    const failure = explainCme(line, 'modem')
    return row('error', own ?? failure?.what ?? read.words, errorFields(line), sectionOf(line.startsWith('+CME') ? '+CME ERROR' : '+CMS ERROR'), { isFailure: true, ...(failure && !own && { next: failure.next }) })
  }
  if (isFinalResult(line)) return row(read.kind, read.words, [], resultSection)
  const { fields, source } = fieldsOfAnswer(tables, line.replace(/^\[(?:data|urc)\]\s*/, ''), command)
  const name = answerName(line)
  // A bare answer stands in its question's section.
  const found = source ?? (name === undefined ? (read.kind === 'answer' && command ? tables.sourceOfCommand(command, asked) : tables.manualOf(line)) : (sectionOf(name) ?? tables.manualOf(line)))
  return row(read.kind, tables.sayings(line) ?? read.words, fields, isKnown ? found : undefined)
}
