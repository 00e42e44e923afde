import { useMemo } from 'react'
import { commandDescriber, type CommandTable } from '../../../shared/at/command-words.ts'
import { commonCommands } from '../../../shared/at/common-commands.ts'
import { commonSignatures } from '../../../shared/at/common-signatures.ts'
import { completeCommand, type Completion } from '../../../shared/at/complete-command.ts'
import type { SignatureTable } from '../../../shared/at/parameter.ts'
import { choicesAt, hintAt, type ParameterHint } from '../../../shared/at/parameter-hint.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import type { Text } from '../../../shared/text/local-text.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { useSettings } from '../settings/settings-store.ts'
import { historyFrom } from './send-line.ts'

const limits = { history: 3, commands: 8 } as const

export type Suggestions = {
  readonly history: readonly string[]
  readonly commands: readonly Completion[]
  readonly words: Text | undefined
  /** The parameters at the caret. */
  readonly hint: ParameterHint | undefined
}

/** Some values are still to come: words for the whole would have holes. */
const isBegun = (hint: ParameterHint | undefined): boolean => hint !== undefined && (hint.values.at(-1) === '' || hint.parameters.some(({ isOptional, mayBeEmpty }, index) => !isOptional && (hint.values[index] ?? '') === '' && !(mayBeEmpty && index < hint.values.length)))

/** A value of a list that the caret is in, each a line. Only at the line's end: what stands behind would be lost. */
function valuesAt(draft: string, caret: number, hint: ParameterHint | undefined): readonly Completion[] {
  if (!hint || caret < draft.length || hint.begun === '' && !/[=,]\s*$/.test(draft)) return []
  return choicesAt(hint).flatMap(({ line, value }) => {
    const words = hint.current?.choices?.[value]
    return words ? [{ line, words }] : []
  })
}

/** What a half-typed line may become: lines sent before, and commands of the modem at hand, of every modem, of the other families; and what stands at the caret. */
export function useSuggestions(draft: string, caret: number, modem: ModemProfile | undefined, isOff: boolean): Suggestions {
  const { modems, findModem } = useCatalogue()
  const history = useSettings((settings) => settings.sendHistory)
  const chosen = useSettings((settings) => settings.wizardChoice?.modem)
  const own = modem ?? (chosen === undefined ? undefined : findModem(chosen))
  const tables = useMemo((): readonly CommandTable[] => {
    const first = own?.commands
    return [...new Set([...(first ? [first] : []), commonCommands, ...modems.flatMap(({ commands }) => (commands ? [commands] : []))])]
  }, [modems, own])
  const signatures = useMemo((): SignatureTable => Object.assign({}, ...modems.map((each) => each.signatures ?? {}).toReversed(), commonSignatures, own?.signatures ?? {}), [modems, own])
  const describe = useMemo(() => commandDescriber(Object.assign({}, ...tables.toReversed())), [tables])
  const hint = useMemo(() => hintAt(draft, caret, signatures), [draft, caret, signatures])
  return useMemo(() => {
    if (isOff || draft.trim() === '') return { history: [], commands: [], words: undefined, hint }
    const commands = completeCommand(draft, tables, limits.commands, signatures)
    return { history: historyFrom(history, draft, limits.history), commands: commands.length > 0 ? commands : valuesAt(draft, caret, hint).slice(0, limits.commands), words: isBegun(hint) ? undefined : describe(draft), hint }
  }, [draft, caret, hint, history, tables, signatures, describe, isOff])
}
