import type { Described } from '../at/line-words.ts'
import { modems } from '../modems/index.ts'
import type { ModemProfile } from '../modems/profile.ts'
import type { Text } from '../text/local-text.ts'

/** The words of one family for its commands and lines. */
export type Vocabulary = {
  readonly describeCommand: (line: string) => Text | undefined
  readonly describe: (line: string) => Described | undefined
  readonly urcPrefixes: readonly string[]
  readonly restartLines: readonly string[]
}

const vocabularyOf = ({ describeCommand, describe, describeAnswer, urcPrefixes, restartLines }: ModemProfile): Vocabulary => ({
  describeCommand: describeCommand ?? (() => undefined),
  describe: (line) => describe(line) ?? describeAnswer?.(line),
  urcPrefixes,
  restartLines,
})

/** Profiles of one family share their words. */
const byFamily: readonly Vocabulary[] = modems.filter((modem, index) => modems.findIndex(({ describeCommand }) => describeCommand === modem.describeCommand) === index).map(vocabularyOf)

/** The first stands for the module at hand; where that is not known, any family's URC may come. */
const families = byFamily.map((family, index) => (index === 0 ? { ...family, urcPrefixes: [...new Set(byFamily.flatMap(({ urcPrefixes }) => urcPrefixes))] } : family))

/** The family's own words first, then everybody's. */
export const vocabularies = (modem?: ModemProfile): readonly Vocabulary[] => (modem ? [vocabularyOf(modem), ...families] : families)

/** Lines whose words are kept, a family: many more than are in sight. */
const remembered = 2_000

const remembering = (vocabulary: Vocabulary): Vocabulary => {
  const known = new Map<string, Described | null>()
  return {
    ...vocabulary,
    describe: (line) => {
      let found = known.get(line)
      if (found === undefined) {
        if (known.size >= remembered) known.clear()
        found = vocabulary.describe(line) ?? null
        known.set(line, found)
      }
      return found ?? undefined
    },
  }
}

const rememberedFamilies = families.map(remembering)
const rememberedOwn = new WeakMap<ModemProfile, readonly Vocabulary[]>()

/** The same for lines that are explained one by one, as a log is looked at: each again and again. */
export function rememberedVocabularies(modem?: ModemProfile): readonly Vocabulary[] {
  if (!modem) return rememberedFamilies
  const known = rememberedOwn.get(modem) ?? [remembering(vocabularyOf(modem)), ...rememberedFamilies]
  rememberedOwn.set(modem, known)
  return known
}
