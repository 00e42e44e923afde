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
const families: readonly Vocabulary[] = modems.filter((modem, index) => modems.findIndex(({ describeCommand }) => describeCommand === modem.describeCommand) === index).map(vocabularyOf)

/** The family's own words first, then everybody's. */
export const vocabularies = (modem?: ModemProfile): readonly Vocabulary[] => (modem ? [vocabularyOf(modem), ...families] : families)
