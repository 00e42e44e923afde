import type { CommandLine } from '../at/command-line.ts'
import { describeCommonCommand } from '../at/common-commands.ts'
import { commonLines } from '../at/common-lines.ts'
import { commonSignatures } from '../at/common-signatures.ts'
import { describeCommonAnswer } from '../at/describe-answer.ts'
import type { KeyedSignature, LineForm, Signature } from '../at/parameter.ts'
import { sectionOf } from '../at/sections.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { text, type Text } from '../text/local-text.ts'

/** Profiles of one maker share their tables: one of each. */
const distinct = <T>(modems: readonly ModemProfile[], table: (modem: ModemProfile) => T | undefined): readonly { readonly modem: ModemProfile; readonly found: T }[] => {
  const seen = new Set<T>()
  return modems.flatMap((modem) => {
    const found = table(modem)
    if (found === undefined || seen.has(found)) return []
    seen.add(found)
    return [{ modem, found }]
  })
}

/** What the modem at hand, or every family, says of a line: words, parameters, fields, sources. */
export class FamilyTables {
  readonly #own: ModemProfile | undefined
  readonly #families: readonly ModemProfile[]

  constructor(modem: ModemProfile | undefined, modems: readonly ModemProfile[]) {
    this.#own = modem
    this.#families = modem ? [modem, ...modems] : modems
  }

  /** What the families say of a line where the module is not known, and at least so many of them speak and differ: each with its maker's name. */
  sayings(line: string, atLeast: 1 | 2 = 2): Text | undefined {
    if (this.#own || describeCommonAnswer(line) || describeCommonCommand(line)) return undefined
    const isCommand = /^AT/i.test(line)
    const said = distinct<unknown>(this.#families, isCommand ? ({ describeCommand }) => describeCommand : ({ describe }) => describe).flatMap(({ modem }) => {
      const words = isCommand ? modem.describeCommand?.(line) : modem.describe(line)?.words ?? modem.describeAnswer?.(line)?.words
      return words ? [{ maker: modem.maker, words }] : []
    })
    if (new Set(said.map(({ words }) => words.en)).size < atLeast) return undefined
    return text(said.map(({ maker, words }) => `${maker}: ${words.en}`).join('; '), said.map(({ maker, words }) => `${maker}：${words.zh}`).join('；'))
  }

  /** One entry of the module's own, the common one, or those of all families that have one. */
  #entries<T>(name: string, common: Readonly<Record<string, T>>, table: (modem: ModemProfile) => Readonly<Record<string, T>> | undefined): readonly T[] {
    const of = (entries: Readonly<Record<string, T>> | undefined): readonly T[] => (entries && Object.hasOwn(entries, name) && entries[name] !== undefined ? [entries[name]] : [])
    const own = of(this.#own && table(this.#own))
    if (own.length > 0) return own
    const shared = of(common)
    if (shared.length > 0) return shared
    return distinct(this.#families, table).flatMap(({ found }) => of(found))
  }

  signatures(name: string): readonly (Signature | KeyedSignature)[] {
    return this.#entries<Signature | KeyedSignature>(name, commonSignatures, ({ signatures }) => signatures)
  }

  forms(name: string): readonly LineForm[] {
    return this.#entries(name, commonLines, ({ lines }) => lines)
  }

  /** Of the family that words the line, for lines whose section nobody wrote down. */
  manualOf(line: string): string | undefined {
    const knows = ({ describe, describeAnswer, describeCommand, restartLines }: ModemProfile): boolean =>
      describe(line) !== undefined || describeAnswer?.(line) !== undefined || describeCommand?.(line) !== undefined || restartLines.includes(line)
    return this.#families.find((modem) => modem.manual !== undefined && knows(modem))?.manual
  }

  sourceOfCommand({ name }: CommandLine, line: string): string | undefined {
    const sources = [...new Set(this.signatures(name).map(({ source }) => source))]
    return sources.length > 0 ? sources.join('; ') : (sectionOf(name) ?? this.manualOf(line))
  }
}
