import type { Check, Family } from './field-failure.ts'

/** A check's command for a family: left out where it has none. Where the family is not known, what any modem takes. */
export function commandFor({ send }: Check, family: Family | undefined): string | undefined {
  if (typeof send === 'object') return family && send[family]
  // The nRF91 knows no AT+CSQ.
  if (family === 'nrf' && send === 'AT+CSQ') return 'AT+CESQ'
  // A Wi-Fi module has none of 27.007's commands.
  return family === 'esp' && send !== 'AT' ? undefined : send
}

/** A check's commands for a family, or where it is not known for each that has one. */
export function commandsOf(check: Check, family: Family | undefined): readonly { readonly send: string; readonly families: readonly Family[] }[] {
  const { send } = check
  if (family || typeof send !== 'object') {
    const own = commandFor(check, family)
    return own === undefined ? [] : [{ send: own, families: [] }]
  }
  const entries = Object.entries(send) as [Family, string][]
  return [...new Set(entries.map(([, command]) => command))].map((command) => ({ send: command, families: entries.filter(([, each]) => each === command).map(([name]) => name) }))
}

/** A check that a family cannot make says nothing to it. */
export const canCheck = (check: Check, family: Family | undefined): boolean => check.send === undefined || commandsOf(check, family).length > 0
