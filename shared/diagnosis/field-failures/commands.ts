import type { Check, Family } from './field-failure.ts'

/** A check's commands for a family, or where it is not known for each that has one. */
export function commandsOf({ send }: Check, family: Family | undefined): readonly { readonly send: string; readonly families: readonly Family[] }[] {
  if (send === undefined) return []
  // A Wi-Fi module has none of 27.007's commands.
  if (typeof send === 'string') return family === 'esp' && send !== 'AT' ? [] : [{ send, families: [] }]
  const own = family && send[family]
  if (family) return own === undefined ? [] : [{ send: own, families: [] }]
  const entries = Object.entries(send) as [Family, string][]
  return [...new Set(entries.map(([, command]) => command))].map((command) => ({ send: command, families: entries.filter(([, each]) => each === command).map(([name]) => name) }))
}

/** A check that a family cannot make says nothing to it. */
export const canCheck = (check: Check, family: Family | undefined): boolean => check.send === undefined || commandsOf(check, family).length > 0
