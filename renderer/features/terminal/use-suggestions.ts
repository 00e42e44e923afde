import { useMemo } from 'react'
import { commandDescriber, type CommandTable } from '../../../shared/at/command-words.ts'
import { commonCommands } from '../../../shared/at/common-commands.ts'
import { completeCommand, type Completion } from '../../../shared/at/complete-command.ts'
import type { Text } from '../../../shared/text/local-text.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { useSettings } from '../settings/settings-store.ts'
import { historyFrom } from './send-line.ts'

const limits = { history: 3, commands: 8 } as const

export type Suggestions = { readonly history: readonly string[]; readonly commands: readonly Completion[]; readonly words: Text | undefined }

const nothing: Suggestions = { history: [], commands: [], words: undefined }

/** What a half-typed line may become: lines sent before, and commands of the modem at hand, of every modem, of the other families. */
export function useSuggestions(draft: string, path: string, isOff: boolean): Suggestions {
  const { modems, findModem } = useCatalogue()
  const history = useSettings((settings) => settings.sendHistory)
  const chosen = useSettings((settings) => settings.wizardChoice?.modem)
  const own = path.startsWith('practice:') ? path.slice('practice:'.length) : chosen
  const tables = useMemo((): readonly CommandTable[] => {
    const first = own === undefined ? undefined : findModem(own)?.commands
    return [...new Set([...(first ? [first] : []), commonCommands, ...modems.flatMap(({ commands }) => (commands ? [commands] : []))])]
  }, [modems, findModem, own])
  const describe = useMemo(() => commandDescriber(Object.assign({}, ...tables.toReversed())), [tables])
  return useMemo(
    () => (isOff || draft.trim() === '' ? nothing : { history: historyFrom(history, draft, limits.history), commands: completeCommand(draft, tables, limits.commands), words: describe(draft) }),
    [draft, history, tables, describe, isOff],
  )
}
